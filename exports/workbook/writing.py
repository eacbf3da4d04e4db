"""Sheets -> .xlsx, as a clerk would print them: whole, quiet, and with nothing in them that runs.

XlsxWriter writes all new workbooks: openpyxl takes three times as long for a long list and cannot
switch off the green triangles on numbers kept as text. Its parts lie in a folder beside the file
meanwhile: nobody's data passes through the system's folder for temporary files.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from xlsxwriter.exceptions import FileCreateError  # type: ignore[import-untyped]

from exports.files import replacing
from exports.workbook.looks import BODY, Looks
from exports.workbook.packing import Workbook
from exports.workbook.page import EVERYWHERE, Page
from storage.bulk import collector_paused
from storage.progress import silent

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from exports.sheet import Sheet
    from storage.progress import Progress


@dataclass(frozen=True, slots=True)
class Imprint:
    """What stands at the foot of each page and in the file's properties; never a user's name."""

    title: str
    foot_left: str
    foot_right: str
    made_on: date


@dataclass(frozen=True, slots=True)
class HiddenSheet:
    """A sheet that only programs read: rows of text, not to be unhidden by a mouse."""

    name: str
    rows: Iterable[Sequence[str]]


def write_workbook(
    path: Path,
    sheets: Sequence[Sheet],
    imprint: Imprint,
    progress: Progress = silent,
    *,
    hidden: HiddenSheet | None = None,
    named: bool = False,
) -> int:
    """Write the sheets; return how many characters had to be replaced as no workbook holds them.

    `named` gives every column the name that formulas call it by.
    """
    with (
        replacing(path) as partial,
        TemporaryDirectory(prefix="~", dir=path.parent) as parts,
        collector_paused(),
    ):
        workbook = Workbook(partial, {"tmpdir": parts, "default_format_properties": dict(BODY)})
        _sign(workbook, imprint)
        looks = Looks(workbook)
        counter = _Counter(sum(sheet.size for sheet in sheets), progress)
        pages = [Page(workbook, looks, sheet) for sheet in sheets]
        for page in pages:
            page.write(counter.row_written)
            page.furnish(imprint.foot_left, imprint.foot_right)
            if named:
                page.name_columns(workbook)
        if hidden is not None:
            _hide(workbook, hidden)
        try:
            workbook.close()
        except FileCreateError as error:  # XlsxWriter's name for any OSError
            raise error.args[0] from error
        counter.done()
    return sum(page.replaced for page in pages)


def _sign(workbook: Workbook, imprint: Imprint) -> None:
    midnight = datetime.combine(imprint.made_on, time(), UTC)
    workbook.set_properties({"title": imprint.title, "author": "", "created": midnight})
    workbook.set_size(1600, 900)


def _hide(workbook: Workbook, hidden: HiddenSheet) -> None:
    page, text = workbook.add_worksheet(hidden.name), workbook.add_format({"num_format": "@"})
    for number, row in enumerate(hidden.rows):
        for place, value in enumerate(row):
            if value:
                page.write_string(number, place, value, text)
    page.ignore_errors({"number_stored_as_text": EVERYWHERE})
    page.very_hidden()


class _Counter:
    """Tells the progress every so many rows; the second half is the file itself being written."""

    def __init__(self, rows: int, progress: Progress) -> None:
        self._rows, self._written, self._progress = rows, 0, progress
        progress(0, rows * 2)

    def row_written(self) -> None:
        self._written += 1
        if self._written % 500 == 0:
            self._progress(min(self._written, self._rows), self._rows * 2)

    def done(self) -> None:
        self._progress(self._rows * 2, self._rows * 2)
