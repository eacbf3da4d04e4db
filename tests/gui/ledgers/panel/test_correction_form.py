"""Correcting hours in the window, by keys: what they should be, never a difference."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from gui.app.main_window import MainWindow
from gui.ledgers.panel.correction_form import CorrectionForm
from gui.session import Route
from storage.model.tables import ACTIVITIES, ORGANIZATIONS, SERVICE_RECORDS, UNITS
from storage.model.tables.organization import Organization
from storage.model.tables.project import Activity
from storage.model.tables.service_record import ServiceRecord
from storage.model.tables.setting import OFFICES, Office
from windows import click, show, text


@pytest.fixture
def served(session, people):
    """Eight hours of one person on one day."""
    day = date(2026, 7, 4)
    county = session.store.named(UNITS, "仁和区")
    with session.store.edit("录入") as edit:
        edit.save(OFFICES, Office(name="共青团仁和区委员会", county=county, clerk="周嘉诚"))
        team = edit.save(ORGANIZATIONS, Organization(name="一队", kind="其他"))
        activity = edit.save(
            ACTIVITIES, Activity(name="清扫", organization=team, held_on=day, place="广场")
        )
        return edit.save(SERVICE_RECORDS, ServiceRecord(
            volunteer=people["王雨欣"], activity=activity, served_on=day, hours=480, recorder="张",
            recorded_on=day, source="签到表",
        ))  # fmt: skip


@pytest.fixture
def window(qtbot, session):
    return show(qtbot, MainWindow(session), 1366, 768)


@pytest.fixture
def tab(window, served):
    window.go(Route("service", table=SERVICE_RECORDS.name, record_id=served))
    panel = window._pages["service"].ledger(SERVICE_RECORDS.name).panel
    panel._bar.setCurrentIndex(1)
    return panel._parts[1]


@pytest.fixture
def correct(qtbot, session, tab):
    """Open the form, type into the field that has the keyboard, and press Enter."""

    def typed(*texts: str) -> None:
        click(qtbot, tab, "add_service_record")
        for words in texts:
            field = QApplication.focusWidget()
            assert isinstance(field, QLineEdit)
            if words.isascii():
                qtbot.keyClicks(field, words)
            else:
                field.insert(words)  # as an input method does
            qtbot.keyClick(field, Qt.Key.Key_Return)

    return typed


def corrections(session, served):
    return [one.hours for one in session.store.find(SERVICE_RECORDS, corrects=served)]


def test_six_and_enter_requires_a_reason_and_then_saves_two_hours_less(
    session, tab, served, correct
):
    correct("6")
    assert text(tab, "change_of_hours") == "8 → 6（−2）"
    assert "不能为空" in text(tab, "reason_problem")
    field = QApplication.focusWidget()
    assert field.objectName() == "reason"
    field.setText("签到表重复")
    tab._form.submitted.emit()
    assert corrections(session, served) == [-120]
    assert not tab._form.isVisible()
    session.undo()
    assert corrections(session, served) == []


def test_the_present_hours_are_shown_until_there_is_a_number(qtbot, tab, correct):
    correct()
    assert text(tab, "change_of_hours") == "现为 8 小时"
    field = QApplication.focusWidget()
    for key, description in (("9", "8 → 9（+1）"), (".", "8 → 9（+1）"), ("5", "8 → 9.5（+1.5）")):
        qtbot.keyClicks(field, key)
        assert text(tab, "change_of_hours") == description
    field.selectAll()
    qtbot.keyClicks(field, "-1")
    assert text(tab, "change_of_hours") == "现为 8 小时"


def test_a_second_correction_counts_from_what_the_first_made(session, tab, served, correct):
    correct("6", "签到表重复")
    correct("7")
    assert text(tab, "change_of_hours") == "6 → 7（+1）"
    QApplication.focusWidget().setText("补一小时")
    tab._form.submitted.emit()
    assert corrections(session, served) == [-120, 60]


@pytest.mark.parametrize(
    ("typed", "words"),
    [("8", "现在就是 8 小时"), ("-2", "不能少于 0"), ("25", "24 小时"), ("许多", "不是小时数"), ("", "不能为空")],
)  # fmt: skip
def test_what_is_no_correction_is_refused_where_it_was_typed(
    session, tab, served, correct, typed, words
):
    correct(typed)
    assert words in text(tab, "hours_problem")
    assert QApplication.focusWidget().objectName() == "should_be"
    assert corrections(session, served) == []


def test_more_than_twelve_hours_want_a_second_person(session, tab, served, correct):
    correct("13", "漏记")
    assert "第二人复核" in text(tab, "confirmer_problem")
    QApplication.focusWidget().setText("李")
    tab._form.submitted.emit()
    assert "第二人复核" in text(tab, "confirmer_problem")  # the record itself was seen by nobody
    assert corrections(session, served) == []


def test_a_saved_correction_shows_the_hours_before_and_after(session, tab, served, correct):
    correct("6", "签到表重复")
    correct("7", "补一小时")
    first, second = session.store.find(SERVICE_RECORDS, corrects=served)
    for number, description in ((first.id, "8 → 6（−2）"), (second.id, "6 → 7（+1）")):
        tab._edit(tab._model.row(tab._model.position_of(number)))
        assert text(tab, "change_of_hours") == description
        assert not tab.findChild(CorrectionForm)._hours.isEnabled()


def test_a_new_record_has_no_field_for_what_it_corrects(window, tab):
    page = window._pages["service"].ledger(SERVICE_RECORDS.name)
    page.add()
    for name in ("corrects", "reason"):
        assert not page.panel.form.field_widget(name).isVisible()
