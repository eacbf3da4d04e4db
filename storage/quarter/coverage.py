"""Coverage: units that must report for a quarter, those missing, and zero reports (零报告).

After 3.1 of the county's practice, townships, schools and every unit that must have a brigade
report; a unit has reported with data that counts at the cut-off, or with a 零报告
(乡属学校和单位最常漏).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.counting.counting_rules import OUR_UNIT, in_force, present
from storage.errors import UserError
from storage.model.tables.quarter import ZERO_REPORTS, ZeroReport
from storage.model.tables.unit import SCHOOLS, TOWNSHIP, UNITS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from storage.model.period import Quarter
    from storage.store.edit import Edit
    from storage.store.store import Store

_COUNTY = "(SELECT county FROM office ORDER BY id LIMIT 1)"
_OURS = f"(t.kind = '{TOWNSHIP}' AND ifnull(t.parent = {_COUNTY}, 1))"
EXPECTED = f"({OUR_UNIT} AND (t.kind IN {SCHOOLS!r} OR t.duty = '必建' OR {_OURS}))"
HAS_DATA = (
    "(EXISTS (SELECT 1 FROM volunteer v WHERE (v.school = t.id OR v.residence = t.id)"
    f" AND {present('v')})"
    f" OR EXISTS (SELECT 1 FROM organization o WHERE o.unit = t.id AND {in_force('o')}))"
)
ZERO_REPORTED = "EXISTS (SELECT 1 FROM zero_report z WHERE z.unit = t.id AND z.quarter = :quarter)"
MISSING_UNITS = f"({EXPECTED} AND NOT {HAS_DATA} AND NOT {ZERO_REPORTED})"


def record_zero_reports(
    store: Store, quarter: Quarter, units: Sequence[int], on: date, by: str
) -> int:
    """Save a zero report for each unit without one; return their number; raises `UserError`."""
    if not by.strip():
        raise UserError("请写明是谁确认没有数据的，再记零报告。")
    reported = {one.unit for one in store.find(ZERO_REPORTS, quarter=str(quarter))}
    new = [unit for unit in units if unit not in reported]
    names = [store.get(UNITS, unit).name for unit in new[:1]]
    if not new:
        return 0
    what = names[0] if len(new) == 1 else f"{len(new)} 个单位"
    with store.edit(f"记零报告：{what} {quarter.label}") as edit:
        save_zero_reports(edit, quarter, new, on, by.strip())
    return len(new)


def save_zero_reports(
    edit: Edit, quarter: Quarter, units: Sequence[int], on: date, by: str
) -> None:
    """Save zero reports within an edit."""
    for unit in units:
        edit.save(ZERO_REPORTS, ZeroReport(unit=unit, quarter=str(quarter), reported_on=on, by=by))
