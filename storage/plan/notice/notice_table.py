"""Notice table: rows of tasks joined again where the typesetting has split them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from storage.intake.vocabulary.cell_values import cell_text
from storage.intake.vocabulary.header_words import normal
from storage.model.kinds.text import tidy
from storage.model.tables.plan import PLAN_ROWS
from storage.plan.notice import notice_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from storage.intake.read import Sheet

Cells = dict[str, str]  # the texts of a row by the field they belong to

FIELDS = (
    "section", "item", "wording", "lead_units", "part_units", "target", "our_share",
    "responsible", "deadline",
)  # fmt: skip
MIN_HEADER_CELLS = 3  # known words that make a row a header
REQUIRED_FIELD = "wording"
_BRACKETS = re.compile(r"[（(][^）)]*[）)]")
UNITS = ("lead_units", "part_units")
SENTENCE_ENDS = tuple("。；！;!")  # the end of a complete sentence


@dataclass(slots=True)
class MeasureDraft:
    """One measure as it stands in the table; `at` is the row number shown in WPS."""

    at: int
    section_number: int
    section: str
    item_number: int
    item: str
    cells: Cells = field(default_factory=dict)


@dataclass(slots=True)
class NoticeTable:
    """The contents of a table: measures, lines above its header, and rows that were left out."""

    drafts: list[MeasureDraft] = field(default_factory=list)
    lines_above: list[str] = field(default_factory=list)
    skipped: list[tuple[int, str]] = field(default_factory=list)


def read_table(sheet: Sheet) -> NoticeTable:
    """Read the measures of a sheet."""
    reader = _Reader()
    for at, row in _rows(sheet):
        texts = [tidy(cell_text(cell)) for cell in row]
        if any(texts):
            reader.read_row(at, texts)
    return reader.found


def _rows(sheet: Sheet) -> Iterator[tuple[int, Sequence[object]]]:
    """Yield each row with its number; a vertically merged cell has its value in every row."""
    rows: list[list[object]] = [list(row) for row in sheet.rows]
    for top, left, bottom, right in sheet.merged:
        first, column = top - sheet.first_row, left - sheet.first_column
        if top == bottom or right > left + 1 or not 0 <= first < len(rows):
            continue
        value = rows[first][column] if column < len(rows[first]) else None
        for row in rows[first + 1 : bottom - sheet.first_row + 1]:
            row += [None] * (column + 1 - len(row))
            row[column] = value
    yield from enumerate(rows, sheet.first_row)


@cache
def _known_headers() -> Mapping[str, str]:
    columns = [PLAN_ROWS.by_name[name] for name in FIELDS]
    return {normal(word): c.name for c in columns for word in (c.label, *c.synonyms)}


def header_of(texts: Sequence[str]) -> dict[int, str]:
    """Return the field of each column where the row is a header, else an empty mapping."""
    known = _known_headers()
    found: dict[int, str] = {}
    for at, text in enumerate(texts):
        name = known.get(normal(_BRACKETS.sub("", text)))
        if name == "lead_units" and name in found.values():
            name = "part_units"  # next to 牵头单位, 责任单位 are the participating units
        if name and name not in found.values():
            found[at] = name
    return found if len(found) >= MIN_HEADER_CELLS and REQUIRED_FIELD in found.values() else {}


class _Reader:
    """Reads a table row by row under the current section and item."""

    def __init__(self) -> None:
        self.found = NoticeTable()
        self._columns: dict[int, str] = {}
        self._section: tuple[int, str] = (0, "")
        self._item: tuple[int, str] = (0, "")

    def read_row(self, at: int, texts: Sequence[str]) -> None:
        """Read one row: header, line above it, section, item, measure or continuation."""
        header = header_of(texts)
        if header:
            self._columns = header
        elif not self._columns:
            self.found.lines_above.append(" ".join(text for text in texts if text))
        else:
            self._read(at, texts)

    def _read(self, at: int, texts: Sequence[str]) -> None:
        cells = {name: texts[c] for c, name in self._columns.items() if c < len(texts) and texts[c]}
        alone = [text for text in texts if text]
        if len(alone) == 1 and texts[0] and not self._is_heading(notice_text.join_words(texts[0])):
            self.found.skipped.append((at, texts[0]))
            return
        if len(alone) == 1 and texts[0]:
            self._enter_section(notice_text.join_words(texts[0]))
            return
        if "section" in cells:
            self._enter_section(notice_text.join_words(cells["section"]))
        if "item" in cells:
            self._enter_item(notice_text.join_words(cells["item"]))
        if REQUIRED_FIELD in cells and not self._continues(cells):
            self._add(at, cells)
        elif self.found.drafts:
            self._extend(cells)

    @staticmethod
    def _is_heading(text: str) -> bool:
        """Return whether a line with no other cells is the heading of a section."""
        return notice_text.section_of(text)[0] is not None

    def _enter_section(self, text: str) -> None:
        number, name = notice_text.section_of(text)
        if name != self._section[1]:
            self._section = (number or self._section[0] + 1, name)
            self._item = (0, "")

    def _enter_item(self, text: str) -> None:
        number, name = notice_text.item_of(text)
        if name != self._item[1]:
            self._item = (number or self._item[0] + 1, name)

    def _continues(self, cells: Cells) -> bool:
        """Return whether the row continues the previous measure, which has no end."""
        if not self.found.drafts or any(name in cells for name in (*UNITS, "section", "item")):
            return False
        return not self.found.drafts[-1].cells[REQUIRED_FIELD].endswith(SENTENCE_ENDS)

    def _add(self, at: int, cells: Cells) -> None:
        if "item" not in self._columns.values():
            self._item = (self._item[0] + 1, "")
        self.found.drafts.append(
            MeasureDraft(at, *(self._section if self._section[0] else (1, "")), *self._item, cells)
        )

    def _extend(self, cells: Cells) -> None:
        """Append the cells to those of the previous measure."""
        previous = self.found.drafts[-1].cells
        for name, text in cells.items():
            if name not in ("section", "item") and text != previous.get(name):
                previous[name] = f"{previous.get(name, '')} {text}".strip()
