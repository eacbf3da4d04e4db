"""Columns that a record gathers from the many that point to it, for conditions to name.

Counted over everybody, they come from one grouped pass over those records; asked of one record,
each is a query of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
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
        """The rows `t` of a table that meet `base`, each beside what it gathers, `g`."""
        columns = ", ".join(f"{sql} AS {name}" for name, sql in self.columns.items())
        return (
            f"(SELECT t.id AS id, {columns} FROM {of.name} t LEFT JOIN {self.table.name} s"
            f" ON s.{self.link} = t.id AND {self.condition} WHERE {base} GROUP BY t.id) g"
            f" CROSS JOIN {of.name} t ON t.id = g.id"
        )

    def beside(self, condition: str) -> str:
        """The condition over rows of `source`."""
        return self._columns.sub(r"g.\1", condition)

    def asked(self, condition: str) -> str:
        """The condition with each gathered column asked of the row by itself."""
        return self._columns.sub(lambda found: self._asked(found[1]), condition)

    @cached_property
    def _columns(self) -> re.Pattern[str]:
        return re.compile(rf"\bt\.({'|'.join(self.columns)})\b")

    def _asked(self, name: str) -> str:
        return (
            f"(SELECT {self.columns[name]} FROM {self.table.name} s"
            f" WHERE s.{self.link} = t.id AND {self.condition})"
        )
