"""Working days, with public holidays and the weekends worked in their stead (令67 §11).

The rule exists in Python and in SQL; a test compares the two.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from storage.model.tables.calendar import HOLIDAYS, OFF

if TYPE_CHECKING:
    from storage.store.store import Store

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Calendar:
    """The weekdays that are off, and the weekend days that are worked."""

    off: frozenset[date] = field(default_factory=frozenset)
    worked: frozenset[date] = field(default_factory=frozenset)

    def works(self, day: date) -> bool:
        """Return whether the day is a working day."""
        return day in self.worked or (day.weekday() < SATURDAY and day not in self.off)

    def after(self, day: date, number: int) -> date:
        """Return the last of so many working days after the day, which itself does not count."""
        while number > 0:
            day += timedelta(1)
            number -= self.works(day)
        return day

    def between(self, first: date, last: date) -> int:
        """Return the number of working days after the first day, up to and including the last."""
        days = (last - first).days
        return sum(self.works(first + timedelta(number)) for number in range(1, days + 1))


def calendar_of(store: Store) -> Calendar:
    """Return the calendar from the ledger; weekends without an entry are off."""
    days = list(store.select(HOLIDAYS))
    off = frozenset(one.day for one in days if one.kind == OFF)
    return Calendar(off, frozenset(one.day for one in days if one.kind != OFF))


def working_days_sql(first: str, last: str) -> str:
    """Return an SQL expression for the working days after the day `first` up to `last`."""
    weekend = "strftime('%w', h.day) IN ('0', '6')"
    between = f"h.day > {first} AND h.day <= {last}"
    return (
        f"({_weekdays(last)} - {_weekdays(first)}"
        " - (SELECT total(CASE"
        f" WHEN h.kind = '{OFF}' THEN NOT {weekend} ELSE -({weekend}) END)"
        f" FROM holiday h WHERE {between}))"
    )


def in_time_sql(ended: str, done: str, days: str) -> str:
    """Return the SQL condition that a task was done within so many working days after an end.

    There are never more working days than days, so most rows need no look at the calendar.
    """
    soon = f"{done} <= date({ended}, '+' || {days} || ' days')"
    return f"({soon} OR {working_days_sql(ended, done)} <= {days})"


def _weekdays(day: str) -> str:
    """Return the number of weekdays (Monday to Friday) up to the day, since a Monday long ago."""
    number = f"CAST(julianday({day}) + 0.5 AS INTEGER)"
    return f"({number} / 7 * 5 + min({number} % 7 + 1, 5))"
