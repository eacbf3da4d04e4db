import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from gui.widgets.field.search_field import SearchField
from windows import show


@pytest.fixture
def field(session, qtbot):
    window = QWidget()
    column = QVBoxLayout(window)
    field, other = SearchField("搜索", "搜索志愿者"), QLineEdit()
    column.addWidget(field)
    column.addWidget(other)
    field.around, field.other = window, other
    show(qtbot, window, 300, 120)
    field.take_focus()
    return field


def test_typing_is_announced_once_after_a_pause(field, qtbot):
    emitted = []
    field.searched.connect(emitted.append)
    qtbot.keyClicks(field, "wang")
    assert emitted == []
    qtbot.waitUntil(lambda: emitted == ["wang"])


def test_enter_and_arrows_announce_the_text_first(field, qtbot):
    emitted = []
    field.searched.connect(emitted.append)
    field.stepped.connect(emitted.append)
    qtbot.keyClicks(field, "wang")
    qtbot.keyPress(field, Qt.Key.Key_Down)
    assert emitted == ["wang", int(Qt.Key.Key_Down)]
    qtbot.keyPress(field, Qt.Key.Key_Return)
    assert emitted == ["wang", int(Qt.Key.Key_Down), int(Qt.Key.Key_Return)]


def test_escape_clears_the_field_and_then_leaves_it(field, qtbot):
    field.setText("wang")
    with qtbot.waitSignal(field.searched) as searched, qtbot.assertNotEmitted(field.escaped):
        qtbot.keyPress(field, Qt.Key.Key_Escape)
    assert searched.args == [""]
    with qtbot.waitSignal(field.escaped):
        qtbot.keyPress(field, Qt.Key.Key_Escape)


def test_taking_the_focus_selects_the_text(field):
    field.setText("wang")
    field.other.setFocus()
    field.take_focus()
    assert field.hasFocus()
    assert field.selectedText() == "wang"


def test_leaving_for_another_field_is_announced(field, qtbot):
    with qtbot.waitSignal(field.blurred):
        field.other.setFocus()
