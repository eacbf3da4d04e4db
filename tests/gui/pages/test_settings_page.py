from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from gui.pages.settings_page import SettingsPage
from storage.store import Store
from storage.tables import OFFICES, TARGETS, UNITS, VOLUNTEERS
from storage.tables.setting import Office
from windows import click, session_over, show, text


@pytest.fixture
def session(store):
    with session_over(store) as opened:
        yield opened


@pytest.fixture
def page(qtbot, session):
    return show(qtbot, SettingsPage(session))


def test_an_office_without_a_name_is_not_kept_and_says_what_is_missing(qtbot, page, session):
    click(qtbot, page, "save_office")
    assert session.store.count(OFFICES) == 0
    assert "不能为空" in text(page, "name_problem")


def test_the_office_is_kept_once_and_changed_in_place(qtbot, page, session):
    county = session.store.named(UNITS, "仁和区")
    with session.edit("录入") as edit:
        edit.save(OFFICES, Office(name="共青团仁和区委员会", county=county))
    name = page.parts["office"].form.widget_of("name")
    assert name.text() == "共青团仁和区委员会"
    name.setText("共青团仁和区委")
    click(qtbot, page, "save_office")
    assert [one.name for one in session.store.find(OFFICES)] == ["共青团仁和区委"]


def test_a_target_is_set_changed_and_taken_away_by_typing(qtbot, page, session):
    page.show_part("target")
    field = page.findChild(QLineEdit, "target_V02")
    for typed, kept in (("900", [900]), ("1,200", [1200]), ("", [])):
        field.clear()
        qtbot.keyClicks(field, typed)
        qtbot.keyPress(field, Qt.Key.Key_Return)
        assert [one.value for one in session.store.find(TARGETS)] == kept


def test_a_target_that_is_no_number_is_refused_in_words(qtbot, page, session):
    page.show_part("target")
    field = page.findChild(QLineEdit, "target_V02")
    field.setText("很多")  # key events carry no Chinese
    qtbot.keyPress(field, Qt.Key.Key_Return)
    assert session.store.count(TARGETS) == 0
    assert "很多" in text(page, "target_problem")


def test_a_backup_is_made_off_the_windows_thread_and_told(qtbot, page, session, tmp_path):
    with qtbot.waitSignal(session.noticed, timeout=10_000) as told:
        page.parts["data"].back_up(tmp_path / "备份")
    (copy,) = Path(tmp_path / "备份").iterdir()
    assert str(copy) in told.args[0].text
    with Store(copy) as opened:
        assert opened.count(VOLUNTEERS) == 0
