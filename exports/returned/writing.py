"""The marked workbook beside the school's file, which itself is never touched."""

from __future__ import annotations

import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from exports.files import replacing, sha256_of, unused
from exports.returned.cells import last_column, last_row, stilled
from exports.returned.faults import faults_of
from exports.returned.marking import mark, unmark
from exports.returned.narrowing import drop, narrow
from exports.returned.rebuilding import rebuilt
from storage import export_log
from storage.bulk import collector_paused
from storage.errors import UserError
from storage.intake.reading import read_book
from storage.private import make_folder
from storage.progress import silent

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from exports.returned.faults import FileFaults
    from storage.intake.plan import FilePlan
    from storage.intake.reading import Book
    from storage.progress import Progress
    from storage.store import Store

ALL, FAULTY = "退回修改", "仅问题行"
STEPS = 4
EDITABLE = 40 << 20  # bytes of unpacked sheets; a larger one would take memory nobody has
# Whatever openpyxl says of a workbook that it does not understand; ours is rebuilt then
BROKEN = (
    LookupError, ValueError, TypeError, AttributeError, OSError, EOFError, NotImplementedError,
    ParseError, InvalidFileException, zipfile.BadZipFile, zlib.error,
)  # fmt: skip
_OURS = re.compile(rf"_({ALL}|{FAULTY})(\(\d+\))?$")

if not openpyxl.DEFUSEDXML:
    raise ImportError("defusedxml is missing: openpyxl would expand entities")


@dataclass(frozen=True, slots=True)
class Returned:
    """A file for the school: where it is, and how many rows in it are to be mended."""

    path: Path
    rows: int
    rebuilt: bool  # the school's own file could not be edited


@dataclass(frozen=True, slots=True)
class Opening:
    """How a file is opened, where it does not open by itself; `book` is what was read of it."""

    encoding: str | None = None
    password: str | None = None
    book: Book | None = None


def give_back(
    store: Store,
    file: FilePlan,
    out: Path,
    *,
    only_faulty: bool = False,
    opening: Opening | None = None,
    progress: Progress = silent,
) -> Returned:
    """Write the marked workbook into a folder, and note that it was given out."""
    made = write_marked(
        file, out, only_faulty=only_faulty, opening=opening or Opening(), progress=progress
    )
    why = f"退回来源单位修改，{made.rows} 行"
    export_log.note(store, "退回学校的名册", "full", why, made.path.name, sha256_of(made.path))
    return made


@collector_paused()
def write_marked(
    file: FilePlan,
    out: Path,
    *,
    only_faulty: bool = False,
    opening: Opening,
    progress: Progress = silent,
) -> Returned:
    """Write the marked workbook into a folder; a `UserError` where nothing is to be mended."""
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
    opened = _opened(file.path, book)
    workbook, pages = opened or rebuilt(book, headers)
    progress(2, STEPS)
    if only_faulty:
        clean = {one.shown for one in file.sheets if one.used and faults.of(one.shown) is None}
        drop(workbook, [pages.pop(name) for name in clean])
    _mark(pages, book, faults, headers, only_faulty=only_faulty)
    _show_first(workbook, pages, faults)
    progress(3, STEPS)
    make_folder(out)
    stem, what = _OURS.sub("", file.path.stem), FAULTY if only_faulty else ALL
    path = unused(out, f"{stem}_{what}.xlsx")  # what the school sent, and what was sent back, stay
    with replacing(path) as partial:
        workbook.save(partial)
    progress(STEPS, STEPS)
    return Returned(path, faults.rows, rebuilt=opened is None)


def _opened(path: Path, book: Book) -> tuple[Any, dict[str, Worksheet]] | None:
    """The school's own workbook and its sheets, or None where it cannot be edited."""
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
        stilled(pages[sheet.name], sheet)
    return opened, pages


def _mark(
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
            found = narrow(page, here) if only_faulty else here
            end = max(found.rows) if only_faulty else last_row(sheet)
            mark(page, found, (end, last_column(sheet)))
        elif page is not None and sheet.name in headers:
            unmark(page, headers[sheet.name])


def _show_first(workbook: Any, pages: dict[str, Worksheet], faults: FileFaults) -> None:
    """Have the file open at the first sheet with something to mend."""
    workbook.active = workbook.index(pages[faults.sheets[0].name])
    for page in workbook.worksheets:
        page.sheet_view.tabSelected = page is workbook.active
