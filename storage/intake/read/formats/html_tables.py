"""The reader of web pages with the extension .xls, as most school systems export."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING

from storage.errors import UserError
from storage.intake.read.reader_source import LAST_COLUMN, LAST_ROW, Opened, RawSheet
from storage.intake.read.text_encoding import decode

if TYPE_CHECKING:
    from storage.intake.read.raw_book import Area
    from storage.intake.read.reader_source import RawRow, Source

CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
SPACES = re.compile(r"[ \t\r\n\f]+")
NOT_SHOWN = {"script", "style", "title", "comment"}
NEW_LINE = {"br", "p", "div", "li"}
TOKEN = re.compile(
    r"""<!--.*?(?:-->|\Z)|<[!?][^>]*>"""
    r"""|<(/?)([a-zA-Z][^\s/>]*)((?:[^>"']++|"[^"<]*+"|'[^'<]*+'|["'])*+)>""",
    re.DOTALL,
)
SPAN = re.compile(r"""\b(col|row)span\s*=\s*["']?\s*(\d{1,7})""", re.IGNORECASE)
NO_DISPLAY = re.compile(r"display\s*:\s*none", re.IGNORECASE)
LINE = "\0"  # stands for <br> until the other white space is folded


def read(source: Source) -> Opened:
    """Open the page; each of its tables is a sheet."""
    warnings: list[str] = []
    data = source.file.read()
    declared = CHARSET.search(data[:4096].replace(b"\0", b""))
    hint = declared.group(1).decode("ascii") if declared else None
    text, encoding = decode(data, source.encoding, warnings, hint=hint)
    tables = [table for table in Page().tables(text) if table.rows]
    if not tables:
        raise UserError("是网页文件，里面没有表格：请在 WPS 中打开后另存为 xlsx 再导入。")
    return Opened(iter(_sheets(tables)), encoding=encoding, warnings=warnings)


def _sheets(tables: list[Table]) -> list[RawSheet]:
    """Number the rows through all tables, as WPS does when it opens the page."""
    sheets: list[RawSheet] = []
    above = 0
    for place, table in enumerate(tables, start=1):
        rows = [(above + row, cells) for row, cells in table.rows]
        merged = [(above + t, left, above + b, right) for t, left, b, right in table.merged]
        name = f"表{place}" if len(tables) > 1 else "网页"
        hidden = {above + row for row in table.hidden_rows}
        sheets.append(RawSheet(name, rows, merged=merged, hidden_rows=hidden, expected=len(rows)))
        above += table.row
    return sheets


@dataclass(slots=True)
class Table:
    """A table being read; `held` are the columns that cells spanning rows still cover."""

    rows: list[RawRow] = field(default_factory=list)
    merged: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    held: list[tuple[int, int, int]] = field(default_factory=list)  # first, past last, last row
    row: int = 0
    cells: list[str] = field(default_factory=list)
    text: list[str] | None = None  # of the cell that is open
    across: int = 1  # columns that it covers

    def begin_row(self, *, hidden: bool = False) -> None:
        """Start the next row."""
        self.end_row()
        self.row += 1
        self.held = [one for one in self.held if one[2] >= self.row]
        if hidden:
            self.hidden_rows.add(self.row)

    def begin_cell(self, across: int = 1, down: int = 1) -> None:
        """Start a cell in the first column that no cell spanning rows covers."""
        self.end_cell()
        if self.row == 0:
            self.begin_row()
        while over := [past for first, past, _ in self.held if first <= len(self.cells) < past]:
            self._pad(max(over))
        left, bottom = len(self.cells) + 1, self.row + down - 1
        if across > 1 or down > 1:
            self.merged.append((self.row, left, bottom, left + across - 1))
        if down > 1:
            self.held.append((left - 1, left - 1 + across, bottom))
        self.text, self.across = [], across

    def end_cell(self) -> None:
        """Store the text of the open cell."""
        if self.text is not None:
            words = SPACES.sub(" ", "".join(self.text)).strip(" ")
            if LINE in words:
                words = "\n".join(line.strip(" ") for line in words.split(LINE)).strip("\n")
            self.cells.append(words)
            if self.across > 1:
                self._pad(len(self.cells) + self.across - 1)
            self.text = None

    def end_row(self) -> None:
        """Store the open row."""
        self.end_cell()
        if self.cells:
            self.rows.append((self.row, self.cells))
            self.cells = []

    def _pad(self, width: int) -> None:
        self.cells += [""] * (min(width, LAST_COLUMN) - len(self.cells))


class Page:
    """Collects tables; one inside another is a table of its own.

    The tags are cut out by one expression: ten times faster than html.parser, and rosters of
    whole counties arrive as web pages. A quote that is never closed ends with its tag.
    """

    def __init__(self) -> None:
        self._open: list[Table] = []
        self._done: list[Table] = []
        self._not_shown = ""  # the tag whose contents nobody sees

    def tables(self, text: str) -> list[Table]:
        """Parse the page; tables that it never closes end with it."""
        at = 0
        for token in TOKEN.finditer(text):
            self._text(text[at : token.start()])
            at = token.end()
            closing, tag, attributes = token.groups()
            if tag:
                self._tag(tag.lower(), attributes, closing=bool(closing))
        self._text(text[at:])
        while self._open:
            self._close("table")
        return self._done

    def _text(self, text: str) -> None:
        if text and self._open and not self._not_shown and self._open[-1].text is not None:
            self._open[-1].text.append(unescape(text) if "&" in text else text)

    def _tag(self, tag: str, attributes: str, *, closing: bool) -> None:
        if self._not_shown:
            if closing and tag == self._not_shown:
                self._not_shown = ""
        elif closing:
            self._close(tag)
        elif tag in NOT_SHOWN:
            self._not_shown = tag
        elif tag == "table":
            self._open.append(Table())
        elif self._open:
            self._inside(self._open[-1], tag, attributes)

    def _inside(self, table: Table, tag: str, attributes: str) -> None:
        if tag == "tr":
            table.begin_row(hidden=bool(NO_DISPLAY.search(attributes)))
        elif tag in {"td", "th"}:
            spans = {name.lower(): int(value) for name, value in SPAN.findall(attributes)}
            table.begin_cell(
                across=min(max(spans.get("col", 1), 1), LAST_COLUMN),
                down=min(max(spans.get("row", 1), 1), LAST_ROW),
            )
        elif tag == "caption":
            table.begin_row()
            table.begin_cell()
        elif tag in NEW_LINE and table.text:
            table.text.append(LINE)

    def _close(self, tag: str) -> None:
        if not self._open:
            return
        if tag == "table":
            table = self._open.pop()
            table.end_row()
            self._done.append(table)
        elif tag == "tr":
            self._open[-1].end_row()
        elif tag in {"td", "th", "caption"}:
            self._open[-1].end_cell()
