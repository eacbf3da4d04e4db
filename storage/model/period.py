"""The quarter that is counted: its days, its cut-off, its names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from storage.errors import UserError

_WRITTEN = re.compile(r"(\d{4})\s*[-年]?\s*(?:[Qq]\s*([1-4])|第?([一二三四])季度)")
_NUMERALS = "一二三四"


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A quarter of a year; stocks are counted on its last day, flows from its first to its last."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> Quarter:
        """Read "2026Q3" or "2026年三季度"; raises `UserError`."""
        found = _WRITTEN.fullmatch(text.strip())
        if not found:
            raise UserError(f"“{text}”不是季度，应写成 2026Q3。")
        number = int(found[2]) if found[2] else _NUMERALS.index(found[3]) + 1
        return cls(int(found[1]), number)

    @classmethod
    def of(cls, day: date) -> Quarter:
        """The quarter that a day lies in."""
        return cls(day.year, (day.month + 2) // 3)

    @classmethod
    def reported_on(cls, day: date) -> Quarter:
        """The quarter a clerk works on that day: the last one that has ended, or is about to."""
        return cls.of(day - timedelta(days=75))

    @property
    def first(self) -> date:
        """The first day."""
        return date(self.year, self.number * 3 - 2, 1)

    @property
    def cut_off(self) -> date:
        """The last day: the 截止日 on which stocks are counted."""
        return self.next.first - timedelta(days=1)

    @property
    def year_first(self) -> date:
        """The first day of the year, from which the year to date is counted."""
        return date(self.year, 1, 1)

    @property
    def next(self) -> Quarter:
        """The quarter after."""
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    @property
    def previous(self) -> Quarter:
        """The quarter before."""
        return Quarter(self.year - (self.number == 1), (self.number + 2) % 4 + 1)

    @property
    def label(self) -> str:
        """As people read it: 2026 年三季度."""
        return f"{self.year} 年{_NUMERALS[self.number - 1]}季度"

    def __str__(self) -> str:
        return f"{self.year}Q{self.number}"
