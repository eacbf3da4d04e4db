"""Sheets written for one test, and the workbooks made of them as another program reads them."""

from __future__ import annotations

import zipfile
from datetime import date
from typing import TYPE_CHECKING

from openpyxl import load_workbook

from exports.sheet import Band, Heading, Money, Share, Sheet, Total
from exports.workbook import Imprint, write_workbook

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl import Workbook

    from exports.sheet import Line, Value

IMPRINT = Imprint("季度报表", "仁和区 2026 年三季度", "脱敏 · 生成于 2026-10-08", date(2026, 10, 8))
HEADINGS = (Heading("姓名"), Heading("证号"), Heading("人数", "right"), Heading("比例", "right"),
            Heading("经费", "right"), Heading("日期", "center"), Heading("说明", wide=20))  # fmt: skip
ROW = ("张三", "510411200805170019", 12, Share(0.999), Money(12.5), date(2026, 9, 30), "好" * 60)


def sheet(*rows: Line, headings: tuple[Heading, ...] = HEADINGS, **fields: object) -> Sheet:
    """A ledger's sheet with these rows; its headings stand in row 3."""
    fields = {"name": "W03 台账", "title": "组织台账", "notes": ("截至9月30日",), **fields}
    return Sheet(headings=headings, rows=rows, size=len(rows), **fields)  # type: ignore[arg-type]


def written(folder: Path, *sheets: Sheet) -> Workbook:
    """The sheets, written to 报表.xlsx in a folder and read by openpyxl."""
    path = folder / "报表.xlsx"
    write_workbook(path, sheets, IMPRINT)
    return load_workbook(path)


def parts(path: Path) -> dict[str, str]:
    """The text of each part of a workbook by its name."""
    with zipfile.ZipFile(path) as file:
        return {name: file.read(name).decode() for name in file.namelist()}


def rows_by_heading(made: Sheet) -> list[dict[str, Value]]:
    """The rows and totals of a sheet before it is written, each cell by its heading."""
    labels = [one.label for one in made.headings]
    rows = [line for line in made.rows if not isinstance(line, Band)]
    return [
        dict(zip(labels, row.values if isinstance(row, Total) else row, strict=True))
        for row in rows
    ]
