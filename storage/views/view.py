"""View: a named list of one ledger, with the conditions shared by several views."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from storage.counting.counting_rules import inline_parameters
from storage.store.listing import Query

if TYPE_CHECKING:
    from datetime import date

    from storage.model.schema import Table


@dataclass(frozen=True, slots=True)
class View:
    """A named list; `condition` is SQL over a row `t`, with the cut-off `:on` as only parameter."""

    name: str
    label: str
    table: Table[Any]
    condition: str

    def query(self, on: date, **facts: Any) -> Query[Any]:
        """Return the list as a query that can be paged, searched and sorted."""
        return Query(self.table, condition=self.condition, on=on, **facts)


def view(table: Table[Any], name: str, label: str, *conditions: str) -> View:
    """Return a view of the records that meet all conditions."""
    return View(name, label, table, inline_parameters(" AND ".join(conditions)))


def in_year(column: str) -> str:
    """Return the condition that a day lies in the year up to the cut-off."""
    return f"t.{column} BETWEEN :year_first AND :on"


def in_quarter(column: str) -> str:
    """Return the condition that a day lies in the quarter."""
    return f"t.{column} BETWEEN :first AND :on"


def within_days(column: str, days: int) -> str:
    """Return the condition that a day comes within so many days after the cut-off."""
    return f"t.{column} BETWEEN :on AND date(:on, '+{days} days')"


def ongoing(first: str, last: str) -> str:
    """Return the condition that something has begun and not ended by the cut-off."""
    return f"(t.{first} <= :on AND (t.{last} IS NULL OR t.{last} > :on))"
