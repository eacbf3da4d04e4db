"""Compare a row with a record of the ledger field by field, and hold rows back."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from storage.intake.rows.import_plan import Candidate, FieldChange, PlannedRow, RowProblem
from storage.model.kinds import PARTIAL_DATE
from storage.model.schema import text_of
from storage.model.tables import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Iterator

    from storage.intake.choices import RowDecision
    from storage.intake.rows.import_plan import Plan
    from storage.model.schema import Table
    from storage.store.store import Store


class Merger:
    """Merges rows into records of the ledger, by the policies and by the clerk's decisions."""

    def __init__(self, store: Store, plan: Plan) -> None:
        self._store = store
        self._table = plan.table
        self._policy = plan.policy
        self._fields = plan.choices.fields
        self._new_unit_names = plan.new_unit_names
        self._names: dict[tuple[str, int], str] = {}

    def merge(
        self, row: PlannedRow, existing: Any, decision: RowDecision, also: frozenset[str]
    ) -> None:
        """Set the changes of the row field by field; fields in `also` are always changed."""
        fresh: dict[str, Any] = {}
        offered = []
        for name, old, new in self._differing(row, existing, also):
            taken = decision.take.get(
                name, name in also or self._overwrites(name, old, new, decision)
            )
            offered.append(FieldChange(name, self.text(name, old), self.text(name, new), taken))
            if taken:
                fresh[name] = new
        row.target_id = existing.id
        row.offered = tuple(offered)
        row.record = dataclasses.replace(existing, **fresh) if fresh else existing
        row.outcome = "updated" if fresh else "unchanged"

    def policy(self, name: str, decision: RowDecision) -> str:
        """Return the policy for a field of a row: fill, update, skip or keep."""
        return decision.policy or self._fields.get(name) or self._policy

    def _overwrites(self, name: str, old: object, new: object, decision: RowDecision) -> bool:
        wanted = self.policy(name, decision)
        blank = old is None or self.is_part(name, old, new)
        return wanted == "update" or (wanted == "fill" and blank)

    def is_part(self, name: str, less: object, more: object) -> bool:
        """Whether one value is a month and the other a day in it."""
        dated = self._table.by_name[name].kind is PARTIAL_DATE
        return dated and str(more).startswith(str(less))

    def _differing(
        self, row: PlannedRow, existing: Any, also: frozenset[str]
    ) -> Iterator[tuple[str, Any, Any]]:
        """Yield the fields in which the row differs from the record; blank never erases."""
        for column in self._table.columns:
            name = column.name
            new, old = getattr(row.parsed, name), getattr(existing, name)
            if new is None or new == old or (old is not None and self.is_part(name, new, old)):
                continue
            if old is None or name in row.fields or name in also or column.kind.target:
                yield name, old, new

    def text(self, name: str, value: Any) -> str:
        """Format a value for display; a link as the title of its record."""
        column = self._table.by_name[name]
        target = column.kind.target
        if value is None or not target:
            return text_of(column, value)
        if target == "unit" and value in self._new_unit_names:
            return self._new_unit_names[value]
        key = (target, value)
        if key not in self._names:
            self._names[key] = _title_of(self._store, BY_NAME[target], value)
        return self._names[key]


def _title_of(store: Store, table: Table[Any], number: int) -> str:
    """Return the title of a record, or its number where the table has no titles."""
    return table.number(number) if table.nameless else table.title_of(store.get(table, number))


def hold(row: PlannedRow, message: str, code: str, *candidates: Candidate) -> None:
    """Hold a row back until the clerk decides, with the reason and the candidates."""
    row.outcome = "held"
    row.candidates = candidates or row.candidates
    row.problems += (RowProblem("", "", "warning", message, code),)


def note_duplicate(row: PlannedRow, earlier: PlannedRow, difference: str = "") -> None:
    """Add the problem that a row repeats the person of an earlier row, with the differences."""
    message = f"与{earlier.position_from(row)}是同一人，只记一次{difference}"
    code = "differs" if difference else "twice"
    row.problems += (RowProblem("", "", "warning", message, code),)
