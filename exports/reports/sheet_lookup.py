"""Lookup of the sheet that holds the rows of a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exports.reports.ledger_sheets import BY_TABLE
from exports.reports.projects_sheet import MARKED, NAME
from exports.reports.split_sheets import SPLITS
from storage.model.tables import (
    ATTENDANCES,
    LEAGUE_BRANCHES,
    ORGANIZATIONS,
    PLAN_ROWS,
    TRAININGS,
    UNITS,
    VOLUNTEERS,
)

if TYPE_CHECKING:
    from storage.counting.indicators import MeasuredIndicator

OF_TABLE = {
    ORGANIZATIONS.name: "W03 组织台账",
    UNITS.name: "W03.1 建队单位",
    LEAGUE_BRANCHES.name: "W04 团组织建设",
    VOLUNTEERS.name: "W05 志愿者统计",
    TRAININGS.name: "W09 培训",
    ATTENDANCES.name: "W09 培训",
    PLAN_ROWS.name: "W02 工作要点进展",
    **{table: ledger.name for table, ledger in BY_TABLE.items()},
}
OF_CODE = {
    **{code: split.name for split in reversed(SPLITS) for code in split.codes},
    **dict.fromkeys(MARKED, NAME),
}
OF_FAMILY = {"L": "W04 团组织建设", "T": "W09 培训"}  # by the first letter of a code
IN_LEDGER = "台账"  # rows that the workbook does not hold: single people, sendings


def find_sheet_name(one: MeasuredIndicator) -> str:
    """Return the name of the sheet with a figure's rows, or 台账 if the workbook has none."""
    by_family = OF_FAMILY.get(one.code[0])
    by_table = OF_TABLE.get(one.indicator.table.name, IN_LEDGER)
    return OF_CODE.get(one.code) or by_family or by_table
