"""How each row of the plan stands in a quarter: its state, its progress, what it still lacks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from storage.counting.figure_numbers import NO_DATA, PERCENT, WHETHER, format_figure
from storage.counting.figures import CountingContext, figures
from storage.counting.figures.count import measure
from storage.counting.indicators.indicator import FLOW, STOCK, format_fraction
from storage.model.tables.attachment import ATTACHMENTS, Attachment
from storage.model.tables.plan import (
    BEHIND,
    DONE,
    LASTING,
    LEADS,
    PLAN_PROGRESS,
    PLAN_ROWS,
    ROLES,
    PlanProgress,
    PlanRow,
    WorkPlan,
)
from storage.plan.year_plan import plan_on, rows_of
from storage.store.attachments import has_owner

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from datetime import date

    from storage.counting.indicators import MeasuredIndicator
    from storage.model.period import Quarter
    from storage.model.schema import Table
    from storage.store.store import Store

_BETWEEN = re.compile(r"[、，,;；\s]+")


def measure_numbers(row: PlanRow) -> tuple[str, ...]:
    """The measures whose figures tell of a row: 5.1 is told of by those of 5.1a, 5.1b and 5.1c."""
    return tuple(one for one in _BETWEEN.split(row.measures or "") if one)


def row_figures(
    row: PlanRow, measured: Iterable[MeasuredIndicator]
) -> tuple[MeasuredIndicator, ...]:
    """The figures that tell of a row, in the order they are reported."""
    numbers = frozenset(measure_numbers(row))
    return tuple(one for one in measured if one.indicator.measure in numbers)


def draft_progress(figures: Sequence[MeasuredIndicator], quarter: Quarter) -> str:
    """What can be said of a row from its figures alone; "" where none is counted for it."""
    if not figures:
        return ""
    if all(one.value is None for one in figures):
        return f"{NO_DATA}。"
    stocks = [figure_sentence(one) for one in figures if one.indicator.span == STOCK]
    flows = [figure_sentence(one) for one in figures if one.indicator.span == FLOW]
    others = [figure_sentence(one) for one in figures if one.indicator.span not in (STOCK, FLOW)]
    day = quarter.cut_off
    parts = [f"截至{day.month}月{day.day}日，{'，'.join(stocks)}" if stocks else ""]
    parts += ["，".join(flows), "，".join(others)]
    return "；".join(part for part in parts if part) + "。"


def figure_sentence(one: MeasuredIndicator) -> str:
    """A figure in running text, with what it is counted from and what was to be reached."""
    if one.unit == WHETHER:
        return f"{one.label}：{format_figure(one.value, one.unit)}"
    if one.value is None:
        return f"{one.label}{NO_DATA}"
    text = f"{one.label}{format_figure(one.value, one.unit)}"
    if one.unit != PERCENT:
        text += one.unit
    else:
        text += format_fraction(one)
    if one.indicator.has_target and one.target is not None:
        unit = "" if one.unit == PERCENT else one.unit
        text += f"（目标{format_figure(one.target, one.unit)}{unit}）"
    return text


UNFILLED = "未填"  # the state of a row of which nobody has said how it stands


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One row of the plan in a quarter. `figures` are empty until they have been counted."""

    row: PlanRow
    progress: PlanProgress | None
    evidence: int
    overdue: bool
    draft: str = ""
    figures: tuple[MeasuredIndicator, ...] = ()

    @property
    def state(self) -> str:
        """Its state in a word."""
        return self.progress.state if self.progress else UNFILLED

    @property
    def text(self) -> str:
        """What was done this quarter: as somebody wrote it, else as it was drafted."""
        return (self.progress.progress if self.progress else None) or self.draft

    @property
    def written(self) -> bool:
        """Whether somebody wrote the progress."""
        return bool(self.progress and self.progress.progress)

    @property
    def is_behind(self) -> bool:
        """Whether the row is said to be behind, or its day has passed."""
        return self.state == BEHIND or self.overdue

    @property
    def has_evidence(self) -> bool:
        """Whether there is anything to prove it by."""
        return bool(self.evidence or (self.progress and self.progress.evidence_note))

    def as_json(self) -> dict[str, Any]:
        """For scripts."""
        row, progress = self.row, self.progress
        return {
            "measure": row.measure_number,
            "section": row.section,
            "task": row.task,
            "lead_units": row.lead_units,
            "part_units": row.part_units,
            "target": row.target,
            "role": row.role,
            "our_share": row.our_share,
            "responsible": row.responsible,
            "deadline": row.deadline.isoformat() if row.deadline else None,
            "state": progress.state if progress else None,
            "overdue": self.overdue,
            "progress": self.text,
            "drafted": not self.written,
            "problems": progress.problems if progress else None,
            "next_step": progress.next_step if progress else None,
            "evidence": self.evidence,
            "evidence_note": progress.evidence_note if progress else None,
            "indicators": {one.code: one.value for one in self.figures},
        }


@dataclass(frozen=True, slots=True)
class PlanStatus:
    """The plan that holds in a quarter, its rows, and the figures they are told of by."""

    plan: WorkPlan | None
    quarter: Quarter
    lines: tuple[PlanLine, ...] = ()
    measured: tuple[MeasuredIndicator, ...] = ()

    def count(self, view: str) -> int:
        """How many rows a view holds."""
        return sum(VIEWS[view](line) for line in self.lines)


VIEWS: Mapping[str, Callable[[PlanLine], bool]] = {
    "all": lambda line: True,
    "unfilled": lambda line: line.progress is None,
    "behind": lambda line: line.is_behind,
    "unproven": lambda line: not line.has_evidence,
    "leading": lambda line: line.row.role == LEADS,
}
VIEW_LABELS = {
    "all": "全部",
    "unfilled": "未填进展",
    "behind": "滞后或逾期",
    "unproven": "缺佐证",
    "leading": f"{LEADS}{ROLES[LEADS]}",
}


def plan_status(
    store: Store, quarter: Quarter, today: date, measured: Iterable[MeasuredIndicator] | None = None
) -> PlanStatus:
    """The plan in a quarter; its figures are counted, which may take a while, unless given."""
    counted = figures(store, quarter) if measured is None else list(measured)
    return _plan_status(store, quarter, today, counted)


def recount(
    store: Store,
    quarter: Quarter,
    known: Sequence[MeasuredIndicator],
    touched: Collection[Table[Any]],
) -> list[MeasuredIndicator]:
    """The figures, counted anew where they rest on a table that was touched."""
    stale = [one.indicator for one in known if not set(touched).isdisjoint(one.indicator.reads)]
    fresh = {one.code: one for one in measure(CountingContext(store, quarter), stale)}
    return [fresh.get(one.code, one) for one in known]


def plan_outline(store: Store, quarter: Quarter, today: date) -> PlanStatus:
    """The same at once: without figures and drafts."""
    return plan_status(store, quarter, today, ())


def _plan_status(
    store: Store, quarter: Quarter, today: date, figures: Sequence[MeasuredIndicator]
) -> PlanStatus:
    plan = plan_on(store, quarter.year)
    if plan is None:
        return PlanStatus(None, quarter)
    rows = rows_of(store, plan)
    told = {one.row: one for one in store.find(PLAN_PROGRESS, quarter=str(quarter))}
    pieces = count_evidence(store, rows)
    day = min(today, quarter.cut_off)
    lines = []
    for row in rows:
        mine = row_figures(row, figures)
        progress = told.get(row.id or 0)
        lines.append(
            PlanLine(
                row, progress, pieces[row.id or 0], overdue(row, progress, day),
                draft_progress(mine, quarter), mine,
            )
        )  # fmt: skip
    return PlanStatus(plan, quarter, tuple(lines), tuple(figures))


def overdue(row: PlanRow, progress: PlanProgress | None, day: date) -> bool:
    """Whether a row's day has passed and nobody has called it done."""
    ended = progress is not None and progress.state in (DONE, LASTING)
    return row.deadline is not None and row.deadline < day and not ended


def count_evidence(store: Store, rows: Sequence[PlanRow]) -> Mapping[int, int]:
    """How many attachments prove each row."""
    return {row.id or 0: len(evidence_of(store, row)) for row in rows}


def evidence_of(store: Store, row: PlanRow) -> list[Attachment]:
    """What proves a row: put to it, to its progress, or to its measure at a record still there."""
    numbers = {row.measure_number, *measure_numbers(row)}
    places = ", ".join("?" * len(numbers))
    where = (
        "owner_table = ? AND owner_id = ?"
        " OR owner_table = ? AND owner_id IN (SELECT id FROM plan_progress WHERE row = ?)"
        f" OR measure IN ({places})"
    )
    values = (PLAN_ROWS.name, row.id, PLAN_PROGRESS.name, row.id, *numbers)
    return [one for one in store.select(ATTACHMENTS, where, values) if has_owner(store, one)]


def progress_history(store: Store, row: int) -> list[PlanProgress]:
    """What was said of a row, quarter by quarter, the latest first."""
    return list(store.select(PLAN_PROGRESS, "row = ?", (row,), order="quarter DESC"))
