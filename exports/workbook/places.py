"""Where the rows of a sheet stand once they are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exports.sheet import Band, Total

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from exports.sheet import Sheet, Value


def placed(sheet: Sheet) -> Iterator[tuple[int, Sequence[Value]]]:
    """Yield each row under the headings with the number that a spreadsheet gives it."""
    first = 2 + len(sheet.notes) + (not sheet.form)
    for number, line in enumerate(sheet.rows, first):
        if isinstance(line, Band):
            yield number, (line.text,)
        else:
            yield number, line.values if isinstance(line, Total) else line


def letters(place: int) -> str:
    """The letters over a column, counted from 0: A, B … Z, AA."""
    text = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        text = chr(ord("A") + rest) + text
    return text
