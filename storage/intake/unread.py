"""Whether a sheet of which nothing comes in may hold people.

Such a sheet is always told. It makes the import one with something left to do (exit code 1) where
somebody may have been lost:

- the sheet was taken and its header found, and not one row below it is a person;
- it was not taken, is not hidden, and a cell has an ID number or a mobile number, or a row of short
  cells has what may be a name beside something else, or two names stand one below the other;
- it is hidden, and has the header of a roster or such a number.

Instructions, counts by class, lists of words and blank sheets are told without it, and so is what
the clerk herself leaves out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from storage.intake.cleaning import shown
from storage.intake.header import locate
from storage.intake.mapping import known_words, spelt
from storage.intake.names import begins_as_name, is_name

if TYPE_CHECKING:
    from storage.intake.reading import Sheet
    from storage.schema import Table

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
