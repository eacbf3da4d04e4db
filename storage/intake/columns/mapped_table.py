"""Stage 3 of an import: which field each column of a table holds, and why."""

from __future__ import annotations

import dataclasses
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from storage.intake.choices import SheetChoice
from storage.intake.tables.header import body_rows, find_header, titles_of
from storage.intake.vocabulary.cell_values import cell_text
from storage.intake.vocabulary.class_names import class_in, class_of_sheet
from storage.intake.vocabulary.column_match import ColumnDecisions, match_blocks
from storage.model.kinds import SEX
from storage.model.kinds.identity import id_number_fault, plain_number, sex_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from storage.intake.choices import Choices
    from storage.intake.tables.found_table import FoundTable
    from storage.intake.tables.header import Layout
    from storage.intake.vocabulary.column_match import MappedColumn
    from storage.model.schema import Column, Table

_DIGITS = frozenset(("0", "1", "2"))
_SURE = 0.9  # share of the ID numbers that must agree
_STANDARD: dict[object, str] = {
    "1": "男",
    "2": "女",
}  # GB/T 2261.1; only where both stand in the column, and no 0
SAMPLES = 3  # different values of a column that are shown
SAMPLED = 200  # rows in which they are looked for


@dataclass(frozen=True, slots=True)
class MappedTable:
    """A table with the field of each column; `layout` is None where nothing of it is read.

    `choice` is what the clerk decided of it, `wanted` whether it is to be read at all. `blocks` are
    the columns of each of the tables side by side, or of the only one; `block_classes` the class
    that a heading gives each of them, () where there is one. `rows` stand below the header, merged
    cells filled. `heading` is what the titles or the sheet's name say of every row, by field.
    """

    found: FoundTable
    choice: SheetChoice
    wanted: bool
    layout: Layout | None = None
    blocks: tuple[tuple[MappedColumn, ...], ...] = ()
    block_classes: tuple[str, ...] = ()
    rows: list[list[Any]] = field(default_factory=list)
    heading: Mapping[str, str] = field(default_factory=dict)

    @property
    def columns(self) -> tuple[MappedColumn, ...]:
        """All columns of the table, from the left."""
        return tuple(one for block in self.blocks for one in block)


def map_columns(
    tables: Sequence[FoundTable],
    table: Table[Any],
    key: str,
    choices: Choices,
    remembered: Mapping[str, str],
) -> tuple[MappedTable, ...]:
    """Map the columns of every table of a book.

    `key` is that of the book's source, by which the clerk's choices are found; `remembered` are
    those of earlier imports, the field by a header in normal form. A hidden sheet is read only
    where the clerk says so.
    """
    made = [
        _with_choice(found, table, choices.sheets.get((key, found.sheet.name), SheetChoice()))
        for found in tables
    ]
    several = sum(one.layout is not None for one in made) > 1
    return tuple(_mapped(one, table, remembered, several=several) for one in made)


def _with_choice(found: FoundTable, table: Table[Any], choice: SheetChoice) -> MappedTable:
    """Return the table with the header row that the clerk chose, or the recognised one."""
    sheet = found.sheet
    wanted = not sheet.hidden if choice.used is None else choice.used
    layout = found.layout if wanted else None
    if wanted and choice.header_row is not None:
        at = choice.header_row - sheet.first_row
        layout = find_header(sheet, table, at) if 0 <= at < len(sheet.rows) else None
    return MappedTable(found, choice, wanted, layout)


def _mapped(
    one: MappedTable, table: Table[Any], remembered: Mapping[str, str], *, several: bool
) -> MappedTable:
    layout = one.layout
    if layout is None:
        return one
    rows = body_rows(one.found.sheet, layout.header)
    decisions = ColumnDecisions(one.choice.columns, remembered)
    blocks = match_blocks(table, layout.texts, layout.groups, layout.blocks, decisions)
    titled = class_in(*titles_of(one.found.sheet, 0, layout))
    named = class_of_sheet(one.found.shown, several=several)
    return dataclasses.replace(
        one,
        blocks=tuple(_with_samples(block, rows) for block in blocks),
        block_classes=tuple(class_in(*layout.groups[at:past]) for at, past in layout.blocks),
        rows=rows,
        heading={"class_name": titled} if titled else named,
    )


def _with_samples(
    block: Sequence[MappedColumn], rows: Sequence[Sequence[Any]]
) -> tuple[MappedColumn, ...]:
    """Return the columns with the first distinct values of each as samples."""
    made = []
    for one in block:
        values: dict[str, None] = {}
        for row in rows[:SAMPLED]:
            text = cell_text(row[one.index]) if one.index < len(row) else ""
            if text.strip():
                values.setdefault(text)
            if len(values) == SAMPLES:
                break
        made.append(dataclasses.replace(one, samples=tuple(values)))
    return tuple(made)


def missing_field(table: Table[Any], headers: Sequence[MappedColumn], given: set[str]) -> str:
    """Return the label of the required field that no column holds, "" where none is missing.

    `given` are the fields that every row has whatever the columns are.
    """
    there = given | {one.column.name for one in headers if one.column}
    required = [one for one in table.columns if one.required and one.default is None]
    called = [one for one in required if one.name == table.title] or required
    return next((one.label for one in called[:1] if one.name not in there), "")


def finders_in(headers: Sequence[MappedColumn]) -> dict[int, Column]:
    """Return by index the columns that identify the person a row refers to."""
    return {one.index: one.finder for one in headers if one.finder is not None}


def sex_codes(
    headers: Sequence[MappedColumn], rows: Sequence[Sequence[Any]]
) -> Mapping[object, str]:
    """Return the sex that each digit means in this sheet, {} where its ID numbers do not show it.

    One school system writes 0 for men and 1 for women, another 1 and 0.
    """
    at = next((one.index for one in headers if one.column and one.column.kind is SEX), None)
    number = next(
        (one.index for one in headers if one.column and one.column.name == "id_number"), None
    )
    if at is None:
        return {}
    if not any(
        cell_text(cell).strip() in _DIGITS for cell in {row[at] for row in rows if at < len(row)}
    ):
        return {}
    digits: set[str] = set()
    votes: Counter[tuple[str, str]] = Counter()
    for row in rows:
        digit = cell_text(row[at]).strip() if at < len(row) else ""
        if digit not in _DIGITS:
            continue
        digits.add(digit)
        text = row[number] if number is not None and number < len(row) else None
        if isinstance(text, str) and id_number_fault(plain := plain_number(text)) is None:
            votes[digit, sex_of(plain)] += 1
    return _meaning(digits, votes)


def _meaning(digits: set[str], votes: Counter[tuple[str, str]]) -> Mapping[object, str]:
    if not votes:
        return dict(_STANDARD) if digits == set(_STANDARD) else {}
    found: dict[object, str] = {}
    for digit in digits:
        men, women = votes[digit, "男"], votes[digit, "女"]
        if max(men, women) < _SURE * (men + women) or men == women:
            return {}
        found[digit] = "男" if men > women else "女"
    return found if len(set(found.values())) == len(found) else {}
