"""The reader of SpreadsheetML 2003: one XML file, often with the extension .xls."""

from __future__ import annotations

import re
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from defusedxml.ElementTree import iterparse

from storage.intake.read.formats.marks import without_midnight
from storage.intake.read.raw_book import UNCACHED, CellError
from storage.intake.read.reader_source import LAST_COLUMN, LAST_ROW, Opened, RawSheet
from storage.intake.read.text_encoding import decode

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from storage.intake.read.reader_source import RawRow, Source

SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
EXCEL = "{urn:schemas-microsoft-com:office:excel}"
DECLARED = re.compile(rb"""<\?xml[^>]*encoding=["']([\w-]+)["']""")
DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
TIME_ONLY = "1899-12-31T"  # how it writes an hour of no day


def read(source: Source) -> Opened:
    """Open the file; the parser gets UTF-8, because expat knows no Chinese encoding."""
    warnings: list[str] = []
    data = source.file.read()
    declared = DECLARED.search(data[:1024])
    hint = declared.group(1).decode("ascii") if declared else None
    text, encoding = decode(data, source.encoding, warnings, hint=hint)
    body = BytesIO(DECLARATION.sub("", text, count=1).encode("utf-8"))
    return Opened(
        _sheets(iterparse(body, events=("start", "end"), forbid_dtd=True)),
        date1904="<x:Date1904" in text or "<Date1904" in text,
        encoding=encoding,
        warnings=warnings,
    )


def _sheets(walk: Iterator[tuple[str, Element]]) -> Iterator[RawSheet]:
    for event, element in walk:
        if event == "start" and element.tag == f"{SS}Worksheet":
            sheet = RawSheet(element.get(f"{SS}Name", "表"), ())
            sheet.rows = _rows(walk, sheet)
            yield sheet


def _rows(walk: Iterator[tuple[str, Element]], sheet: RawSheet) -> Iterator[RawRow]:
    row = 0
    for event, element in walk:
        if event == "start":
            continue
        if element.tag == f"{SS}Row":
            row = _place(element, row, LAST_ROW)
            if element.get(f"{SS}Hidden") == "1":
                sheet.hidden_rows.add(row)
            yield row, _cells(element, row, sheet)
            row += int(element.get(f"{SS}Span", 0))
            element.clear()
        elif element.tag == f"{EXCEL}Visible":
            sheet.hidden = (element.text or "") in {"SheetHidden", "SheetVeryHidden"}
        elif element.tag == f"{SS}Worksheet":
            element.clear()
            return


def _cells(row: Element, number: int, sheet: RawSheet) -> list[Any]:
    cells: list[Any] = []
    for cell in row.iterfind(f"{SS}Cell"):
        column = _place(cell, len(cells), LAST_COLUMN)
        across, down = (int(cell.get(SS + name, 0)) for name in ("MergeAcross", "MergeDown"))
        if across or down:
            sheet.merged.append((number, column, number + down, column + across))
        cells += [None] * (column - 1 - len(cells))
        data = cell.find(f"{SS}Data")
        uncached = data is None and cell.get(f"{SS}Formula")
        cells.append(CellError(UNCACHED) if uncached else _value(data))
        cells += [None] * min(across, LAST_COLUMN - len(cells))
    return cells


def _place(element: Element, before: int, last: int) -> int:
    place = int(element.get(f"{SS}Index", before + 1))
    if not before < place <= last:
        raise ValueError("a place outside the sheet")
    return place


def _value(data: Element | None) -> Any:
    if data is None:
        return None
    text = "".join(data.itertext())
    kind = data.get(f"{SS}Type")
    if kind == "Number":
        return float(text)
    if kind == "Boolean":
        return text.strip() == "1"
    if kind == "Error":
        return CellError(text)
    if kind == "DateTime":
        moment = datetime.fromisoformat(text)
        return moment.time() if text.startswith(TIME_ONLY) else without_midnight(moment)
    return text
