"""What becomes of each row: new, updated, unchanged, held for a decision, or rejected."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from storage.intake.matching import Known, look_up
from storage.schema import text_of
from storage.tables.unit import UNITS
from storage.tables.volunteer import VOLUNTEERS, Volunteer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.store import Store

OUTCOMES = ("created", "updated", "unchanged", "held", "rejected")


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A fault in one cell. `severity`: error keeps the row out, warning does not."""

    column: str
    header: str
    severity: str
    message: str


@dataclass(slots=True)
class PlannedRow:
    """One row of a sheet and what importing would do with it; `row` is counted as in WPS."""

    row: int
    raw: tuple[Any, ...]
    outcome: str = ""
    record: Volunteer | None = None
    given: tuple[str, ...] = ()
    problems: list[RowProblem] = field(default_factory=list)
    target_id: int | None = None
    differences: tuple[tuple[str, str, str], ...] = ()


class Judge:
    """Judges rows against the ledger and against the rows before them."""

    def __init__(self, store: Store, policy: str) -> None:
        self._store = store
        self._policy = policy
        self._by_number: dict[str, PlannedRow] = {}
        self._by_name: dict[tuple[str, str], PlannedRow] = {}

    def judge(self, rows: Sequence[PlannedRow]) -> None:
        """Give every row its outcome."""
        people = [row.record for row in rows if not row.outcome and row.record]
        known = look_up(self._store, people, [row.target_id for row in rows if row.target_id])
        for row in rows:
            if not row.outcome and row.record is not None:
                self._one(row, row.record, known)

    def _one(self, row: PlannedRow, person: Volunteer, known: Known) -> None:
        existing = known.by_number.get(person.id_number or "")
        if row.target_id is not None:
            mine = known.by_id.get(row.target_id)
            if mine is None or mine.name != person.name:
                self._hold(row, "台账编号与姓名对不上，可能来自另一份台账，请核对")
                return
            existing = mine
        earlier = self._earlier(row, person)
        if existing is not None:
            self._merge(row, person, existing)
            if earlier is not None:
                row.problems.append(_doubled(earlier))
        elif earlier is not None:
            self._same_file(row, person, earlier)
        elif (perhaps := known.perhaps(person)) and self._policy != "keep":
            self._hold(row, _suspicion(perhaps))
        else:
            row.outcome = "created"

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
            self._hold(row, f"与第{earlier.row}行身份证号相同而姓名不同，请核对")
            return
        fresh = {
            name: getattr(person, name)
            for name in row.given
            if getattr(earlier.record, name) is None
        }
        earlier.record = dataclasses.replace(earlier.record, **fresh)

    def _merge(self, row: PlannedRow, person: Volunteer, existing: Volunteer) -> None:
        row.target_id = existing.id
        if existing.name != person.name and self._policy != "update":
            self._hold(row, f"身份证号与台账中的{existing.name}相同而姓名不同，请核对")
            return
        fresh = {} if self._policy in ("skip", "keep") else self._fresh(row, person, existing)
        if self._moved(person, existing) and "school" not in fresh:
            message = "台账中登记在另一个学校或单位，可能是转入，请核对"
            row.problems.append(RowProblem("school", "", "warning", message))
        row.record = dataclasses.replace(existing, **fresh) if fresh else existing
        row.outcome = "updated" if fresh else "unchanged"
        row.differences = tuple(
            (name, self._text(name, getattr(existing, name)), self._text(name, value))
            for name, value in fresh.items()
        )

    def _fresh(self, row: PlannedRow, person: Volunteer, existing: Volunteer) -> dict[str, Any]:
        """The values of the row that are to go into the record held; blank never erases."""
        fresh = {}
        for column in VOLUNTEERS.columns:
            new, old = getattr(person, column.name), getattr(existing, column.name)
            if new is None or new == old:
                continue
            stated = column.name in row.given or column.name == "school"
            if old is None or (self._policy == "update" and stated):
                fresh[column.name] = new
        return fresh

    def _moved(self, person: Volunteer, existing: Volunteer) -> bool:
        return None not in (person.school, existing.school) and person.school != existing.school

    def _text(self, name: str, value: Any) -> str:
        column = VOLUNTEERS.by_name[name]
        if column.kind.target and isinstance(value, int) and value > 0:
            return self._store.get(UNITS, value).name
        return text_of(column, value)

    def _hold(self, row: PlannedRow, message: str) -> None:
        row.outcome = "held"
        row.problems.append(RowProblem("", "", "warning", message))


def _doubled(earlier: PlannedRow) -> RowProblem:
    return RowProblem("", "", "warning", f"与第{earlier.row}行是同一人，只记一次")


def _suspicion(perhaps: Sequence[Volunteer]) -> str:
    one = perhaps[0]
    facts = "、".join(filter(None, (one.birth_date, one.class_name)))
    more = f"等{len(perhaps)}人" if len(perhaps) > 1 else ""
    return f"像是台账中的{one.name}（{facts}）{more}，请核对是不是同一人"
