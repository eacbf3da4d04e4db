"""Policy: the settings of counting in force in a year, this office, and the city's targets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.model.tables.setting import OFFICES, POLICIES, Office, Policy

if TYPE_CHECKING:
    from storage.store.store import Store


def policy_on(store: Store, year: int) -> Policy:
    """Return the latest policy of that year or earlier, else the earliest, else the defaults."""
    earlier = store.select(POLICIES, "year <= ?", (year,), order="year DESC")
    return next(earlier, None) or next(store.select(POLICIES, order="year"), Policy(year=year))


def office_of(store: Store) -> Office | None:
    """Return the office that uses this ledger; None until the clerk has entered it."""
    return next(store.select(OFFICES), None)


def target_of(store: Store, year: int, indicator: str) -> int | None:
    """Return the county's target for the year, or None (未下达); the city's total is never used."""
    sql = "SELECT value FROM target WHERE year = ? AND indicator = ?"
    value = store.value(sql, (year, indicator))
    return None if value is None else int(value)
