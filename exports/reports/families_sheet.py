"""W13 and W14: the figures of a family of small ledgers, followed by its ledgers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exports.reports import ledger_sheets
from exports.reports.figure_cells import figure_cell, target_cell
from exports.reports.sheet_lookup import find_sheet_name
from exports.sheet import Heading, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exports.reports.report_context import ReportContext

NAMES = {"W13": "W13 宣传表彰激励", "W14": "W14 阵地保障"}
HEADINGS = (
    Heading("编号", "center"),
    Heading("要点", "center"),
    Heading("指标", wide=40),
    Heading("时段", "center"),
    Heading("计量单位", "center"),
    Heading("数值", "right", least=10),
    Heading("本年目标", "right", least=8),
    Heading("明细所在", wide=22),
    Heading("统计规则", wide=64),
)


def sheets(context: ReportContext, prefix: str) -> Iterator[Sheet]:
    """Yield the summary of a family, then its ledgers."""
    yield _summary(context, prefix)
    yield from ledger_sheets.sheets(context, prefix)


def _summary(context: ReportContext, prefix: str) -> Sheet:
    tables = {one.table for one in ledger_sheets.LEDGERS if one.name.startswith(f"{prefix}.")}
    figures = [one for one in context.measured.values() if one.indicator.table in tables]
    name = NAMES[prefix]
    return Sheet(
        name=name,
        title=f"{context.title}{name.partition(' ')[2]}情况",
        headings=HEADINGS,
        rows=[
            (
                one.code,
                one.indicator.measure,
                one.label,
                one.indicator.span,
                one.unit,
                figure_cell(one.value, one.unit),
                target_cell(one),
                find_sheet_name(one),
                one.rule,
            )
            for one in figures
        ],
        size=len(figures),
        frozen_columns=3,
    )
