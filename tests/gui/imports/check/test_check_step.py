"""Mending a roster with the keyboard: the keys are those of every grid."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from gui.imports.import_state import CHECK
from keys import CONTROL, compose, keyboard, type_in
from people import id_number

CLASSES = [f"高一（{at}）班" for at in range(1, 5)]


@pytest.fixture
def grid(page, read, roster):
    rows = [
        (f"王{name}", id_number(), "群众", "", class_name)
        for name, class_name in zip("一二三四", CLASSES, strict=True)
    ]
    read(roster(*rows))
    page._go(CHECK)
    found = page.check.grid
    found.setCurrentIndex(found.model().index(0, found.model().column_of("class_name")))
    found.setFocus()
    return found


def classes(page):
    return [row.record.class_name for row in page._work.lines.rows]


def settled(qtbot, page, expected):
    qtbot.waitUntil(lambda: not page._work.busy and classes(page) == expected, timeout=20_000)


def test_three_values_are_typed_one_under_the_other(qtbot, page, grid):
    column = grid.currentIndex().column()
    type_in(grid, "111⏎222⏎333⏎")
    assert (grid.currentIndex().row(), grid.currentIndex().column()) == (3, column)
    settled(qtbot, page, ["111", "222", "333", CLASSES[3]])
    assert keyboard() is grid
    assert (grid.currentIndex().row(), grid.currentIndex().column()) == (3, column)


def test_a_line_stays_open_while_the_roster_is_planned_anew(qtbot, page, grid):
    type_in(grid, "111⏎2")
    line = grid.editor
    settled(qtbot, page, ["111", *CLASSES[1:]])
    assert keyboard() is line
    type_in(grid, "22⏎3⏎")
    settled(qtbot, page, ["111", "222", "3", CLASSES[3]])
    assert keyboard() is grid


def test_enter_on_an_untouched_cell_goes_down(grid):
    type_in(grid, "⏎⏎")
    assert grid.currentIndex().row() == 2
    type_in(grid, "⏎⏎⏎")
    assert grid.currentIndex().row() == 3


def test_a_composed_word_is_kept_whole_and_its_keys_are_the_input_method_s(qtbot, page, grid):
    for letters in compose("gaosan", "高三"):
        if letters != "高三":
            type_in(grid, "⏎")
        assert grid.currentIndex().row() == 0
    type_in(grid, "⏎")
    settled(qtbot, page, ["高三", *CLASSES[1:]])


def test_a_step_back_right_after_enter_is_the_import_s(qtbot, page, grid):
    type_in(grid, "111⏎")
    settled(qtbot, page, ["111", *CLASSES[1:]])
    QTest.keyClick(keyboard(), Qt.Key.Key_Z, CONTROL)
    settled(qtbot, page, CLASSES)
    assert keyboard() is grid


def test_a_result_cannot_be_typed_over_and_says_so(qtbot, session, page, grid):
    heard = []
    session.notice_posted.connect(heard.append)
    grid.setCurrentIndex(grid.model().index(0, 1))
    type_in(grid, "9⏎")
    assert "结果" in heard[-1].text
    assert grid.currentIndex().row() == 1
    assert classes(page) == CLASSES
