"""市里的回复: compare a workbook that the city returned with the one that was sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from exports.package.hidden_sheet import Hidden
from exports.package.workbook_diff import (
    differences,
    find_hidden_sheet,
    heading_over,
    row_label,
    texts_of,
)
from exports.reports.fingerprint import cell_mark
from storage.errors import UserError
from storage.intake.read import read_book
from storage.progress import silent
from storage.sending import answer_sheet, sent_workbooks
from storage.sending.answer_item import AnswerItem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from exports.package.workbook_diff import Difference
    from storage.intake.read import Book
    from storage.progress import Progress
    from storage.store.store import Store

WHOLE_ROW = {"added": "多出的一行", "removed": "删去的一行", "lost": "删去的表"}
Cells = dict[str, dict[int, list[str]]]


@dataclass(frozen=True, slots=True)
class AnsweredWorkbook:
    """The differences in a returned workbook; `quarter` is "" where the file does not name one."""

    name: str
    quarter: str
    items: tuple[AnswerItem, ...]
    remark: str = ""


def read_answer(
    store: Store,
    path: Path,
    on: date,
    *,
    quarter: str = "",
    password: str | None = None,
    progress: Progress = silent,
) -> AnsweredWorkbook:
    """Compare a returned workbook with the one that was sent and with the ledger.

    `quarter` is used where the file itself does not name one. Raises `UserError` for a workbook
    that this program did not write.
    """
    book = read_book(path, password=password, progress=progress)
    rows = [(sheet, answer_sheet.layout_of(sheet)) for sheet in book.sheets if not sheet.hidden]
    people = [
        item
        for sheet, layout in rows
        if layout is not None
        for item in answer_sheet.find_differences(store, sheet, layout, on)
    ]
    known, ours, remark = _load_sent(store, book, quarter)
    if known is None:
        if not any(layout for _sheet, layout in rows):
            raise UserError(f"《{path.name}》不是本程序报出去的表，没法逐格比对。")
        return AnsweredWorkbook(path.name, quarter, tuple(people))
    apart = {sheet.name for sheet, layout in rows if layout is not None}
    items = [
        _build_item(one, ours, book) for one in differences(known, book) if one.sheet not in apart
    ]
    return AnsweredWorkbook(path.name, known.quarter, (*items, *people), remark)


def _load_sent(store: Store, book: Book, quarter: str) -> tuple[Hidden | None, Cells, str]:
    """Load the hidden sheet, the cells and a remark for the workbook as it was sent.

    Found by the id in its hidden sheet, else the last workbook written for the quarter.
    """
    known = find_hidden_sheet(book)
    if known is not None:
        ours = sent_workbooks.load_cells(store, known.facts.get("book", ""))
        if ours is not None:
            return known, ours, ""
        return known, {}, "这份表不是用这个台账生成的，只能指出哪里改了，看不到原来的数。"
    last = sent_workbooks.last_workbook(store, quarter)
    names = {sheet.name for sheet in book.sheets}
    if last is None or not names & last.cells.keys():
        return None, {}, ""
    marks = {
        name: {row: [cell_mark(text) for text in texts] for row, texts in lines.items()}
        for name, lines in last.cells.items()
    }
    note = f"隐藏的核对表不在了，按最后一次生成的 {last.quarter} 报表比对。"
    return Hidden({"quarter": last.quarter}, (), marks), last.cells, note


def _build_item(one: Difference, ours: Cells, book: Book) -> AnswerItem:
    sent = ours.get(one.sheet, {})
    before = sent.get(one.before, [])
    sheet = next((sheet for sheet in book.sheets if sheet.name == one.sheet), None)
    now = texts_of(sheet).get(one.row, []) if sheet else []
    if one.place < 0:
        return AnswerItem(
            one.sheet, one.cell, row_label(before or now), WHOLE_ROW[one.kind],
            "　".join(filter(None, before)), one.theirs,
        )  # fmt: skip
    before_value = before[one.place] if one.place < len(before) else ""
    heading = heading_over(sent or (texts_of(sheet) if sheet else {}), one.place)
    return AnswerItem(
        one.sheet, one.cell, row_label(before or now, one.place), heading, before_value, one.theirs
    )


def format_answer(answer: AnsweredWorkbook) -> Iterator[str]:
    """Yield each difference as a sentence."""
    for one in answer.items:
        where = f"《{one.sheet}》{one.cell}"
        named = "，".join(part for part in (one.row, one.heading) if part)
        yield f"{where}（{named}）：我们报“{one.ours}”，市里改“{one.theirs}”"
