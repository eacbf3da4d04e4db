"""The model of a sheet as received."""

from __future__ import annotations

from PySide6.QtCore import Qt

from gui.imports.columns.sheet_table import MAX_ROWS, STATE, SheetTable, column_letters
from storage.intake.read import CellError, Sheet
from storage.intake.rows.import_plan import SheetPlan

ROWS = [
    ["全校名册", None],
    [],
    ["姓名", "身份证号"],
    ["王雨欣", 5.1e17],
    ["合计", CellError("#N/A")],
]
PLAN = SheetPlan("高一", header_row=12, skipped=[(10, "标题行"), (14, "合计、说明或签名")])


def sheet_model(rows: list | None = None) -> SheetTable:
    model = SheetTable()
    model.show_sheet(
        Sheet("高一", ROWS if rows is None else rows, first_row=10, first_column=2), PLAN
    )
    return model


def test_the_model_obeys_the_rules_of_item_models(qapp, qtmodeltester):
    qtmodeltester.check(sheet_model())


def test_rows_and_columns_are_named_as_in_the_sheet(qapp):
    model = sheet_model()
    across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
    assert [model.headerData(at, across) for at in range(3)] == ["认作", "B", "C"]
    assert model.headerData(2, down) == "12"
    assert [column_letters(number) for number in (0, 25, 26, 701, 702)] == [
        "A",
        "Z",
        "AA",
        "ZZ",
        "AAA",
    ]


def test_each_row_has_its_state(qapp):
    model = sheet_model()
    words = [model.index(row, 0).data() for row in range(5)]
    assert words == ["标题行", "—", "表头", "", "合计、说明或签名"]
    assert model.index(2, 1).data(STATE) == "header"
    assert model.header_position() == 2


def test_cells_are_shown_as_received(qapp):
    model = sheet_model()
    assert model.index(3, 1).data() == "王雨欣"
    assert model.index(4, 2).data() == "#N/A"
    assert model.index(1, 1).data() == ""


def test_only_the_first_rows_of_a_long_sheet_are_shown(qapp):
    model = sheet_model([["一"]] * (MAX_ROWS + 7))
    assert model.rowCount() == MAX_ROWS
    assert model.hidden_rows == 7
