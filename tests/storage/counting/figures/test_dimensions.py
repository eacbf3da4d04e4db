"""The ways to split a table: by fields, ages, links, activities and memberships."""

from __future__ import annotations

from datetime import date

from hypothesis import HealthCheck, given, settings

import by_hand
from counties import QUARTER, counties, held
from people import volunteer
from storage.counting.figures import CountingContext
from storage.counting.figures.breakdown import (
    UNKNOWN,
    counts_by_group,
    figures_by_group,
)
from storage.counting.figures.dimensions import (
    DIMENSIONS_BY_NAME,
    dimensions_of,
    township_sql,
)
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


def test_every_way_to_split_is_named_after_its_field():
    assert set(DIMENSIONS_BY_NAME) - {"age"} <= set(VOLUNTEERS.by_name)


def test_hours_are_split_by_the_organization_brand_and_township_of_their_activity(store):
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


def test_a_table_is_split_by_its_choices_its_links_and_its_own_ways():
    found = dimensions_of(VOLUNTEERS)
    assert set(DIMENSIONS_BY_NAME) | {"township", "organization"} <= set(found)
    assert found["sex"].order == ("男", "女")
    assert found["organization"].join  # a person may be in several
    assert {"organization", "project", "township", "brand"} <= set(dimensions_of(ACTIVITIES))


def test_a_unit_lies_in_the_township_it_is_or_that_stands_above_it(store):
    town, county = store.named(UNITS, "平地镇"), store.named(UNITS, "仁和区")
    with store.edit("录入") as edit:
        village = edit.save(UNITS, Unit(name="平地村", kind="村", parent=town))
        group = edit.save(UNITS, Unit(name="平地组", kind="其他", parent=village))
    names = [
        store.value(f"SELECT {township_sql(str(unit))}", ())
        for unit in (town, village, group, county)
    ]
    assert names == ["平地镇", "平地镇", "平地镇", None]
