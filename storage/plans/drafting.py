"""Sentences drafted from the figures of a row: what was counted, and 无数据 where nothing was."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from storage.indicators.indicator import FLOW, STOCK
from storage.indicators.number import NO_DATA, PERCENT, WHETHER, shown
from storage.indicators.shares import counted_from

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from storage.indicators import Measured
    from storage.period import Quarter
    from storage.tables.plan import PlanRow

_BETWEEN = re.compile(r"[、，,;；\s]+")


def numbers_of(row: PlanRow) -> tuple[str, ...]:
    """The measures whose figures tell of a row: 5.1 is told of by those of 5.1a, 5.1b and 5.1c."""
    return tuple(one for one in _BETWEEN.split(row.measures or "") if one)


def figures_of(row: PlanRow, measured: Iterable[Measured]) -> tuple[Measured, ...]:
    """The figures that tell of a row, in the order they are reported."""
    numbers = frozenset(numbers_of(row))
    return tuple(one for one in measured if one.indicator.measure in numbers)


def drafted(figures: Sequence[Measured], quarter: Quarter) -> str:
    """What can be said of a row from its figures alone; "" where none is counted for it."""
    if not figures:
        return ""
    if all(one.value is None for one in figures):
        return f"{NO_DATA}。"
    stocks = [said(one) for one in figures if one.indicator.span == STOCK]
    flows = [said(one) for one in figures if one.indicator.span == FLOW]
    others = [said(one) for one in figures if one.indicator.span not in (STOCK, FLOW)]
    day = quarter.cut_off
    parts = [f"截至{day.month}月{day.day}日，{'，'.join(stocks)}" if stocks else ""]
    parts += ["，".join(flows), "，".join(others)]
    return "；".join(part for part in parts if part) + "。"


def said(one: Measured) -> str:
    """A figure in running text, with what it is counted from and what was to be reached."""
    if one.unit == WHETHER:
        return f"{one.label}：{shown(one.value, one.unit)}"
    if one.value is None:
        return f"{one.label}{NO_DATA}"
    text = f"{one.label}{shown(one.value, one.unit)}"
    if one.unit != PERCENT:
        text += one.unit
    else:
        text += counted_from(one)
    if one.indicator.targeted and one.target is not None:
        text += f"（目标{shown(one.target, one.unit)}{'' if one.unit == PERCENT else one.unit}）"
    return text
