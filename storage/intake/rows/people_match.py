"""Match each row of a roster with a person of the ledger, or of an earlier row."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from storage.intake.choices import NO_DECISION
from storage.intake.memory import person_subject
from storage.intake.rows.import_plan import Candidate, PlannedRow, RowProblem
from storage.intake.rows.row_diff import Merger, hold, note_duplicate
from storage.model.tables.volunteer import ON_ROSTER, VOLUNTEERS, Volunteer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from storage.intake.choices import RowDecision
    from storage.intake.memory import Memories
    from storage.intake.rows.import_plan import Plan
    from storage.store.store import Store

PORTION = 5_000  # values in one look-up
# What a new school says of somebody who comes from another one, whatever is held
_WITH_SCHOOL = frozenset(
    ("school", "department", "grade", "class_name", "student_number", "status")
)
_NOTHING: frozenset[str] = frozenset()


@dataclass(slots=True)
class KnownPeople:
    """The people of the ledger that the rows of a file could match."""

    by_id: dict[int, Volunteer] = field(default_factory=dict)
    by_number: dict[str, Volunteer] = field(default_factory=dict)
    by_name: dict[str, list[Volunteer]] = field(default_factory=dict)

    def candidates(self, person: Volunteer) -> list[Candidate]:
        """Return people of the same name and the same birth date, phone or class.

        Two different ID numbers are two people, however alike they are otherwise.
        """
        return [
            Candidate(one, reasons)
            for one in self.by_name.get(person.name, ())
            if not (one.id_number and person.id_number and one.id_number != person.id_number)
            and (reasons := tuple(_reasons(one, person)))
        ]


def _reasons(one: Volunteer, other: Volunteer) -> Iterator[str]:
    if one.birth_date and one.birth_date == other.birth_date:
        yield "姓名、出生日期相同"
    if one.phone and one.phone == other.phone:
        yield "姓名、电话相同"
    same_place = one.school is not None and one.school == other.school
    differ = one.birth_date and other.birth_date and one.birth_date != other.birth_date
    if same_place and one.class_name and one.class_name == other.class_name and not differ:
        yield "姓名、学校、班级相同"


def load_known(store: Store, people: Iterable[Volunteer], ids: Iterable[int] = ()) -> KnownPeople:
    """Load the people of the ledger that a file's rows could match, in few large queries."""
    known = KnownPeople()
    numbers: set[str] = set()
    names: set[str] = set()
    unsure: set[str] = set()
    for person in people:
        names.add(person.name)
        if person.id_number:
            numbers.add(person.id_number)
        else:
            unsure.add(person.name)
    for one in _fetch(store, "id", sorted(set(ids))):
        known.by_id[one.id or 0] = one
    for one in _fetch(store, "id_number", sorted(numbers)):
        known.by_number[one.id_number or ""] = one
        known.by_id[one.id or 0] = one
    for one in _fetch(store, "name", sorted(unsure)):
        known.by_name.setdefault(one.name, []).append(one)
    for one in _fetch(store, "name", sorted(names - unsure), " AND id_number IS NULL"):
        known.by_name.setdefault(one.name, []).append(one)
    return known


def _fetch(store: Store, column: str, values: list[Any], more: str = "") -> Iterator[Volunteer]:
    for start in range(0, len(values), PORTION):
        portion = values[start : start + PORTION]
        places = ", ".join("?" * len(portion))
        yield from store.select(VOLUNTEERS, f"{column} IN ({places}){more}", portion)


class PeopleMatcher:
    """Matches the rows of rosters with the ledger and with the rows before them."""

    def __init__(self, store: Store, plan: Plan, memories: Memories) -> None:
        self._store = store
        self._policy = plan.policy
        self._merger = Merger(store, plan)
        self._memories = memories
        self._by_number: dict[str, PlannedRow] = {}
        self._by_name: dict[str, list[PlannedRow]] = {}
        self._numberless: dict[str, list[PlannedRow]] = {}  # those of them without an ID number
        self._merged: dict[int | None, Volunteer] = {}  # as rows before have left them

    def match(self, rows: Sequence[PlannedRow], decisions: Mapping[int, RowDecision]) -> None:
        """Set the outcome of every row."""
        people = [row.parsed for row in rows if not row.outcome]
        ids = [row.target_id for row in rows if row.target_id]
        ids += [one.same_as for one in decisions.values() if one.same_as]
        if self._memories.same_as:
            same = (self._memories.same(person_subject(one)) for one in people if not one.id_number)
            ids += [number for number in same if number]
        known = load_known(self._store, people, ids)
        for row in rows:
            if not row.outcome:
                self._match_row(row, row.parsed, known, decisions.get(row.row, NO_DECISION))

    def _match_row(
        self, row: PlannedRow, person: Volunteer, known: KnownPeople, decision: RowDecision
    ) -> None:
        existing = known.by_number.get(person.id_number or "")
        row.matched_by = "身份证号相同" if existing is not None else ""
        if row.target_id is not None:
            row.matched_by = "台账编号"
            mine = known.by_id.get(row.target_id)
            if mine is None or (mine.name != person.name and decision.same_as != mine.id):
                hold(row, "台账编号与姓名对不上，可能来自另一份台账，请核对", "number")
                return
            existing = mine
        if existing is None:
            existing = self._decided(row, person, known, decision)
        earlier = self._earlier(row, person)
        if existing is not None:
            self._merge_known(row, person, self._merged.get(existing.id, existing), decision)
            if row.outcome in ("updated", "unchanged"):
                self._merged[existing.id] = row.record
            if earlier is not None and earlier.target_id == existing.id:
                note_duplicate(row, earlier)
        elif earlier is not None and not decision.different:
            self._same_file(row, person, earlier)
        else:
            self._suggest(row, person, known, decision)

    def _decided(
        self, row: PlannedRow, person: Volunteer, known: KnownPeople, decision: RowDecision
    ) -> Volunteer | None:
        """Return the record that the clerk decided on, in this or an earlier import, or None."""
        if decision.same_as is not None:
            found = known.by_id.get(decision.same_as)
            row.matched_by = "您认定是同一人" if found is not None else ""
            return found
        if decision.different or person.id_number or not self._memories.same_as:
            return None
        found = known.by_id.get(self._memories.same(person_subject(person)) or 0)
        row.matched_by = "以前认定过，或以前导入过这一行" if found is not None else ""
        return found

    def _suggest(
        self, row: PlannedRow, person: Volunteer, known: KnownPeople, decision: RowDecision
    ) -> None:
        policy = decision.policy or self._policy
        row.candidates = tuple(
            one
            for one in known.candidates(person)
            if not self._memories.different(person_subject(person), one.record.id)
        )
        if row.candidates and policy != "keep" and not decision.different:
            hold(row, _suspicion(row.candidates), "candidates")
        else:
            row.outcome = "created"

    def _merge_known(
        self, row: PlannedRow, person: Volunteer, existing: Volunteer, decision: RowDecision
    ) -> None:
        """Merge a row into the record of the same person."""
        row.target_id = existing.id
        decided = decision.same_as == existing.id
        if decision.different and existing.id_number == person.id_number:
            hold(row, f"与台账中的{existing.name}身份证号相同，不能另记一人", "number")
        elif existing.name != person.name and not (
            decided or self._merger.policy("name", decision) == "update"
        ):
            message = f"身份证号与台账中的{existing.name}相同而姓名不同，请核对"
            hold(row, message, "name", Candidate(existing, ("身份证号相同",)))
        elif _moved(person, existing) and "school" not in decision.take:
            self._transfer(row, existing, decision, decided=decided)
        else:
            self._merger.merge(row, existing, decision, _NOTHING)
            if _moved(row.record, existing):
                row.came_from = existing
            left = existing.status != ON_ROSTER and row.record.status == existing.status
            if left and "status" not in row.fields:
                message = f"台账中登记为“{existing.status}”，名册里还有这个人，请核对"
                row.problems += (RowProblem("status", "", "warning", message, "left"),)

    def _transfer(
        self, row: PlannedRow, existing: Volunteer, decision: RowDecision, *, decided: bool
    ) -> None:
        """Hold a row that matches a person of another school until the transfer is decided."""
        policy = self._merger.policy("school", decision)
        if decided or policy == "update":
            self._merger.merge(row, existing, decision, _WITH_SCHOOL)
            row.came_from = existing
            if row.record.status == ON_ROSTER != existing.status:
                row.record = dataclasses.replace(row.record, left_on=None)
        elif policy == "fill":
            school = self._merger.text("school", existing.school)
            message = f"台账中登记在{school}，像是转入，请核对"
            candidate = Candidate(existing, ("身份证号相同，登记在另一个学校或单位",))
            hold(row, message, "transfer", candidate)
        else:
            self._merger.merge(row, existing, decision, _NOTHING)
            message = "台账中登记在另一个学校或单位，没有改动"
            row.problems += (RowProblem("school", "", "warning", message, "transfer"),)

    def _earlier(self, row: PlannedRow, person: Volunteer) -> PlannedRow | None:
        """Return the earlier row that is or could be the same person, or None."""
        name, number = person.name, person.id_number
        # Two ID numbers are two people: of those with one, only its own owner could be this one
        before = (self._numberless if number else self._by_name).get(name, ())
        found = (
            next((one for one in before if _may_be_same(one.parsed, person)), None)
            if before
            else None
        )
        self._by_name.setdefault(name, []).append(row)
        if not number:
            self._numberless.setdefault(name, []).append(row)
            return found
        first = self._by_number.setdefault(number, row)
        return found if first is row else first

    def _same_file(self, row: PlannedRow, person: Volunteer, earlier: PlannedRow) -> None:
        """Fill blank fields of a person's first row from a second row."""
        first: Volunteer = earlier.parsed
        if first.name != person.name:
            where = earlier.position_from(row)
            hold(row, f"与{where}身份证号相同而姓名不同，请核对", "name")
        elif not (person.id_number and first.id_number) and not _is_surely_same(first, person):
            where = earlier.position_from(row)
            hold(row, f"与{where}姓名相同，像是同一人，请核对", "twice")
        else:
            note_duplicate(row, earlier, self._contradictions(row, person, first))
            row.outcome = "unchanged"
            row.matched_by = f"与{earlier.position_from(row)}是同一人"
            if earlier.outcome == "created":
                fresh = {
                    name: getattr(person, name)
                    for name in row.fields
                    if (held := getattr(earlier.record, name)) is None
                    or self._merger.is_part(name, held, getattr(person, name))
                }
                earlier.record = dataclasses.replace(earlier.record, **fresh)

    def _contradictions(self, row: PlannedRow, person: Volunteer, first: Volunteer) -> str:
        """Return a sentence on the fields in which a second row contradicts the first, or ""."""
        decided = []
        for name in row.fields:
            mine, theirs = getattr(person, name), getattr(first, name)
            if None in (mine, theirs) or mine == theirs:
                continue
            part = self._merger.is_part
            if not part(name, mine, theirs) and not part(name, theirs, mine):
                label = VOLUNTEERS.by_name[name].label
                texts = (self._merger.text(name, one) for one in (theirs, mine))
                decided.append("{}前面是“{}”，这里是“{}”".format(label, *texts))
        return f"；{'，'.join(decided)}，记的是前面的，请核对" if decided else ""


def _moved(person: Volunteer, existing: Volunteer) -> bool:
    return None not in (person.school, existing.school) and person.school != existing.school


def _may_be_same(one: Volunteer, other: Volunteer) -> bool:
    """Whether two rows with one name could be one person; two ID numbers never are."""
    if one.id_number and other.id_number:
        return one.id_number == other.id_number
    return all(
        mine is None or theirs is None or mine == theirs
        for mine, theirs in (
            (one.birth_date, other.birth_date),
            (one.class_name, other.class_name),
            (one.student_number, other.student_number),
            (one.school, other.school),
        )
    )


def _is_surely_same(one: Volunteer, other: Volunteer) -> bool:
    """Whether two rows with one name agree in enough facts to be one person."""
    if one.id_number or other.id_number:
        return False
    facts = ("birth_date", "phone", "student_number")
    return any(
        getattr(one, fact) is not None and getattr(one, fact) == getattr(other, fact)
        for fact in facts
    )


def _suspicion(candidates: Sequence[Candidate]) -> str:
    one = candidates[0].record
    facts = "、".join(filter(None, (one.birth_date, one.class_name)))
    more = f"等{len(candidates)}人" if len(candidates) > 1 else ""
    return f"像是台账中的{one.name}（{facts}）{more}，请核对是不是同一人"
