from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, QStringListModel, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from gui.widgets.field.choice_box import ChoiceBox
from windows import show

WORDS = ("不导入", "name", "id_number", "phone")


@pytest.fixture
def box(session, qtbot):
    window = show(qtbot, QWidget(), 300, 120)
    made = ChoiceBox(QStringListModel(WORDS, window))
    other = QLineEdit()
    column = QVBoxLayout(window)
    column.addWidget(made)
    column.addWidget(other)
    made.other, made.around = other, window
    made.choose("phone")
    return made


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_part_of_a_word_finds_it(box, qtbot):
    box.setFocus()
    box.lineEdit().selectAll()
    qtbot.keyClicks(box.lineEdit(), "numb")
    assert box.completer().currentCompletion() == "id_number"


def test_a_text_that_is_no_choice_is_reset(box):
    box.setFocus()
    box.setEditText("nonsense")
    box.other.setFocus()
    assert box.currentText() == "phone"


def test_the_wheel_changes_nothing(box):
    turn = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(0, 0), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    box.wheelEvent(turn)
    assert box.currentText() == "phone"
    assert not turn.isAccepted()
