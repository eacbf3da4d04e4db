import pytest
from PySide6.QtWidgets import QPushButton

from gui.widgets.list.segments import Segments
from windows import click, show


@pytest.fixture
def segments(session, qtbot):
    return show(qtbot, Segments((("day", "按天"), ("month", "按月"))), 200, 40)


def checked(segments):
    return [one.text() for one in segments.findChildren(QPushButton) if one.isChecked()]


def test_a_click_chooses_a_segment_and_only_that(segments, qtbot):
    segments.choose("day")
    with qtbot.waitSignal(segments.chosen) as chosen:
        click(qtbot, segments, "segment_month")
    assert chosen.args == ["month"]
    assert checked(segments) == ["按月"]


def test_a_choice_by_the_program_is_not_announced(segments, qtbot):
    with qtbot.assertNotEmitted(segments.chosen):
        segments.choose("month")
    assert checked(segments) == ["按月"]


def test_the_focus_goes_to_the_marked_segment(segments):
    segments.choose("month")
    segments.take_focus()
    assert segments.findChild(QPushButton, "segment_month").hasFocus()
