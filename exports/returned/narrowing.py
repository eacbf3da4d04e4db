"""Only the rows to mend, under the school's own heading."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Any

from openpyxl.cell.cell import MergedCell
from openpyxl.worksheet.dimensions import RowDimension

from exports.returned.cells import cut_below
from exports.returned.faults import SheetFaults

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet


def drop(book: Workbook, pages: list[Worksheet]) -> None:
    """Take out sheets that need no mending, and what the workbook says of them."""
    names = [page.title for page in pages]
    for page in pages:
        book.remove(page)
    for word, defined in list(book.defined_names.items()):
        if any(name in str(defined.attr_text) for name in names):
            del book.defined_names[word]


def narrow(page: Worksheet, faults: SheetFaults) -> SheetFaults:
    """Leave only the rows with faults; returns the faults by the rows' new numbers."""
    first = faults.header_row + 1
    _take_apart(page, first)
    found = SheetFaults(faults.name, faults.header_row)
    width = page.max_column  # which openpyxl looks for among all cells
    numbers = sorted({*faults.rows, *faults.heads})
    for target, number in enumerate(numbers, first):
        if target != number:
            _move(page, number, target, width)
        if number in faults.rows:
            found.rows[target] = faults.rows[number]
    cut_below(page, first + len(numbers))
    return found


def _take_apart(page: Worksheet, first: int) -> None:
    """Undo merges below the heading, each cell with the value that stood over all of them."""
    for area in list(page.merged_cells.ranges):
        if area.min_row < first:
            continue
        corner = page.cell(area.min_row, area.min_col)
        page.unmerge_cells(area.coord)
        if area.min_col == area.max_col:
            for number in range(area.min_row + 1, area.max_row + 1):
                _copy(corner, page.cell(number, area.min_col))


def _move(page: Worksheet, number: int, target: int, width: int) -> None:
    for column in range(1, width + 1):
        cell, into = page.cell(number, column), page.cell(target, column)
        if not isinstance(cell, MergedCell) and not isinstance(into, MergedCell):
            _copy(cell, into)
            into.comment = copy(cell.comment)
    height = page.row_dimensions[number].height
    page.row_dimensions[target] = RowDimension(page, index=target, ht=height)


def _copy(cell: Any, into: Any) -> None:
    into.value, into.data_type = cell.value, cell.data_type
    into._style = copy(cell._style)  # noqa: SLF001 - openpyxl has no other way to copy a style
