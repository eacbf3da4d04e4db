"""The preview grid: its keys, and a model without widgets."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit

from gui.imports.check.preview_grid import PreviewGrid
from gui.imports.check.preview_lines import PlanLines
from gui.imports.check.preview_table import OUTCOME, PreviewTable
from import_steps import ROSTERS, SCHOOL, person
from people import id_number
from storage.intake.pipeline import plan_import
from storage.intake.sources import Pasted
from windows import click, show, text


def test_rows_need_no_widgets(page, qtbot, read, roster):
    read(roster(*(person(f"王{n}") for n in range(3))))
    few = len(page.findChildren(QLineEdit)) + len(page.check.findChildren(QComboBox))
    click(qtbot, page, "give_up")
    read(roster(*(person(f"王{n}") for n in range(3_000)), name="多.csv"))
    assert page.check.model.rowCount() == 3_000
    assert len(page.findChildren(QLineEdit)) + len(page.check.findChildren(QComboBox)) == few


def test_f8_goes_from_fault_to_fault_and_shift_f8_back(page, qtbot, read):
    read(ROSTERS / "plain.xlsx", unit=SCHOOL)
    page.check.grid.setFocus()
    qtbot.keyClick(page.check.grid, Qt.Key.Key_F8)
    first = page.check.grid.currentIndex()
    assert first.isValid()
    assert "：" in text(page, "cell_told")
    qtbot.keyClick(page.check.grid, Qt.Key.Key_F8)
    assert page.check.grid.currentIndex().row() > first.row()
    qtbot.keyClick(page.check.grid, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert page.check.grid.currentIndex() == first


@pytest.fixture
def grid(store, qtbot):
    """Three rows: a sound one between two with a fault."""
    rows = ("李静\t51", f"王雨欣\t{id_number()}", f"\t{id_number()}")
    source = Pasted("\n".join(("姓名\t身份证号", *rows)) + "\n")
    model = PreviewTable(lambda _table, _number: "平地镇")
    model.show_lines(PlanLines(plan_import(store, [source], "平地镇")))
    grid = PreviewGrid(model)
    model.setParent(grid)
    return show(qtbot, grid, 800, 300)


def test_the_faults_are_visited_in_a_circle(grid):
    model = grid.model()
    grid.setCurrentIndex(model.index(0, 0))
    visited = []
    for _press in range(3):
        assert grid.go_to_fault()
        visited.append((grid.currentIndex().row(), grid.currentIndex().column()))
    fields = [model.column_of("id_number"), model.column_of("name")]
    assert visited == [(2, fields[1]), (0, fields[0]), (2, fields[1])]
    assert grid.go_to_fault(-1)
    assert grid.currentIndex().row() == 0
    model.set_filter("created")
    assert not grid.go_to_fault()


def test_delete_requests_the_selected_lines_of_the_plan(grid, qtbot):
    grid.model().set_filter("rejected")
    grid.selectAll()
    grid.setFocus()
    with qtbot.waitSignal(grid.exclude_requested) as excluded:
        qtbot.keyClick(grid, Qt.Key.Key_Delete)
    assert excluded.args == [[0, 2]]


def test_the_menu_offers_editing_only_where_a_cell_can_be_edited(grid):
    grid.selectRow(0)
    name = grid.model().index(0, grid.model().column_of("name"))
    texts = [one.text() for one in grid.build_menu(name).actions()]
    assert texts == ["改这一格\tF2", "这一行不导入\tDelete", "这一行是怎么认的"]
    outcome = grid.build_menu(grid.model().index(0, OUTCOME)).actions()
    assert [one.text() for one in outcome] == texts[1:]


def test_the_outcome_is_wider_where_a_row_has_a_fault(grid):
    grid.fit_columns()
    wide = grid.columnWidth(OUTCOME)
    grid.model().set_filter("created")
    grid.fit_columns()
    assert grid.columnWidth(OUTCOME) < wide
