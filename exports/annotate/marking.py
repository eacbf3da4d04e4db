"""Marks on a sheet: coloured cells with comments, and a column of remarks with a filter.

Earlier marks are recognised by colour, sign and heading and removed first, as a file may be
returned several times.
"""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Any

from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from exports.annotate.edited_cells import TEXT, cells_of, set_text, set_value
from storage.intake.vocabulary.header_words import REMARKS, normal

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from exports.annotate.school_faults import Mark, SheetFaults

BAD, WARN = "FFFBD5D0", "FFFCEBC0"  # fills of cells to correct, and of cells to check
INK = "FFB42318"
SIGN = "【需要改】"  # beginning of the program's part of a comment
REMARKS_WIDTH = 46.0
COMMENT_HEIGHT, COMMENT_WIDTH = 84, 240  # of a comment, in points


def unmark_sheet(page: Worksheet, header_row: int) -> int | None:
    """Remove earlier marks, and return the number of their column of remarks, if any."""
    column = None
    for cell in cells_of(page):
        if cell.comment is not None and SIGN in cell.comment.text:
            own_text = cell.comment.text.split(SIGN)[0].rstrip()
            cell.comment = Comment(own_text, cell.comment.author) if own_text else None
        if cell.fill.fill_type == "solid" and cell.fill.fgColor.rgb in (BAD, WARN):
            cell.fill = PatternFill()
        if cell.row == header_row and normal(cell.value) == normal(REMARKS):
            column = int(cell.column)
    for cell in cells_of(page):
        if cell.column == column and cell.row >= header_row:
            cell.value = None
    return column


def mark_sheet(page: Worksheet, faults: SheetFaults, corner: tuple[int, int]) -> None:
    """Mark the faults on a sheet; `corner` is the last row and column with content."""
    before = unmark_sheet(page, faults.header_row)
    last, wide = corner
    column = before or wide + 1
    for number, marks in faults.rows.items():
        page.row_dimensions[number].hidden = False
        for one in marks:
            if one.place is not None:
                _mark_cell(_top_left_of(page, number, one.place + 1), one)
        cell: Any = page.cell(number, column)
        set_text(cell, "；".join(dict.fromkeys(one.text for one in marks)))
        neighbour = page.cell(number, max(column - 1, 1))
        cell.font = Font(name=neighbour.font.name, size=neighbour.font.sz, color=INK)
        cell.border = copy(neighbour.border)
        cell.alignment = Alignment(vertical="center", wrap_text=True)
    _add_remarks_heading(page, faults.header_row, column)
    first = (
        column if page.tables else 1
    )  # a table (ListObject) of the school's has a filter of its own
    letters = get_column_letter(first), get_column_letter(column)
    page.auto_filter.ref = f"{letters[0]}{faults.header_row}:{letters[1]}{last}"
    page.auto_filter.filterColumn = []
    page.auto_filter.sortState = None


def _top_left_of(page: Worksheet, row: int, column: int) -> Any:
    """Return the cell of that place, or the first cell of its merged range."""
    cell = page.cell(row, column)
    if not isinstance(cell, MergedCell):
        return cell
    area = next(one for one in page.merged_cells.ranges if cell.coordinate in one)
    return page.cell(area.min_row, area.min_col)


def _mark_cell(cell: Any, one: Mark) -> None:
    set_value(cell, cell.value)
    cell.number_format = TEXT  # what the school types next stays as typed
    if one.grave or cell.fill.fgColor.rgb != BAD:
        cell.fill = PatternFill("solid", fgColor=BAD if one.grave else WARN)
    before = cell.comment
    remark = f"{SIGN}{one.text}"
    text, author = (f"{before.text}\n{remark}", before.author) if before else (remark, "")
    cell.comment = Comment(text, author, height=COMMENT_HEIGHT, width=COMMENT_WIDTH)


def _add_remarks_heading(page: Worksheet, row: int, column: int) -> None:
    head = _top_left_of(page, row, column)
    neighbour = page.cell(row, max(column - 1, 1))
    head.border, head.alignment = copy(neighbour.border), copy(neighbour.alignment)
    set_text(head, REMARKS)
    head.font = Font(name=neighbour.font.name, size=neighbour.font.sz, bold=True, color=INK)
    size = page.column_dimensions[get_column_letter(column)]
    size.min = size.max = column  # it may have applied to all columns to the right
    size.width, size.hidden = REMARKS_WIDTH, False
