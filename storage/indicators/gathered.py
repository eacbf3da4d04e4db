"""Columns that a record gathers from the many that point to it, for conditions to name.

Counted over everybody, they come from one grouped pass over those records; asked of one record,
each is a query of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from storage.schema import Table


@dataclass(frozen=True, eq=False)
class Gathered:
    """Aggregates over the rows `s` of `table` whose `link` is a row `t`, by name."""

    table: Table[Any]
    link: str
    columns: Mapping[str, str]
    condition: str = "1"

    def source(self, of: Table[Any], base: str) -> str:
        """The rows of a table that meet `base`, with the gathered columns: to stand after FROM."""
        columns = ", ".join(f"{sql} AS {name}" for name, sql in self.columns.items())
        return (
            f"(SELECT t.*, {columns} FROM {of.name} t LEFT JOIN {self.table.name} s"
            f" ON s.{self.link} = t.id AND {self.condition} WHERE {base} GROUP BY t.id)"
        )

    def asked(self, condition: str) -> str:
        """The condition with each gathered column asked of the row by itself."""
        names = "|".join(self.columns)
        return re.sub(rf"\bt\.({names})\b", lambda found: self._asked(found[1]), condition)

    def _asked(self, name: str) -> str:
        return (
            f"(SELECT {self.columns[name]} FROM {self.table.name} s"
            f" WHERE s.{self.link} = t.id AND {self.condition})"
        )
