"""One worksheet: its cells, then what only their sum decides: widths, heights, title, paper."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

from exports.sheet import Band, Formula, Total, column_name
from exports.workbook import cells
from exports.workbook.looks import HEAD_HEIGHT, LINE_HEIGHT, ROW_HEIGHT, TITLE_HEIGHT
from exports.workbook.sizes import Size, head_width, size_for, spanned
from storage.answer.item import letters
from storage.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from xlsxwriter import Workbook  # type: ignore[import-untyped]

    from exports.sheet import Align, Line, Sheet, Value
    from exports.workbook.looks import Looks

LAST_ROW = 1_048_575
LONGEST_LIST = 255  # signs that a cell's list may have
EVERYWHERE = "A1:XFD1048576"


class Page:
    """Writes one sheet into a workbook."""

    def __init__(self, workbook: Workbook, looks: Looks, sheet: Sheet) -> None:
        self.replaced = 0
        self._sheet, self._looks = sheet, looks
        self._page = workbook.add_worksheet(sheet.name)
        self._widths = [max(one.least, head_width(one.label)) for one in sheet.headings]
        self._tall: dict[int, list[tuple[int, str]]] = defaultdict(list)
        self._head = 1 + len(sheet.notes)
        self._row = self._head
        self._bands: list[tuple[int, str]] = []
        self._plain = {
            style: [looks.of(style, str, one.align) for one in sheet.headings]
            for style in ("body", "total")
        }

    def write(self, row_written: Callable[[], object]) -> None:
        """Write every row, below room for the headings."""
        self._page.set_default_row(ROW_HEIGHT)
        self._row += not self._sheet.form
        for line in self._sheet.rows:
            self._line(line)
            self._row += 1
            row_written()

    def _line(self, line: Line) -> None:
        if self._row > LAST_ROW:
            raise UserError(
                f"《{self._sheet.name}》超过表格软件的 {LAST_ROW + 1} 行，请先筛选，再导出。"
            )
        if isinstance(line, Band):
            self._bands.append((self._row, line.text))
        elif isinstance(line, Total):
            self._cells(line.values, "total")
        else:
            self._cells(line, "body")

    def _cells(self, values: Sequence[Value], style: str) -> None:
        plain, widths, row = self._plain[style], self._widths, self._row
        write_string, odd = self._page.write_string, cells.ODD.search
        for place, value in enumerate(values):
            if not isinstance(value, str) or not value:
                self._other(place, value, style)
            elif odd(value) or len(value) * (2 - value.isascii()) > widths[place]:
                self._text(place, value, style)
            else:
                write_string(row, place, value, plain[place])

    def _other(self, place: int, value: Value, style: str) -> None:
        row, align = self._row, self._sheet.headings[place].align
        if value is None or value == "":
            self._page.write_blank(row, place, None, self._plain[style][place])
        elif isinstance(value, (int, float)):
            self._page.write_number(row, place, value, self._looks.of(style, type(value), align))
            self._widen(place, str(round(value, 2)))
        elif isinstance(value, Formula):
            look = self._looks.of(style, type(value.value), align)
            self._page.write_formula(row, place, f"={value.text}", look, value.value)
            self._widen(place, str(value.value))
        elif isinstance(value, date):
            self._page.write_datetime(row, place, value, self._looks.of(style, date, align))
            self._widen(place, value.isoformat())

    def _text(self, place: int, text: str, style: str) -> None:
        heading = self._sheet.headings[place]
        text, replaced = cells.carried(text)
        self.replaced += replaced
        place_named = f"《{self._sheet.name}》第{self._row + 1}行“{heading.label}”"
        cells.refuse_longer(text, place_named)
        wrapped = self._widen(place, text)
        if wrapped:
            self._tall[self._row].append((place, text))
        quoted = cells.runs(text)
        look = self._looks.of(style, str, heading.align, wrapped=wrapped, quoted=quoted)
        self._put(self._row, place, text, look)

    def _put(self, row: int, place: int, text: str, look: object) -> None:
        """Write a text cell. What looks like XlsxWriter's own markup would go in unescaped."""
        if text.startswith("<r>") and text.endswith("</r>"):
            self._page.write_rich_string(row, place, "<", "r", text[2:], look)
        else:
            self._page.write_string(row, place, text, look)

    def _widen(self, place: int, text: str) -> bool:
        """Make room for the text; say whether it needs more lines than one."""
        widest, most = self._widths[place], self._sheet.headings[place].wide
        wanted = cells.width(text)
        if wanted > widest:
            self._widths[place] = min(wanted, max(most, widest))
        return wanted > most or "\n" in text

    def name_columns(self, workbook: Workbook) -> None:
        """Name every column's cells, for the formulas of other sheets."""
        first, last = self._head + 1, self._row - 1
        if self._sheet.form or last < first:
            return
        page = self._sheet.name.replace("'", "''")
        for place, one in enumerate(self._sheet.headings):
            letter = letters(place)
            cells_ = f"='{page}'!${letter}${first + 1}:${letter}${last + 1}"
            workbook.define_name(column_name(self._sheet.name, one.label), cells_)

    def furnish(self, left: str, right: str) -> None:
        """Give the page what depends on all its cells, and what is said around them."""
        size = size_for(self._widths)
        for place, places in enumerate(size.widths):
            self._page.set_column(place, place, places)
        self._heads(size)
        self._heights(size)
        self._around(size)
        self._paper(size)
        self._choices()
        self._page.set_footer(f"&L{_plain(left)}&C第 &P 页 共 &N 页&R{_plain(right)}")
        self._page.ignore_errors({"number_stored_as_text": EVERYWHERE})

    def _heads(self, size: Size) -> None:
        """The headings; those of a sheet that may be imported again stay as they are declared."""
        look = self._looks.of("head", align="center")
        for place, one in enumerate(() if self._sheet.form else self._sheet.headings):
            whole = self._sheet.listed
            text = one.label if whole else cells.balanced(one.label, size.room(place) + 1)
            self._page.write_string(self._head, place, text, look)
            self._tall[self._head].append((place, text))

    def _heights(self, size: Size) -> None:
        for row, texts in self._tall.items():
            most = max(cells.lines(text, size.room(place)) for place, text in texts)
            height = most * LINE_HEIGHT + 6.5
            self._page.set_row(row, max(height, HEAD_HEIGHT if row == self._head else ROW_HEIGHT))

    def _around(self, size: Size) -> None:
        """The title and notes above, the bands between, the remarks below."""
        across = spanned(size.widths)
        align: Align = "center" if across == len(size.widths) - 1 else "left"
        title = self._looks.of("title", align=align)
        self._across(0, self._sheet.title, title, across)
        self._page.set_row(0, TITLE_HEIGHT)
        note = self._looks.of("note")
        notes = list(enumerate(self._sheet.notes, 1))
        for row, text in [*notes, *enumerate(self._sheet.remarks, self._row)]:
            self._across(row, text, note, across)
            room = sum(size.widths[: across + 1]) - 1
            self._page.set_row(row, cells.lines(text, room) * LINE_HEIGHT + 4)
        for row, text in self._bands:
            self._across(row, text, self._looks.of("band"), len(size.widths) - 1)

    def _across(self, row: int, text: str, look: object, last: int) -> None:
        """Write over several columns; merging first, since it would guess the kind of value."""
        if last:
            self._page.merge_range(row, 0, row, last, "", look)
        text, replaced = cells.carried(text)
        self.replaced += replaced
        self._put(row, 0, text, look)

    def _paper(self, size: Size) -> None:
        page, sheet = self._page, self._sheet
        page.set_paper(size.paper)
        page.set_landscape() if size.landscape else page.set_portrait()
        page.fit_to_pages(size.pages, 0)
        page.center_horizontally()
        page.set_margins(left=0.59, right=0.59, top=0.75, bottom=0.75)
        page.hide_gridlines(2)
        if sheet.form:
            return
        page.repeat_rows(self._head)
        page.freeze_panes(self._head + 1, sheet.held)
        if sheet.held and size.pages > 1:
            page.repeat_columns(0, sheet.held - 1)
        if sheet.listed and self._row > self._head + 1:
            page.autofilter(self._head, 0, self._row - 1, len(size.widths) - 1)

    def _choices(self) -> None:
        """Offer the words of a column for its cells; others are asked about, never refused."""
        first, last = self._head + 1, self._row - 1
        if self._sheet.form or last < first:
            return
        for place, one in enumerate(self._sheet.headings):
            if one.choices and len(",".join(one.choices)) <= LONGEST_LIST:
                asked = {
                    "validate": "list",
                    "source": list(one.choices),
                    "error_type": "warning",
                    "error_title": one.label,
                    "error_message": "不在可选的内容里，请从下拉列表中选择。",
                }
                self._page.data_validation(first, place, last, place, asked)


def _plain(text: str) -> str:
    """Text for a page foot, where an ampersand begins an instruction."""
    return text.replace("&", "&&")
