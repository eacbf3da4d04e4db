"""Find texts of a roster that match no value of their field, with the likely value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from storage.intake.rows.column_places import place, places
from storage.intake.vocabulary.cell_values import cell_text
from storage.model.tables import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Iterator

    from storage.intake.rows.import_plan import Plan, PlannedRow
    from storage.model.schema import Column
    from storage.store.store import Store

CODES = frozenset(("unreadable", "unknown_link"))
MOST_TITLES = 2_000


@dataclass(slots=True)
class Unclear:
    """A text of a field: the number of rows with it, the likely value, the decided value."""

    column: Column
    text: str
    count: int = 0
    fix: str = ""
    meant: str | None = None


def unclear_values(plan: Plan) -> tuple[Unclear, ...]:
    """Return the texts that match no value, of fields that have a list of values."""
    found: dict[tuple[str, str], Unclear] = {}
    for file in plan.files:
        for sheet in file.sheets:
            known = places(sheet.headers)
            for row in sheet.rows:
                for problem in row.problems:
                    column = plan.table.by_name.get(problem.column)
                    if problem.code not in CODES or column is None or not has_choices(column):
                        continue
                    text = _text(row, column, place(known, row, column.name))
                    one = found.setdefault((column.name, text), Unclear(column, text))
                    one.count += 1
                    one.fix = problem.fix
    return tuple(sorted(found.values(), key=lambda one: (_order(plan, one), -one.count)))


def decided_values(plan: Plan) -> Iterator[Unclear]:
    """Yield the texts whose meaning the clerk decided in this import."""
    for (name, text), meant in plan.choices.values.items():
        column = plan.table.by_name.get(name)
        if column is not None:
            yield Unclear(column, text, meant=meant)


def has_choices(column: Column) -> bool:
    """Whether a field has a list of values to choose from."""
    return bool(column.kind.choices or column.kind.target)


def choices_of(store: Store, column: Column) -> tuple[str, ...]:
    """Return the values that a field can have."""
    if not column.kind.target:
        return column.kind.choices
    table = BY_NAME[column.kind.target]
    sql = f"SELECT {table.title} AS title FROM {table.name} ORDER BY id LIMIT {MOST_TITLES}"
    return tuple(str(row["title"]) for row in store.rows(sql))


def _text(row: PlannedRow, column: Column, at: int | None) -> str:
    """Return the text in the form by which its meaning is stored."""
    if at is None:
        return ""
    cell: Any = row.raw[at] if at < len(row.raw) else None
    text = cell_text((row.corrected or {}).get(at, cell))
    return " ".join(text.split()) if column.kind.target else text


def _order(plan: Plan, one: Unclear) -> int:
    return plan.table.columns.index(one.column)
