"""What a new ledger begins with: areas, rules of counting, the first plan, brands, stars."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

from storage.model.tables import BRANDS, HOLIDAYS, STAR_RULES
from storage.model.tables.plan import WORK_PLANS
from storage.model.tables.setting import POLICIES, Policy
from storage.model.tables.unit import UNITS, Unit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from storage.model.schema import Table
    from storage.store.edit import Edit
    from storage.store.store import Store

KINDS = {"county": "县区", "township": "乡镇街道"}
# Each from the file of its name; the plan has rows of its own
SEEDED: tuple[Table[Any], ...] = (BRANDS, STAR_RULES, HOLIDAYS)
PLAN = "plan-2020.csv"


def seed(store: Store, folder: Path) -> None:
    """Fill an empty ledger from the files in the folder, and give an older one what is new.

    What the clerk has removed is not sown again.
    """
    empty = not store.count(UNITS) and not store.count(POLICIES)
    unsown = [one for one in (*SEEDED, WORK_PLANS) if store.next_number(one) == 1]
    if not empty and not unsown:
        return
    from storage.plan import year_plan  # only now: the window opens sooner without it

    with store.edit("建立台账" if empty else "补充预置内容") as edit:
        if empty:
            _seed_areas(edit, folder)
            edit.save(POLICIES, Policy(year=2020, note="攀枝花青年志愿服务制度改革2020年工作要点"))
        for table in unsown:
            if table is WORK_PLANS:
                year_plan.save_rows(
                    edit, year_plan.FIRST_PLAN, year_plan.load_seed_rows(folder / PLAN)
                )
            else:
                edit.save_new(table, map(table.parse, _rows(folder / f"{table.name}.csv")))


def _seed_areas(edit: Edit, folder: Path) -> None:
    """The five counties and 49 townships (GB/T 2260)."""
    numbers: dict[str, int] = {}
    for row in _rows(folder / "areas.csv"):
        if row["level"] not in KINDS:
            continue
        unit = Unit(
            name=row["name"],
            kind=KINDS[row["level"]],
            code=row["code"],
            parent=numbers.get(row["parent"]),
            duty="鼓励" if row["level"] == "township" else "不要求",
        )
        numbers[row["code"]] = edit.save(UNITS, unit)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
