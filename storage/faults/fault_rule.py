"""What a fault is, and a rule that finds some by SQL."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from storage.model.schema import Table

SEVERITIES = ("error", "warning")  # the graver first


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to look at in one record; `code` names the rule that found it."""

    code: str
    table: Table[Any]
    record_id: int
    title: str
    column: str
    severity: str
    message: str

    def as_json(self) -> dict[str, object]:
        """The fault as plain data."""
        return dataclasses.asdict(dataclasses.replace(self, table=self.table.name))  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Rule:
    """A fault that SQL finds: a condition on a row `t`, the cut-off `:on` and `:today`."""

    code: str
    table: Table[Any]
    column: str
    message: str
    condition: str
    severity: str = "warning"


def is_duplicated(table: Table[Any], column: str) -> str:
    """The condition that another record holds the same."""
    return (
        f"t.{column} IN (SELECT {column} FROM {table.name} WHERE {column} IS NOT NULL"
        f" GROUP BY {column} HAVING count(*) > 1)"
    )
