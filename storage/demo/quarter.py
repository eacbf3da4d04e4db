"""How the sample county's quarter stands: who has nothing to report, and one figure explained."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from storage.quarter.coverage import note_zero
from storage.tables import EXPLANATIONS, UNITS
from storage.tables.quarter import Explanation
from storage.tables.unit import TOWNSHIP

if TYPE_CHECKING:
    from storage.edit import Edit
    from storage.period import Quarter
    from storage.store import Store

SILENT = "平地镇"  # has sent nothing and said nothing


def add_quarter(store: Store, edit: Edit, quarter: Quarter, county: str) -> None:
    """Zero reports of all townships but one, for two quarters; one explanation of the first."""
    ours = store.find(UNITS, kind=TOWNSHIP, parent=store.named(UNITS, county))
    silent = [one.id or 0 for one in ours if one.name != SILENT]
    before = quarter.previous
    note_zero(edit, quarter, silent, quarter.cut_off + timedelta(days=5), "周嘉诚")
    note_zero(edit, before, [one.id or 0 for one in ours], before.cut_off, "周嘉诚")
    words = "两名组织负责人调走，待新的负责人上岗后恢复培训。"
    edit.save(EXPLANATIONS, Explanation(quarter=str(before), indicator="T01", text=words))
