"""Conditions on who counts, at their edges, over rows of the ledger."""

from __future__ import annotations

from datetime import date

import pytest

from counted import DAY, LATER, QUARTER, save
from people import volunteer
from storage.counting import counting_rules as rules
from storage.counting.policy import policy_on
from storage.model.tables import MOVEMENTS, ORGANIZATIONS, VOLUNTEERS
from storage.model.tables.setting import Policy

ON = QUARTER.cut_off


def holds(store, condition, table="volunteer"):
    """Whether the condition holds of the one record."""
    values = rules.parameters(policy_on(store, QUARTER.year), QUARTER)
    sql = f"SELECT ({condition}) IS TRUE AS holds FROM {table} t"
    (row,) = store.rows(sql, values)
    return bool(row["holds"])


def person(store, born="2000-01-01", **facts):
    with store.edit("录入") as edit:
        return edit.save(VOLUNTEERS, volunteer("甲", born, **facts))


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, True),
        ({"status": "毕业", "left_on": LATER}, True),
        ({"status": "毕业", "left_on": ON}, False),
        ({"status": "退出"}, False),
    ],
)
def test_who_leaves_after_the_cut_off_is_still_present(store, facts, expected):
    person(store, **facts)
    assert holds(store, rules.PRESENT) is expected
    assert holds(store, rules.ROSTER) is expected


@pytest.mark.parametrize(
    ("born", "facts", "expected"),
    [
        ("2012-09-30", {}, True),  # fourteen on the day
        ("2012-10-01", {}, False),
        ("2000-01-01", {"registered_on": ON}, True),
        ("2000-01-01", {"registered_on": LATER}, False),
        ("2000-01-01", {"registration_status": "未注册"}, False),
        ("2000-01-01", {"registration_status": "已注销"}, False),
        ("2000-01-01", {"registration_status": "已注销", "cancelled_on": LATER}, True),
        ("2000-01-01", {"registration_status": "已注销", "cancelled_on": ON}, False),
    ],
)
def test_a_registration_counts_from_fourteen_until_it_is_cancelled(store, born, facts, expected):
    person(store, born, **{"registration_status": "已注册", **facts})
    assert holds(store, rules.REGISTERED_BY_NOW) is expected


@pytest.mark.parametrize(
    ("born", "pupil", "adult_student"),
    [
        ("2016-09-30", True, False),
        ("2016-10-01", False, False),
        ("2012-10-01", True, False),
        ("2012-09-30", False, False),
        ("2008-09-30", False, True),
        ("2008-10-01", False, False),
    ],
)
def test_ages_are_those_on_the_cut_off(store, born, pupil, adult_student):
    person(store, born, identity_class="大学生")
    assert holds(store, rules.PUPIL) is pupil
    assert holds(store, rules.ADULT_STUDENT) is adult_student


@pytest.mark.parametrize(
    ("moves", "studying"),
    [
        ((), False),
        ((("毕业", LATER),), True),
        ((("毕业", ON),), False),
        ((("休学", DAY), ("毕业", LATER)), False),
        ((("休学", date(2026, 1, 5)), ("复学", DAY), ("毕业", LATER)), True),
    ],
)
def test_who_stops_studying_after_the_cut_off_is_still_a_student(store, moves, studying):
    number = person(store, study_status="毕业")
    for kind, day in moves:
        save(store, MOVEMENTS, {"volunteer": number, "kind": kind, "happened_on": day})
    assert holds(store, rules.STUDYING) is studying


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, True),
        ({"founded_on": ON}, True),
        ({"founded_on": LATER}, False),
        ({"closed_on": LATER}, True),
        ({"closed_on": ON}, False),
    ],
)
def test_an_organization_is_in_force_from_its_founding_to_the_day_before_it_closes(
    store, facts, expected
):
    save(store, ORGANIZATIONS, facts)
    assert holds(store, rules.ACTIVE, "organization") is expected


def test_parameters_are_the_days_of_the_quarter_and_the_policy_s_limits():
    found = rules.parameters(Policy(year=2026, youth_from=16, only_own_county=False), QUARTER)
    assert (found["on"], found["first"], found["year_first"]) == (
        "2026-09-30", "2026-07-01", "2026-01-01",
    )  # fmt: skip
    assert (found["adult_on"], found["adult_first"]) == ("2008-09-30", "2008-01-01")
    assert (found["youth_from"], found["only_own"], found["quarter"]) == (16, 0, "2026Q3")


@pytest.mark.parametrize("month", range(1, 13))
def test_inlined_parameters_are_those_that_would_be_passed(store, month):
    day = date(2026, month, 28)
    for name, expected in (
        ("first", date(2026, (month - 1) // 3 * 3 + 1, 1).isoformat()),
        ("year_first", "2026-01-01"),
        ("youth_to", policy_on(store, 2026).youth_to),
    ):
        sql = f"SELECT {rules.inline_parameters(f':{name}')} AS value"
        (row,) = store.rows(sql, {"on": day.isoformat()})
        assert row["value"] == expected


def test_a_condition_is_written_for_another_row():
    assert rules.for_alias("v", "t.id = s.volunteer AND part.x") == "v.id = s.volunteer AND part.x"
