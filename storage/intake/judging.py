"""What becomes of each row: new, updated, unchanged, held for a decision, or rejected."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from storage.intake.choices import NO_DECISION
from storage.intake.matching import look_up
from storage.intake.planned import Candidate, FieldChange, PlannedRow
from storage.intake.problems import RowProblem
from storage.schema import text_of
from storage.tables import BY_NAME
from storage.tables.volunteer import VOLUNTEERS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from storage.intake.choices import RowDecision
    from storage.intake.matching import Known
    from storage.intake.planned import Plan
    from storage.store import Store
    from storage.tables.volunteer import Volunteer


class Judge:
    """Judges rows against the ledger and against the rows before them."""

    def __init__(self, store: Store, plan: Plan) -> None:
        self._store = store
        self._policy = plan.policy
        self._fields = plan.choices.fields
        self._unit = plan.unit_id, plan.unit_name
        self._by_number: dict[str, PlannedRow] = {}
        self._by_name: dict[tuple[str, str], PlannedRow] = {}

    def judge(self, rows: Sequence[PlannedRow], decisions: Mapping[int, RowDecision]) -> None:
        """Give every row its outcome."""
        people = [row.record for row in rows if not row.outcome and row.record]
        ids = [row.target_id for row in rows if row.target_id]
        ids += [one.same_as for one in decisions.values() if one.same_as]
        known = look_up(self._store, people, ids)
        for row in rows:
            if not row.outcome and row.record is not None:
                self._one(row, row.record, known, decisions.get(row.row, NO_DECISION))

    def _one(self, row: PlannedRow, person: Volunteer, known: Known, decision: RowDecision) -> None:
        policy = decision.policy or self._policy
        existing = known.by_number.get(person.id_number or "")
        if row.target_id is not None:
            mine = known.by_id.get(row.target_id)
            if mine is None or (mine.name != person.name and decision.same_as is None):
                self._hold(row, "台账编号与姓名对不上，可能来自另一份台账，请核对", "number")
                return
            existing = mine
        if existing is None and decision.same_as is not None:
            existing = known.by_id.get(decision.same_as)
        earlier = self._earlier(row, person)
        if existing is not None:
            self._known(row, person, existing, decision, policy)
            if earlier is not None:
                row.problems.append(_doubled(earlier))
        elif earlier is not None and not decision.different:
            self._same_file(row, person, earlier)
        else:
            self._perhaps(row, person, known, decision, policy)

    def _perhaps(
        self, row: PlannedRow, person: Volunteer, known: Known, decision: RowDecision, policy: str
    ) -> None:
        candidates = tuple(known.perhaps(person))
        if candidates and policy != "keep" and not decision.different:
            row.candidates = candidates
            self._hold(row, _suspicion(candidates), "candidates")
        else:
            row.outcome = "created"

    def _known(
        self,
        row: PlannedRow,
        person: Volunteer,
        existing: Volunteer,
        decision: RowDecision,
        policy: str,
    ) -> None:
        """Merge a row into the record held, once it is sure that both are one person."""
        row.target_id = existing.id
        sure = decision.same_as == existing.id or policy == "update"
        if existing.name != person.name and not sure:
            row.candidates = (Candidate(existing, ("身份证号相同",)),)
            self._hold(row, f"身份证号与台账中的{existing.name}相同而姓名不同，请核对", "name")
            return
        if decision.different and existing.id_number == person.id_number:
            self._hold(row, f"与台账中的{existing.name}身份证号相同，不能另记一人", "number")
            return
        self._merge(row, person, existing, decision, policy)

    def _earlier(self, row: PlannedRow, person: Volunteer) -> PlannedRow | None:
        """The row before this one that is surely the same person."""
        if person.id_number:
            first = self._by_number.setdefault(person.id_number, row)
        else:
            key = (person.name, f"{person.birth_date}|{person.phone}|{person.class_name}")
            first = self._by_name.setdefault(key, row)
        return None if first is row else first

    def _same_file(self, row: PlannedRow, person: Volunteer, earlier: PlannedRow) -> None:
        """Let a second row of a person fill what the first one left blank."""
        row.problems.append(_doubled(earlier))
        row.outcome = "unchanged"
        if earlier.outcome != "created" or earlier.record is None:
            return
        if earlier.record.name != person.name:
            self._hold(row, f"与第{earlier.row}行身份证号相同而姓名不同，请核对", "name")
            return
        fresh = {
            name: getattr(person, name)
            for name in row.given
            if getattr(earlier.record, name) is None
        }
        earlier.record = dataclasses.replace(earlier.record, **fresh)

    def _merge(
        self,
        row: PlannedRow,
        person: Volunteer,
        existing: Volunteer,
        decision: RowDecision,
        policy: str,
    ) -> None:
        fresh: dict[str, Any] = {}
        offered = []
        for name, old, new in _differing(row, person, existing):
            wanted = decision.policy or self._fields.get(name) or policy
            taken = wanted == "update" or (wanted == "fill" and old is None)
            taken = decision.take.get(name, taken)
            offered.append(FieldChange(name, self._text(name, old), self._text(name, new), taken))
            if taken:
                fresh[name] = new
        if self._moved(person, existing) and "school" not in fresh:
            message = "台账中登记在另一个学校或单位，可能是转入，请核对"
            row.problems.append(RowProblem("school", "", "warning", message, "transfer"))
        row.offered = tuple(offered)
        row.record = dataclasses.replace(existing, **fresh) if fresh else existing
        row.outcome = "updated" if fresh else "unchanged"

    def _moved(self, person: Volunteer, existing: Volunteer) -> bool:
        return None not in (person.school, existing.school) and person.school != existing.school

    def _text(self, name: str, value: Any) -> str:
        column = VOLUNTEERS.by_name[name]
        if value is None or not column.kind.target:
            return text_of(column, value)
        if (value, column.kind.target) == (self._unit[0], "unit"):
            return self._unit[1]
        table = BY_NAME[column.kind.target]
        return table.title_of(self._store.get(table, value))

    def _hold(self, row: PlannedRow, message: str, code: str) -> None:
        row.outcome = "held"
        row.problems.append(RowProblem("", "", "warning", message, code))


def _differing(row: PlannedRow, person: Any, existing: Any) -> list[tuple[str, Any, Any]]:
    """The fields that the row says otherwise than the record held; blank never erases."""
    found = []
    for column in VOLUNTEERS.columns:
        new, old = getattr(person, column.name), getattr(existing, column.name)
        if new is None or new == old:
            continue
        if old is None or column.name in row.given or column.name == "school":
            found.append((column.name, old, new))
    return found


def _doubled(earlier: PlannedRow) -> RowProblem:
    message = f"与第{earlier.row}行是同一人，只记一次"
    return RowProblem("", "", "warning", message, "twice")


def _suspicion(candidates: Sequence[Candidate]) -> str:
    one = candidates[0].record
    facts = "、".join(filter(None, (one.birth_date, one.class_name)))
    more = f"等{len(candidates)}人" if len(candidates) > 1 else ""
    return f"像是台账中的{one.name}（{facts}）{more}，请核对是不是同一人"
