"""Compare returned sheets that have record numbers with the records as they are now.

Masked and blank cells are never differences.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from storage.intake.vocabulary.column_match import match
from storage.intake.vocabulary.header_words import RECORD_NUMBER, known_words, normal
from storage.model.kinds.masks import SOMEBODY, could_be, name_with_number
from storage.model.kinds.text import tidy
from storage.model.tables import TABLES
from storage.sending.answer_item import AnswerItem, column_letters
from storage.store.listing import Row, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from storage.intake.read import Cell, Sheet
    from storage.intake.vocabulary.column_match import MappedColumn
    from storage.model.schema import Column, Table
    from storage.store.store import Store

MASK_CHARACTER = "*"
HEADER_DEPTH = 40  # rows from the top in which the header is looked for
BATCH_SIZE = 500  # rows whose records are fetched at once
_NUMBER = re.compile(r"[A-Z](\d{6,})")


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """The header row of a sheet, its column of record numbers, and the field of each column."""

    table: Table[Any]
    header: int
    number: int
    columns: tuple[MappedColumn, ...]


def layout_of(sheet: Sheet) -> SheetLayout | None:
    """Return the layout of a sheet with record numbers, None for any other."""
    wanted = normal(RECORD_NUMBER)
    for at, row in enumerate(sheet.rows[:HEADER_DEPTH]):
        heads = [normal(cell) for cell in row]
        if wanted in heads:
            table = max(TABLES, key=lambda one: len(set(heads) & known_words(one)))
            columns = match(table, [str(cell or "") for cell in row])
            return SheetLayout(table, at, heads.index(wanted), columns)
    return None


def find_differences(
    store: Store, sheet: Sheet, layout: SheetLayout, on: date
) -> Iterator[AnswerItem]:
    """Yield the fields in which a row differs from its record, and the rows without a record."""
    rows = list(enumerate(sheet.rows[layout.header + 1 :], sheet.first_row + layout.header + 1))
    for at in range(0, len(rows), BATCH_SIZE):
        some = [(number, row) for number, row in rows[at : at + BATCH_SIZE] if any(row)]
        wanted = {number: _record_number(row, layout) for number, row in some}
        found = rows_of(store, layout.table, [one for one in wanted.values() if one], on)
        records = {one.record.id: one for one in found}
        for number, row in some:
            known = records.get(wanted[number])
            if known is not None:
                yield from _field_differences(sheet, layout, number, row, known)
            elif _cell_text(row, layout.number):
                yield _unknown_row(sheet, number, row, layout)


def _record_number(row: Sequence[Cell], layout: SheetLayout) -> int:
    """Return the record number in the row, 0 where it has none of this table."""
    found = _NUMBER.fullmatch(_cell_text(row, layout.number))
    letter = layout.table.name[0].upper()
    return int(found[1]) if found and found[0][0] == letter else 0


def _unknown_row(sheet: Sheet, number: int, row: Sequence[Cell], layout: SheetLayout) -> AnswerItem:
    words = "　".join(filter(None, (_cell_text(row, place) for place in range(len(row)))))
    return AnswerItem(
        sheet.name, f"第{number}行", _cell_text(row, layout.number), "", "", words, layout.table
    )


def _field_differences(
    sheet: Sheet, layout: SheetLayout, number: int, row: Sequence[Cell], known: Row[Any]
) -> Iterator[AnswerItem]:
    title = layout.table.title_of(known.record)
    for one in layout.columns:
        theirs = _cell_text(row, one.index)
        if one.column is None or not theirs:
            continue
        ours = known.text(one.column.name)
        if _is_hidden(theirs, ours):
            continue
        if _is_same(one.column, row[one.index], theirs, ours, known):
            continue
        place = f"{column_letters(sheet.first_column - 1 + one.index)}{number}"
        yield AnswerItem(
            sheet.name, place, title, one.column.label, ours, theirs,
            layout.table, known.record.id, one.column.name,
        )  # fmt: skip


def _is_hidden(theirs: str, ours: str) -> bool:
    """Return whether a cell is masked, as it was sent."""
    if MASK_CHARACTER in theirs:
        return True
    name, _number = name_with_number(theirs) or (theirs, "")
    return SOMEBODY in theirs and could_be(name, ours, words=True)


def _is_same(column: Column, cell: Cell, theirs: str, ours: str, known: Row[Any]) -> bool:
    """Return whether both mean the same, compared as values where theirs can be parsed."""
    if column.kind.target:
        return theirs == ours
    try:
        return bool(column.kind.parse(cell) == getattr(known.record, column.name))
    except ValueError:
        return theirs == ours


def _cell_text(row: Sequence[Cell], place: int) -> str:
    cell = row[place] if place < len(row) else None
    return "" if cell is None else tidy(cell)
