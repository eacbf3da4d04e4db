from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings

from busy_counties import busy_counties
from counties import QUARTER, counties, held
from people import volunteer
from storage.counting.figures import CountingContext, figures
from storage.counting.figures.breakdown import (
    HEADLINE_CODES,
    UNKNOWN,
    counts_by_group,
    cross_tabulate,
    figures_by_group,
)
from storage.counting.figures.dimensions import DIMENSIONS, dimensions_of
from storage.counting.indicators import BY_CODE
from storage.model.tables import (
    UNITS,
    VOLUNTEERS,
)
from storage.model.tables.unit import Unit

DAY = date(2026, 8, 1)
OFTEN = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@OFTEN
@given(county=counties())
def test_every_split_sums_to_the_headline_figures(store, county):
    with held(store, county):
        counting = CountingContext(store, QUARTER)
        headline = {one.code: one.value for one in figures(store, QUARTER)}
        for dimension in DIMENSIONS:
            groups = counts_by_group(counting, dimension.name)
            for code in HEADLINE_CODES:
                assert sum(one[code] for one in groups.values()) == headline[code]
            table = cross_tabulate(counting, "school", dimension.name, "V02")
            assert sum(sum(cells.values()) for cells in table.values()) == headline["V02"]


@pytest.fixture
def two_schools(store):
    with store.edit("录入") as edit:
        small = edit.save(UNITS, Unit(name="木棉中学", kind="中学"))
        large = edit.save(UNITS, Unit(name="凤凰中学", kind="中学"))
        for school, facts in (
            (small, {"registration_status": "已注册", "league_member": True}),
            (large, {"registration_status": "已注册", "registered_on": date(2026, 8, 1)}),
            (large, {"political_status": "共青团员", "league_member": True}),
            (None, {}),
        ):
            edit.save(VOLUNTEERS, volunteer(school=school, **facts))
    return CountingContext(store, QUARTER)


def test_units_come_with_the_larger_first_and_the_unknown_last(two_schools):
    assert counts_by_group(two_schools, "school") == {
        "凤凰中学": {"V01": 2, "V04": 1, "V02": 1, "V07": 1},
        "木棉中学": {"V01": 1, "V04": 1, "V02": 1, "V07": 1},
        UNKNOWN: {"V01": 1, "V04": 0, "V02": 0, "V07": 0},
    }
    assert list(counts_by_group(two_schools, "school")) == ["凤凰中学", "木棉中学", UNKNOWN]


def test_choices_stand_in_the_order_of_their_list(two_schools):
    assert list(counts_by_group(two_schools, "registration_status")) == ["未注册", "已注册"]
    assert list(counts_by_group(two_schools, "political_status")) == ["共青团员", UNKNOWN]


def test_units_are_cross_tabulated_with_fields_of_their_people(two_schools):
    assert cross_tabulate(two_schools, "school", "registration_status") == {
        "凤凰中学": {"未注册": 1, "已注册": 1},
        "木棉中学": {"已注册": 1},
        UNKNOWN: {"未注册": 1},
    }


@OFTEN
@given(county=busy_counties())
def test_records_are_split_by_their_fields_and_links(store, county):
    families = (
        ("H02", "H04", "B03"),
        ("P09", "H08"),
        ("O01", "P02"),
        ("S01", "S12"),
        ("H09", "M02"),
    )
    with held(store, county):
        counting = CountingContext(store, QUARTER)
        headline = {one.code: one.figure for one in figures(store, QUARTER)}
        for codes in families:
            for dimension in dimensions_of(BY_CODE[codes[0]].table).values():
                if not dimension.join:
                    _assert_sums(figures_by_group(counting, dimension.name, codes), codes, headline)


def _assert_sums(groups, codes, headline):
    for code in codes:
        values = [one[code] for one in groups.values()]
        whole = headline[code].denominator
        assert sum(one.denominator or 0 for one in values) == (whole or 0)
        if whole is None:
            assert sum(one.value for one in values) == pytest.approx(headline[code].value)
