"""Lists of records that belong to another: their columns, titles and presets."""

import pytest

from gui.ledgers.catalogue.child_lists import (
    activity_preset,
    child_list,
    child_stack,
    correction_preset,
    guardian_preset,
    project_preset,
    recorder_preset,
    school_preset,
)
from pages.ledgers import add
from people import volunteer
from storage import clock
from storage.model.tables import (
    ACTIVITIES,
    ATTENDANCES,
    MEMBERSHIPS,
    OFFICES,
    ORGANIZATIONS,
    PROJECTS,
    SERVICE_RECORDS,
    UNITS,
    VOLUNTEERS,
)
from storage.store import listing


@pytest.fixture
def row(session):
    """Loads a record as the row that a list is shown for."""
    return lambda table, number: listing.rows_of(
        session.store, table, [number], session.quarter.cut_off
    )[0]


@pytest.fixture
def activity(session):
    """An activity of a team, in a ledger whose clerk is known."""
    add(
        session, OFFICES, name="共青团仁和区委员会", clerk="周嘉诚",
        county=session.store.named(UNITS, "仁和区"),
    )  # fmt: skip
    team = add(session, ORGANIZATIONS, name="一队", kind="志愿服务队")
    project = add(session, PROJECTS, name="清河", organization=team, place="河边", leader="李芳")
    return add(
        session, ACTIVITIES, name="清扫", organization=team, project=project,
        held_on="2026-07-04", place="广场", content="捡垃圾",
    )  # fmt: skip


def test_the_form_has_the_fields_of_the_list_unless_others_are_named(qtbot, session):
    same = child_list(MEMBERSHIPS, "volunteer", "organization role")(session)
    other = child_list(ATTENDANCES, "volunteer", "training", "training hours")(session)
    for made in (same, other):
        qtbot.addWidget(made)
    assert list(same._form._form._lines) == ["organization", "role"]
    assert list(other._form._form._lines) == ["training", "hours"]
    assert [other._model.column(at).name for at in range(other._model.columnCount())] == [
        "training"
    ]


def test_stacked_lists_are_under_their_titles_in_order(qtbot, session):
    stack = child_stack(
        ("组织", child_list(MEMBERSHIPS, "volunteer", "organization")),
        ("培训", child_list(ATTENDANCES, "volunteer", "training")),
    )(session)
    qtbot.addWidget(stack)
    assert [one.text() for one in stack._heads] == ["组织", "培训"]
    assert [one._table for one in stack.lists] == [MEMBERSHIPS, ATTENDANCES]


def test_a_service_record_is_by_the_clerk_of_today(session, activity, row):
    preset = recorder_preset(session, row(ACTIVITIES, activity))
    assert preset == {"recorder": "周嘉诚", "recorded_on": clock.today().isoformat()}


def test_a_service_record_at_an_activity_takes_its_day_and_content(session, activity, row):
    preset = activity_preset(session, row(ACTIVITIES, activity))
    assert (preset["served_on"], preset["content"], preset["recorder"]) == (
        "2026-07-04", "捡垃圾", "周嘉诚",
    )  # fmt: skip


def test_a_correction_takes_person_activity_day_and_source(session, activity, people, row):
    record = add(
        session, SERVICE_RECORDS, volunteer=people["李䶮"], activity=activity,
        served_on="2026-07-04", hours="2", recorder="张", recorded_on="2026-07-05", source="签到表",
    )  # fmt: skip
    preset = correction_preset(session, row(SERVICE_RECORDS, record))
    assert {name: preset[name] for name in ("volunteer", "activity", "served_on", "source")} == {
        "volunteer": people["李䶮"], "activity": activity, "served_on": "2026-07-04",
        "source": "签到表",
    }  # fmt: skip
    assert "hours" not in preset


def test_a_consent_names_the_guardian_and_a_move_the_school_of_the_roster(session, row):
    school = session.store.named(UNITS, "平地镇")
    with session.edit("录入") as edit:
        number = edit.save(
            VOLUNTEERS,
            volunteer("王雨欣", "2012-03-01", school=school, class_name="初一（2）班",
                      guardian_name="王建国", guardian_relation="父亲",
                      guardian_phone="13800000001"),
        )  # fmt: skip
    person = row(VOLUNTEERS, number)
    assert guardian_preset(session, person) == {
        "guardian": "王建国", "relation": "父亲", "phone": "13800000001",
    }  # fmt: skip
    assert school_preset(session, person) == {"from_unit": school, "from_class": "初一（2）班"}


def test_an_activity_of_a_project_is_by_its_organization_at_its_place(session, activity, row):
    (project,) = session.store.find(PROJECTS)
    assert project_preset(session, row(PROJECTS, project.id)) == {
        "organization": project.organization, "place": "河边", "leader": "李芳",
    }  # fmt: skip
