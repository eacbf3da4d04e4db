"""A workbook in the layout of a file that cannot be edited itself: xls, et, csv, web pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from exports.returned.cells import as_seen, put
from exports.workbook.cells import width

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from storage.intake.reading import Book, Sheet

NARROWEST, WIDEST, MEASURED = 8, 40, 300
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_LONGEST = 31  # characters of a sheet's name
_LINE = Side(style="thin", color="FFBFC6CE")
_FRAME = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_SHADE = PatternFill("solid", fgColor="FFE6ECF2")
_MIDDLE = Alignment(vertical="center")


def rebuilt(book: Book, header_rows: dict[str, int]) -> tuple[Workbook, dict[str, Worksheet]]:
    """The sheets of a book as they stood, each cell in its place, and each sheet by its name."""
    made = Workbook()
    made.remove(made.worksheets[0])
    pages = {}
    for sheet in book.sheets:
        name = _FORBIDDEN.sub("_", sheet.name)[:_LONGEST] or "名册"
        page = pages[sheet.name] = made.create_sheet(name)
        page.sheet_state = "hidden" if sheet.hidden else "visible"
        _fill(page, sheet, header_rows.get(sheet.name))
    return made, pages


def _fill(page: Worksheet, sheet: Sheet, header_row: int | None) -> None:
    for number, cells in enumerate(sheet.rows, sheet.first_row):
        in_table = header_row is not None and number >= header_row
        for place, value in enumerate(cells, sheet.first_column):
            if value is None and not in_table:
                continue
            cell = page.cell(number, place)
            put(cell, value)
            if in_table:
                _dress(cell, head=number == header_row)
        if number in sheet.hidden_rows:
            page.row_dimensions[number].hidden = True
    for top, left, bottom, right in sheet.merged:
        page.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
    _set_widths(page, sheet, header_row or sheet.first_row)
    page.page_setup.orientation, page.page_setup.fitToHeight = "landscape", 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    if header_row is not None:
        page.freeze_panes = f"A{header_row + 1}"


def _dress(cell: Any, *, head: bool) -> None:
    cell.border, cell.alignment = _FRAME, _MIDDLE
    if head:
        cell.font, cell.fill = Font(bold=True), _SHADE


def _set_widths(page: Worksheet, sheet: Sheet, header_row: int) -> None:
    rows = sheet.rows[max(header_row - sheet.first_row, 0) :][:MEASURED]
    for place in range(max(map(len, rows), default=0)):
        widest = max(width(as_seen(row[place])) for row in rows if place < len(row))
        letter = get_column_letter(place + sheet.first_column)
        page.column_dimensions[letter].width = float(min(max(widest + 2, NARROWEST), WIDEST))
