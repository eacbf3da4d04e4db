"""W01: every figure with its numerator, denominator, target and rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exports.reports.figure_cells import completion_cell, figure_cell, part_cell, target_cell
from exports.reports.sheet_lookup import find_sheet_name
from exports.sheet import Band, Count, Heading, Sheet
from storage.counting.indicators.registry import FAMILY_OF

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exports.reports.report_context import ReportContext
    from exports.sheet import Line, Value
    from storage.counting.indicators import MeasuredIndicator

HEADINGS = (
    Heading("编号", "center"),
    Heading("要点", "center"),
    Heading("指标", wide=34),
    Heading("时段", "center"),
    Heading("计量单位", "center"),
    Heading("数值", "right", least=9),
    Heading("分子", "right"),
    Heading("分母", "right"),
    Heading("本年目标", "right", least=8),
    Heading("完成率", "right", least=8),
    Heading("尚差", "right"),
    Heading("明细所在", wide=18),
    Heading("统计规则", wide=64),
)


def sheet(context: ReportContext) -> Sheet:
    """Build the summary of figures, family by family."""
    return Sheet(
        name="W01 指标汇总",
        title=f"{context.title}指标汇总",
        notes=(
            f"时点数截至{context.cut_off}；“本季”为季内发生数，“本年累计”为年初至截止日。"
            "每个数都由“明细所在”的各行数出。市里没有下达目标的写“未下达”。",
        ),
        headings=HEADINGS,
        rows=list(_lines(context)),
        size=len(context.measured),
        frozen_columns=3,
    )


def _lines(context: ReportContext) -> Iterator[Line]:
    family = ""
    for code, one in context.measured.items():
        if FAMILY_OF[code] != family:
            family = FAMILY_OF[code]
            yield Band(family)
        yield tuple(_cells(one))


def _cells(one: MeasuredIndicator) -> Iterator[Value]:
    indicator = one.indicator
    yield from (one.code, indicator.measure, one.label, indicator.span, one.unit)
    yield figure_cell(one.value, one.unit)
    yield from (part_cell(one, "numerator"), part_cell(one, "denominator"))
    yield target_cell(one)
    yield completion_cell(one)
    yield _count(one.shortfall)
    yield from (find_sheet_name(one), one.rule)


def _count(value: int | None) -> Value:
    return None if value is None else Count(value)
