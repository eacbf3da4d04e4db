"""Find the column that a field of a row was read from, also in tables side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from storage.intake.rows.import_plan import PlannedRow
    from storage.intake.vocabulary.column_match import MappedColumn


def places(headers: Iterable[MappedColumn]) -> dict[str, tuple[int, ...]]:
    """Return the columns of each field: one, or one in each of the tables side by side."""
    found: dict[str, tuple[int, ...]] = {}
    for one in headers:
        if one.column is not None:
            found[one.column.name] = (*found.get(one.column.name, ()), one.index)
    return found


def place(known: Mapping[str, tuple[int, ...]], row: PlannedRow, name: str) -> int | None:
    """Return the column that a row's field is read from, None where the sheet has none."""
    columns = known.get(name, ())
    if len(columns) < 2:
        return columns[0] if columns else None
    filled = [at for at, cell in enumerate(row.raw) if cell not in (None, "")]
    first, last = (filled[0], filled[-1]) if filled else (0, 0)
    return min(columns, key=lambda at: max(first - at, at - last, 0))
