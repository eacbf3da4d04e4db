"""Stage 2 of an import: the tables of a book, each with its header or without one."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from storage.intake.tables.header import find_header
from storage.intake.tables.table_split import split_sheet
from storage.intake.vocabulary.cell_values import cell_text
from storage.intake.vocabulary.header_words import known_words, spells_word
from storage.intake.vocabulary.name_words import begins_as_name, is_name

if TYPE_CHECKING:
    from storage.intake.read import Book, Sheet
    from storage.intake.tables.header import Layout
    from storage.model.schema import Table

LOOKED_AT = 500  # rows in which people are looked for where no header was recognised
SHORT = 20  # characters of a cell in a table; what is longer is a sentence
_NUMBER = re.compile(r"\d{17}[\dXx]|1[3-9]\d{9}")  # an ID number, a mobile telephone


@dataclass(frozen=True, slots=True)
class FoundTable:
    """One table: the rows it fills, as a sheet, and its header, None where none was recognised.

    Where several tables stand below one another on a sheet, each is a sheet of its own, and
    `within` is the name of theirs for all but the first. The rows below the header are sorted into
    records and others in stage 4, once it is known which column has the names.
    """

    sheet: Sheet
    layout: Layout | None
    within: str = ""

    @property
    def shown(self) -> str:
        """The name of the sheet as WPS shows it."""
        return self.within or self.sheet.name


def find_tables(book: Book, table: Table[Any]) -> tuple[FoundTable, ...]:
    """Find the tables of every sheet, also hidden ones, by the labels of the fields."""
    tables: list[FoundTable] = []
    for sheet in book.sheets:
        layout = find_header(sheet, table)
        parts = [] if layout is None else split_sheet(sheet, table, layout)
        if len(parts) < 2:
            tables.append(FoundTable(sheet, layout))
            continue
        for part in parts:
            within = sheet.name if part.name != sheet.name else ""
            tables.append(FoundTable(part, find_header(part, table), within))
    return tuple(tables)


def find_part(book: Book, table: Table[Any], name: str) -> Sheet | None:
    """Return the sheet of that name, or the part of a sheet split from it."""
    sheet = next((one for one in book.sheets if one.name == name), None)
    among = [sheet] if sheet else [one for one in book.sheets if name.startswith(one.name)]
    tables = find_tables(dataclasses.replace(book, sheets=tuple(among)), table)
    return next((one.sheet for one in tables if one.sheet.name == name), None)


def may_hold_people(found: FoundTable, table: Table[Any]) -> bool:
    """Whether a table that is not read may hold people: it is hidden or without a header."""
    sheet = found.sheet
    if sheet.hidden and found.layout is not None:
        return True
    values = {word for one in table.columns for word in one.kind.choices or ()}
    known = known_words(table)
    before: set[int] = set()
    for row in sheet.rows[:LOOKED_AT]:
        texts = [text for text in (cell_text(cell).strip() for cell in row) if text]
        if any(_NUMBER.fullmatch(text) for text in texts):
            return True
        if sheet.hidden or any(len(text) > SHORT for text in texts):
            before = set()
            continue
        names = {at for at, cell in enumerate(row) if _is_name(cell, values, known)}
        sure = {at for at in names if begins_as_name(row[at])}
        if (sure and len(texts) > 1) or sure & before or (names and not values.isdisjoint(texts)):
            return True
        before = sure
    return False


def _is_name(cell: object, values: set[str], known: frozenset[str]) -> bool:
    return is_name(cell) and str(cell) not in values and not spells_word(cell, known)
