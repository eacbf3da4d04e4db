"""The reader of .docx: paragraphs and the rows of tables as one sheet, in the document's order.

A paragraph is a row of one cell. What a merged cell covers stays empty, as in a workbook.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

from defusedxml.ElementTree import iterparse

from storage.intake.read.reader_source import Opened, RawSheet

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from storage.intake.read.limits import Limits
    from storage.intake.read.raw_book import Area
    from storage.intake.read.reader_source import RawRow, Source

NAME = "文档"
DOCUMENT = "word/document.xml"
WRAPPERS = {"sdt", "sdtContent", "ins", "smartTag", "customXml"}  # around rows and cells
SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def read(source: Source) -> Opened:
    """Open the part that holds the text."""
    archive = ZipFile(source.file)
    sheet = RawSheet(NAME, ())
    sheet.rows = _rows(archive, sheet.merged, source.limits)
    return Opened(iter([sheet]))


def _rows(archive: ZipFile, merged: list[Area], limits: Limits) -> Iterator[RawRow]:
    """Yield the paragraphs outside tables and the rows of the outermost tables, in order."""
    numbers = count(1)
    depth = 0
    table = _Table(merged, limits.columns)
    with archive.open(_member(archive)) as part:
        for event, element in iterparse(part, events=("start", "end"), forbid_dtd=True):
            name = _name(element)
            if name == "tbl":
                depth += 1 if event == "start" else -1
                if not depth:
                    table = _Table(merged, limits.columns)
                    element.clear()
            elif event == "end" and name == "tr" and depth == 1:
                number = next(numbers)
                yield number, table.row(element, number)
                element.clear()
            elif event == "end" and name == "p" and not depth:
                yield next(numbers), [_paragraph(element) or None]
                element.clear()


def _member(archive: ZipFile) -> str:
    """Return the name of the document part, in any case or slashes."""
    names = {name.lower().replace("\\", "/"): name for name in archive.namelist()}
    return names[DOCUMENT]


class _Table:
    """A table being read; it tracks the cells that span down from earlier rows."""

    def __init__(self, merged: list[Area], columns: int) -> None:
        self._merged = merged
        self._columns = columns
        self._open: dict[int, int] = {}  # the place in `merged` of what began in a column

    def row(self, element: Element, number: int) -> list[Any]:
        """Return the cells of a row, each at its first column."""
        cells: list[Any] = [None] * self._skipped(element)
        for cell in _inside(element, "tc"):
            facts = _first(cell, "tcPr")
            span = self._span(facts, "gridSpan")
            down = _first(facts, "vMerge")
            at = len(cells)
            if down is not None and _value(down) != "restart" and at in self._open:
                self._reach(at, number)
                cells.append(None)
            else:
                cells.append(_text(cell) or None)
                self._begin(at, span, number, reaches=down is not None)
            cells += [None] * (span - 1)
            if len(cells) > self._columns + 1:
                break  # more than is ever read: who counts the columns will say so
        return cells

    def _begin(self, at: int, span: int, number: int, *, reaches: bool) -> None:
        self._open.pop(at, None)
        if reaches:
            self._open[at] = len(self._merged)
        if reaches or span > 1:
            self._merged.append((number, at + 1, number, at + span))

    def _reach(self, at: int, number: int) -> None:
        place = self._open[at]
        top, left, _bottom, right = self._merged[place]
        self._merged[place] = (top, left, number, right)

    def _skipped(self, element: Element) -> int:
        return self._span(_first(element, "trPr"), "gridBefore", least=0)

    def _span(self, facts: Element | None, name: str, least: int = 1) -> int:
        found = _first(facts, name)
        text = _value(found) if found is not None else ""
        number = int(text) if text.isascii() and text.isdigit() else least
        return min(max(number, least), self._columns + 1)


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _value(element: Element) -> str:
    return next((text for key, text in element.items() if key.endswith("}val")), "")


def _first(element: Element | None, name: str) -> Element | None:
    if element is None:
        return None
    return next((child for child in element if _name(child) == name), None)


def _inside(element: Element, name: str) -> Iterator[Element]:
    """Yield the children of that name, also from within what may be wrapped around them."""
    for child in element:
        if _name(child) == name:
            yield child
        elif _name(child) in WRAPPERS:
            yield from _inside(child, name)


def _text(cell: Element) -> str:
    """Return the text of a cell and of tables nested in it, one line per paragraph."""
    lines = (_paragraph(one) for one in cell.iter() if _name(one) == "p")
    return "\n".join(line for line in lines if line)


def _paragraph(element: Element) -> str:
    """Return the text of a paragraph's runs, without what change tracking marks as deleted."""
    found = []
    for run in element.iter():
        if _name(run) != "r":
            continue
        for one in run:
            name = _name(one)
            found.append((one.text or "") if name == "t" else SIGNS.get(name, ""))
    return "".join(found).strip()
