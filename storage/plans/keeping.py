"""A year's plan as a whole: found, kept with its rows in one edit, copied to the next year."""

from __future__ import annotations

import csv
import dataclasses
from typing import TYPE_CHECKING

from storage.errors import UserError
from storage.tables.plan import PLAN_ROWS, WORK_PLANS, PlanRow, WorkPlan

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from storage.edit import Edit
    from storage.store import Store

FIRST = WorkPlan(
    year=2020,
    title="攀枝花青年志愿服务制度改革2020年工作要点",
    issuer="攀枝花市青年工作联席会议办公室",
)


def plan_on(store: Store, year: int) -> WorkPlan | None:
    """The plan of that year, else the last one before it, which holds until there is a new one."""
    return next(store.select(WORK_PLANS, "year <= ?", (year,), order="year DESC"), None)


def rows_of(store: Store, plan: WorkPlan) -> list[PlanRow]:
    """The rows of a plan, in the notice's order."""
    return list(store.select(PLAN_ROWS, "plan = ?", (plan.id,), order="ordering"))


def seeded(path: Path) -> list[PlanRow]:
    """The rows of the plan that a new ledger begins with."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            PLAN_ROWS.parse({**line, "plan": 1, "ordering": at})
            for at, line in enumerate(csv.DictReader(file), 1)
        ]


def add(edit: Edit, plan: WorkPlan, rows: Sequence[PlanRow]) -> int:
    """Keep a plan and its rows within an edit; returns the plan's number."""
    number = edit.save(WORK_PLANS, plan)
    for at, row in enumerate(rows, 1):
        edit.save(PLAN_ROWS, dataclasses.replace(row, id=None, plan=number, ordering=at))
    return number


def refuse_second(store: Store, year: int) -> None:
    """Say so where the year has its plan already."""
    if store.find(WORK_PLANS, year=year):
        raise UserError(
            f"{year} 年的工作要点已经有了。要换成新的，请先在“工作要点”删除那一年的，再导入。"
        )


def keep(store: Store, plan: WorkPlan, rows: Sequence[PlanRow]) -> int:
    """Keep a new year's plan in one edit, which one undo takes back."""
    refuse_second(store, plan.year)
    with store.edit(f"导入 {plan.year} 年工作要点") as edit:
        return add(edit, plan, rows)


def copied(store: Store, plan: WorkPlan, year: int) -> tuple[WorkPlan, list[PlanRow]]:
    """The plan once more for another year; deadlines are of the year that is over."""
    title = plan.title.replace(str(plan.year), str(year))
    rows = [dataclasses.replace(row, deadline=None) for row in rows_of(store, plan)]
    return WorkPlan(year=year, title=title), rows
