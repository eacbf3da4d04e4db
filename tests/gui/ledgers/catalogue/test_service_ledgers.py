"""项目与时长 and 培训: projects, activities, service records, brands and trainings."""

import pytest

from gui.ledgers.catalogue.service_ledgers import (
    ACTIVITY_LEDGER,
    BRAND_LEDGER,
    PROJECT_LEDGER,
    SERVICE_LEDGER,
    TRAINING_LEDGER,
)
from pages.ledgers import add, cells, form_titles, open_ledger, texts
from storage.model.tables import (
    ACTIVITIES,
    ATTENDANCES,
    BRANDS,
    ORGANIZATIONS,
    PROJECTS,
    SERVICE_RECORDS,
    TRAININGS,
)


@pytest.fixture
def project(session):
    team = add(session, ORGANIZATIONS, name="一队", kind="志愿服务队")
    return add(
        session, PROJECTS, name="清河", organization=team, status="进行中", risk="较高",
        published_on="2026-05-01",
    )  # fmt: skip


@pytest.fixture
def activity(session, project):
    (team,) = session.store.find(ORGANIZATIONS)
    return add(
        session, ACTIVITIES, name="清扫", organization=team.id, project=project,
        held_on="2026-07-04", place="广场",
    )  # fmt: skip


def serve(session, person, activity, **facts):
    return add(
        session, SERVICE_RECORDS, volunteer=person, activity=activity, served_on="2026-07-04",
        recorder="张", recorded_on="2026-07-05", **facts,
    )  # fmt: skip


def test_a_project_counts_its_activities_and_hours(qtbot, session, activity, people):
    for person in people.values():
        serve(session, person, activity, hours="1.5", source="签到表")
    page = open_ledger(qtbot, session, PROJECT_LEDGER)
    assert (texts(page, "activities"), texts(page, "attendances"), texts(page, "hours")) == (
        ["1"], ["3"], ["4.5"],
    )  # fmt: skip
    assert [one.tone for one in cells(page, "status")] == ["good"]
    assert form_titles(page) == ["平台发布", "四个环节", "安全", "服务"]


def test_an_activity_names_its_project_and_the_latest_is_listed_first(qtbot, session, activity):
    (team,) = session.store.find(ORGANIZATIONS)
    add(session, ACTIVITIES, name="宣讲", organization=team.id, held_on="2026-08-01", place="学校")
    page = open_ledger(qtbot, session, ACTIVITY_LEDGER)
    assert texts(page, "name") == ["宣讲", "清扫"]
    assert texts(page, "project") == ["", "清河"]


def test_hours_are_only_added_to_and_their_source_is_coloured(qtbot, session, activity, people):
    number = serve(
        session, people["王雨欣"], activity, hours="2", source="平台", evaluation="不满意",
        evaluated_on="2026-07-10",
    )  # fmt: skip
    page = open_ledger(qtbot, session, SERVICE_LEDGER)
    assert [one.tone for one in cells(page, "source")] == ["good"]
    assert [one.tone for one in cells(page, "evaluation")] == ["bad"]
    assert page.panel.show_record(number)
    assert page.panel._remove_button.isHidden()
    assert page.panel._state.text() == "只增不改；记错了请加一条更正"


def test_a_brand_counts_its_projects(qtbot, session, project):
    brand = add(session, BRANDS, name="青春护河")
    with session.edit("改") as edit:
        draft = PROJECTS.draft(session.store.get(PROJECTS, project))
        edit.save(PROJECTS, session.store.parse(PROJECTS, {**draft, "brand": brand}, project))
    page = open_ledger(qtbot, session, BRAND_LEDGER)
    counted = dict(zip(texts(page, "name"), texts(page, "projects"), strict=True))
    assert counted["青春护河"] == "1"


def test_a_training_counts_its_people(qtbot, session, people):
    training = add(
        session, TRAININGS, name="骨干班", category="骨干", content="急救", held_on="2026-09-01",
        hours="4", organiser="团区委",
    )  # fmt: skip
    for person in people.values():
        add(session, ATTENDANCES, training=training, volunteer=person)
    page = open_ledger(qtbot, session, TRAINING_LEDGER)
    assert (texts(page, "name"), texts(page, "people")) == (["骨干班"], ["3"])
