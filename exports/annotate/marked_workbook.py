"""Writing of the marked workbook; the school's own file is never changed."""

from __future__ import annotations

import re
import zipfile
import zlib
from copy import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl import Workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.properties import PageSetupProperties

from exports.annotate.edited_cells import (
    delete_rows_from,
    displayed_text,
    last_column,
    last_row,
    remove_formulas,
    set_value,
)
from exports.annotate.marking import mark_sheet, unmark_sheet
from exports.annotate.school_faults import SheetFaults, faults_of
from exports.files import replacing, sha256_of, unused_path
from exports.workbook.cell_text import text_width
from storage.errors import UserError
from storage.files.private_files import make_folder
from storage.intake.read import read_book
from storage.progress import silent
from storage.sending import export_log
from storage.store.bulk import collector_paused

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from exports.annotate.school_faults import FileFaults
    from storage.intake.read import Book, Sheet
    from storage.intake.rows.import_plan import FilePlan
    from storage.progress import Progress
    from storage.store.store import Store


def drop_sheets(book: Workbook, pages: list[Worksheet]) -> None:
    """Remove sheets without faults, and the defined names that refer to them."""
    names = [page.title for page in pages]
    for page in pages:
        book.remove(page)
    for word, defined in list(book.defined_names.items()):
        if any(name in str(defined.attr_text) for name in names):
            del book.defined_names[word]


def keep_faulty_rows(page: Worksheet, faults: SheetFaults) -> SheetFaults:
    """Remove the rows without faults, and return the faults by the new row numbers."""
    first = faults.header_row + 1
    _unmerge_rows(page, first)
    remaining = SheetFaults(faults.name, faults.header_row)
    width = page.max_column  # computed once: openpyxl looks through all cells
    numbers = sorted({*faults.rows, *faults.heads})
    for target, number in enumerate(numbers, first):
        if target != number:
            _move_row(page, number, target, width)
        if number in faults.rows:
            remaining.rows[target] = faults.rows[number]
    delete_rows_from(page, first + len(numbers))
    return remaining


def _unmerge_rows(page: Worksheet, first: int) -> None:
    """Undo merges below the headings, copying the value into each cell of a column."""
    for area in list(page.merged_cells.ranges):
        if area.min_row < first:
            continue
        corner = page.cell(area.min_row, area.min_col)
        page.unmerge_cells(area.coord)
        if area.min_col == area.max_col:
            for number in range(area.min_row + 1, area.max_row + 1):
                _copy_cell(corner, page.cell(number, area.min_col))


def _move_row(page: Worksheet, number: int, target: int, width: int) -> None:
    for column in range(1, width + 1):
        cell, into = page.cell(number, column), page.cell(target, column)
        if not isinstance(cell, MergedCell) and not isinstance(into, MergedCell):
            _copy_cell(cell, into)
            into.comment = copy(cell.comment)
    height = page.row_dimensions[number].height
    page.row_dimensions[target] = RowDimension(page, index=target, ht=height)


def _copy_cell(cell: Any, into: Any) -> None:
    into.value, into.data_type = cell.value, cell.data_type
    into._style = copy(cell._style)  # noqa: SLF001 - openpyxl has no other way to copy a style


NARROWEST, WIDEST, MAX_MEASURED = 8, 40, 300
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_LONGEST = 31  # maximum length of a sheet's name
_LINE = Side(style="thin", color="FFBFC6CE")
_FRAME = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_SHADE = PatternFill("solid", fgColor="FFE6ECF2")
_MIDDLE = Alignment(vertical="center")


def rebuild(book: Book, header_rows: dict[str, int]) -> tuple[Workbook, dict[str, Worksheet]]:
    """Return a new workbook with the cells of a book in their places, and its sheets by name."""
    made = Workbook()
    made.remove(made.worksheets[0])
    pages = {}
    for sheet in book.sheets:
        name = _FORBIDDEN.sub("_", sheet.name)[:_LONGEST] or "名册"
        page = pages[sheet.name] = made.create_sheet(name)
        page.sheet_state = "hidden" if sheet.hidden else "visible"
        _fill_sheet(page, sheet, header_rows.get(sheet.name))
    return made, pages


def _fill_sheet(page: Worksheet, sheet: Sheet, header_row: int | None) -> None:
    for number, cells in enumerate(sheet.rows, sheet.first_row):
        in_table = header_row is not None and number >= header_row
        for place, value in enumerate(cells, sheet.first_column):
            if value is None and not in_table:
                continue
            cell = page.cell(number, place)
            set_value(cell, value)
            if in_table:
                _style_cell(cell, head=number == header_row)
        if number in sheet.hidden_rows:
            page.row_dimensions[number].hidden = True
    for top, left, bottom, right in sheet.merged:
        page.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
    _set_widths(page, sheet, header_row or sheet.first_row)
    page.page_setup.orientation, page.page_setup.fitToHeight = "landscape", 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    if header_row is not None:
        page.freeze_panes = f"A{header_row + 1}"


def _style_cell(cell: Any, *, head: bool) -> None:
    cell.border, cell.alignment = _FRAME, _MIDDLE
    if head:
        cell.font, cell.fill = Font(bold=True), _SHADE


def _set_widths(page: Worksheet, sheet: Sheet, header_row: int) -> None:
    rows = sheet.rows[max(header_row - sheet.first_row, 0) :][:MAX_MEASURED]
    for place in range(max(map(len, rows), default=0)):
        widest = max(text_width(displayed_text(row[place])) for row in rows if place < len(row))
        letter = get_column_letter(place + sheet.first_column)
        page.column_dimensions[letter].width = float(min(max(widest + 2, NARROWEST), WIDEST))


ALL, FAULTY = "退回修改", "仅问题行"
STEPS = 4
EDITABLE = 40 << 20  # bytes of unpacked sheets; a larger workbook would not fit into memory
# What openpyxl raises for a workbook it does not understand; it is rebuilt then
BROKEN = (
    LookupError, ValueError, TypeError, AttributeError, OSError, EOFError, NotImplementedError,
    ParseError, InvalidFileException, zipfile.BadZipFile, zlib.error,
)  # fmt: skip
_OURS = re.compile(rf"_({ALL}|{FAULTY})(\(\d+\))?$")

if not openpyxl.DEFUSEDXML:
    raise ImportError("defusedxml is missing: openpyxl would expand entities")


@dataclass(frozen=True, slots=True)
class ReturnedFile:
    """A file written for the school: its path, and the number of rows to correct."""

    path: Path
    rows: int
    rebuilt: bool  # the school's own file could not be edited


@dataclass(frozen=True, slots=True)
class OpeningOptions:
    """Options for opening a file; `book` is its content where it was read already."""

    encoding: str | None = None
    password: str | None = None
    book: Book | None = None


def return_to_school(
    store: Store,
    file: FilePlan,
    out: Path,
    *,
    only_faulty: bool = False,
    opening: OpeningOptions | None = None,
    progress: Progress = silent,
) -> ReturnedFile:
    """Write the marked workbook into a folder, and log the export."""
    made = write_marked(
        file, out, only_faulty=only_faulty, opening=opening or OpeningOptions(), progress=progress
    )
    why = f"退回来源单位修改，{made.rows} 行"
    export_log.log_export(
        store, "退回学校的名册", "full", why, made.path.name, sha256_of(made.path)
    )
    return made


@collector_paused()
def write_marked(
    file: FilePlan,
    out: Path,
    *,
    only_faulty: bool = False,
    opening: OpeningOptions,
    progress: Progress = silent,
) -> ReturnedFile:
    """Write the marked workbook into a folder.

    Raises:
        UserError: the file has no faults for its school, or cannot be written there.
    """
    faults = faults_of(file)
    if not faults.rows:
        raise UserError(file.failure or f"《{file.name}》没有需要退回修改的行。")
    progress(0, STEPS)
    book = opening.book or read_book(
        file.path, encoding=opening.encoding, password=opening.password
    )
    progress(1, STEPS)
    headers = {
        one.shown: one.header_row for one in reversed(file.sheets) if one.header_row is not None
    }
    opened = _load_original(file.path, book)
    workbook, pages = opened or rebuild(book, headers)
    progress(2, STEPS)
    if only_faulty:
        clean = {one.shown for one in file.sheets if one.used and faults.of(one.shown) is None}
        drop_sheets(workbook, [pages.pop(name) for name in clean])
    _mark_sheets(pages, book, faults, headers, only_faulty=only_faulty)
    _activate_first(workbook, pages, faults)
    progress(3, STEPS)
    make_folder(out)
    stem, what = _OURS.sub("", file.path.stem), FAULTY if only_faulty else ALL
    path = unused_path(out, f"{stem}_{what}.xlsx")  # earlier files stay
    with replacing(path) as partial:
        workbook.save(partial)
    progress(STEPS, STEPS)
    return ReturnedFile(path, faults.rows, rebuilt=opened is None)


def _load_original(path: Path, book: Book) -> tuple[Any, dict[str, Worksheet]] | None:
    """Return the school's own workbook and its sheets, or None where it cannot be edited."""
    if book.kind != "xlsx":
        return None
    try:
        with zipfile.ZipFile(path) as archive:
            sizes = [one.file_size for one in archive.infolist() if "sheet" in one.filename]
        if sum(sizes) > EDITABLE:
            return None
        with path.open("rb") as content:
            opened = openpyxl.load_workbook(content, keep_links=False)
    except BROKEN:
        return None
    pages: dict[str, Any] = {page.title: page for page in opened.worksheets}
    if any(sheet.name not in pages for sheet in book.sheets):
        return None
    for sheet in book.sheets:
        remove_formulas(pages[sheet.name], sheet)
    return opened, pages


def _mark_sheets(
    pages: dict[str, Worksheet],
    book: Book,
    faults: FileFaults,
    headers: dict[str, int],
    *,
    only_faulty: bool,
) -> None:
    for sheet in book.sheets:
        page, here = pages.get(sheet.name), faults.of(sheet.name)
        if page is not None and here is not None:
            remaining = keep_faulty_rows(page, here) if only_faulty else here
            end = max(remaining.rows) if only_faulty else last_row(sheet)
            mark_sheet(page, remaining, (end, last_column(sheet)))
        elif page is not None and sheet.name in headers:
            unmark_sheet(page, headers[sheet.name])


def _activate_first(workbook: Any, pages: dict[str, Worksheet], faults: FileFaults) -> None:
    """Make the first sheet with faults the one shown on opening."""
    workbook.active = workbook.index(pages[faults.sheets[0].name])
    for page in workbook.worksheets:
        page.sheet_view.tabSelected = page is workbook.active
