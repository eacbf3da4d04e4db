"""Cells of an edited workbook: values as read by the intake, and no formulas."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from openpyxl.cell.cell import Cell as Place

from exports.workbook.cell_text import escape_codes, may_be_formula, valid_text
from storage.intake.read import CellError
from storage.intake.read.raw_book import UNCACHED
from storage.intake.vocabulary.cell_values import cell_text

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from storage.intake.read import Cell, Sheet

TEXT = "@"  # number format: text, stays as typed
EXACT = 10**15  # whole numbers are exact in a spreadsheet below this


def cells_of(page: Worksheet) -> list[Place]:
    """Return the existing cells; `iter_rows` would create those between them."""
    return [cell for cell in page._cells.values() if isinstance(cell, Place)]  # noqa: SLF001


def delete_rows_from(page: Worksheet, row: int) -> None:
    """Delete that row and everything below it."""
    for key in [key for key in page._cells if key[0] >= row]:  # noqa: SLF001
        del page._cells[key]  # noqa: SLF001
    for number in [number for number in page.row_dimensions if number >= row]:
        del page.row_dimensions[number]


def set_value(cell: Any, value: Cell) -> None:
    """Set a cell to a value as read; text stays text, nothing is computed."""
    exact = isinstance(value, int | float) and abs(value) < EXACT
    if exact or isinstance(value, date | datetime | time | None):
        cell.value = value
    else:
        set_text(cell, displayed_text(value))
        cell.number_format = TEXT


def set_text(cell: Any, text: str) -> None:
    """Set a cell to text that no spreadsheet takes for a formula, number or escape."""
    set_raw_text(cell, escape_codes(text))


def set_raw_text(cell: Any, text: str) -> None:
    """Set a cell to text read by openpyxl, which leaves escapes such as _x0041_ undecoded."""
    cell.value = valid_text(text)[0]
    cell.data_type = "s"
    if may_be_formula(text):
        cell.quotePrefix = True


def displayed_text(value: Cell) -> str:
    """Return a value as displayed; a number too long to be exact must not look exact."""
    if isinstance(value, CellError):
        return "" if value.text == UNCACHED else value.text
    if isinstance(value, int | float) and abs(value) >= EXACT:
        return f"{value:.11E}"
    return cell_text(value)


def remove_formulas(page: Any, sheet: Sheet) -> None:
    """Replace every formula by the value that was read, and remove hyperlinks."""
    for cell in cells_of(page):
        if cell.data_type == "f":
            cell.value = None
            set_value(cell, _value_at(sheet, cell.row, cell.column))
        elif isinstance(cell.value, str) and may_be_formula(cell.value):
            set_raw_text(cell, cell.value)
        cell.hyperlink = None
    page._hyperlinks.clear()  # noqa: SLF001 - what a cell's own setter forgets


def _value_at(sheet: Sheet, row: int, column: int) -> Cell:
    at, place = row - sheet.first_row, column - sheet.first_column
    cells = sheet.rows[at] if 0 <= at < len(sheet.rows) else []
    return cells[place] if 0 <= place < len(cells) else None


def last_row(sheet: Sheet) -> int:
    """Return the number of the last row with content."""
    return sheet.first_row + len(sheet.rows) - 1


def last_column(sheet: Sheet) -> int:
    """Return the number of the last column with content."""
    return sheet.first_column - 1 + max(map(len, sheet.rows), default=0)
