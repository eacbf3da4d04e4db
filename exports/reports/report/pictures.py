"""The report's charts: how far the targets are, and how the year's registrations came in."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from exports.chart import Goal, columns, goals
from exports.pdf import Drawing, caption
from storage.indicators.number import PERCENT
from storage.monthly import registrations

if TYPE_CHECKING:
    from exports.reports.material import Material
    from storage.indicators import Measured

HIGH = 130  # points, of the columns by month


def targets(material: Material) -> list[Any]:
    """A bar for every figure that has a target, or nothing where none was set."""
    rows = [
        _goal(one)
        for one in material.measured.values()
        if one.target and one.value is not None and one.unit in (PERCENT, "人", "场", "个")
        and not one.indicator.completes
    ]  # fmt: skip
    return [caption("有目标的指标完成情况"), Drawing(partial(goals, rows))] if rows else []


def months(material: Material) -> list[Any]:
    """The year's new registrations, month by month, where there are any."""
    counted = registrations(material.store, material.quarter)
    if not any(one.count for one in counted):
        return []
    values = [(one.label, one.count) for one in counted]
    drawing = Drawing(lambda width: columns(values, width, HIGH, line=14))
    return [caption(f"{material.quarter.year}年每月新注册志愿者（人）"), drawing]


def _goal(one: Measured) -> Goal:
    share = one.value or 0
    return Goal(one.label, float(share), float(one.target or 0), f"{one.text} / {one.target_text}")
