"""Figures on service: hours, attendances, people, timely recording, minors."""

from __future__ import annotations

from datetime import date

import pytest

from counted import DAY, counted, save
from people import volunteer
from storage.counting.indicators.service import attended_sql, for_few_records
from storage.model.tables import (
    ACTIVITIES,
    BRANDS,
    ORGANIZATIONS,
    PROJECTS,
    SERVICE_RECORDS,
    VOLUNTEERS,
)

SPRING = date(2026, 2, 2)


@pytest.fixture
def served(store):
    """An adult with 22 hours in the year and a child of fifteen with one hour; by name."""
    (team,) = save(store, ORGANIZATIONS, {})
    (brand,) = save(store, BRANDS, {})
    (project,) = save(store, PROJECTS, {"organization": team, "brand": brand})
    spring, summer = save(
        store, ACTIVITIES,
        {"name": "护河", "organization": team, "held_on": SPRING},
        {"name": "义诊", "organization": team, "project": project, "held_on": DAY},
    )  # fmt: skip
    with store.edit("录入") as edit:
        adult = edit.save(
            VOLUNTEERS,
            volunteer("甲", "2000-01-01", registration_status="已注册", platform_hours=60),
        )
        child = edit.save(VOLUNTEERS, volunteer("乙", "2011-01-01"))
    facts = {"volunteer": adult, "activity": spring, "served_on": SPRING, "recorded_on": SPRING}
    first, _second, _third = save(
        store, SERVICE_RECORDS,
        {**facts, "hours": 8 * 60},
        {**facts, "hours": 12 * 60, "activity": summer, "served_on": DAY, "recorded_on": DAY},
        {**facts, "hours": 60, "activity": summer, "served_on": DAY, "volunteer": child,
         "recorded_on": DAY},
    )  # fmt: skip
    return {"adult": adult, "child": child, "first": first, "spring": spring, "facts": facts}


def test_hours_attendances_and_people_are_counted_in_quarter_and_year(store, served):
    assert counted(store, "H01", "H02") == [13.0, 21.0]
    assert counted(store, "H03", "H04", "H05", "H06") == [2, 3, 2, 2]
    assert counted(store, "B03", "B04") == [2, 13.0]
    assert counted(store, "H07") == 10.5
    with store.edit("录入") as edit:
        another = edit.save(VOLUNTEERS, volunteer("丙", "2000-01-01"))
    save(store, SERVICE_RECORDS, {**served["facts"], "volunteer": another})
    assert counted(store, "H05", "H06") == [2, 3]  # in spring, before the quarter


def test_a_correction_changes_the_hours_and_a_cancelled_record_is_no_attendance(store, served):
    correction = {**served["facts"], "corrects": served["first"], "reason": "记错"}
    save(store, SERVICE_RECORDS, {**correction, "hours": -3 * 60})
    assert counted(store, "H02", "H04") == [18.0, 3]
    save(store, SERVICE_RECORDS, {**correction, "hours": -5 * 60})
    assert counted(store, "H02", "H04") == [13.0, 2]
    for sql in (attended_sql(), for_few_records(attended_sql())):  # both find the same
        rows = store.connection.execute(f"SELECT count(*) FROM service_record t WHERE {sql}")
        assert rows.fetchone()[0] == 2


def test_twenty_hours_a_year_are_the_duty_of_the_registered(store, served):
    assert counted(store, "H09") == (1, 1)
    assert counted(store, "H10") == 1  # the platform has one hour, the ledger twenty


def test_an_activity_is_recorded_in_time_within_ten_working_days(store, served):
    assert counted(store, "H08") == (2, 2)
    with store.edit("迟记") as edit:
        late = store.get(ACTIVITIES, served["spring"])
        edit.save(ACTIVITIES, ACTIVITIES.record(
            id=late.id, name=late.name, organization=late.organization, held_on=late.held_on,
            place=late.place, records_done_on=DAY,
        ))  # fmt: skip
    assert counted(store, "H08") == (1, 2)


def test_minors_need_a_consent_and_an_adult_with_them(store, served):
    assert counted(store, "M01") == 1
    assert counted(store, "M02", "M03") == [(0, 1), (0, 1)]
