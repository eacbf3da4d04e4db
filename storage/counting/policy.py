"""The rules of counting that hold in a year, whose office this is, and what the city has set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.model.tables.setting import OFFICES, POLICIES, Office, Policy

if TYPE_CHECKING:
    from storage.store.store import Store


def policy_on(store: Store, year: int) -> Policy:
    """The latest rules begun in that year or before; before all of them, the earliest."""
    held = store.select(POLICIES, "year <= ?", (year,), order="year DESC")
    return next(held, None) or next(store.select(POLICIES, order="year"), Policy(year=year))


def office_of(store: Store) -> Office | None:
    """The office that keeps this ledger, once the clerk has said which."""
    return next(store.select(OFFICES), None)


def target_of(store: Store, year: int, indicator: str) -> int | None:
    """What was set for the year, or None (未下达): the city's total is never taken for it."""
    sql = "SELECT value FROM target WHERE year = ? AND indicator = ?"
    found = store.value(sql, (year, indicator))
    return None if found is None else int(found)
