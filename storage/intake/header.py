"""Where the table in a sheet begins and ends: its header rows, and the rows that are no people."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from storage.intake.mapping import known_words, normal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.intake.reading import Sheet
    from storage.schema import Table

DEPTH = 40  # rows from the top in which a header is looked for
FEWEST = 2  # words of a header that must be known

_CLOSING = re.compile(
    r"^(合计|总计|小计|共计|总人数|填表人|制表人|填报人|审核人|经办人|负责人|填表日期|填报日期|制表日期|"
    r"填报单位|盖章|注[:：]|备注[:：]|说明[:：]|填表说明|[一二三四五六七八九十]、)"
)
_EXAMPLE = re.compile(r"^(例|示例|样例|范例)([:：]|$)|^（?示例）?$")


@dataclass(frozen=True, slots=True)
class Layout:
    """How a sheet is laid out; rows are counted from 0 in `Sheet.rows`."""

    header: int
    texts: tuple[str, ...]  # the header of each column, of several rows joined
    groups: tuple[str, ...]  # the heading above each column's header, "" where there is none
    words: frozenset[object]  # all of `texts`


def locate(sheet: Sheet, table: Table[Any], header: int | None = None) -> Layout | None:
    """Find the header row that knows most of the table's words, or take the one that was chosen."""
    if header is None:
        words = known_words(table)
        scores = [_score(row, words) for row in sheet.rows[:DEPTH]]
        best = max(scores, default=0)
        if best < FEWEST:
            return None
        header = scores.index(best)
    below = sheet.rows[header]
    above = _spread(sheet, header - 1) if header and _is_heading(sheet.rows[header - 1]) else []
    width = max(len(below), len(above))
    lower = [_text(below, at) for at in range(width)]
    upper = [_text(above, at) for at in range(width)]
    texts = tuple(low or up for low, up in zip(lower, upper, strict=True))
    groups = tuple(up if low else "" for low, up in zip(lower, upper, strict=True))
    return Layout(header, texts, groups, frozenset(texts))


def _score(row: Sequence[object], words: frozenset[str]) -> int:
    return len({normal(cell) for cell in row if isinstance(cell, str)} & words)


def _is_heading(row: Sequence[object]) -> bool:
    """Whether a row above the header belongs to it: several short texts, not a title line."""
    texts = [cell for cell in row if isinstance(cell, str) and cell.strip()]
    return len(texts) >= 2 and all(len(text.strip()) <= 8 for text in texts)


def _spread(sheet: Sheet, at: int) -> list[object]:
    """The row with the text of merged cells in every column they span."""
    row: list[object] = list(sheet.rows[at])
    for top, left, bottom, right in sheet.merged:
        if top <= at + sheet.first_row <= bottom:
            first, last = left - sheet.first_column, right - sheet.first_column
            row += [None] * (last + 1 - len(row))
            row[first : last + 1] = [row[first]] * (last + 1 - first)
    return row


def filled(sheet: Sheet, header: int) -> list[list[Any]]:
    """The rows below the header, each cell of a merged range holding its value."""
    rows: list[list[Any]] = [*sheet.rows[header + 1 :]]
    start = header + 1 + sheet.first_row
    for top, left, bottom, right in sheet.merged:
        if top < start or top == bottom or right - left > 2:
            continue
        value = _cell(rows, top - start, left - sheet.first_column)
        for at in range(top - start, min(bottom - start + 1, len(rows))):
            if rows[at]:
                row = rows[at] = list(rows[at])
                column = left - sheet.first_column
                row += [None] * (column + 1 - len(row))
                row[column] = value
    return rows


def _cell(rows: list[list[Any]], at: int, column: int) -> object:
    return rows[at][column] if at < len(rows) and column < len(rows[at]) else None


def skip_reason(row: Sequence[object], layout: Layout) -> str:
    """Why a row below the header is not a person's, or "" where it may be one."""
    cells = [cell for cell in row if cell is not None and cell != ""]
    if len(cells) <= max(3, len(layout.texts) // 3):
        texts = [text for text in (str(cell).strip() for cell in cells) if text]
        if not texts:
            return "空行"
        if _CLOSING.match(texts[0].replace(" ", "")):
            return "合计、说明或签名"
    for text in cells[:2]:
        if isinstance(text, str) and _EXAMPLE.match(text.strip()):
            return "示例行"
    if not layout.words.isdisjoint(cells[:4]) and _same_as_header(row, layout):
        return "重复的表头"
    return ""


def _same_as_header(row: Sequence[object], layout: Layout) -> bool:
    pairs = zip(row, layout.texts, strict=False)
    return sum(bool(text) and _text((cell,), 0) == text for cell, text in pairs) >= 2


def _text(row: Sequence[object], at: int) -> str:
    cell = row[at] if at < len(row) else None
    return "" if cell is None else " ".join(str(cell).split())
