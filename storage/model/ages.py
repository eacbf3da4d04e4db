"""Full years of age (周岁) on a day, in Python and in SQL: one rule, tested against each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

ADULT_FROM = 18  # 民法典 §17


def age_on(born: str, day: date) -> int:
    """Full years lived on the day; a birth date known to the month counts from its first day.

    The birthday itself counts (民法典 §1259: 以上 includes the number).
    """
    birthday = f"{born}-01"[5:10]
    return day.year - int(born[:4]) - (day.isoformat()[5:] < birthday)


def age_sql(row: str = "t", day: str = ":on") -> str:
    """The same as an SQL expression over a row with `birth_date`; NULL where that is unknown."""
    born = f"{row}.birth_date"
    return (
        f"(CAST(substr({day}, 1, 4) AS INTEGER) - CAST(substr({born}, 1, 4) AS INTEGER)"
        f" - (substr({day}, 6, 5) < substr({born} || '-01', 6, 5)))"
    )
