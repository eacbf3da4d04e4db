"""The diff between a workbook and its state when it was written: cells, rows and sheets.

Rows are aligned by `SequenceMatcher` on the hashes of their cells, so that one inserted row is one
difference and not a change of every row below it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Literal

from exports.package import hidden_sheet
from exports.reports import reconciliation_sheet
from exports.reports.fingerprint import cell_mark, plain_cell
from storage.sending.answer_item import column_letters

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from exports.package.hidden_sheet import Hidden
    from storage.intake.read import Book
    from storage.intake.read import Sheet as ReadSheet

BLANK = cell_mark("")
_HAN = re.compile("[\u4e00-\u9fff]")
Marks = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A changed cell, or an added, removed or lost row or sheet.

    `row` is its number in the returned sheet, `before` in the sent one, 0 where there is none.
    `place` counts the columns from 0 and is -1 for a whole row; `theirs` is the returned text.
    """

    sheet: str
    kind: Literal["changed", "added", "removed", "lost"]
    row: int = 0
    before: int = 0
    place: int = -1
    theirs: str = ""

    @property
    def cell(self) -> str:
        """The cell in A1 notation, or the row in words; "" for a whole sheet."""
        if self.place >= 0:
            return f"{column_letters(self.place)}{self.row}"
        return f"第{self.row or self.before}行" if self.row or self.before else ""


def find_hidden_sheet(book: Book) -> Hidden | None:
    """Parse the hidden sheet of a workbook; None where this program did not write it."""
    sheet = next((one for one in book.sheets if one.name == hidden_sheet.NAME), None)
    return hidden_sheet.parse_sheet(sheet) if sheet else None


def differences(known: Hidden, book: Book) -> Iterator[Difference]:
    """Yield the differences from the sent workbook, sheet by sheet."""
    present = {sheet.name: sheet for sheet in book.sheets}
    for name, marks in known.marks.items():
        if name not in present:
            yield Difference(name, "lost")
        else:
            yield from _compare_sheet(name, marks, texts_of(present[name]))
    for name in (
        present.keys() - known.marks.keys() - {hidden_sheet.NAME, reconciliation_sheet.NAME}
    ):
        yield Difference(name, "added")


def texts_of(sheet: ReadSheet) -> dict[int, list[str]]:
    """Return the rows of a sheet as plain text by row number, padded to column A."""
    before = [""] * (sheet.first_column - 1)
    return {
        number: [*before, *map(plain_cell, row)]
        for number, row in enumerate(sheet.rows, sheet.first_row)
    }


def row_label(row: list[str], place: int = -1) -> str:
    """Label a row by its first word or code and the next Chinese words."""
    words = [text for at, text in enumerate(row) if text and at != place and not _is_number(text)]
    chinese = [word for word in words[1:] if _HAN.search(word)]
    return "　".join(dict.fromkeys((*words[:1], *chinese[:1])))


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).replace("-", "", 1).isdigit()


def heading_over(rows: Mapping[int, list[str]], place: int) -> str:
    """Return the column's heading, from the first row with more than one filled cell."""
    for number in sorted(rows):
        if len([text for text in rows[number] if text]) > 1:
            row = rows[number]
            return "".join(row[place].split()) if place < len(row) else ""
    return ""


def _compare_sheet(
    name: str, marks: Mapping[int, Sequence[str]], texts: Mapping[int, list[str]]
) -> Iterator[Difference]:
    ours = {number: _trimmed(row) for number, row in marks.items()}
    theirs = {number: _trimmed([cell_mark(text) for text in row]) for number, row in texts.items()}
    last = max((number for number, row in theirs.items() if row), default=0)
    before, after = list(ours), list(range(1, last + 1))
    pairs = SequenceMatcher(
        None,
        [ours[number] for number in before],
        [theirs.get(number, ()) for number in after],
        autojunk=False,
    )
    for tag, low, high, start, stop in pairs.get_opcodes():
        if tag != "equal":
            yield from _compare_block(name, before[low:high], after[start:stop], ours, texts)


def _compare_block(
    name: str,
    before: Sequence[int],
    after: Sequence[int],
    ours: Mapping[int, Marks],
    texts: Mapping[int, list[str]],
) -> Iterator[Difference]:
    """Pair the rows of one unequal block and compare their cells; the rest is added or removed."""
    for old, new in zip(before, after, strict=False):
        yield from _compare_cells(name, old, new, ours[old], texts.get(new, []))
    for old in before[len(after) :]:
        yield Difference(name, "removed", before=old)
    for new in after[len(before) :]:
        text = "　".join(filter(None, texts.get(new, [])))
        yield Difference(name, "added", row=new, theirs=text)


def _compare_cells(
    name: str, old: int, new: int, marks: Marks, texts: Sequence[str]
) -> Iterator[Difference]:
    for place in range(max(len(marks), len(texts))):
        text = texts[place] if place < len(texts) else ""
        if cell_mark(text) != (marks[place] if place < len(marks) else BLANK):
            yield Difference(name, "changed", new, old, place, text)


def _trimmed(row: Sequence[str]) -> Marks:
    end = len(row)
    while end and row[end - 1] == BLANK:
        end -= 1
    return tuple(row[:end])
