"""Writing of one worksheet from first row to last, in constant memory."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from exports.sheet import Band, Formula, Total, column_name
from exports.workbook import cell_text
from exports.workbook.sheet_setup import set_up_sheet
from exports.workbook.sizes import Widths, size_for, title_span
from exports.workbook.styles import (
    HEAD_HEIGHT,
    HEI,
    LINE_HEIGHT,
    ROW_HEIGHT,
    TITLE_HEIGHT,
    TITLE_LINE,
    TITLE_SIZE,
)
from storage.errors import UserError
from storage.sending.answer_item import column_letters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from exports.sheet import Line

    RowSeen = Callable[[Line], object]
    from collections.abc import Callable

    from xlsxwriter import Workbook  # type: ignore[import-untyped]

    from exports.sheet import Align, Line, Sheet, Value
    from exports.workbook.sheet_setup import Imprint
    from exports.workbook.sizes import Size
    from exports.workbook.styles import CellFormats

CHUNK = 500  # rows in memory at one time


class Spool:
    """Rows stored in a temporary file, removed with the workbook's parts."""

    def __init__(self, rows: Iterable[Line], path: Path, measure: RowSeen) -> None:
        self._path = path
        rest = iter(rows)
        with path.open("wb") as file:
            while portion := list(islice(rest, CHUNK)):
                for line in portion:
                    measure(line)
                pickle.dump(portion, file, pickle.HIGHEST_PROTOCOL)

    def __iter__(self) -> Iterator[Line]:
        with self._path.open("rb") as file:
            while file.peek(1):
                yield from pickle.load(file)


def repeatable_rows(rows: Iterable[Line], path: Path, measure: RowSeen) -> Iterable[Line]:
    """Return rows that can be iterated again, each measured once; iterators go to a file."""
    if not isinstance(rows, Sequence):
        return Spool(rows, path, measure)
    for line in rows:
        measure(line)
    return rows


LAST_ROW = 1_048_575


class SheetWriter:
    """Writes one sheet into a workbook.

    The rows are iterated twice, first for the column widths: titles and tall rows depend on them,
    and a row cannot be changed once the next one is begun.
    """

    _size: Size

    def __init__(self, workbook: Workbook, looks: CellFormats, sheet: Sheet) -> None:
        self.replaced = 0
        self._sheet, self._looks = sheet, looks
        self._page = workbook.add_worksheet(sheet.name)
        self._head = 1 + len(sheet.notes)
        self._row = 0
        self._most = [one.wide for one in sheet.headings]
        self._plain = {
            style: [looks.of(style, str, one.align) for one in sheet.headings]
            for style in ("body", "total")
        }

    def write(self, folder: Path, row_done: Callable[[], object]) -> None:
        """Write the sheet; `row_done` is called twice per row, `folder` holds temporary files."""
        seen = Widths(self._sheet.headings)

        def measure(line: Line) -> None:
            seen.measure(line)
            row_done()

        rows = repeatable_rows(self._sheet.rows, folder / f"{self._sheet.code}.rows", measure)
        self._size = size_for(seen.widths)
        self._page.set_default_row(ROW_HEIGHT)
        self._above()
        self._body(rows, row_done)
        last = self._row - 1
        for text in self._sheet.remarks:
            self._note(text)
        set_up_sheet(self._page, self._sheet, self._looks, self._size, self._head, last)

    def set_header_footer(self, imprint: Imprint) -> None:
        """Set the footer of printed pages, and the header where there is one."""
        left, right = _escape_footer(imprint.foot_left), _escape_footer(imprint.foot_right)
        self._page.set_footer(f"&L{left}&C第 &P 页 共 &N 页&R{right}")
        if imprint.head:
            self._page.set_header(f'&C&"{HEI},常规"&14{_escape_footer(imprint.head)}')

    def name_columns(self, workbook: Workbook) -> None:
        """Define a name for the cells of every column, for formulas of other sheets."""
        first, last = self._head + 1, self._row - 1 - len(self._sheet.remarks)
        if self._sheet.form or last < first:
            return
        page = self._sheet.name.replace("'", "''")
        for place, one in enumerate(self._sheet.headings):
            letter = column_letters(place)
            cells_ = f"='{page}'!${letter}${first + 1}:${letter}${last + 1}"
            workbook.define_name(column_name(self._sheet.name, one.label), cells_)

    def _above(self) -> None:
        """Write title, notes and headings."""
        across = title_span(self._size.widths)
        align: Align = "center" if across == len(self._size.widths) - 1 else "left"
        room, text = sum(self._size.widths[: across + 1]) / TITLE_SIZE, self._sheet.title
        if cell_text.line_count(text, room) > 1:
            text = text.replace(
                "（", "\n（", 1
            ).lstrip()  # the addition in brackets goes to the second line
        self._across(text, self._looks.of("title", align=align), across)
        self._end(TITLE_HEIGHT + TITLE_LINE * (cell_text.line_count(text, room) - 1))
        for text in self._sheet.notes:
            self._note(text)
        if not self._sheet.form:
            self._heads()

    def _note(self, text: str) -> None:
        across = title_span(self._size.widths)
        self._across(text, self._looks.of("note"), across)
        room = sum(self._size.widths[: across + 1]) - 1
        self._end(cell_text.line_count(text, room) * LINE_HEIGHT + 4)

    def _heads(self) -> None:
        """Write the headings; those of a list that may be imported again stay unbroken."""
        look = self._looks.of("head", align="center")
        tall = []
        for place, one in enumerate(self._sheet.headings):
            whole = self._sheet.listed
            text = (
                one.label if whole else cell_text.two_lines(one.label, self._size.room(place) + 1)
            )
            self._page.write_string(self._row, place, text, look)
            tall.append((place, text))
        self._end(max(self._height(tall), HEAD_HEIGHT))

    def _body(self, rows: Iterable[Line], row_done: Callable[[], object]) -> None:
        for line in rows:
            if self._row > LAST_ROW:
                raise UserError(
                    f"《{self._sheet.name}》超过表格软件的 {LAST_ROW + 1} 行，请先筛选，再导出。"
                )
            if isinstance(line, Band):
                self._across(line.text, self._looks.of("band"), len(self._size.widths) - 1)
            elif isinstance(line, Total):
                self._cells(line.values, "total")
            else:
                self._cells(line, "body")
            self._row += 1
            row_done()

    def _end(self, height: float) -> None:
        self._page.set_row(self._row, height)
        self._row += 1

    def _height(self, texts: Sequence[tuple[int, str]]) -> float:
        """Return the height in points of a row with these texts by column."""
        most = max(cell_text.line_count(text, self._size.room(place)) for place, text in texts)
        return most * LINE_HEIGHT + 6.5

    def _cells(self, values: Sequence[Value], style: str) -> None:
        plain, most, row = self._plain[style], self._most, self._row
        write_string, odd = self._page.write_string, cell_text.ODD.search
        suspect = cell_text.FIRST_OF_ODD
        framed = (
            self._sheet.form or style == "total"
        )  # other empty cells are framed by a conditional format
        tall: list[tuple[int, str]] = []
        for place, value in enumerate(values):
            if value is None or value == "":
                if framed:
                    self._page.write_blank(row, place, None, plain[place])
            elif not isinstance(value, str):
                self._other(place, value, style)
            elif len(value) * (2 - value.isascii()) > most[place] or (
                (value[0] in suspect or not value.isprintable()) and odd(value)
            ):
                self._text(place, value, style, tall)
            else:
                write_string(row, place, value, plain[place])
        if tall:
            self._page.set_row(row, max(self._height(tall), ROW_HEIGHT))

    def _other(self, place: int, value: Value, style: str) -> None:
        row, align = self._row, self._sheet.headings[place].align
        if isinstance(value, (int, float)):
            self._page.write_number(row, place, value, self._looks.of(style, type(value), align))
        elif isinstance(value, Formula):
            look = self._looks.of(style, type(value.value), align)
            self._page.write_formula(row, place, f"={value.text}", look, value.value)
        elif isinstance(value, date):
            self._page.write_datetime(row, place, value, self._looks.of(style, date, align))

    def _text(self, place: int, text: str, style: str, tall: list[tuple[int, str]]) -> None:
        heading = self._sheet.headings[place]
        text, replaced = cell_text.valid_text(text)
        self.replaced += replaced
        place_named = f"《{self._sheet.name}》第{self._row + 1}行“{heading.label}”"
        cell_text.check_length(text, place_named)
        wrapped = cell_text.text_width(text) > heading.wide or "\n" in text
        if wrapped:
            tall.append((place, text))
        quoted = cell_text.may_be_formula(text)
        look = self._looks.of(style, str, heading.align, wrapped=wrapped, quoted=quoted)
        self._write_text(place, text, look)

    def _write_text(self, place: int, text: str, look: object) -> None:
        """Write a text cell, also where the text looks like XlsxWriter's own markup, <r>…</r>.

        XlsxWriter writes such a string unescaped, but not a rich string in pieces; the pieces are
        split at codes such as _x0041_ too, which it would otherwise escape twice.
        """
        if text.startswith("<r>") and text.endswith("</r>"):
            pieces = cell_text.ESCAPE.sub("_\0", text[2:]).split("\0")
            self._page.write_rich_string(self._row, place, "<", "r", *pieces, look)
        else:
            self._page.write_string(self._row, place, text, look)

    def _across(self, text: str, look: object, last: int) -> None:
        """Write text across columns; merged empty first, as merging would guess a type."""
        if last:
            self._page.merge_range(self._row, 0, self._row, last, "", look)
        text, replaced = cell_text.valid_text(text)
        self.replaced += replaced
        self._write_text(0, text, look)


def _escape_footer(text: str) -> str:
    """Return text escaped for a page footer, where an ampersand begins a code."""
    return text.replace("&", "&&")
