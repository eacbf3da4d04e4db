"""What becomes of each row of any other list: known by its number, its key, or what it must say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from storage.intake.amending import Amender
from storage.intake.choices import NO_DECISION
from storage.intake.judging import Merger, doubled, hold
from storage.intake.people import PeopleJudge
from storage.tables import SERVICE_RECORDS, VOLUNTEERS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from storage.intake.choices import RowDecision
    from storage.intake.memory import Memories
    from storage.intake.planned import Plan, PlannedRow
    from storage.store import Store


def judge_of(store: Store, plan: Plan, memories: Memories) -> PeopleJudge | RecordJudge:
    """Whoever judges the rows of the plan's table."""
    if plan.table is VOLUNTEERS:
        return PeopleJudge(store, plan, memories)
    return RecordJudge(store, plan)


class RecordJudge:
    """Judges rows against the ledger and against the rows before them."""

    def __init__(self, store: Store, plan: Plan) -> None:
        self._store = store
        self._table = plan.table
        self._policy = plan.policy
        self._merger = Merger(store, plan)
        required = tuple(one.name for one in self._table.columns if one.required)
        self._identity = self._table.key or required
        self._amender = Amender(store) if self._table is SERVICE_RECORDS else None
        if self._amender:
            self._identity += ("corrects",)  # a correction stands beside the record it is of
        self._where = " AND ".join(f"{name} IS ?" for name in self._identity)
        self._before: dict[object, PlannedRow] = {}

    def judge(self, rows: Sequence[PlannedRow], decisions: Mapping[int, RowDecision]) -> None:
        """Give every row its outcome."""
        for row in rows:
            if not row.outcome:
                self._one(row, decisions.get(row.row, NO_DECISION))

    def _one(self, row: PlannedRow, decision: RowDecision) -> None:
        kept = self._table.to_row(row.said)
        identity = tuple(kept[name] for name in self._identity)
        number = row.target_id or decision.same_as
        if number is not None:
            existing = next(self._store.select(self._table, "id = ?", (number,)), None)
        else:
            existing = next(self._store.select(self._table, self._where, identity), None)
        whose = identity if existing is None else existing.id
        earlier = self._before.setdefault(whose, row)
        if number is not None and not self._belongs(row, existing, decision):
            hold(row, "台账编号对不上，可能来自另一份台账，请核对", "number")
        elif earlier is not row:
            row.outcome = "unchanged"
            doubled(row, earlier)
        elif existing is not None:
            self._merger.merge(row, existing, decision, frozenset())
            if self._amender and row.offered:
                self._amender.amend(row, existing)
        else:
            row.outcome = "created"

    def _belongs(self, row: PlannedRow, existing: Any, decision: RowDecision) -> bool:
        """Whether a number can be this row's: it is called the same, or the clerk says so."""
        if existing is None:
            return False
        sure = decision.same_as is not None or self._merger.policy("", decision) == "update"
        return sure or self._table.title_of(existing) == self._table.title_of(row.said)
