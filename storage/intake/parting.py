"""Tables that stand below one another on a sheet, each as a sheet of its own."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from storage.intake.classes import class_in
from storage.intake.header import FEWEST, is_short, locate, score, titles_of
from storage.intake.mapping import known_words, normal, words_of
from storage.intake.skipping import is_closing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from storage.intake.header import Layout
    from storage.intake.reading import Book, Sheet
    from storage.schema import Table

_ABOVE = 4  # rows between two tables that may belong to the lower one
_FEW = 3  # cells of a row above a header that is no person


def parts(sheet: Sheet, table: Table[Any]) -> list[Sheet]:
    """The tables of a sheet: one begins where a header is another, or speaks of another class.

    A header that only comes again, as on every printed page, begins nothing.
    """
    layout = _first(sheet, table)
    if layout is None:
        return [sheet]
    starts = [0, *_starts(sheet, table, layout)]
    if len(starts) == 1:
        return [sheet]
    ends = [*starts[1:], len(sheet.rows)]
    return [_part(sheet, *ends_of) for ends_of in zip(starts, ends, strict=True)]


def part_called(book: Book, table: Table[Any], name: str) -> Sheet | None:
    """The sheet of that name, or the part of a sheet."""
    found = next((one for one in book.sheets if one.name == name), None)
    among = [found] if found else [one for one in book.sheets if name.startswith(one.name)]
    return next((one for sheet in among for one in parts(sheet, table) if one.name == name), None)


def _starts(sheet: Sheet, table: Table[Any], layout: Layout) -> Iterator[int]:
    words, titles = known_words(table), words_of(table, table.title)
    spelt = {text for text in layout.words if normal(text) in titles}
    header, above = layout.header, layout
    base = 0
    for at in range(header + 1, len(sheet.rows)):
        row = sheet.rows[at]
        if spelt.isdisjoint(row) or not _is_header(row, words):
            continue
        start = _first_above(sheet.rows, at, header)
        piece = _part(sheet, start, min(at + _ABOVE, len(sheet.rows)))
        found = locate(piece, table, at - start)
        if found is None:
            continue
        header = start + found.header
        if _differs(sheet, (base, above), (start, found)):
            base, above = start, found
            yield start


def _first(sheet: Sheet, table: Table[Any]) -> Layout | None:
    """The header that says most, or one above it that has people of its own below."""
    best = locate(sheet, table)
    words, titles = known_words(table), words_of(table, table.title)
    for at in range(best.top if best else 0):
        row = sheet.rows[at]
        if _is_header(row, words) and any(normal(cell) in titles for cell in row):
            found = locate(sheet, table, at)
            if found and best and not all(map(_is_above, sheet.rows[found.header + 1 : best.top])):
                return found
    return best


def _is_header(row: Sequence[object], words: frozenset[str]) -> bool:
    filled = [cell for cell in row if cell is not None and cell != ""]
    known = score(row, words)
    return known >= FEWEST and 2 * known > len(filled) and all(map(is_short, filled))


def _first_above(rows: Sequence[Sequence[object]], at: int, last: int) -> int:
    """The first of the rows above a header that belong to it: titles, and what is blank."""
    start = at
    while start - 1 > last and at - start < _ABOVE and _is_above(rows[start - 1]):
        start -= 1
    return start


def _is_above(row: Sequence[object]) -> bool:
    texts = [str(cell) for cell in row if cell is not None and cell != ""]
    return not texts or (len(texts) < _FEW and not is_closing(texts[0]))


def _differs(sheet: Sheet, one: tuple[int, Layout], other: tuple[int, Layout]) -> bool:
    texts, below = (tuple(map(normal, layout.texts)) for _start, layout in (one, other))
    if texts != below:
        return True
    before, here = (class_in(*titles_of(sheet, start, layout)) for start, layout in (one, other))
    return bool(here) and here != before


def _part(sheet: Sheet, start: int, end: int) -> Sheet:
    first = sheet.first_row + start
    return dataclasses.replace(
        sheet,
        name=f"{sheet.name} 第 {first} 行起" if start else sheet.name,
        rows=sheet.rows[start:end],
        first_row=first,
        merged=tuple(one for one in sheet.merged if first <= one[0] < sheet.first_row + end),
    )
