"""The sheet of shortcuts: what it lists, and how it closes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from gui import shortcuts
from gui.app.shortcut_sheet import ShortcutSheet
from windows import show

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def open_sheet(qtbot):
    window = show(qtbot, QWidget(), 1000, 700)
    sheet = ShortcutSheet(window)
    sheet.open_over(window)
    return window, sheet


def test_every_shortcut_is_listed_with_what_it_does(qtbot, session):
    _window, sheet = open_sheet(qtbot)
    words = {label.text() for label in sheet.findChildren(QLabel)}
    for key in shortcuts.ALL:
        assert {shortcuts.display_text(key), key.description, key.group} <= words


def test_it_opens_in_the_middle_of_the_window(qtbot, session):
    window, sheet = open_sheet(qtbot)
    assert window.screen().availableGeometry().contains(sheet.geometry().topLeft())
    middle = window.mapToGlobal(window.rect().center())
    assert abs(sheet.geometry().center().y() - middle.y()) <= 2


def test_esc_closes_it(qtbot, session):
    _window, sheet = open_sheet(qtbot)
    with qtbot.waitSignal(sheet.destroyed):
        qtbot.keyClick(sheet, Qt.Key.Key_Escape)
