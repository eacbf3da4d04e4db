"""W01: every figure with what it is counted from, its target and its rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exports.sheet import Band, Count, Heading, Share, Sheet
from storage.indicators import percent
from storage.indicators.indicator import NOT_SET
from storage.indicators.number import HOURS, NO_DATA, PERCENT, WHETHER
from storage.tables.organization import ORGANIZATIONS
from storage.tables.unit import UNITS
from storage.tables.volunteer import VOLUNTEERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exports.reports.material import Material
    from exports.sheet import Line, Value
    from storage.indicators import Measured

FAMILIES = {
    "V": "志愿者队伍", "O": "志愿服务组织", "L": "团组织建设", "P": "项目与活动", "J": "伙伴计划",
    "B": "品牌", "H": "服务时长", "R": "星级", "M": "未成年人服务", "T": "教育培训",
    "Y": "社工人才", "K": "西部计划", "A": "宣传与表彰", "E": "交流协作", "I": "激励应用",
    "S": "阵地与支持", "F": "经费", "N": "保险", "G": "组织领导", "D": "任务落实",
}  # fmt: skip
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


def sheet(material: Material) -> Sheet:
    """The summary of figures."""
    return Sheet(
        name="W01 指标汇总",
        title=f"{material.title}指标汇总",
        notes=(
            f"时点数截至{material.cut_off}；“本季”为季内发生数，“本年累计”为年初至截止日。"
            "每个数都由“明细所在”的各行数出。市里没有下达目标的写“未下达”。",
        ),
        headings=HEADINGS,
        rows=list(_lines(material)),
        size=len(material.measured),
        held=3,
    )


def _lines(material: Material) -> Iterator[Line]:
    family = ""
    for code, one in material.measured.items():
        if code[0] != family:
            family = code[0]
            yield Band(FAMILIES[family])
        yield tuple(_cells(one))


def _cells(one: Measured) -> Iterator[Value]:
    indicator = one.indicator
    yield from (one.code, indicator.measure, one.label, indicator.span, one.unit)
    yield typed(one.value, one.unit)
    yield from (_count(one.figure.numerator), _count(one.figure.denominator))
    yield target_of(one)
    yield completion(one)
    yield _count(one.short_of)
    yield from (where(one), one.rule)


def typed(value: float | int | None, unit: str) -> Value:
    """A figure as a cell: a share, an amount, a number, a word."""
    if value is None:
        return NO_DATA
    if unit == PERCENT:
        return Share(round(value / 100, 3))
    if unit == WHETHER:
        return "是" if value else "否"
    return float(value) if unit == HOURS else Count(value)


def _count(value: int | None) -> Value:
    return None if value is None else Count(value)


def target_of(one: Measured) -> Value:
    """The target as a cell, 未下达 where the city has yet to set it."""
    if one.target is None:
        return NOT_SET if one.indicator.targeted else "—"
    return typed(one.target, one.unit)


def completion(one: Measured) -> Value:
    """How much of the target is reached, as a share of it."""
    if not one.target or one.value is None or one.unit == WHETHER:
        return "—"
    if one.unit == PERCENT:
        return Share(round(one.value / 100, 3)) if one.target == 100 else "—"
    share = percent(int(one.value), one.target)
    return "—" if share is None else Share(round(share / 100, 3))


def where(one: Measured) -> str:
    """The sheet whose rows the figure is counted from."""
    table = one.indicator.table
    if one.code.startswith("L"):
        return "W04 团组织建设"
    if table is ORGANIZATIONS:
        return "W03 组织台账"
    if table is UNITS:
        return "W03.1 建队单位"
    if one.code.startswith("T"):
        return "W09 培训"
    return "W05 志愿者统计" if table is VOLUNTEERS and one.code[0] == "V" else "—"
