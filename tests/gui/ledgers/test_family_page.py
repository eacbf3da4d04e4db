from datetime import date

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from gui.ledgers.catalogue.service_ledgers import SERVICE_LEDGERS
from gui.ledgers.family_page import FamilyPage
from gui.session import Route
from storage.model.tables import (
    ACTIVITIES,
    OFFICES,
    ORGANIZATIONS,
    PROJECTS,
    SERVICE_RECORDS,
    UNITS,
)
from storage.model.tables.organization import Organization
from storage.model.tables.project import Activity
from storage.model.tables.setting import Office
from storage.store.undo import last_done
from windows import click, show, text

RECORDS = SERVICE_RECORDS.name


@pytest.fixture
def activity(session):
    store = session.store
    with store.edit("录入") as edit:
        county = store.named(UNITS, "仁和区")
        edit.save(OFFICES, Office(name="共青团仁和区委员会", county=county, clerk="周嘉诚"))
        body = edit.save(ORGANIZATIONS, Organization(name="阳光队", kind="志愿服务队"))
        return edit.save(
            ACTIVITIES,
            Activity(name="巡河", organization=body, held_on=date(2026, 7, 4), place="江边"),
        )


@pytest.fixture
def page(qtbot, session, people, activity):
    return show(qtbot, FamilyPage(session, SERVICE_LEDGERS))


def roll(qtbot, page, session, activity):
    """The people of the activity, in its panel."""
    page.show_route(Route("service", table=ACTIVITIES.name, record_id=activity))
    panel = page.ledger(ACTIVITIES.name).panel
    panel._bar.setCurrentIndex(1)
    qtbot.waitUntil(lambda: panel._stack.currentIndex() == 1)
    return panel._parts[1]


def fill(roll, **values):
    for name, value in values.items():
        roll._shared.findChild(QLineEdit, name).setText(value)


def test_ledgers_are_built_when_they_are_first_requested(qtbot, page):
    assert set(page._pages) == {PROJECTS.name}
    click(qtbot, page, "segment_activity")
    assert page.ledger(ACTIVITIES.name).isVisible()
    assert text(page.ledger(ACTIVITIES.name), "page_sentence") == "共 1 场"


def test_people_pasted_into_an_activity_get_the_same_times(qtbot, session, people, page, activity):
    shown = roll(qtbot, page, session, activity)
    fill(shown, from_time="8点半", to_time="11:30")
    shown._add_people(list(people.values()))
    saved = session.store.find(SERVICE_RECORDS)
    assert {one.volunteer for one in saved} == set(people.values())
    assert {(one.from_time, one.hours, one.recorder) for one in saved} == {("08:30", 180, "周嘉诚")}
    assert {one.served_on for one in saved} == {date(2026, 7, 4)}
    assert last_done(session.store).reason == "加入服务记录 3 人"


def test_without_hours_nobody_is_added_and_the_field_states_why(
    qtbot, session, people, page, activity
):
    shown = roll(qtbot, page, session, activity)
    shown._add_people(list(people.values()))
    assert session.store.count(SERVICE_RECORDS) == 0
    assert "不能为空" in shown._shared.findChild(QLabel, "hours_problem").text()


def test_one_who_is_elsewhere_at_that_time_stops_the_whole_list(
    qtbot, session, people, page, activity
):
    shown = roll(qtbot, page, session, activity)
    fill(shown, from_time="8:30", to_time="11:30")
    shown._add_people([people["王雨欣"]])
    with session.store.edit("第二场") as edit:
        body = session.store.named(ORGANIZATIONS, "阳光队")
        other = edit.save(
            ACTIVITIES,
            Activity(name="宣讲", organization=body, held_on=date(2026, 7, 4), place="社区"),
        )
    shown = roll(qtbot, page, session, other)
    fill(shown, from_time="11:00", to_time="12:00")
    shown._add_people(list(people.values()))
    assert session.store.count(SERVICE_RECORDS) == 1
    assert "重叠" in shown._shared.findChild(QLabel, "hours_problem").text()


def test_a_saved_record_can_only_be_corrected(qtbot, session, people, page, activity):
    shown = roll(qtbot, page, session, activity)
    fill(shown, hours="3")
    shown._add_people([people["王雨欣"]])
    (saved,) = session.store.find(SERVICE_RECORDS)
    page.show_route(Route("service", table=RECORDS, record_id=saved.id))
    panel = page.ledger(RECORDS).panel
    assert panel.form.field_widget("hours").isReadOnly()
    assert panel.form.field_widget("confirmer").isReadOnly() is False
    assert not panel.findChild(QPushButton, "remove")
    assert "更正" in text(panel, "panel_state")
    panel._bar.setCurrentIndex(1)
    corrections = panel._parts[1]
    corrections._edit(None)
    form = corrections._form._form
    form.field_widget("hours").line.setText("2.5")
    corrections._save()
    assert "不能为空" in form.findChild(QLabel, "reason_problem").text()
    form.field_widget("reason").setText("签退早")
    corrections._save()
    assert [one.hours for one in session.store.find(SERVICE_RECORDS, corrects=saved.id)] == [-30]


def test_what_is_append_only_is_not_removed_from_the_grid(qtbot, session, people, page, activity):
    shown = roll(qtbot, page, session, activity)
    fill(shown, hours="3")
    shown._add_people([people["王雨欣"]])
    (saved,) = session.store.find(SERVICE_RECORDS)
    notices = []
    session.notice_posted.connect(lambda notice: notices.append(notice.text))
    assert session.remove(SERVICE_RECORDS, [saved.id]) is False
    assert "只增不删" in notices[-1]
