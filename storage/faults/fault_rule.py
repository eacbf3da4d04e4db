"""Fault, and a rule that finds faults by an SQL condition."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from storage.model.schema import Table

SEVERITIES = ("error", "warning")  # the more severe first


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of one record; `code` names the rule that found it."""

    code: str
    table: Table[Any]
    record_id: int
    title: str
    column: str
    severity: str
    message: str

    def as_json(self) -> dict[str, object]:
        """Return the fault as plain data."""
        return dataclasses.asdict(dataclasses.replace(self, table=self.table.name))  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of fault found by SQL: a condition on a row `t`, the cut-off `:on` and `:today`."""

    code: str
    table: Table[Any]
    column: str
    message: str
    condition: str
    severity: str = "warning"


def is_duplicated(table: Table[Any], column: str) -> str:
    """Return the condition that another record has the same value."""
    return (
        f"t.{column} IN (SELECT {column} FROM {table.name} WHERE {column} IS NOT NULL"
        f" GROUP BY {column} HAVING count(*) > 1)"
    )
