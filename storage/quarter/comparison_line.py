"""One indicator in three quarters: its values, its changes, and the reason for a fall."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from storage.counting.figure_numbers import PERCENT
from storage.counting.indicators import format_figure, percent
from storage.counting.indicators.indicator import STOCK, TO_DATE
from storage.quarter.seal_diff import format_change

# What is better the lower it is: warnings and what is still to be done need no excuse for falling
LOWER_IS_BETTER = frozenset(("V12", "V14", "L06", "L07", "P04", "H10", "R11"))


Number = float | int | None


@dataclass(frozen=True, slots=True)
class ComparisonLine:
    """One indicator in three quarters. `text` says why it fell: the clerk's words, else a draft."""

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
        """By how much it differs from the quarter before."""
        return _change(self.now, self.before)

    @property
    def year_change(self) -> Number:
        """By how much it differs from the same quarter last year."""
        return _change(self.now, self.year_ago)

    @property
    def change_text(self) -> str:
        """As people read it, "" where there is nothing to compare."""
        return "" if self.change is None else format_change(self.change, self.unit)

    @property
    def year_change_text(self) -> str:
        """The change from last year as people read it."""
        return "" if self.year_change is None else format_change(self.year_change, self.unit)

    @property
    def growth(self) -> float | None:
        """The change as a share of the quarter before, in per cent to a tenth."""
        return _growth(self.now, self.before, self.unit)

    @property
    def year_growth(self) -> float | None:
        """The change as a share of last year's, in per cent to a tenth."""
        return _growth(self.now, self.year_ago, self.unit)

    @property
    def is_decrease(self) -> bool:
        """Whether it is lower than what it is measured by, and that is no improvement.

        What counts from the year's beginning starts anew each January: it is held to last year.
        """
        if self.code in LOWER_IS_BETTER:
            return False
        change = self.year_change if self.span == TO_DATE else self.change
        return change is not None and change < 0

    @property
    def must_explain(self) -> bool:
        """Whether the quarter cannot be sealed before somebody has said why it fell."""
        return self.is_decrease and self.span == STOCK and not self.written

    def text_of(self, value: Number) -> str:
        """One of the three numbers as people read it."""
        return format_figure(value, self.unit)

    def as_json(self) -> dict[str, Any]:
        """As it is sealed, and for scripts."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


def _change(now: Number, then: Number) -> Number:
    if now is None or then is None:
        return None
    return round(now - then, 1) if isinstance(now, float) or isinstance(then, float) else now - then


def _growth(now: Number, then: Number, unit: str) -> float | None:
    """Shares are not shared again; half up to a tenth, as all per cents here."""
    change = _change(now, then)
    if change is None or not then or unit == PERCENT:
        return None
    tenths = percent(abs(round(change * 10)), round(then * 10))
    return -tenths if tenths and change < 0 else tenths
