"""What a table answers to a draft: its refusals, its warnings, or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from storage.errors import Invalid

if TYPE_CHECKING:
    from collections.abc import Mapping

    from storage.model.schema import Table

Answer = list[tuple[str, str]]


def refusals(table: Table[Any], draft: Mapping[str, object]) -> Answer:
    """Return the column and sentence of each problem for which a draft is refused."""
    try:
        table.parse(draft)
    except Invalid as refused:
        return [(problem.column, problem.message) for problem in refused.problems]
    return []


def warnings(table: Table[Any], draft: Mapping[str, object]) -> Answer:
    """Return the column and sentence of each warning on a draft that is accepted."""
    return [(one.column, one.message) for one in table.warnings(table.parse(draft))]
