"""Split a sheet with several tables below one another into sheets."""

from __future__ import annotations

import dataclasses
import re
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from storage.intake.tables.header import (
    FEWEST,
    find_header,
    heads_names,
    is_short,
    score,
    titles_of,
)
from storage.intake.tables.person_evidence import PersonEvidence
from storage.intake.vocabulary.class_names import class_in, is_class
from storage.intake.vocabulary.column_match import match_blocks
from storage.intake.vocabulary.header_words import (
    known_words,
    normal,
    spellings,
    spells_word,
    words_of,
)
from storage.intake.vocabulary.row_words import is_closing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from storage.intake.read import Sheet
    from storage.intake.tables.header import Layout
    from storage.model.schema import Table

_ABOVE = 4  # rows between two tables that may belong to the lower one
_FEW = 3  # cells of a row above a header that is no person
# Titles within one class; any other below it ends it
_OF_SAME = re.compile(r"^[男女]生?|住校|走读|寄宿|[组页]$|续|空白|无内容|[:：]")


def split_sheet(sheet: Sheet, table: Table[Any], best: Layout) -> list[Sheet]:
    """Return the parts of a sheet, split where another header or another class begins.

    `best` is the header that knows most of the table's words. A header that only comes again, as on
    every printed page, begins nothing. The first part keeps the sheet's name.
    """
    layout = _first_layout(sheet, table, best)
    starts = [0, *_starts(sheet, table, layout)]
    if len(starts) == 1:
        return [sheet]
    ends = [*starts[1:], len(sheet.rows)]
    return [_part(sheet, *bounds) for bounds in zip(starts, ends, strict=True)]


def _starts(sheet: Sheet, table: Table[Any], layout: Layout) -> Iterator[int]:
    titles = words_of(table, table.title)
    spelt_so = spellings(table) | {text for text in layout.texts if spells_word(text, titles)}
    header, above, persons = layout.header, layout, _evidence(table, layout)
    base = 0
    for at in range(header + 1, len(sheet.rows)):
        row = sheet.rows[at]
        if spelt_so.isdisjoint(row) or not _is_header(sheet.rows, at, table):
            continue
        start = _first_row_of(sheet.rows, at, header, persons)
        if start == header + 1 and start == at:
            continue  # the header says its words twice
        piece = _part(sheet, start, min(at + _ABOVE, len(sheet.rows)))
        found = find_header(piece, table, at - start)
        if found is None:
            continue
        header = start + found.header
        if _differs(sheet, (base, above), (start, found)):
            base, above, persons = start, found, _evidence(table, found)
            yield start


def _evidence(table: Table[Any], layout: Layout) -> PersonEvidence:
    blocks = match_blocks(table, layout.texts, layout.groups, layout.blocks)
    return PersonEvidence(table, layout, list(blocks))


def _first_layout(sheet: Sheet, table: Table[Any], best: Layout) -> Layout:
    """Return the best header, or one above it that has rows of persons below it."""
    for at in range(best.header):
        if (
            not _is_header(sheet.rows, at, table)
            or (found := find_header(sheet, table, at)) is None
        ):
            continue
        persons = _evidence(table, found)
        between = sheet.rows[found.header + 1 : best.header]
        if not all(_is_above(row, persons) for row in between):
            return found
    return best


def _is_header(rows: Sequence[Sequence[object]], at: int, table: Table[Any]) -> bool:
    """Whether a row is a header that includes the title field."""
    row, words, titles = rows[at], known_words(table), words_of(table, table.title)
    filled = [cell for cell in row if cell is not None and cell != ""]
    if not all(map(is_short, filled)) or not any(spells_word(cell, titles) for cell in filled):
        return False
    known = sum(spells_word(cell, words) for cell in filled)
    most = score(row, words) >= FEWEST and 2 * known > len(filled)
    return most or heads_names(rows, at, table)


def _first_row_of(
    rows: Sequence[Sequence[object]], at: int, last: int, persons: PersonEvidence
) -> int:
    """Return the index of the first row above a header that belongs to it: titles and blanks."""
    start = at
    while start - 1 > last and at - start < _ABOVE and _is_above(rows[start - 1], persons):
        start -= 1
    return start


def _is_above(row: Sequence[object], persons: PersonEvidence) -> bool:
    """Whether a row between two tables may belong to the lower one, and is no record."""
    texts = [str(cell) for cell in row if cell is not None and cell != ""]
    if not texts or (is_closing(texts[0]) and not texts[0].startswith("以下")):
        return not texts
    few = len(texts) < _FEW or any(":" in one or "：" in one or is_class(one) for one in texts)
    return few and persons.may_be_title(row)


def _differs(sheet: Sheet, one: tuple[int, Layout], other: tuple[int, Layout]) -> bool:
    texts, below = (tuple(map(normal, layout.texts)) for _start, layout in (one, other))
    if any(text and text != above for text, above in zip_longest(below, texts)):
        return True  # else it is the same one again, or half of it
    above, titles = (titles_of(sheet, start, layout) for start, layout in (one, other))
    before, here = class_in(*above), class_in(*titles)
    if here or not before:
        return here != before
    fresh = {"".join(text.split()) for text in titles if text not in above}
    return any(
        not _OF_SAME.search(text) for text in fresh
    )  # 教师 below 高一（1）班 are in no class


def _part(sheet: Sheet, start: int, end: int) -> Sheet:
    first = sheet.first_row + start
    return dataclasses.replace(
        sheet,
        name=f"{sheet.name} 第 {first} 行起" if start else sheet.name,
        rows=sheet.rows[start:end],
        first_row=first,
        merged=tuple(one for one in sheet.merged if first <= one[0] < sheet.first_row + end),
    )
