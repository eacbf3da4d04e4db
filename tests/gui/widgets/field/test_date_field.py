from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from gui.widgets.field.date_field import DateField
from storage import clock
from storage.model.kinds import DATE
from windows import show

# what the offscreen platform cannot do for a popup
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def field(session, qtbot, monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: date(2026, 10, 12))
    window = QWidget()
    column = QVBoxLayout(window)
    field, other = DateField(DATE), QLineEdit()
    column.addWidget(field)
    column.addWidget(other)
    field.around, field.other = window, other
    show(qtbot, window, 300, 120)
    field.setFocus()
    return field


@pytest.mark.parametrize(("typed", "text"), [
    ("20240901", "2024-09-01"), ("2024.9.1", "2024-09-01"), ("2024-09-01", "2024-09-01"),
    ("三月", "三月"), ("", ""),
])  # fmt: skip
def test_a_date_is_normalized_when_the_field_is_left(field, qtbot, typed, text):
    field.setText(typed)
    field._normalize()
    assert field.text() == text


def test_a_shortcut_enters_today(field, qtbot):
    with qtbot.waitSignal(field.textEdited):
        qtbot.keyPress(field, Qt.Key.Key_Semicolon, Qt.KeyboardModifier.ControlModifier)
    assert field.text() == "2026-10-12"


@pytest.mark.parametrize(("typed", "day"), [
    ("2024-09-01", QDate(2024, 9, 1)), ("", QDate(2026, 10, 12)), ("三月", QDate(2026, 10, 12)),
])  # fmt: skip
def test_the_calendar_opens_on_the_typed_day_or_on_today(field, qtbot, typed, day):
    field.setText(typed)
    qtbot.keyPress(field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert field._calendar.days.selectedDate() == day
    field._calendar.days.clicked.emit(QDate(2025, 1, 2))
    assert not field._calendar.isVisible()
    assert field.text() == "2025-01-02"


def test_a_read_only_field_has_no_calendar(field):
    field.setReadOnly(True)
    field.open_calendar()
    assert field._calendar is None


def test_the_example_is_shown_only_while_the_field_is_focused(field):
    assert field.placeholderText().startswith("如")
    field.other.setFocus()
    assert field.placeholderText() == ""
