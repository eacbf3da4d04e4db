"""Whether a row that looks like a title, a total, a note or an example may be a person's.

Nobody may vanish on the way in. Where a name stands in the name column, a row is never passed over:

- a person, where the word that made it look otherwise stands in a column of its own (a post, a
  day, a hobby, a school) or the row says what only a person has (an ID number, a telephone, a sex);
- held, with a sentence that names what it looks like, in every other case.

Two lines with a name are passed over nevertheless, as they say themselves whose it is: an example
with a name that nobody has (例, 李某某), and a signature with a colon (填表人：, 周倩) in a table
that has columns for what people have, none of which is filled in that row.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from storage.intake.vocabulary.cell_values import Cleaner, Fault, cell_text
from storage.intake.vocabulary.header_words import (
    REMARKS,
    counts_rows,
    known_words,
    normal,
    spells_word,
)
from storage.intake.vocabulary.name_words import (
    bare,
    begins_as_name,
    is_group,
    is_name,
    may_be_name,
    name_after_post,
)
from storage.intake.vocabulary.row_words import (
    CLOSING,
    EXAMPLE,
    HEADER,
    TITLE,
    is_closing,
    is_example,
)
from storage.model.kinds import DATE, ID_NUMBER, NAME, PARTIAL_DATE, PHONE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from storage.intake.tables.header import Layout
    from storage.intake.vocabulary.column_match import MappedColumn
    from storage.model.schema import Column, Table

ANY = 1 << 30  # more cells than any row has
PERSON_DOUBT = "person"  # of the problem that a row held so has
_EVERYBODY = "某×xX✕○〇*＊"  # in the name of an example
_EXAMPLES = frozenset(
    "张三 李四 王五 赵六 小明 王小明 李小明 张小明 小红 小华 李华 李明 王小二".split()
)
_POST = re.compile(r"[长员人]$|书记|主任|支书|代表|骨干")  # a word for one person, no group's
_POSTS = ("职", "岗", "分工", "角色", "身份", "类别", "任务")  # in the header of a column of posts


def doubt_sentence(name: str, reason: str, head: str = "") -> str:
    """Return the sentence for a held row: the name it seems to hold, and what it looks like."""
    seems = f"{reason}（“{head}”）" if head else reason
    return f"不知道“{name}”是不是名册里的人，这一行像{seems}，没有导入，请核对"


@dataclass(frozen=True, slots=True)
class _Block:
    """One of the tables side by side: its range, name columns and personal columns."""

    first: int
    past: int
    names: tuple[int, ...]
    facts: tuple[tuple[int, Cleaner], ...]


class PersonEvidence:
    """Judges whether rows of a table may be records of people."""

    def __init__(
        self, table: Table[Any], layout: Layout, tables: Sequence[Sequence[MappedColumn]]
    ) -> None:
        self._layout = layout
        title = table.by_name[table.title]
        self._title = Cleaner(title)
        self._people = title.kind is NAME or title.kind.target == "volunteer"
        self._known = known_words(table)
        self._choices = {word for one in table.columns for word in one.kind.choices or ()}
        spans = layout.blocks or ((0, ANY),)
        self._blocks = [
            _Block(*span, *_columns(table, mapped))
            for span, mapped in zip(spans, tables, strict=True)
        ]
        mapped = [one for each in tables for one in each]
        self._counters = {one.index for one in mapped if not one.header or counts_rows(one.header)}
        self._remarks = {one.index for one in mapped if one.column and one.column.name == "note"}
        self._posts = {one.index for one in mapped if any(word in one.header for word in _POSTS)}
        names = [at for block in self._blocks for at in block.names]
        self._ours = [one.index for one in mapped if normal(one.header) == normal(REMARKS)]
        self._past = max(names, default=-1) + 1
        # Cells of a row that has nothing beyond the name; what we wrote beside it does not count
        self.short = ANY if self._ours else self._past

    # what stands in a row

    def named(self, row: Sequence[object]) -> str:
        """Return the first name in a row, or ""."""
        return next(filter(None, (self._name(row, block) for block in self._blocks)), "")

    def _name(self, row: Sequence[object], block: _Block) -> str:
        for at in block.names:
            cell = row[at] if at < len(row) else None
            if cell is None or cell == "":
                continue
            if self._is_name(cell) or (may_be_name(cell) and self._has_facts(row, block)):
                return cell_text(cell).strip()
        return ""

    def _is_name(self, cell: object) -> bool:
        text = cell_text(cell).strip()
        if spells_word(text, self._known):
            return False
        if self._people:
            return text not in self._choices and is_name(cell)
        value = self._title[cell]
        return not isinstance(value, Fault | None) and (value != cell or not is_closing(text))

    def _has_facts(self, row: Sequence[object], block: _Block) -> bool:
        return any(_is_fact(row[at], read) for at, read in block.facts if at < len(row))

    def _facts(self, row: Sequence[object]) -> bool:
        return any(self._has_facts(row, block) for block in self._blocks)

    # whether a row is skipped, held or read

    def judge(
        self, row: Sequence[object], reason: str, *, after_blank: bool = False
    ) -> tuple[str, str]:
        """Return why a row is skipped, and the sentence if it is held; ("", "") for a person.

        `reason` is why its words would have it skipped, "" where they would not; `after_blank` says
        that the row before it is blank.
        """
        if not reason:
            return self._judge_short_row(row, after_blank=after_blank)
        name = self.named(row) or self._name_behind_post(row, reason)
        nobody = not name or (reason == TITLE and not self._people)
        if nobody or (reason == EXAMPLE and self._is_example(row, name)):
            return reason, ""
        if self._is_signature(row, reason):
            return reason, ""
        if self._is_value(row, reason):
            return "", ""
        head = cell_text(row[_first_filled(row)]).strip() if reason == CLOSING else ""
        return "", doubt_sentence(name, reason, head)

    def doubt_above(self, row: Sequence[object]) -> str:
        """Return the sentence for a row above the header if it is held, "" if it is a title."""
        texts = [cell for cell in row if isinstance(cell, str) and cell]
        if any(_is_label(text) or spells_word(text, self._known) for text in texts):
            return ""
        name = self.named(row)
        able = name and (self._facts(row) or self._group_name(row))
        return doubt_sentence(name, "表头上面的标题") if able else ""

    def may_be_title(self, row: Sequence[object]) -> bool:
        """Whether a row above a header is blank or a title, and no record."""
        if any(str(cell).strip().isdigit() for cell in row if cell is not None):
            return False
        return not self.named(row) or bool(self._group_name(row))

    def _group_name(self, row: Sequence[object]) -> str:
        """Return the class or group in a number column of the row, such as 高一2班; else ""."""
        texts = (cell_text(row[at]).strip() for at in self._counters if at < len(row))
        return next((text for text in texts if is_group(text) and not _POST.search(text)), "")

    def _name_behind_post(self, row: Sequence[object], reason: str) -> str:
        """Return the name after a post in the name column if the row has other facts, else ""."""
        if reason != CLOSING or not self._people or not self._facts(row):
            return ""
        cells = (row[at] for block in self._blocks for at in block.names if at < len(row))
        return next(filter(None, map(name_after_post, cells)), "")

    def _judge_short_row(self, row: Sequence[object], *, after_blank: bool) -> tuple[str, str]:
        """Judge a row with little but a name: a title between rows, or a name set apart."""
        places = [
            at for at, cell in enumerate(row) if at not in self._ours and cell_text(cell).strip()
        ]
        if self._people and len(places) > 1 and places[-1] < self._past:
            head, name = self._group_name(row), self.named(row)
            return "", doubt_sentence(name, TITLE, head) if head and name else ""
        if len(places) != 1 or not self._people:
            return "", ""
        at, cell = places[0], row[places[0]]
        named = any(at in block.names for block in self._blocks)
        if is_group(cell) and (named or at in self._counters):
            return TITLE, ""
        wide = sum(map(bool, self._layout.texts)) > 2 * len(self._blocks)
        if named and self._is_name(cell):
            several = sum(map(bool, self._layout.texts)) > len(self._blocks)
            if (after_blank and wide) or (several and not begins_as_name(cell)):
                return "", doubt_sentence(cell_text(cell).strip(), "单独一行的落款或标题")
        return "", ""

    def _is_value(self, row: Sequence[object], reason: str) -> bool:
        """Whether a word that would have the row skipped is the value of its column."""
        if reason == CLOSING:
            at = _first_filled(row)
            if name_after_post(row[at]) and any(at in block.names for block in self._blocks):
                return False
            return (at not in self._counters and not _is_label(row[at])) or self._facts(row)
        if reason == EXAMPLE:
            marks = [at for at in self._marks(row) if at in self._counters | self._remarks]
            return not marks and all(len(cell_text(row[at])) > 2 for at in self._marks(row))
        spelt = (spells_word(cell, self._known) for cell in row)
        return reason == HEADER and not any(spelt)

    def _marks(self, row: Sequence[object]) -> Iterator[int]:
        return (at for at, cell in enumerate(row) if isinstance(cell, str) and is_example(cell))

    def _is_example(self, row: Sequence[object], name: str) -> bool:
        """Whether the name of an example row is a placeholder: 李某某; 张三 after the mark."""
        if any(sign in name for sign in _EVERYBODY):
            return True
        marked = next(iter(self._marks(row)), None)
        return bare(name) in _EXAMPLES and marked in self._counters

    def _is_signature(self, row: Sequence[object], reason: str) -> bool:
        """Whether a row is a signature with a colon, 填表人：, without any personal fact."""
        at = _first_filled(row)
        signed = reason == CLOSING and at not in self._posts and _is_label(row[at])
        able = any(block.facts for block in self._blocks)
        return signed and able and not self._facts(row)


def _first_filled(row: Sequence[object]) -> int:
    """Return the index of the first cell that is not blank."""
    return next(at for at, cell in enumerate(row) if cell_text(cell).strip())


def _columns(
    table: Table[Any], mapped: Sequence[MappedColumn]
) -> tuple[tuple[int, ...], tuple[tuple[int, Cleaner], ...]]:
    names = tuple(one.index for one in mapped if one.column and one.column.name == table.title)
    facts = tuple(
        (one.index, Cleaner(one.column))
        for one in mapped
        if one.column and one.index not in names and _is_personal(one.column)
    )
    return names, facts


def _is_personal(column: Column) -> bool:
    """Whether a column holds facts that only a person has."""
    return column.kind in (ID_NUMBER, PHONE, DATE, PARTIAL_DATE) or bool(column.kind.choices)


def _is_fact(cell: object, read: Cleaner) -> bool:
    if cell is None or cell == "" or _is_label(cell):
        return False
    kind = read.column.kind
    plain = isinstance(cell, str) and not (kind.choices and cell.strip().isdigit())
    if not plain and not isinstance(cell, date) and kind not in (ID_NUMBER, PHONE):
        return False
    value = read[cell]
    return value is not None and not isinstance(value, Fault)


def _is_label(cell: object) -> bool:
    return isinstance(cell, str) and cell.strip().endswith((":", "："))
