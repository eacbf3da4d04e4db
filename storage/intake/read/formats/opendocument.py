"""The reader of .ods: in Python, because calamine shows neither merged cells nor errors there."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

from defusedxml.ElementTree import iterparse

from storage.intake.read.formats.marks import format_duration, without_midnight
from storage.intake.read.raw_book import UNCACHED, CellError
from storage.intake.read.reader_source import LAST_COLUMN, LAST_ROW, Opened, RawSheet

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from storage.intake.read.reader_source import RawRow, Source

    Walk = Iterator[tuple[str, Element]]

NAMES = "{urn:oasis:names:tc:opendocument:xmlns:"
TABLE, TEXT, OFFICE, STYLE = (NAMES + one + ":1.0}" for one in ("table", "text", "office", "style"))
CALC_TYPE = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
LENGTH = re.compile(r"PT(\d+)H(\d+)M(\d+)(?:[.,]\d+)?S")
NUMBERS = {"float", "percentage", "currency"}
CELLS = {f"{TABLE}table-cell", f"{TABLE}covered-table-cell"}


def read(source: Source) -> Opened:
    """Open the one part that holds all sheets."""
    archive = ZipFile(source.file)
    return Opened(_sheets(_walk(archive)))


def _walk(archive: ZipFile) -> Walk:
    with archive.open("content.xml") as part:
        yield from iterparse(part, events=("start", "end"), forbid_dtd=True)


def _sheets(walk: Walk) -> Iterator[RawSheet]:
    hidden_styles = set()
    for event, element in walk:
        if event == "end" and element.tag == f"{STYLE}style":
            shape = element.find(f"{STYLE}table-properties")
            if shape is not None and shape.get(f"{TABLE}display") == "false":
                hidden_styles.add(element.get(f"{STYLE}name"))
        elif event == "start" and element.tag == f"{TABLE}table":
            sheet = RawSheet(element.get(f"{TABLE}name", "表"), ())
            sheet.hidden = element.get(f"{TABLE}style-name") in hidden_styles
            sheet.rows = _rows(walk, sheet)
            yield sheet


def _rows(walk: Walk, sheet: RawSheet) -> Iterator[RawRow]:
    row = 1
    for event, element in walk:
        if event == "start":
            continue
        if element.tag == f"{TABLE}table":
            element.clear()
            return
        if element.tag != f"{TABLE}table-row":
            continue
        cells = _cells(element, row, sheet)
        times = _count(element, "number-rows-repeated")
        if cells:
            numbers = range(row, row + times)
            if element.get(f"{TABLE}visibility", "visible") != "visible":
                sheet.hidden_rows.update(numbers[:LAST_ROW])
            for number in numbers:
                yield number, cells
        row += times
        element.clear()


def _cells(row: Element, number: int, sheet: RawSheet) -> list[Any]:
    cells: list[Any] = []
    for cell in row:
        if cell.tag not in CELLS:
            continue
        across, down = _count(cell, "number-columns-spanned"), _count(cell, "number-rows-spanned")
        if across > 1 or down > 1:
            left = len(cells) + 1
            sheet.merged.append((number, left, number + down - 1, left + across - 1))
        times = min(_count(cell, "number-columns-repeated"), LAST_COLUMN - len(cells))
        cells += [_value(cell)] * times
    while cells and cells[-1] is None:
        cells.pop()
    return cells


def _count(element: Element, name: str) -> int:
    return max(1, int(element.get(TABLE + name, 1)))


def _value(cell: Element) -> Any:
    kind = cell.get(f"{OFFICE}value-type")
    if cell.get(CALC_TYPE) == "error":
        return CellError(_text(cell) or "#N/A")
    if kind in NUMBERS:
        return float(cell.get(f"{OFFICE}value", "nan"))
    if kind == "boolean":
        return cell.get(f"{OFFICE}boolean-value") == "true"
    if kind == "date":
        return _day(cell.get(f"{OFFICE}date-value", "")) or _text(cell)
    if kind == "time":
        return _time(cell.get(f"{OFFICE}time-value", "")) or _text(cell)
    text = _text(cell)
    if not text and kind is None and cell.get(f"{TABLE}formula"):
        return CellError(UNCACHED)
    return text or None


def _day(text: str) -> date | datetime | None:
    try:
        return without_midnight(datetime.fromisoformat(text))
    except ValueError:
        return None


def _time(text: str) -> time | str | None:
    """Return a duration below a day as a time, a longer one as its text on screen."""
    found = LENGTH.fullmatch(text)
    if found is None:
        return None
    hours, minutes, seconds = (int(one) for one in found.groups())
    length = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return format_duration(length) if hours >= 24 else (datetime.min + length).time()


def _text(cell: Element) -> str:
    return "\n".join(_inline(part) for part in cell.iterfind(f"{TEXT}p"))


def _inline(element: Element) -> str:
    """Read a paragraph; spaces, tabs and line breaks are elements of their own."""
    text = element.text or ""
    for child in element:
        if child.tag == f"{TEXT}s":
            text += " " * min(int(child.get(f"{TEXT}c", 1)), 1000)
        elif child.tag == f"{TEXT}tab":
            text += "\t"
        elif child.tag == f"{TEXT}line-break":
            text += "\n"
        else:
            text += _inline(child)
        text += child.tail or ""
    return text
