"""Days of a record that must follow one another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from storage.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from storage.model.schema import Table


def in_order(table: Table[Any], record: Any, *names: str) -> Iterator[Problem]:
    """Yield a problem for each day before an earlier-named one; empty days are skipped."""
    days = [(name, getattr(record, name)) for name in names]
    filled = [(name, day) for name, day in days if day is not None]
    for at, (name, day) in enumerate(filled):
        for earlier, first in filled[:at]:
            if day < first:
                labels = table.by_name[name].label, table.by_name[earlier].label
                yield Problem(name, f"{labels[0]}早于{labels[1]}")
                break
