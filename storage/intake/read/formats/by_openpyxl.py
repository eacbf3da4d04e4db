"""The second reader of xlsx: slower, in Python, and often able where calamine gives up."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import openpyxl
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from storage.intake.read.formats import sheet_parts, xml_marks
from storage.intake.read.formats.marks import Marks, without_midnight
from storage.intake.read.raw_book import CellError
from storage.intake.read.reader_source import LAST_ROW, Opened, RawSheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from storage.intake.read.reader_source import RawRow, Source

_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")

if not openpyxl.DEFUSEDXML:
    raise ImportError("defusedxml is missing: openpyxl would expand entities")


def read(source: Source) -> Opened:
    """Open an xlsx; where the raw part of a sheet is not found it is read without its marks."""
    archive = ZipFile(source.file)
    book = openpyxl.load_workbook(source.file, read_only=True, data_only=True, keep_links=False)
    warnings: list[str] = []
    return Opened(
        _sheets(book, archive, warnings),
        date1904=book.epoch == CALENDAR_MAC_1904,
        warnings=warnings,
    )


def _sheets(book: Any, archive: ZipFile, warnings: list[str]) -> Iterator[RawSheet]:
    for sheet in book.worksheets:
        marks = _marks(archive, sheet.title)
        warnings += marks.warnings(sheet.title)
        sheet.reset_dimensions()  # what the file says of its own size is often wrong
        yield RawSheet(
            name=sheet.title,
            rows=marks.with_errors(_rows(sheet)) if marks.errors else _rows(sheet),
            hidden=sheet.sheet_state != "visible",
            merged=marks.merged,
            hidden_rows=marks.hidden_rows,
        )


def _marks(archive: ZipFile, sheet: str) -> Marks:
    try:
        with archive.open(sheet_parts.of_xlsx(archive).members[sheet]) as part:
            return xml_marks.find(part, merged=True)
    except KeyError:
        return Marks()


def _rows(sheet: Any) -> Iterator[RawRow]:
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        if number > LAST_ROW:
            raise ValueError("a row beyond the last one a sheet can have")
        yield number, [_value(cell) for cell in cells]


def _value(cell: Any) -> Any:
    value = cell.value
    if cell.data_type == "e":
        return CellError(str(value))
    if isinstance(value, datetime):
        return without_midnight(value)
    return unescaped(value) if isinstance(value, str) and "_x" in value else value


def unescaped(text: str) -> str:
    """Decode characters written by their code, such as _x000D_ (ECMA-376 part 1, 22.9.2.19)."""
    plain = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    return plain.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
