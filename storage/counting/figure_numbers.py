"""Figures as numbers and as text: shares to a tenth of a per cent, never rounded up to 100."""

from __future__ import annotations

NO_DATA = "无数据"
PERCENT, WHETHER = "%", "是否"
HOURS, SERVICE_HOURS, HOURS_EACH, MONEY = "学时", "小时", "小时/人", "元"
STORED_PER_UNIT = {
    HOURS: 60,
    SERVICE_HOURS: 60,
    HOURS_EACH: 60,
    MONEY: 100,
}  # stored in minutes and cents
_PLACES = {HOURS: 1, SERVICE_HOURS: 1, HOURS_EACH: 1, MONEY: 2}


def percent(part: int, whole: int) -> float | None:
    """Return the share in per cent, rounded half up to one place; None where `whole` is 0.

    A share below 100 is never rounded up to it: 9,996 of 10,000 are 99.9, not 100.0.
    """
    if whole <= 0:
        return None
    tenths = (2000 * part + whole) // (2 * whole)
    return (min(tenths, 999) if part < whole else tenths) / 10


def average_hours(minutes: int, people: int) -> float | None:
    """Return hours per person, rounded half up to one place; None where there is nobody."""
    if people <= 0:
        return None
    return (20 * minutes + 60 * people) // (120 * people) / 10


def format_figure(value: float | int | None, unit: str, *, with_unit: bool = False) -> str:
    """Format a figure or a target: 7,812 · 89.1% · 100% · 是 · 无数据."""
    if value is None:
        return NO_DATA
    if unit == PERCENT:
        return f"{value}%" if isinstance(value, int) else f"{value:.1f}%"
    if unit == WHETHER:
        return "是" if value else "否"
    text = f"{value:,.{_PLACES.get(unit, 0)}f}"
    return f"{text} {unit}" if with_unit else text
