"""W02: the rows of the work plan in the notice's layout, with their progress."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from exports.sheet import Band, Heading, Sheet, headings_of
from storage.model.tables.plan import PLAN_PROGRESS, PLAN_ROWS, ROLES
from storage.plan.section_numbers import numeral

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exports.reports.report_context import ReportContext
    from exports.sheet import Line, Value
    from storage.plan.plan_progress import PlanLine, PlanStatus

UNFILLED = "（未填）"
OVERDUE = "（逾期）"
OF_NOTICE = ("wording", "lead_units", "part_units", "target")
OF_COUNTY = ("role", "our_share", "responsible", "deadline")
OF_QUARTER = ("progress", "problems", "next_step", "evidence_note")
HEADINGS = (
    *headings_of(PLAN_ROWS, ("measure_number", "task"), wide=22),
    *headings_of(PLAN_ROWS, OF_NOTICE, wide=30),
    *headings_of(PLAN_ROWS, OF_COUNTY, wide=24),
    *headings_of(PLAN_PROGRESS, ("state",)),
    *headings_of(PLAN_PROGRESS, OF_QUARTER[:1]),
    *headings_of(PLAN_PROGRESS, OF_QUARTER[1:], wide=28),
    Heading("佐证件数", "right"),
)


def sheet(context: ReportContext) -> Sheet:
    """Build the sheet of the plan's rows, section by section."""
    status = context.plan
    return Sheet(
        name="W02 工作要点进展",
        title=f"{context.title}工作要点进展",
        notes=(_note(status, context.unedited_mark),),
        headings=HEADINGS,
        rows=list(_lines(status, context)),
        size=len(status.lines),
        frozen_columns=2,
    )


def _note(status: PlanStatus, unedited_mark: str) -> str:
    if status.plan is None:
        return "这一年还没有工作要点。"
    marks = "　".join(f"{mark} {word}" for mark, word in ROLES.items())
    return (
        f"按《{status.plan.title}》共 {len(status.lines)} 条。"
        f"{PLAN_ROWS.by_name['role'].label}：{marks}。"
        f"标{unedited_mark}的进展由本季统计数写成，尚未经人修改。"
    )


def _lines(status: PlanStatus, context: ReportContext) -> Iterator[Line]:
    mask = context.open_outgoing.text
    for (number, name), lines in groupby(status.lines, key=section_of):
        yield Band(f"{numeral(number)}、{name}")
        for line in lines:
            cells = _cells(line, context.unedited_mark)
            yield tuple(mask(one) if isinstance(one, str) else one for one in cells)


def section_of(line: PlanLine) -> tuple[int, str]:
    """Return number and name of a row's section."""
    return line.row.section_number, line.row.section


def _cells(line: PlanLine, unedited_mark: str) -> Iterator[Value]:
    row, progress = line.row, line.progress
    yield from (row.measure_number, row.task)
    yield from (getattr(row, name) for name in (*OF_NOTICE, *OF_COUNTY))
    yield line.state + (OVERDUE if line.overdue else "")
    yield progress_text(line, unedited_mark)
    yield from (getattr(progress, name, None) for name in OF_QUARTER[1:])
    yield line.evidence or None


def progress_text(line: PlanLine, unedited_mark: str) -> str:
    """Return the progress as printed: drafted text is marked, missing text is （未填）."""
    if not line.text:
        return UNFILLED
    return line.text if line.written else unedited_mark + line.text
