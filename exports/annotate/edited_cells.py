"""Cells of a workbook that is edited: values as they were read, and nothing that runs."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from openpyxl.cell.cell import Cell as Place

from exports.workbook.cell_text import carried, escaped, runs
from storage.intake.read import CellError
from storage.intake.read.raw_book import UNCACHED
from storage.intake.vocabulary.cell_values import cell_text

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from storage.intake.read import Cell, Sheet

TEXT = "@"  # the number format of what stays as it is typed
EXACT = 10**15  # a spreadsheet keeps whole numbers exactly below this


def cells_of(page: Worksheet) -> list[Place]:
    """The cells that are there, without making those between them as `iter_rows` does."""
    return [cell for cell in page._cells.values() if isinstance(cell, Place)]  # noqa: SLF001


def cut_below(page: Worksheet, row: int) -> None:
    """Take away that row and everything below it."""
    for key in [key for key in page._cells if key[0] >= row]:  # noqa: SLF001
        del page._cells[key]  # noqa: SLF001
    for number in [number for number in page.row_dimensions if number >= row]:
        del page.row_dimensions[number]


def set_value(cell: Any, value: Cell) -> None:
    """Have a cell hold a value as it was read; text stays text, nothing is computed."""
    exact = isinstance(value, int | float) and abs(value) < EXACT
    if exact or isinstance(value, date | datetime | time | None):
        cell.value = value
    else:
        set_text(cell, as_seen(value))
        cell.number_format = TEXT


def set_text(cell: Any, text: str) -> None:
    """Have a cell hold this as text, whatever a spreadsheet would make of it."""
    set_raw_text(cell, escaped(text))


def set_raw_text(cell: Any, text: str) -> None:
    """As `set_text`, for what stands in the file already: openpyxl reads no escapes as such."""
    cell.value = carried(text)[0]
    cell.data_type = "s"
    if runs(text):
        cell.quotePrefix = True


def as_seen(value: Cell) -> str:
    """A value as it stands in the sheet; a number too long to be exact must not look exact."""
    if isinstance(value, CellError):
        return "" if value.text == UNCACHED else value.text
    if isinstance(value, int | float) and abs(value) >= EXACT:
        return f"{value:.11E}"
    return cell_text(value)


def stilled(page: Any, sheet: Sheet) -> None:
    """Put the value that was read in the place of every formula, so that nothing runs."""
    for cell in cells_of(page):
        if cell.data_type == "f":
            cell.value = None
            set_value(cell, _read(sheet, cell.row, cell.column))
        elif isinstance(cell.value, str) and runs(cell.value):
            set_raw_text(cell, cell.value)
        cell.hyperlink = None
    page._hyperlinks.clear()  # noqa: SLF001 - what a cell's own setter forgets


def _read(sheet: Sheet, row: int, column: int) -> Cell:
    at, place = row - sheet.first_row, column - sheet.first_column
    cells = sheet.rows[at] if 0 <= at < len(sheet.rows) else []
    return cells[place] if 0 <= place < len(cells) else None


def last_row(sheet: Sheet) -> int:
    """The last row that holds anything."""
    return sheet.first_row + len(sheet.rows) - 1


def last_column(sheet: Sheet) -> int:
    """The last column that holds anything."""
    return sheet.first_column - 1 + max(map(len, sheet.rows), default=0)
