"""What a new ledger begins with: the county's areas as units, and the default rules of counting."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from storage.tables.setting import POLICIES, Policy
from storage.tables.unit import UNITS, Unit

if TYPE_CHECKING:
    from pathlib import Path

    from storage.store import Store

KINDS = {"county": "县区", "township": "乡镇街道"}


def sow(store: Store, areas: Path) -> None:
    """Fill an empty ledger with the five counties and 49 townships (GB/T 2260) and one policy."""
    if store.count(UNITS) or store.count(POLICIES):
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
