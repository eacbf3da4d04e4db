"""Which rows of a sheet may be records: the others are noted with the reason, or held and asked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from storage.intake.columns.mapping import known_words, spelt
from storage.intake.import_plan import LEFT_OUT
from storage.intake.rows.cleaning import shown
from storage.intake.rows.links import OWN_NUMBER
from storage.intake.rows.row_diff import hold
from storage.intake.tables.header import locate
from storage.intake.tables.name_words import begins_as_name, is_name
from storage.intake.tables.person_evidence import CODE, Persons
from storage.intake.tables.skipped_rows import BLANK, TITLE, skip_reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from storage.intake.choices import SheetChoice
    from storage.intake.import_plan import PlannedRow, SheetPlan
    from storage.intake.read import Sheet
    from storage.intake.tables.header import Layout
    from storage.model.schema import Table

LOOKED_AT = 500  # rows
SHORT = 20  # characters of a cell in a table; what is longer is a sentence
_NUMBER = re.compile(r"\d{17}[\dXx]|1[3-9]\d{9}")


def may_hold_people(sheet: Sheet, table: Table[Any]) -> bool:
    """Whether somebody may stand in a sheet that was not recognised."""
    if sheet.hidden and locate(sheet, table) is not None:
        return True
    values = {word for one in table.columns for word in one.kind.choices or ()}
    known = known_words(table)
    before: set[int] = set()
    for row in sheet.rows[:LOOKED_AT]:
        texts = [text for text in (shown(cell).strip() for cell in row) if text]
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
    return is_name(cell) and str(cell) not in values and not spelt(cell, known)


Numbered = tuple[int, "Sequence[object]"]


class Sorter:
    """Sorts the rows of one table into those to read and those that are passed over.

    `asked` are the sentences of the rows that are held, by row; `looked` the rows that look like
    something else and have a name, of which only what has a name is read.
    """

    def __init__(
        self, made: SheetPlan, layout: Layout, choice: SheetChoice, persons: Persons
    ) -> None:
        self._made = made
        self._layout = layout
        self._choice = choice
        self._persons = persons
        self._own = next((one.index for one in made.headers if one.record_number), None)
        self._apart = False  # whether the last row was blank
        self.asked: dict[int, str] = {}
        self.looked: set[int] = set()

    def above(self, sheet: Sheet) -> Iterator[Numbered]:
        """The rows above the header that look like rows of the table; the others are titles."""
        for at in range(self._layout.top):
            number, cells = at + sheet.first_row, sheet.rows[at]
            asked = self._persons.above(cells)
            if number in self._choice.left_out:
                self._made.skipped.append((number, LEFT_OUT))
            elif asked or number in self._choice.included:
                self._ask(number, asked)
                yield number, cells
            elif any(cell not in (None, "") for cell in cells):
                self._made.skipped.append((number, TITLE))

    def kept(self, numbered: Iterable[Numbered]) -> Iterator[Numbered]:
        """The rows below the header that may be records."""
        short, choice, skipped = self._persons.short, self._choice, self._made.skipped
        for number, cells in numbered:
            reason = skip_reason(cells, self._layout)
            if reason or self._apart or len(cells) <= short:
                reason = self._looked_at(number, cells, reason)
            if number in choice.left_out:
                reason = LEFT_OUT
            if reason:
                skipped.append((number, reason))
            else:
                yield number, cells

    def _looked_at(self, number: int, cells: Sequence[object], reason: str) -> str:
        """Why a row is passed over after all; a person's is not, whatever it looks like."""
        apart, self._apart = self._apart, reason == BLANK
        if reason == BLANK or (self._own is not None and _is_ours(cells, self._own)):
            return BLANK if reason == BLANK else ""
        if number in self._choice.included:
            return ""
        said, asked = self._persons.look(cells, reason, apart=apart)
        if reason and not said:
            self.looked.add(number)  # of tables side by side, the one beside may be a total
        self._ask(number, asked)
        return said

    def _ask(self, number: int, asked: str) -> None:
        if asked and number not in self._choice.included:
            self.asked[number] = asked

    def reads(self, number: int, cells: Sequence[object]) -> bool:
        """Whether what one of the tables side by side has in a row is read."""
        return number not in self.looked or bool(self._persons.named(cells))

    def hold(self, rows: Iterable[PlannedRow]) -> None:
        """Hold the rows of which it is asked whose they are."""
        for row in rows if self.asked else ():
            if row.row in self.asked:  # before what is wrong in it: it may be nobody's
                hold(row, self.asked[row.row], CODE)


def _is_ours(cells: Sequence[object], own: int) -> bool:
    """Whether a row has the number of a record of ours: it is no total and no example."""
    return own < len(cells) and OWN_NUMBER.fullmatch(shown(cells[own])) is not None
