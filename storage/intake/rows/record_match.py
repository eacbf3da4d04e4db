"""Match rows of other lists with records: by number, key or required fields."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from storage import clock
from storage.counting.rules.corrected_hours import net_minutes
from storage.counting.save_checks import objections
from storage.intake.choices import NO_DECISION
from storage.intake.rows.import_plan import RowProblem
from storage.intake.rows.row_diff import Merger, hold, note_duplicate
from storage.model.kinds.numbers import show_hours
from storage.model.tables.service_record import SERVICE_RECORDS, ServiceRecord

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from storage.intake.choices import RowDecision
    from storage.intake.rows.import_plan import FieldChange, Plan, PlannedRow
    from storage.store.store import Store

_HOURS = "hours"


class HoursCorrector:
    """Turns differing hours into corrections, and reports other differences."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def correct(self, row: PlannedRow, existing: Any) -> None:
        """Correct the record that a row matches and differs from.

        Hours that the clerk takes become a correction; what else can never change is noted.
        """
        fixed = [one for one in row.offered if one.name not in SERVICE_RECORDS.later]
        later = tuple(one for one in row.offered if one.name in SERVICE_RECORDS.later)
        fresh = {one.name: getattr(row.parsed, one.name) for one in later if one.taken}
        hours = next((one for one in fixed if one.name == _HOURS), None)
        row.offered = later
        row.record = dataclasses.replace(existing, **fresh) if fresh else existing
        row.outcome = "updated" if fresh else "unchanged"
        for one in fixed:
            if one is not hours:
                row.problems += (_problem(one.name, _fixed(one)),)
        if hours is not None:
            self._hours(row, existing, hours)

    def _hours(self, row: PlannedRow, existing: ServiceRecord, change: FieldChange) -> None:
        if existing.corrects:
            sentence = "更正也只增不改：请在原来的记录上再加一条更正，这一格没有导入"
            row.problems += (_problem(_HOURS, f"{_differs(change)}；{sentence}"),)
            return
        now = net_minutes(self._store, existing.id or 0)
        by = row.parsed.hours - now
        if not by:
            return  # a correction has made it so
        change = change._replace(old=show_hours(now))
        row.offered += (change,)
        if not change.taken:
            row.problems += (_problem(_HOURS, f"{_differs(change)}；{_offer(by)}"),)
            return
        self._correct(row, existing, change, by)

    def _correct(
        self, row: PlannedRow, existing: ServiceRecord, change: FieldChange, by: int
    ) -> None:
        """Turn the row into a correction of the existing record, or reject it."""
        made = dataclasses.replace(
            existing,
            id=None,
            hours=by,
            from_time=None,
            to_time=None,
            evaluation=None,
            evaluated_on=None,
            recorded_on=clock.today(),
            corrects=existing.id,
            reason=f"再次导入的表里是 {change.new} 小时，原来是 {change.old} 小时",
        )
        faults = [one for one in objections(self._store, SERVICE_RECORDS, made) if not one.warning]
        if faults:
            row.outcome = "rejected"
            row.problems += tuple(
                RowProblem(_HOURS, "", "error", f"{_differs(change)}；{one.message}", "correction")
                for one in faults
            )
            return
        lost = "、".join(
            _label(one.name) for one in row.offered if one.name != _HOURS and one.taken
        )
        tail = f"；{lost}要再导入一次才填入" if lost else ""
        row.outcome, row.record, row.target_id = "created", made, None
        row.problems += (
            _problem(_HOURS, f"{_differs(change)}；加一条更正 {_signed(by)} 小时{tail}"),
        )


def _fixed(change: FieldChange) -> str:
    how = "记错了的，对原来那条加更正冲销，再另记一条"
    return f"{_differs(change)}；服务记录只增不改，这一格没有导入，{how}"


def _offer(by: int) -> str:
    return f"服务记录只增不改，以新表为准的话加一条更正 {_signed(by)} 小时"


def _differs(change: FieldChange) -> str:
    return f"{_label(change.name)}与台账不同（台账“{change.old}”，表里“{change.new}”）"


def _signed(minutes: int) -> str:
    return f"{'+' if minutes > 0 else '−'}{show_hours(abs(minutes))}"


def _label(name: str) -> str:
    return SERVICE_RECORDS.by_name[name].label


def _problem(name: str, message: str) -> RowProblem:
    return RowProblem(name, "", "warning", message, "correction")


class RecordMatcher:
    """Matches rows with the ledger and with the rows before them."""

    def __init__(self, store: Store, plan: Plan) -> None:
        self._store = store
        self._table = plan.table
        self._policy = plan.policy
        self._merger = Merger(store, plan)
        required = tuple(one.name for one in self._table.columns if one.required)
        self._identity = self._table.key or required
        self._corrector = HoursCorrector(store) if self._table is SERVICE_RECORDS else None
        if self._corrector:
            self._identity += ("corrects",)  # a correction stands beside the record it is of
        self._where = " AND ".join(f"{name} IS ?" for name in self._identity)
        self._before: dict[object, PlannedRow] = {}

    def match(self, rows: Sequence[PlannedRow], decisions: Mapping[int, RowDecision]) -> None:
        """Set the outcome of every row."""
        for row in rows:
            if not row.outcome:
                self._match_row(row, decisions.get(row.row, NO_DECISION))

    def _match_row(self, row: PlannedRow, decision: RowDecision) -> None:
        stored = self._table.to_row(row.parsed)
        identity = tuple(stored[name] for name in self._identity)
        number = row.target_id or decision.same_as
        if number is not None:
            existing = next(self._store.select(self._table, "id = ?", (number,)), None)
            row.matched_by = "台账编号" if row.target_id is not None else "您认定是同一条"
        else:
            existing = next(self._store.select(self._table, self._where, identity), None)
            if existing is not None:
                labels = (self._table.by_name[name].label for name in self._identity)
                row.matched_by = f"{'、'.join(labels)}相同"
        whose = identity if existing is None else existing.id
        earlier = self._before.setdefault(whose, row)
        if number is not None and not self._belongs(row, existing, decision):
            hold(row, "台账编号对不上，可能来自另一份台账，请核对", "number")
        elif earlier is not row:
            row.outcome = "unchanged"
            note_duplicate(row, earlier)
        elif existing is not None:
            self._merger.merge(row, existing, decision, frozenset())
            if self._corrector and row.offered:
                self._corrector.correct(row, existing)
        else:
            row.outcome = "created"

    def _belongs(self, row: PlannedRow, existing: Any, decision: RowDecision) -> bool:
        """Whether a record can be the row's: the titles agree, or the clerk decided so."""
        if existing is None:
            return False
        sure = decision.same_as is not None or self._merger.policy("", decision) == "update"
        return sure or self._table.title_of(existing) == self._table.title_of(row.parsed)
