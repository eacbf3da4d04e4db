"""Writing of workbooks: ready to print, without formulas from data, in constant memory.

XlsxWriter writes all new workbooks: openpyxl takes three times as long for a long list and cannot
switch off the green triangles on numbers stored as text. Its parts lie in a folder beside the file
meanwhile: nobody's data passes through the system's folder for temporary files, and a list of any
length takes the same memory.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from datetime import UTC, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import xlsxwriter.workbook  # type: ignore[import-untyped]
import xlsxwriter.xmlwriter  # type: ignore[import-untyped]
from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError  # type: ignore[import-untyped]

from exports.files import replacing
from exports.workbook.cell_text import ESCAPE
from exports.workbook.sheet_setup import EVERYWHERE, HiddenSheet, Imprint
from exports.workbook.styles import BODY, CellFormats
from exports.workbook.worksheet import SheetWriter
from exports.zip_files import zip_member
from storage.progress import silent
from storage.store.bulk import collector_paused

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import IO

    from exports.sheet import Sheet
    from storage.progress import Progress

__all__ = ["PlainZip", "Workbook"]

BLOCK = 1 << 20
TEXT = (".xml", ".rels", ".vml")


class PlainZip(ZipFile):
    """The zip into which XlsxWriter writes its parts, reproducible on every system."""

    def write(self, filename: Any, arcname: Any = None, *_: Any) -> None:
        """Add a part; lines of text end with a line feed only, as in XML."""
        path, about = Path(filename), zip_member(str(arcname))
        about.file_size = path.stat().st_size
        text = about.filename.endswith(TEXT)
        with path.open("rb") as source, self.open(about, "w") as target:
            for block in _blocks(source):
                target.write(block.replace(b"\r\n", b"\n") if text else block)


def _blocks(source: IO[bytes]) -> Iterator[bytes]:
    while block := source.read(BLOCK):
        yield block + source.read(1) if block.endswith(b"\r") else block


xlsxwriter.workbook.ZipFile = PlainZip  # XlsxWriter has no setting for another class
# Its own pattern overlooks the second of two that share an underscore, as in _x0041_x000D_
xlsxwriter.xmlwriter.re_control_chars_1 = re.compile(f"({ESCAPE.pattern})")


def write_workbook(
    path: Path,
    sheets: Sequence[Sheet],
    imprint: Imprint,
    progress: Progress = silent,
    *,
    hidden: HiddenSheet | None = None,
    named: bool = False,
) -> int:
    """Write the sheets, and return the number of characters that no workbook can hold.

    `named` defines a name for every column, for use in formulas.

    Raises:
        UserError: the file cannot be written, or a text or sheet is too long.
    """
    with (
        replacing(path) as partial,
        TemporaryDirectory(prefix="~", dir=path.parent) as parts,
        collector_paused(),
        _open_workbook(partial, parts) as workbook,
    ):
        _set_properties(workbook, imprint)
        looks = CellFormats(workbook)
        counter = _RowProgress(sum(sheet.size for sheet in sheets), progress)
        pages = [SheetWriter(workbook, looks, sheet) for sheet in sheets]
        for page in pages:
            page.write(Path(parts), counter.row_done)
            page.set_header_footer(imprint)
            if named:
                page.name_columns(workbook)
        if hidden is not None:
            _add_hidden_sheet(workbook, hidden)
        try:
            workbook.close()
        except FileCreateError as error:  # XlsxWriter's name for any OSError
            raise error.args[0] from error
        counter.done()
    return sum(page.replaced for page in pages)


@contextmanager
def _open_workbook(path: Path, parts: str) -> Iterator[Workbook]:
    """Yield a workbook that holds one row of each sheet in memory, and the others in files.

    The files are closed on any exit, as Windows cannot remove open ones.
    """
    options = {"constant_memory": True, "default_format_properties": dict(BODY)}
    workbook = Workbook(path, {"tmpdir": parts, **options})
    try:
        yield workbook
    finally:
        for page in workbook.worksheets():
            if page.row_data_fh is not None:
                page.row_data_fh.close()


def _set_properties(workbook: Workbook, imprint: Imprint) -> None:
    midnight = datetime.combine(imprint.made_on, time(), UTC)
    workbook.set_properties({"title": imprint.title, "author": "", "created": midnight})
    workbook.set_size(1600, 900)


def _add_hidden_sheet(workbook: Workbook, hidden: HiddenSheet) -> None:
    page, text = workbook.add_worksheet(hidden.name), workbook.add_format({"num_format": "@"})
    for number, row in enumerate(hidden.rows):
        for place, value in enumerate(row):
            if value:
                page.write_string(number, place, value, text)
    page.ignore_errors({"number_stored_as_text": EVERYWHERE})
    page.very_hidden()


class _RowProgress:
    """Reports progress every 500 rows; each row is read, then written, then compressed."""

    def __init__(self, rows: int, progress: Progress) -> None:
        self._passed, self._whole, self._progress = 0, rows * 5 // 2, progress
        progress(0, self._whole)

    def row_done(self) -> None:
        self._passed += 1
        if self._passed % 500 == 0:
            self._progress(min(self._passed, self._whole), self._whole)

    def done(self) -> None:
        self._progress(self._whole, self._whole)
