"""What a new ledger begins with: areas as units, the rules of counting, the first work plan."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from storage.plans import keeping
from storage.tables.plan import WORK_PLANS
from storage.tables.setting import POLICIES, Policy
from storage.tables.unit import UNITS, Unit

if TYPE_CHECKING:
    from pathlib import Path

    from storage.store import Store

PLAN = "plan-2020.csv"
KINDS = {"county": "县区", "township": "乡镇街道"}


def sow(store: Store, areas: Path) -> None:
    """Fill an empty ledger with the five counties and 49 townships (GB/T 2260) and one policy."""
    if store.count(UNITS) or store.count(POLICIES):
        _sow_plan(store, areas)
        return
    with areas.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["level"] in KINDS]
    with store.edit("建立台账") as edit:
        numbers: dict[str, int] = {}
        for row in rows:
            unit = Unit(
                name=row["name"],
                kind=KINDS[row["level"]],
                code=row["code"],
                parent=numbers.get(row["parent"]),
                duty="鼓励" if row["level"] == "township" else "不要求",
            )
            numbers[row["code"]] = edit.save(UNITS, unit)
        edit.save(POLICIES, Policy(year=2020, note="攀枝花青年志愿服务制度改革2020年工作要点"))
        keeping.add(edit, keeping.FIRST, keeping.seeded(areas.with_name(PLAN)))


def _sow_plan(store: Store, areas: Path) -> None:
    """Give a ledger from before there were plans the first one; one that was removed stays away."""
    if store.next_number(WORK_PLANS) == 1:
        with store.edit("放入 2020 年工作要点") as edit:
            keeping.add(edit, keeping.FIRST, keeping.seeded(areas.with_name(PLAN)))
