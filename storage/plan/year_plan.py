"""Work plan of a year: finding, saving with its rows in one edit, copying to the next year."""

from __future__ import annotations

import csv
import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from storage.errors import UserError
from storage.model.tables.plan import PLAN_PROGRESS, PLAN_ROWS, WORK_PLANS, PlanRow, WorkPlan

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from storage.store.edit import Edit
    from storage.store.store import Store

    Editing = Callable[[str], AbstractContextManager[Edit]]

MIN_LIKENESS = 60.0  # out of 100: below it two rows are different tasks
SAME_NUMBER_BONUS = 10.0  # added where the number is the same in both plans
COUNTY_FIELDS = ("measures", "our_share", "responsible")  # not in the notice: the county's own
REREAD_FIELDS = (
    *COUNTY_FIELDS,
    "target",
    "deadline",
    "role",
    "task",
)  # the same where the year's plan is read again


def match_rows(rows: Sequence[PlanRow], before: Sequence[PlanRow]) -> Mapping[int, PlanRow]:
    """Return the earlier row that matches each row, by index; no earlier row is used twice."""
    pairs = [
        (score, at, old)
        for at, row in enumerate(rows)
        for old in before
        if (score := likeness(row, old)) >= MIN_LIKENESS
    ]
    pairs.sort(key=lambda pair: (-pair[0], pair[1], pair[2].ordering))
    found: dict[int, PlanRow] = {}
    taken: set[str] = set()
    for _score, at, old in pairs:
        if at not in found and old.measure_number not in taken:
            found[at] = old
            taken.add(old.measure_number)
    return found


def likeness(row: PlanRow, old: PlanRow) -> float:
    """Return how likely two rows are the same task, 0 to 110, by headings, wording and number."""
    heading = fuzz.ratio(row.item or row.task, old.item or old.task)
    wording = fuzz.partial_ratio(old.wording or old.task, row.wording or row.task)
    same = SAME_NUMBER_BONUS if row.measure_number == old.measure_number else 0.0
    return (heading + wording) / 2 + same


def carry_over(rows: Sequence[PlanRow], before: Sequence[PlanRow]) -> list[PlanRow]:
    """Return the rows with the county's own fields of the matching earlier rows."""
    found = match_rows(rows, before)
    return [_with_fields(row, found.get(at), COUNTY_FIELDS) for at, row in enumerate(rows)]


def merge_reread(rows: Sequence[PlanRow], before: Sequence[PlanRow]) -> list[PlanRow]:
    """Return the rows of a plan read again, with the record numbers and the county's own fields."""
    numbers = {old.measure_number: old for old in before}
    merged = []
    for row in rows:
        old = numbers.get(row.measure_number)
        merged.append(
            dataclasses.replace(_with_fields(row, old, REREAD_FIELDS), id=old.id if old else None)
        )
    return merged


def _with_fields(row: PlanRow, old: PlanRow | None, names: Sequence[str]) -> PlanRow:
    """Return the row with these fields of the earlier row where its own are empty."""
    if old is None:
        return row
    first = ("role", "task")  # derived on reading: the value the clerk chose is used instead
    values = {
        name: getattr(old, name)
        for name in names
        if getattr(old, name) is not None and (name in first or not getattr(row, name))
    }
    return dataclasses.replace(row, **values)


FIRST_PLAN = WorkPlan(
    year=2020,
    title="攀枝花青年志愿服务制度改革2020年工作要点",
    issuer="攀枝花市青年工作联席会议办公室",
)


def plan_on(store: Store, year: int) -> WorkPlan | None:
    """Return the plan of that year, else the latest earlier one, which stays in force."""
    return next(store.select(WORK_PLANS, "year <= ?", (year,), order="year DESC"), None)


def rows_of(store: Store, plan: WorkPlan) -> list[PlanRow]:
    """Return the rows of a plan, in the notice's order."""
    return list(store.select(PLAN_ROWS, "plan = ?", (plan.id,), order="ordering"))


def load_seed_rows(path: Path) -> list[PlanRow]:
    """Read the rows of the plan that a new ledger starts with, from a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            PLAN_ROWS.parse({**line, "plan": 1, "ordering": at})
            for at, line in enumerate(csv.DictReader(file), 1)
        ]


def save_rows(edit: Edit, plan: WorkPlan, rows: Sequence[PlanRow]) -> int:
    """Save a plan and its rows within an edit; return the number of the plan."""
    number = edit.save(WORK_PLANS, plan)
    for at, row in enumerate(rows, 1):
        edit.save(PLAN_ROWS, dataclasses.replace(row, plan=number, ordering=at))
    return number


@dataclass(frozen=True, slots=True)
class PreparedPlan:
    """A plan ready to be saved; `dropped` are rows of the same year that it no longer has."""

    plan: WorkPlan
    rows: tuple[PlanRow, ...]
    is_update: bool
    carried: int
    dropped: tuple[PlanRow, ...] = ()


def prepare_plan(store: Store, plan: WorkPlan, rows: Sequence[PlanRow]) -> PreparedPlan:
    """Return a plan that was read as it will be saved: new, or merged with the same year's."""
    same = next(iter(store.find(WORK_PLANS, year=plan.year)), None)
    if same is not None:
        before = rows_of(store, same)
        merged = merge_reread(rows, before)
        numbers = {row.measure_number for row in merged}
        dropped = tuple(old for old in before if old.measure_number not in numbers)
        known = sum(row.id is not None for row in merged)
        plan = dataclasses.replace(plan, id=same.id)
        return PreparedPlan(plan, tuple(merged), is_update=True, carried=known, dropped=dropped)
    last = plan_on(store, plan.year)
    before = rows_of(store, last) if last else []
    return PreparedPlan(
        plan,
        tuple(carry_over(rows, before)),
        is_update=False,
        carried=len(match_rows(rows, before)),
    )


def save_plan(store: Store, ready: PreparedPlan, editing: Editing | None = None) -> int:
    """Save a plan in one edit; raises `UserError` where progress would be lost."""
    for old in ready.dropped:
        if store.find(PLAN_PROGRESS, row=old.id):
            raise UserError(
                f"{ready.plan.year} 年的 {old.measure_number}“{old.task}”已填过进展，"
                "新的要点里却没有这一条。请核对编号；确实取消的，先删去它的进展再导入。"
            )
    verb = "更新" if ready.is_update else "导入"
    with (editing or store.edit)(f"{verb} {ready.plan.year} 年工作要点") as edit:
        for old in ready.dropped:
            edit.remove(PLAN_ROWS, old.id or 0)
        return save_rows(edit, ready.plan, ready.rows)


def remove_plan(store: Store, plan: WorkPlan, editing: Editing | None = None) -> None:
    """Remove a plan with its rows; raises `UserError` where one of them has progress."""
    rows = rows_of(store, plan)
    reported = sum(len(store.find(PLAN_PROGRESS, row=row.id)) for row in rows)
    if reported:
        raise UserError(
            f"{plan.year} 年的要点已填过 {reported} 条进展，不能整份删除。"
            "只是条文有变的，请重新导入同一年的通知。"
        )
    with (editing or store.edit)(f"删除 {plan.year} 年工作要点") as edit:
        for row in rows:
            edit.remove(PLAN_ROWS, row.id or 0)
        edit.remove(WORK_PLANS, plan.id or 0)


def copy_plan(store: Store, plan: WorkPlan, year: int) -> PreparedPlan:
    """Return a copy for another year, without deadlines; raises `UserError` if it has a plan."""
    if store.find(WORK_PLANS, year=year):
        raise UserError(f"{year} 年的工作要点已经有了，不用再复制。")
    title = plan.title.replace(str(plan.year), str(year))
    rows = [dataclasses.replace(row, id=None, deadline=None) for row in rows_of(store, plan)]
    return PreparedPlan(
        WorkPlan(year=year, title=title), tuple(rows), is_update=False, carried=len(rows)
    )
