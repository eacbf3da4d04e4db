"""Notice: reading a file as the work plan of a year with its rows, and what is doubtful in it."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage.errors import Invalid, UserError
from storage.intake.read import LIMITS, read_book
from storage.model.kinds import DATE
from storage.model.tables.plan import HELPS, LEADS, PLAN_ROWS, PlanRow, WorkPlan
from storage.plan.notice import notice_table, notice_text
from storage.progress import Progress, silent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from storage.intake.read import Book
    from storage.plan.notice.notice_table import MeasureDraft, NoticeTable

NO_TABLE = (
    "里没有找到工作要点的表：表头应有“具体措施”，并有“工作任务”“任务分解”"
    "“牵头单位”“参加单位”中的至少两项。请核对表头后再导入。"
)
MAX_ROWS = 200  # rows; more is no plan of a year
LIMITS_OF_NOTICES = dataclasses.replace(LIMITS, documents=True, rows=20_000)
LONGEST_TASK = 30
_COUNTY = re.compile(r"县（区）|县\(区\)|区（县）|区\(县\)|各县区|各区县|县、区")
_TITLE = re.compile(r"《([^《》]*要点[^《》]*)》|(\S*\d{4}年\S*要点\S*)")
_YEAR = re.compile(r"(20\d{2})年")
_YEAR_OF_NAME = re.compile(r"(?<!\d)(20\d{2})(?!\d)")
_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,12}[〔\[［（(]20\d{2}[〕\]］）)]第?\d{1,4}号")
_DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice that was read; `doubts` are sentences for the clerk to check before it is saved."""

    plan: WorkPlan
    rows: tuple[PlanRow, ...]
    doubts: tuple[str, ...] = ()

    @property
    def sections(self) -> int:
        """The number of sections of the rows."""
        return len({row.section_number for row in self.rows})


def read_notice(
    path: Path,
    year: int | None = None,
    progress: Progress = silent,
    *,
    supposed: int | None = None,
) -> Notice:
    """Read a notice from text, a Word document or a workbook; raises `UserError` naming it.

    `year` is the one the clerk chose, `supposed` the one used where the notice states none.
    """
    book = read_book(path, limits=LIMITS_OF_NOTICES, progress=progress)
    try:
        return notice_of(book, path.stem, year, supposed)
    except UserError as error:
        raise type(error)(f"《{path.name}》{error}") from None


def notice_of(
    book: Book, name: str = "", year: int | None = None, supposed: int | None = None
) -> Notice:
    """Return the notice in a book; the year defaults to the title's, then to `name`'s."""
    found = max((notice_table.read_table(sheet) for sheet in book.sheets), key=_size, default=None)
    if found is None or not found.drafts:
        raise UserError(NO_TABLE)
    if len(found.drafts) > MAX_ROWS:
        raise UserError(f"里有 {len(found.drafts)} 行，超过 {MAX_ROWS} 行，不像一年的工作要点。")
    rows = tuple(_rows(found.drafts))
    plan = _plan(found, name, year, supposed)
    return Notice(plan, rows, tuple(_doubts(found, rows)))


def _size(found: NoticeTable) -> int:
    return len(found.drafts)


def _plan(found: NoticeTable, name: str, year: int | None, supposed: int | None) -> WorkPlan:
    lines = [notice_text.join_words(line) for line in found.lines_above]
    titles = [t for line in lines for m in _TITLE.finditer(line) for t in m.groups() if t]
    title = titles[-1] if titles else notice_text.join_words(name) or "工作要点"
    stated = _YEAR.search(title) or _YEAR_OF_NAME.search(name)
    year = year or (int(stated[1]) if stated else supposed)
    if year is None:
        raise UserError("里没有写明是哪一年的工作要点：请写上年份再导入。")
    numbers = (m[0] for line in lines if (m := _NUMBER.search(line)))
    day, issuer = _date_and_issuer(lines)
    return WorkPlan(
        year=year, title=title[:200], number=next(numbers, None), issued_on=day, issuer=issuer
    )


def _date_and_issuer(lines: Sequence[str]) -> tuple[date | None, str | None]:
    """Return the date in a line of its own and the issuer in the line above it."""
    for at, line in enumerate(lines):
        found = _DAY.fullmatch(line)
        if found:
            before = (one for one in reversed(lines[:at]) if not one.startswith(("（", "(")))
            return _day("-".join(found.groups())), next(before, None)
    return None, None


def _day(text: str) -> date | None:
    try:
        day: date = DATE.parse(text)
    except ValueError:
        return None
    return day


def _rows(drafts: Sequence[MeasureDraft]) -> Iterator[PlanRow]:
    """Yield the plan rows; several of one item are numbered with letters, such as 3.3a and 3.3b."""
    counts = Counter((one.section_number, one.item_number) for one in drafts)
    numbered: Counter[tuple[int, int]] = Counter()
    for at, one in enumerate(drafts, 1):
        place = (one.section_number, one.item_number)
        letter = _letter(numbered[place]) if counts[place] > 1 else ""
        numbered[place] += 1
        yield _row(one, at, f"{place[0]}.{place[1]}{letter}", alone=not letter)


def _letter(number: int) -> str:
    """Return a to z, then za to zz, which no notice reaches."""
    return "z" * (number // 26) + chr(ord("a") + number % 26)


def _row(draft: MeasureDraft, ordering: int, number: str, *, alone: bool) -> PlanRow:
    cells = draft.cells
    wording = notice_text.strip_spacing(cells[notice_table.REQUIRED_FIELD])
    lead, part = ("、".join(notice_text.units(cells.get(name, ""))) for name in notice_table.UNITS)
    named = _COUNTY.search(" ".join((wording, lead, part)))
    deadline = _day(cells.get("deadline", ""))
    values = {
        "plan": 1,
        "ordering": ordering,
        "section_number": draft.section_number,
        "section": draft.section or "工作任务",
        "item": draft.item,
        "measure_number": number,
        "task": draft.item
        if alone and draft.item
        else notice_text.first_clause(wording, LONGEST_TASK),
        "wording": wording,
        "lead_units": lead,
        "part_units": part,
        "target": notice_text.strip_spacing(cells.get("target", ""))
        or notice_text.target_in(wording),
        "role": LEADS if named else HELPS,
        "our_share": notice_text.strip_spacing(cells.get("our_share", "")),
        "responsible": notice_text.join_words(cells.get("responsible", "")),
        "deadline": deadline,
    }
    try:
        return PLAN_ROWS.parse(values)
    except Invalid as error:
        raise UserError(f"第 {draft.at} 行读不成：{error}。") from None


def _gaps(drafts: Sequence[MeasureDraft]) -> Iterator[str]:
    """Yield a sentence for each gap in the notice's numbers: a row may be lost."""
    before = (0, 0)
    for one in drafts:
        section, item = one.section_number, one.item_number
        missing = (section > before[0] + 1, section == before[0] and item > before[1] + 1)
        late = section != before[0] and item > 1
        if any(missing) or late:
            last = f"{before[0]}.{before[1]}" if before[0] else "开头"
            yield f"第 {one.at} 行是 {section}.{item}，上一条是 {last}，中间的编号没有"
        before = (section, item)


def _doubts(found: NoticeTable, rows: Sequence[PlanRow]) -> Iterator[str]:
    yield from _gaps(found.drafts)
    for draft, row in zip(found.drafts, rows, strict=True):
        if not row.lead_units:
            yield f"第 {draft.at} 行（{row.measure_number}）没有牵头单位"
        if draft.cells.get("deadline") and row.deadline is None:
            yield f"第 {draft.at} 行的时限“{draft.cells['deadline']}”不是日期，没有读入"
    for at, text in found.skipped:
        yield f"第 {at} 行“{text[:20]}”不在表里，没有读入"
