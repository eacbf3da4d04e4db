"""Find the header of a table, one to three rows, and tables side by side under it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from storage.intake.vocabulary.cell_values import cell_text
from storage.intake.vocabulary.class_names import is_class
from storage.intake.vocabulary.header_words import (
    known_words,
    normal,
    of_another,
    plain,
    spellings,
    spells_word,
    words_of,
)
from storage.intake.vocabulary.name_words import is_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.intake.read import Sheet
    from storage.model.schema import Table


def tight(cell: object) -> str:
    """Return a cell in the form compared with headers: without blanks, stars and colons."""
    return "".join(cell_text(cell).split()).strip("*★☆:：")


DEPTH = 40  # rows from the top in which a header is looked for
FEWEST = 2  # words of a header that must be known
TALLEST = 3  # rows of one header
WIDEST = 200  # columns in which merged cells are filled
_SHORT = 12  # characters of a heading over columns

_ABOUT_THE_SHEET = re.compile(
    r"[:：]|\d{4}|单位|日期|填报|制表"
)  # a line above a table, no heading
_QUESTION = re.compile(r"学校|班级|年级|班主任|辅导员|填表人|填报人|联系人|人数|团员数|班长")


@dataclass(frozen=True, slots=True)
class Layout:
    """The layout of a table; rows are indices into `Sheet.rows`.

    `top` to `header` are the rows of the header. `blocks` are the columns of each table where
    several stand side by side, first and past the last; () where there is one.
    """

    header: int
    texts: tuple[str, ...]  # the header of each column
    groups: tuple[str, ...]  # the headings above each column's header, "" where there are none
    words: frozenset[object]  # whatever stands in the header or above it, or spells its first word
    top: int = 0
    rows: tuple[tuple[str, ...], ...] = ()  # `texts` and the rows down to the header, tight
    blocks: tuple[tuple[int, int], ...] = ()


def find_header(sheet: Sheet, table: Table[Any], header: int | None = None) -> Layout | None:
    """Return the layout of the row with most words of the table, or of the chosen row, or None."""
    words = known_words(table)
    if header is None:
        header = _first_header(sheet, table, words)
        if header is None:
            return None
    top, bottom = _extent(sheet, header, table)
    texts, groups = _join(_extended([_unmerged(sheet, at) for at in range(top, bottom + 1)]))
    above = [tuple(_text(row, at) for at in range(len(row))) for row in sheet.rows[: bottom + 1]]
    known = {text for row in above for text in row if text}
    known |= {cell for row in sheet.rows[: bottom + 1] for cell in row if isinstance(cell, str)}
    known |= spellings(table)
    return Layout(
        header=bottom,
        texts=texts,
        groups=groups,
        words=frozenset(known),
        top=top,
        rows=tuple(tuple(map(tight, row)) for row in (texts, *above)),
        blocks=_side_by_side(table, texts, groups),
    )


def score(row: Sequence[object], words: frozenset[str]) -> int:
    """Return the number of known words in a row."""
    return len(
        {normal(plain(cell)) for cell in row if isinstance(cell, str) and spells_word(cell, words)}
    )


def _first_header(sheet: Sheet, table: Table[Any], words: frozenset[str]) -> int | None:
    """Return the row with most known words, else one with 姓名 above names, or None."""
    scores = [score(row, words) for row in sheet.rows[:DEPTH]]
    best = max(scores, default=0)
    if best >= FEWEST:
        return scores.index(best)
    places = range(min(len(sheet.rows), DEPTH))
    return next((at for at in places if scores[at] and heads_names(sheet.rows, at, table)), None)


def heads_names(rows: Sequence[Sequence[object]], at: int, table: Table[Any]) -> bool:
    """Whether a row of short texts has the word for people's names, and a name below it."""
    row, titles = rows[at], words_of(table, table.title)
    if not all(is_short(cell) for cell in row if cell is not None and cell != ""):
        return False
    below = next((one for one in rows[at + 1 : at + 3] if one), ())
    columns = (place for place, cell in enumerate(row) if spells_word(cell, titles))
    return any(
        place < len(below)
        and is_name(below[place])
        and not spells_word(below[place], known_words(table))
        for place in columns
    )


def _extent(sheet: Sheet, header: int, table: Table[Any]) -> tuple[int, int]:
    """Return the first and last row of the header around one of its rows."""
    words = known_words(table)
    bottom = min(_merged_down_to(sheet, header), len(sheet.rows) - 1)
    if bottom == header and header + 1 < len(sheet.rows) and _continues(sheet, header, words):
        bottom += 1
    top = header
    while top and bottom - top < TALLEST - 1 and _is_heading(sheet.rows[top - 1], words):
        if _is_somebody(sheet.rows[top - 1], sheet.rows[header], table):
            break
        top -= 1
    return top, bottom


def _is_somebody(row: Sequence[object], header: Sequence[object], table: Table[Any]) -> bool:
    """Whether a row above a header holds a name in the column 姓名, and some other value."""
    titles = words_of(table, table.title)
    values = {word for one in table.columns for word in one.kind.choices} - known_words(table)
    named = any(
        is_name(cell) and spells_word(word, titles) and not of_another(str(cell))
        for cell, word in zip(row, header, strict=False)
    )
    texts = [str(cell or "") for cell in row]
    return named and any(one in values or is_class(one) for one in texts)


def _merged_down_to(sheet: Sheet, at: int) -> int:
    """Return the last row that merged cells of a header row span."""
    number = at + sheet.first_row
    ends = (low for top, _left, low, _right in sheet.merged if top <= number < low < top + TALLEST)
    return max(ends, default=number) - sheet.first_row


def _continues(sheet: Sheet, header: int, words: frozenset[str]) -> bool:
    """Whether the next row subdivides headings of this row: 姓名, 电话 below 监护人."""
    here, below = sheet.rows[header], sheet.rows[header + 1]
    texts = [cell for cell in below if cell is not None and cell != ""]
    if not score(below, words) or not all(is_short(text) for text in texts):
        return False
    under = [
        _cell(sheet.rows, header + 1, at) for at, cell in enumerate(here) if normal(cell) in words
    ]
    return sum(cell in (None, "") for cell in under) > len(under) / 2


def _is_heading(row: Sequence[object], words: frozenset[str]) -> bool:
    """Whether a row above the header belongs to it: several short texts, not a title line."""
    texts = [cell for cell in row if cell is not None and cell != ""]
    return (
        len(texts) >= 2
        and all(is_short(text) and not _ABOUT_THE_SHEET.search(str(text)) for text in texts)
        and not any(_is_answered(one, other, words) for one, other in pairwise(row))
    )


def _is_answered(cell: object, answer: object, words: frozenset[str]) -> bool:
    """Whether a cell and the next one are a label and value of the whole sheet: 班主任, 李老师."""
    if not isinstance(cell, str) or not isinstance(answer, str) or not answer.strip():
        return False
    return _QUESTION.fullmatch(normal(cell)) is not None and normal(answer) not in words


def is_short(cell: object) -> bool:
    """Whether a cell is as short as a heading."""
    return isinstance(cell, str) and 0 < len(cell.strip()) <= _SHORT


def _unmerged(sheet: Sheet, at: int) -> list[object]:
    """Return the row with the text of merged cells in every column they span."""
    row: list[object] = list(sheet.rows[at])
    for top, left, bottom, right in sheet.merged:
        source, first = top - sheet.first_row, left - sheet.first_column
        if not 0 <= source <= at <= bottom - sheet.first_row or first < 0:
            continue
        last = min(right - sheet.first_column, _width(sheet, source, at) - 1)
        value = _cell(sheet.rows, source, first)
        row += [None] * (last + 1 - len(row))
        row[first : last + 1] = [value] * (last + 1 - first)
    return row


def _width(sheet: Sheet, first: int, last: int) -> int:
    """Return the number of columns filled around the header; a merge may claim 16,384."""
    return max(len(row) for row in sheet.rows[first : last + 2])


def _extended(rows: list[list[object]]) -> list[list[object]]:
    """Return the rows with each unmerged heading repeated over the columns named below it."""
    for upper, lower in pairwise(rows):
        upper += [None] * (len(lower) - len(upper))
        heading: object = None
        for at, below in enumerate(lower):
            if below is None or below == "":
                heading = None
            elif upper[at] is not None and upper[at] != "":
                heading = upper[at] if upper[at] != below else None
            else:
                upper[at] = heading
    return rows


def _join(rows: Sequence[Sequence[object]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the header of each column, and the headings above it."""
    width = max(map(len, rows), default=0)
    texts, groups = [], []
    for at in range(width):
        named = [text for text in dict.fromkeys(_text(row, at) for row in rows) if text]
        texts.append(named[-1] if named else "")
        groups.append("".join(named[:-1]))
    return tuple(texts), tuple(groups)


def _side_by_side(
    table: Table[Any], texts: Sequence[str], groups: Sequence[str]
) -> tuple[tuple[int, int], ...]:
    """Return the column ranges of tables side by side, by headers that repeat."""
    titles = words_of(table, table.title)
    names = [at for at, text in enumerate(texts) if normal(text) in titles]
    named = normal(texts[names[0]]) if names else ""
    names = [at for at in names if normal(texts[at]) == named and not of_another(groups[at])]
    if len(names) < 2:
        return ()
    step = names[1] - names[0]
    start = names[0]
    while start and texts[start - 1] and _same_header(texts[start - 1], texts[start - 1 + step]):
        start -= 1
    blocks = [(start + step * turn, start + step * (turn + 1)) for turn in range(len(names))]
    return tuple(blocks) if step > 1 and all(_repeats(texts, start, one) for one in blocks) else ()


def _repeats(texts: Sequence[str], start: int, block: tuple[int, int]) -> bool:
    """Whether a block repeats the headers of the first one, but for a few."""
    here = texts[block[0] : block[1]]
    same = sum(
        bool(one) and _same_header(one, other)
        for one, other in zip(texts[start:], here, strict=False)
    )
    return same >= 2 and same >= 0.6 * sum(map(bool, here))


def _same_header(one: str, other: str) -> bool:
    return normal(one) == normal(other)


def titles_of(sheet: Sheet, start: int, layout: Layout) -> list[str]:
    """Return the texts above a header; `start` is the index of the table's first row."""
    rows = sheet.rows[start : start + layout.top]
    return [cell for row in rows for cell in row if isinstance(cell, str)]


def body_rows(sheet: Sheet, header: int) -> list[list[Any]]:
    """Return the rows below the header, each cell of a merged area holding its value."""
    rows: list[list[Any]] = [*sheet.rows[header + 1 :]]
    start = header + 1 + sheet.first_row
    filled: Counter[int] = Counter()  # rows by column: areas that lie over each other are no areas
    for top, left, bottom, right in sheet.merged:
        if top < start or top == bottom or right - left > 2:
            continue
        filled[left] += min(bottom, start + len(rows)) - top
        if left > WIDEST or filled[left] > len(rows):
            continue
        value = _cell(rows, top - start, left - sheet.first_column)
        for at in range(top - start, min(bottom - start + 1, len(rows))):
            if rows[at]:
                row = rows[at] = list(rows[at])
                column = left - sheet.first_column
                row += [None] * (column + 1 - len(row))
                row[column] = value
    return rows


def block_cells(cells: Sequence[Any], block: tuple[int, int]) -> list[Any]:
    """Return a row with the cells of one of the tables side by side, each in its own column."""
    first, past = block
    return [None] * first + [*cells[first:past]]


def _cell(rows: Sequence[Sequence[Any]], at: int, column: int) -> Any:
    return rows[at][column] if at < len(rows) and column < len(rows[at]) else None


def _text(row: Sequence[object], at: int) -> str:
    return " ".join(cell_text(row[at]).split()) if at < len(row) else ""
