"""Comparison line: one indicator in three quarters, its changes and the reason for a decrease."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from storage.counting.figure_numbers import PERCENT
from storage.counting.indicators import format_figure, percent
from storage.counting.indicators.indicator import STOCK, TO_DATE
from storage.quarter.seal_diff import format_change

# Warnings and open tasks: the lower the better, so that a decrease needs no explanation
LOWER_IS_BETTER = frozenset(("V12", "V14", "L06", "L07", "P04", "H10", "R11"))


Number = float | int | None


@dataclass(frozen=True, slots=True)
class ComparisonLine:
    """One indicator in three quarters; `text` is the clerk's explanation, else a draft."""

    code: str
    label: str
    measure: str
    unit: str
    span: str
    now: Number
    before: Number
    year_ago: Number
    text: str = ""
    written: bool = False

    @property
    def change(self) -> Number:
        """The change from the previous quarter; None without both numbers."""
        return _change(self.now, self.before)

    @property
    def year_change(self) -> Number:
        """The change from the same quarter last year; None without both numbers."""
        return _change(self.now, self.year_ago)

    @property
    def change_text(self) -> str:
        """The change formatted; "" where there is nothing to compare."""
        return "" if self.change is None else format_change(self.change, self.unit)

    @property
    def year_change_text(self) -> str:
        """The change from last year formatted; "" where there is nothing to compare."""
        return "" if self.year_change is None else format_change(self.year_change, self.unit)

    @property
    def growth(self) -> float | None:
        """The change in per cent of the previous quarter, rounded to a tenth."""
        return _growth(self.now, self.before, self.unit)

    @property
    def year_growth(self) -> float | None:
        """The change in per cent of last year's number, rounded to a tenth."""
        return _growth(self.now, self.year_ago, self.unit)

    @property
    def is_decrease(self) -> bool:
        """Whether it is lower than the number it is compared with, and that is no improvement.

        Totals of the year to date start from zero each January and are compared with last year.
        """
        if self.code in LOWER_IS_BETTER:
            return False
        change = self.year_change if self.span == TO_DATE else self.change
        return change is not None and change < 0

    @property
    def must_explain(self) -> bool:
        """Whether the quarter cannot be sealed before the clerk explains the decrease."""
        return self.is_decrease and self.span == STOCK and not self.written

    def text_of(self, value: Number) -> str:
        """Format one of the three numbers."""
        return format_figure(value, self.unit)

    def as_json(self) -> dict[str, Any]:
        """Return the line as plain data for seals and scripts."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


def _change(now: Number, then: Number) -> Number:
    if now is None or then is None:
        return None
    return round(now - then, 1) if isinstance(now, float) or isinstance(then, float) else now - then


def _growth(now: Number, then: Number, unit: str) -> float | None:
    """Return the growth in per cent, half up to a tenth; None for shares, which have none."""
    change = _change(now, then)
    if change is None or not then or unit == PERCENT:
        return None
    tenths = percent(abs(round(change * 10)), round(then * 10))
    return -tenths if tenths and change < 0 else tenths
