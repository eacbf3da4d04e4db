"""Figures, their parts and their targets as cells of a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from exports.sheet import Count, Money, Share
from storage.counting.figure_numbers import MONEY, NO_DATA, PERCENT, STORED_PER_UNIT, WHETHER
from storage.counting.indicators import percent
from storage.counting.indicators.indicator import NOT_SET, is_money

if TYPE_CHECKING:
    from exports.sheet import Value
    from storage.counting.indicators import MeasuredIndicator


def figure_cell(value: float | int | None, unit: str) -> Value:
    """Return a figure as a cell of its unit: share, amount, count or word."""
    if value is None:
        return NO_DATA
    if unit == PERCENT:
        return Share(round(value / 100, 3))
    if unit == WHETHER:
        return "是" if value else "否"
    if unit == MONEY:
        return Money(value)
    return float(value) if unit in STORED_PER_UNIT else Count(value)


def part_cell(one: MeasuredIndicator, part: Literal["numerator", "denominator"]) -> Value:
    """Return the numerator or denominator as a cell: a number of records, or yuan."""
    number: int | None = getattr(one.figure, part)
    if number is None:
        return None
    return Money(number / STORED_PER_UNIT[MONEY]) if is_money(one) else Count(number)


def target_cell(one: MeasuredIndicator) -> Value:
    """Return the target as a cell; 未下达 where the city has yet to set one."""
    if one.target is None:
        return NOT_SET if one.indicator.has_target else "—"
    return figure_cell(one.target, one.unit)


def completion_cell(one: MeasuredIndicator) -> Value:
    """Return the share of the target that is reached, — where there is none."""
    if not one.target or one.value is None or one.unit == WHETHER:
        return "—"
    if one.unit == PERCENT:
        return Share(round(one.value / 100, 3)) if one.target == 100 else "—"
    share = percent(int(one.value), one.target)
    return "—" if share is None else Share(round(share / 100, 3))
