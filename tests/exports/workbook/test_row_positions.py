"""Rows of a sheet with the numbers that a spreadsheet gives them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from openpyxl import load_workbook

from exports.reports.fingerprint import plain_cell
from exports.sheet import Band, Count, Heading, Share, Sheet, Total
from exports.workbook import Imprint, write_workbook
from exports.workbook.row_positions import numbered_rows

SHEET = Sheet(
    "W09 表", "标题", (Heading("名称"), Heading("数")),
    [Band("一、带"), ("甲", Count(3)), Total(("合计", Share(0.5)))],
    notes=("说明",), remarks=("注",),
)  # fmt: skip


def test_rows_are_where_a_spreadsheet_puts_them(tmp_path):
    for number, sheet in enumerate((SHEET, replace(SHEET, form=True), replace(SHEET, notes=()))):
        path = tmp_path / f"{number}.xlsx"
        write_workbook(path, [sheet], Imprint("t", "l", "r", date(2026, 10, 8)))
        page = load_workbook(path)["W09 表"]
        written = {
            at: [plain_cell(cell.value) for cell in row]
            for at, row in enumerate(page.iter_rows(), 1)
        }
        for at, values in numbered_rows(sheet):
            texts = [plain_cell(value) for value in values]
            assert written[at][: len(texts)] == texts
