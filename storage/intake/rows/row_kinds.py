"""Stage 4 of an import, first half: which rows of a table are records, and why others are not.

A row is read, skipped with a reason (total, note, example, title, the header again, blank) or held
with a sentence, where it looks like a total or a title and has a name nevertheless.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from storage.intake.read import UNCACHED, CellError
from storage.intake.rows.import_plan import LEFT_OUT
from storage.intake.rows.links import OWN_NUMBER
from storage.intake.rows.row_diff import hold
from storage.intake.tables.header import tight
from storage.intake.tables.person_evidence import PERSON_DOUBT, PersonEvidence
from storage.intake.vocabulary.cell_values import cell_text
from storage.intake.vocabulary.row_words import (
    BLANK,
    CLOSING,
    EXAMPLE,
    HEADER,
    HINT,
    NUMBERS,
    TITLE,
    UNCALCULATED,
    is_closing,
    is_example,
    is_title,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from storage.intake.choices import SheetChoice
    from storage.intake.read import Sheet
    from storage.intake.rows.import_plan import PlannedRow, SheetPlan
    from storage.intake.tables.header import Layout

_SURE = frozenset(  # whatever stands beside them
    "合计 总计 小计 共计 累计 总人数 填表人 制表人 填报人 审核人 复核人 经办人 负责人".split()
)
_HINT_FOR = re.compile(r"^(填写|填表|填报)(说明|要求|须知|格式|提示)$")
_HINTS = frozenset(
    "必填 选填 非必填 （必填） （选填） (必填) (选填) 文本 文本格式 下拉选择 自动生成".split()
)
_ORDINALS = {1: (1, 2, 3), "1": ("1", "2", "3"), "(1)": ("(1)", "(2)", "(3)"),
             "（1）": ("（1）", "（2）", "（3）")}  # fmt: skip
_UNCALCULATED = CellError(UNCACHED)


Numbered = tuple[int, "Sequence[object]"]


class RowSorter:
    """Sorts the rows of a table into records and skipped rows.

    Rows that are skipped are noted in the plan of the sheet with the reason. `doubts` holds the
    sentence for each row that is held, by its number; `unclear` are the rows that look like
    something else and have a name: of tables side by side, the one with the name alone is read.
    """

    def __init__(
        self, sheet: SheetPlan, layout: Layout, choice: SheetChoice, persons: PersonEvidence
    ) -> None:
        self._sheet = sheet
        self._layout = layout
        self._choice = choice
        self._persons = persons
        self._own = next((one.index for one in sheet.headers if one.record_number), None)
        self._after_blank = False  # whether the last row was blank
        self.doubts: dict[int, str] = {}
        self.unclear: set[int] = set()

    def rows_above(self, sheet: Sheet) -> Iterator[Numbered]:
        """Yield the rows above the header that look like records; others are titles."""
        for at in range(self._layout.top):
            number, cells = at + sheet.first_row, sheet.rows[at]
            doubt = self._persons.doubt_above(cells)
            if number in self._choice.left_out:
                self._sheet.skipped.append((number, LEFT_OUT))
            elif doubt or number in self._choice.included:
                self._note_doubt(number, doubt)
                yield number, cells
            elif any(cell not in (None, "") for cell in cells):
                self._sheet.skipped.append((number, TITLE))

    def records(self, numbered: Iterable[Numbered]) -> Iterator[Numbered]:
        """Yield the rows below the header that may be records."""
        short, choice, skipped = self._persons.short, self._choice, self._sheet.skipped
        for number, cells in numbered:
            reason = skip_reason(cells, self._layout)
            if reason or self._after_blank or len(cells) <= short:
                reason = self._judge(number, cells, reason)
            if number in choice.left_out:
                reason = LEFT_OUT
            if reason:
                skipped.append((number, reason))
            else:
                yield number, cells

    def _judge(self, number: int, cells: Sequence[object], reason: str) -> str:
        """Return why a row is skipped, "" for a record; a row of a person never is skipped."""
        after_blank, self._after_blank = self._after_blank, reason == BLANK
        if reason == BLANK or (self._own is not None and _has_own_number(cells, self._own)):
            return BLANK if reason == BLANK else ""
        if number in self._choice.included:
            return ""
        final, doubt = self._persons.judge(cells, reason, after_blank=after_blank)
        if reason and not final:
            self.unclear.add(number)  # of tables side by side, the one beside may be a total
        self._note_doubt(number, doubt)
        return final

    def _note_doubt(self, number: int, doubt: str) -> None:
        if doubt and number not in self._choice.included:
            self.doubts[number] = doubt

    def is_read(self, number: int, cells: Sequence[object]) -> bool:
        """Whether the part of a row in one of several tables side by side is read."""
        return number not in self.unclear or bool(self._persons.named(cells))

    def hold_doubtful(self, rows: Iterable[PlannedRow]) -> None:
        """Hold the rows that may be no records, whatever other problems they have."""
        for row in rows if self.doubts else ():
            if row.row in self.doubts:
                hold(row, self.doubts[row.row], PERSON_DOUBT)


def _has_own_number(cells: Sequence[object], own: int) -> bool:
    """Whether a row has the number of a record, so that it is no total and no example."""
    return own < len(cells) and OWN_NUMBER.fullmatch(cell_text(cells[own])) is not None


def skip_reason(row: Sequence[object], layout: Layout) -> str:
    """Return why a row below the header is no record, "" where it may be one."""
    cells = [cell for cell in row if cell is not None and cell != ""]
    if len(cells) <= max(3, len(layout.texts) // 3) or _is_sure(cells[0]):
        reason = _short_row_reason(cells)
        if reason:
            return reason
    for text in (*cells[:2], cells[-1]):
        if text.__class__ is str and ("例" in text or text[0] == "如") and is_example(text):
            return EXAMPLE
    first = cells[:4]
    if not layout.words.isdisjoint(first) and _repeats_header(row, layout):
        return HEADER
    if _is_hint(first):
        return HINT
    if first[0] in _ORDINALS and tuple(first[:3]) == _ORDINALS[first[0]]:
        return NUMBERS
    return TITLE if len(cells) == 1 and is_title(cells[0]) else ""


def _is_sure(head: object) -> bool:
    """Whether a row begins with a total, or with a word and a colon."""
    return head in _SURE or (head.__class__ is str and str(head)[-1] in ":：")


def _is_hint(first: Sequence[object]) -> bool:
    """Whether a row holds instructions for filling in the table."""
    head = first[0]
    if isinstance(head, str) and "填" in head and _HINT_FOR.match(head.strip()):
        return True
    return not _HINTS.isdisjoint(first) and sum(cell in _HINTS for cell in first) >= 2


def _short_row_reason(cells: Sequence[object]) -> str:
    """Return why a row with few cells is skipped, "" where it may be a record."""
    texts = [text for text in (cell_text(cell).strip() for cell in cells) if text]
    if not texts:
        return BLANK
    if is_closing(texts[0]):
        return CLOSING
    return UNCALCULATED if all(cell == _UNCALCULATED for cell in cells) else ""


def _repeats_header(row: Sequence[object], layout: Layout) -> bool:
    """Whether a row repeats a row of the header, or one above it."""
    tight_cells = [tight(cell) for cell in row]
    filled = sum(map(bool, tight_cells))
    for above in layout.rows:
        same = sum(
            bool(one) and one == other for one, other in zip(tight_cells, above, strict=False)
        )
        if same == filled or (same >= 2 and same >= filled / 2):
            return True
    return False
