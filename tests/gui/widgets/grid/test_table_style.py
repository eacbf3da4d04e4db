import pytest
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QTableView

from gui.widgets.grid.table_style import (
    MIN_WIDTH,
    SAMPLE_SIZE,
    apply_table_style,
    fit_columns,
    sampled_rows,
)
from windows import show

LONG = "攀枝花市仁和区平地镇迤沙拉村彝汉双语青少年志愿服务队"


@pytest.fixture
def table(session, qtbot):
    table = QTableView()
    model = QStandardItemModel(0, 2, table)
    model.setHorizontalHeaderLabels(["名", "单位"])
    for _ in range(SAMPLE_SIZE):
        model.appendRow([QStandardItem("王"), QStandardItem("团委")])
    model.appendRow([QStandardItem("王"), QStandardItem(LONG)])
    table.setModel(model)
    return show(qtbot, table, 500, 300)


def test_rows_have_one_height_and_no_lines(table):
    apply_table_style(table, 40)
    assert {table.rowHeight(row) for row in range(3)} == {40}
    assert not table.showGrid()
    assert not table.verticalHeader().isVisible()
    assert table.selectionBehavior() == QTableView.SelectionBehavior.SelectRows


def test_only_the_first_rows_are_sampled(table):
    assert sampled_rows(table) == range(SAMPLE_SIZE)
    table.model().setRowCount(3)
    assert sampled_rows(table) == range(3)


def test_columns_are_fitted_to_the_sampled_texts_within_bounds(table):
    fit_columns(table, sampled_rows(table), 200)
    assert [table.columnWidth(at) for at in range(2)] == [MIN_WIDTH, MIN_WIDTH]
    fit_columns(table, range(SAMPLE_SIZE + 1), 200, 30)
    assert 30 <= table.columnWidth(0) < MIN_WIDTH
    assert table.columnWidth(1) == 200
