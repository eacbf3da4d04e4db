from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings

import by_hand
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
from storage.counting.figures.dimensions import DIMENSIONS, DIMENSIONS_BY_NAME, dimensions_of
from storage.counting.indicators import BY_CODE
from storage.model.tables import (
    ACTIVITIES,
    BRANDS,
    MEMBERSHIPS,
    ORGANIZATIONS,
    PROJECTS,
    SERVICE_RECORDS,
    UNITS,
    VOLUNTEERS,
)
from storage.model.tables.organization import Membership, Organization
from storage.model.tables.project import Activity, Project
from storage.model.tables.service_record import ServiceRecord
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


@OFTEN
@given(county=counties())
def test_people_are_in_the_band_of_their_age(store, county):
    on = QUARTER.cut_off
    edges = (("10周岁以下", 0, 9), ("10—13周岁", 10, 13), ("14—15周岁", 14, 15), ("16—17周岁", 16, 17),
             ("18—28周岁", 18, 28), ("29—35周岁", 29, 35), ("36周岁以上", 36, 200))  # fmt: skip
    roster = [one for one in county.volunteers if by_hand.on_roster(county, one, on)]
    expected = {
        band: sum(by_hand.between(one, on, first, last) for one in roster)
        for band, first, last in edges
    }
    with held(store, county):
        groups = counts_by_group(CountingContext(store, QUARTER), "age", ("V01",))
    found = {band: groups.get(band, {"V01": 0})["V01"] for band in expected}
    assert found == expected
    assert list(groups) == [band for band in (*expected, UNKNOWN) if band in groups]


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


def test_words_of_a_list_keep_the_list_s_order(two_schools):
    assert list(counts_by_group(two_schools, "registration_status")) == ["未注册", "已注册"]
    assert list(counts_by_group(two_schools, "political_status")) == ["共青团员", UNKNOWN]


def test_units_are_crossed_with_what_their_people_are(two_schools):
    assert cross_tabulate(two_schools, "school", "registration_status") == {
        "凤凰中学": {"未注册": 1, "已注册": 1},
        "木棉中学": {"已注册": 1},
        UNKNOWN: {"未注册": 1},
    }


def test_every_way_to_split_is_named_after_its_field():
    assert set(DIMENSIONS_BY_NAME) - {"age"} <= set(VOLUNTEERS.by_name)


@OFTEN
@given(county=busy_counties())
def test_what_happens_is_split_by_what_it_says_and_points_to(store, county):
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


def test_hours_are_told_by_the_organization_brand_and_township_of_their_activity(store):
    with store.edit("录入") as edit:
        town = store.named(UNITS, "平地镇")
        school = edit.save(UNITS, Unit(name="平地中学", kind="中学", parent=town))
        team = edit.save(ORGANIZATIONS, Organization(name="春雨队", kind="志愿服务队", unit=school))
        brand = store.named(BRANDS, "爱在社区")
        project = edit.save(
            PROJECTS, Project(name="助老", organization=team, brand=brand, domain="助老助残")
        )
        person = edit.save(VOLUNTEERS, volunteer(school=school))
        for of, hours in ((project, 90), (None, 30)):
            there = Activity(
                name=f"活动{of}", organization=team, project=of, held_on=DAY, place="广场"
            )
            activity = edit.save(ACTIVITIES, there)
            edit.save(SERVICE_RECORDS, ServiceRecord(
                volunteer=person, activity=activity, served_on=DAY, hours=hours, recorder="周嘉诚",
                recorded_on=DAY))  # fmt: skip
        edit.save(MEMBERSHIPS, Membership(volunteer=person, organization=team))
    counting = CountingContext(store, QUARTER)

    def hours_by(name):
        return {
            word: one["H02"].value
            for word, one in figures_by_group(counting, name, ("H02",)).items()
        }

    def people_by(name):
        return {word: one["V01"].value for word, one in figures_by_group(counting, name).items()}

    assert hours_by("organization") == {"春雨队": 2.0}
    assert hours_by("township") == {"平地镇": 2.0}
    assert hours_by("brand") == {"爱在社区": 1.5, UNKNOWN: 0.5}
    assert hours_by("domain") == {"助老助残": 1.5, UNKNOWN: 0.5}
    assert hours_by("school") == {"平地中学": 2.0}
    assert people_by("township") == {"平地镇": 1}
    assert people_by("organization") == {"春雨队": 1}


def test_who_joins_an_organization_after_the_cut_off_is_not_in_its_row_yet(store):
    with store.edit("录入") as edit:
        team = edit.save(ORGANIZATIONS, Organization(name="春雨队", kind="志愿服务队"))
        for joined in (None, QUARTER.cut_off, QUARTER.next.first):
            person = edit.save(VOLUNTEERS, volunteer())
            edit.save(
                MEMBERSHIPS, Membership(volunteer=person, organization=team, joined_on=joined)
            )
    rows = {quarter: counts_by_group(CountingContext(store, quarter), "organization") for quarter in (
        QUARTER, QUARTER.next)}  # fmt: skip
    assert [found["春雨队"]["V01"] for found in rows.values()] == [2, 3]
