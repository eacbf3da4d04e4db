"""Days that follow one another: the first earlier one that a day precedes is named."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from storage.model.day_order import in_order
from storage.model.tables import STAR_GRANTS
from storage.model.tables.star import StarGrant

STEPS = ("applied_on", "checked_on", "shown_on", "granted_on")
EMPTY = StarGrant(volunteer=1, star=1)
DAYS = st.none() | st.dates(date(2026, 1, 1), date(2026, 1, 9))


def problems(**days):
    found = in_order(STAR_GRANTS, replace(EMPTY, **days), *STEPS)
    return [(one.column, one.message) for one in found]


def test_each_late_day_is_named_once():
    wrong = {
        "applied_on": date(2026, 1, 5),
        "checked_on": date(2026, 1, 4),
        "shown_on": date(2026, 1, 3),
    }
    assert problems(**wrong) == [
        ("checked_on", "初审日期早于申请日期"),
        ("shown_on", "公示日期早于申请日期"),
    ]


def test_an_empty_day_is_passed_over():
    assert problems(applied_on=date(2026, 1, 5), granted_on=date(2026, 1, 5)) == []
    assert problems(granted_on=date(2026, 1, 5)) == []


@given(st.tuples(DAYS, DAYS, DAYS, DAYS))
def test_days_are_in_order_exactly_where_nothing_is_reported(days):
    filled = [day for day in days if day]
    assert (problems(**dict(zip(STEPS, days, strict=True))) == []) is (filled == sorted(filled))
