"""The check step: cells corrected by keys, which are those of every grid, and its filters."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from gui.imports.import_state import CHECK
from import_steps import ROSTERS, SCHOOL, person, set_current, type_over
from keys import CONTROL, compose, keyboard, type_in
from people import id_number
from windows import click, text

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


def test_enter_moves_down_so_that_values_are_typed_in_a_column(qtbot, page, grid):
    column = grid.currentIndex().column()
    type_in(grid, "111⏎222⏎333⏎")
    assert (grid.currentIndex().row(), grid.currentIndex().column()) == (3, column)
    settled(qtbot, page, ["111", "222", "333", CLASSES[3]])
    assert keyboard() is grid
    assert (grid.currentIndex().row(), grid.currentIndex().column()) == (3, column)


def test_an_editor_stays_open_while_the_roster_is_planned_again(qtbot, page, grid):
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


def test_a_composed_word_is_entered_whole_and_its_keys_belong_to_the_input_method(
    qtbot, page, grid
):
    for letters in compose("gaosan", "高三"):
        if letters != "高三":
            type_in(grid, "⏎")
        assert grid.currentIndex().row() == 0
    type_in(grid, "⏎")
    settled(qtbot, page, ["高三", *CLASSES[1:]])


def test_ctrl_z_right_after_enter_undoes_the_decision(qtbot, page, grid):
    type_in(grid, "111⏎")
    settled(qtbot, page, ["111", *CLASSES[1:]])
    QTest.keyClick(keyboard(), Qt.Key.Key_Z, CONTROL)
    settled(qtbot, page, CLASSES)
    assert keyboard() is grid


def test_editing_an_outcome_is_refused_with_a_notice(qtbot, session, page, grid):
    heard = []
    session.notice_posted.connect(heard.append)
    grid.setCurrentIndex(grid.model().index(0, 1))
    type_in(grid, "9⏎")
    assert "结果" in heard[-1].text
    assert grid.currentIndex().row() == 1
    assert classes(page) == CLASSES


def test_a_cell_is_corrected_in_the_grid_and_a_step_back_restores_the_fault(
    page, qtbot, read, planned, roster
):
    good = id_number()
    lines = read(roster(person("李静"), person(number=good[:17])))
    assert lines.counts["rejected"] == 1
    set_current(page, 1, "id_number")
    lines = planned(type_over, qtbot, page.check.grid, good)
    assert lines.counts["created"] == 2
    assert lines.rows[1].record.id_number == good
    here = page.check.grid.currentIndex()
    assert (here.row(), here.column()) == (1, page.check.model.column_of("id_number"))
    assert "您改的" in text(page, "cell_told")
    lines = planned(
        qtbot.keyClick, page.check.grid, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier
    )
    assert lines.counts["rejected"] == 1


def test_typing_opens_the_editor_and_the_text_shows_before_it_is_checked(page, qtbot, read, roster):
    read(roster(person("", number=id_number())))
    set_current(page, 0, "name")
    with qtbot.waitSignal(page._work.planned, timeout=20_000):
        qtbot.keyClicks(page.check.grid, "W")
        editor = page.check.grid.findChild(QLineEdit)
        assert editor.text() == "W"
        editor.setText("王雨欣")
        with qtbot.waitSignal(page.check.typed):
            qtbot.keyClick(editor, Qt.Key.Key_Return)
        model = page.check.model
        assert model.index(0, model.column_of("name")).data() == "王雨欣"
        assert page._work.lines.counts["rejected"] == 1  # what stood before
    assert page._work.lines.counts["created"] == 1


def test_facets_and_tabs_filter_the_rows(page, qtbot, read):
    read(ROSTERS / "plain.xlsx", unit=SCHOOL)
    assert text(page, "fault_count") == "问题 4"
    page.check.facets.setCurrentRow(0)
    assert page.check.model.rowCount() == 1
    click(qtbot, page.check, "view_created")  # of which none has that fault
    assert page.check.facets.chosen_key() is None
    assert page.check.model.rowCount() == 71
    page.check.facets.setCurrentRow(1)
    assert page.check.model.rowCount() == 1
    click(qtbot, page.check, "view_all")
    page.check.facets.choose(None)
    assert page.check.model.rowCount() == 75
