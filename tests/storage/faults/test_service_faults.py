from contextlib import closing
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people import volunteer
from storage.faults import SUSPECT_CONDITIONS, find_faults
from storage.ledger.driver import connect
from storage.model.tables import (
    ACTIVITIES,
    MOVEMENTS,
    ORGANIZATIONS,
    PROJECTS,
    SERVICE_RECORDS,
    STAR_GRANTS,
    VOLUNTEERS,
)
from storage.model.tables.organization import Organization
from storage.model.tables.person import Movement
from storage.model.tables.project import Activity, Project
from storage.model.tables.service_record import ServiceRecord
from storage.model.tables.star import StarGrant

ON, DAY = date(2026, 9, 30), date(2026, 7, 4)
CODES = {"P", "A", "S", "G", "M", "C"}


@pytest.fixture
def counting(store):
    """One grown volunteer, one organization, one activity of its project."""
    with store.edit("录入") as edit:
        person = edit.save(VOLUNTEERS, volunteer(born="2000-05-17", registered_on=DAY))
        body = edit.save(ORGANIZATIONS, Organization(name="阳光队", kind="志愿服务队"))
        project = edit.save(PROJECTS, Project(name="巡河", organization=body))
        activity = edit.save(
            ACTIVITIES,
            Activity(name="巡河", organization=body, project=project, held_on=DAY, place="江边"),
        )
    return {"person": person, "body": body, "project": project, "activity": activity}


def serve(store, counting, hours=180, **facts):
    record = ServiceRecord(
        **{"volunteer": counting["person"], "activity": counting["activity"], "served_on": DAY, "hours": hours,
           "recorder": "周嘉诚", "recorded_on": DAY, **facts},
    )  # fmt: skip
    with store.edit("记时长") as edit:
        return edit.save(SERVICE_RECORDS, record)


def codes(store):
    found = (one.code for one in find_faults(store, ON, date(2026, 10, 12)))
    return sorted(code for code in found if code[0] in CODES)


def test_service_in_order_has_no_fault(store, counting):
    serve(store, counting, from_time="08:30", to_time="11:30")
    assert codes(store) == []


def test_an_activity_without_records_and_one_recorded_late_are_reported(store, counting):
    assert codes(store) == ["A-1", "A-2"]
    serve(store, counting, recorded_on=date(2026, 7, 17))  # the tenth working day after
    assert codes(store) == []
    late = date(2026, 7, 20)
    serve(store, counting, 60, from_time="12:00", to_time="13:00", recorded_on=late)
    assert codes(store) == ["A-2"]


def test_overlaps_long_days_and_duplicates_are_reported(store, counting):
    serve(store, counting, from_time="08:00", to_time="11:00")
    serve(store, counting, from_time="10:59", to_time="12:00", hours=60)
    assert codes(store) == ["S-1", "S-1"]
    serve(store, counting, hours=540)
    assert codes(store) == ["S-1", "S-1", "S-3", "S-3", "S-3", "S-6"]
    serve(store, counting, hours=720)
    assert set(codes(store)) == {"S-1", "S-2", "S-3", "S-6"}


def test_a_future_day_is_reported(store, counting):
    serve(store, counting, served_on=date(2026, 10, 13), recorded_on=date(2026, 10, 13))
    assert "S-4" in codes(store)


def test_a_minor_without_consent_or_accompaniment_is_reported(store, counting):
    with store.edit("录入") as edit:
        young = edit.save(VOLUNTEERS, volunteer("李小", "2008-07-05"))
    serve(store, counting, volunteer=young)
    assert codes(store) == ["A-4", "S-5"]
    with store.edit("同意") as edit:
        kept = store.get(VOLUNTEERS, young)
        edit.save(VOLUNTEERS, volunteer("李小", "2008-07-05", id=young, id_number=kept.id_number,
                                        consented_on=DAY))  # fmt: skip
    assert codes(store) == ["A-4"]


def test_who_turns_eighteen_on_the_day_is_no_minor(store, counting):
    with store.edit("录入") as edit:
        grown = edit.save(VOLUNTEERS, volunteer("李大", "2008-07-04"))
    serve(store, counting, volunteer=grown)
    assert codes(store) == []


def test_a_correction_of_too_many_hours_or_of_another_record_is_reported(store, counting):
    kept = serve(store, counting)
    serve(store, counting, hours=-180, corrects=kept, reason="没有来")
    assert codes(store) == []
    serve(store, counting, hours=-30, corrects=kept, reason="记错")
    assert codes(store) == ["S-8", "S-8"]
    serve(store, counting, hours=30, corrects=kept, reason="记错", served_on=date(2026, 7, 5),
          recorded_on=date(2026, 7, 5))  # fmt: skip
    assert codes(store) == ["S-7"]


def test_a_risky_activity_needs_insurance_and_a_number_belongs_to_one_project(store, counting):
    serve(store, counting)
    with store.edit("改") as edit:
        for number, name in ((counting["project"], "巡河"), (None, "巡山")):
            project = Project(
                id=number,
                name=name,
                organization=counting["body"],
                risk="较高",
                platform_number="XM1",
            )
            edit.save(PROJECTS, project)
    assert codes(store) == ["A-3", "P-1", "P-1"]


def test_stars_beyond_the_hours_or_out_of_order_are_reported_except_historical_ones(
    store, counting
):
    serve(store, counting)
    with store.edit("认定") as edit:
        for star, historical in ((1, True), (2, None), (5, True)):
            edit.save(
                STAR_GRANTS,
                StarGrant(
                    volunteer=counting["person"], star=star, granted_on=ON, historical=historical
                ),
            )
    assert codes(store) == ["G-1", "G-2"]


def test_a_move_missing_from_the_roster_is_reported(store, counting):
    serve(store, counting)
    with store.edit("变动") as edit:
        move = Movement(volunteer=counting["person"], kind="休学", happened_on=DAY)
        edit.save(MOVEMENTS, move)
    assert codes(store) == ["M-1"]


TIMES = st.sampled_from((None, "08:00", "08:30", "11:00", "24:00"))
DAYS = st.dates(date(2026, 7, 3), date(2026, 7, 5))


@given(
    st.builds(
        ServiceRecord,
        id=st.just(7), volunteer=st.just(1), activity=st.just(1), served_on=DAYS,
        from_time=TIMES, to_time=TIMES, hours=st.sampled_from((-1500, -60, 0, 60, 150, 180, 1440, 1446)),
        recorder=st.just("甲"), recorded_on=DAYS, confirmer=st.sampled_from((None, "甲", "乙")),
        evaluated_on=st.none() | DAYS, corrects=st.sampled_from((None, 3, 7)),
        reason=st.sampled_from((None, "记错")),
    )
)  # fmt: skip
def test_no_fault_of_a_service_record_escapes_the_narrowing_by_sql(record):
    row = SERVICE_RECORDS.to_row(record)
    names = ", ".join(f":{name} AS {name}" for name in row)
    with closing(connect(":memory:")) as connection:
        sql = (
            f"SELECT count(*) FROM (SELECT {names}) t WHERE {SUSPECT_CONDITIONS['service_record']}"
        )
        (listed,) = connection.execute(sql, row).fetchone()
    assert listed or not list(SERVICE_RECORDS.check(record))
