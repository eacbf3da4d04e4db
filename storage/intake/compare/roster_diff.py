"""Compare a roster with the previous one of the same school: new, changed and missing people."""

from __future__ import annotations

import dataclasses
import json
import zlib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from storage.model.tables.person import MOVEMENTS, Movement
from storage.model.tables.volunteer import ON_ROSTER, VOLUNTEERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from storage.intake.rows.import_plan import Plan, PlannedRow
    from storage.model.tables.volunteer import Volunteer
    from storage.store.edit import Edit
    from storage.store.store import Store

GRADUATED, MOVED_AWAY = "毕业", "转出"
LEFT = (GRADUATED, MOVED_AWAY)  # what may have become of those who are gone; none is removed
MOVES = {GRADUATED: "毕业", MOVED_AWAY: "转学"}
LIKE = 0.3  # of the people of one file must be in the other for it to be the same roster again
MOST_OF_A_CLASS = 0.8  # gone together have finished school; fewer have gone elsewhere
LATEST = 12  # imports of a school that are looked at


@dataclass(frozen=True, slots=True)
class RosterDiff:
    """The differences from the previous roster of the same school.

    `gone` are still on the school's books, each with what it most likely is (`proposals`, by
    number); who may be in a row that is not settled is not gone.
    """

    batch: int
    at: str
    files: tuple[str, ...]
    rows_arrived: tuple[PlannedRow, ...]
    rows_changed: tuple[PlannedRow, ...]
    gone: tuple[Volunteer, ...]
    proposals: Mapping[int | None, str]

    @property
    def arrived(self) -> int:
        """The number of people whom the previous roster did not list."""
        return len(self.rows_arrived)

    @property
    def changed(self) -> int:
        """The number of people listed before whose fields differ now."""
        return len(self.rows_changed)


def compare_with_last(store: Store, plan: Plan) -> RosterDiff | None:
    """Compare a plan with the last import of the same roster, None where there was none.

    A school may send one class at a time: a file that has hardly anybody in common is another one.
    """
    if plan.table is not VOLUNTEERS:
        return None
    here = {row.target_id for row in plan.rows() if row.target_id is not None}
    here |= {one.record.id for row in plan.rows() for one in row.candidates}
    found = []
    for unit in plan.units.keys() - plan.new_units.keys():
        rows = [
            row
            for file in plan.files
            if file.unit_id == unit
            for sheet in file.sheets
            for row in sheet.rows
        ]
        found.append(_diff_of_unit(store, unit, rows, here))
    return _merged([one for one in found if one is not None])


def _diff_of_unit(
    store: Store, unit: int, rows: Sequence[PlannedRow], here: set[int]
) -> RosterDiff | None:
    """Compare the rows of one unit; persons in `here`, from any school's rows, are not missing."""
    own = {row.target_id for row in rows if row.target_id is not None}
    own |= {one.record.id for row in rows for one in row.candidates}
    sql = (
        "SELECT DISTINCT b.id, b.at FROM import_batch b JOIN import_file f ON f.batch = b.id"
        " WHERE ifnull(f.unit, b.unit) = ? AND b.table_name = ? AND b.undone_at IS NULL"
        " ORDER BY b.id DESC LIMIT ?"
    )
    for batch in list(store.rows(sql, (unit, VOLUNTEERS.name, LATEST))):
        before = _people(store, batch["id"], unit)
        shared = len(before & own)
        if shared and shared >= LIKE * min(len(before), len(own)):
            return _diff(store, unit, rows, batch, before, before - here)
    return None


def _merged(found: Sequence[RosterDiff]) -> RosterDiff | None:
    """Merge the differences of several schools; batch and time are those of the latest."""
    if len(found) < 2:
        return found[0] if found else None
    latest = max(found, key=lambda one: one.batch)
    return RosterDiff(
        batch=latest.batch,
        at=latest.at,
        files=tuple(dict.fromkeys(name for one in found for name in one.files)),
        rows_arrived=tuple(row for one in found for row in one.rows_arrived),
        rows_changed=tuple(row for one in found for row in one.rows_changed),
        gone=tuple(person for one in found for person in one.gone),
        proposals={number: proposal for one in found for number, proposal in one.proposals.items()},
    )


def _diff(
    store: Store,
    unit: int,
    rows: Sequence[PlannedRow],
    batch: dict[str, Any],
    before: set[int],
    missing: set[int],
) -> RosterDiff:
    unsure = {row.parsed.name for row in rows if row.outcome in ("held", "rejected") and row.parsed}
    files = store.rows(
        "SELECT f.name FROM import_file f JOIN import_batch b ON b.id = f.batch"
        " WHERE f.batch = ? AND ifnull(f.unit, b.unit) = ? ORDER BY f.id",
        (batch["id"], unit),
    )
    gone = tuple(one for one in _on_books(store, missing, unit) if one.name not in unsure)
    return RosterDiff(
        batch=batch["id"],
        at=batch["at"],
        files=tuple(row["name"] for row in files),
        rows_arrived=tuple(
            row
            for row in rows
            if row.outcome == "created"
            or (row.target_id is not None and row.target_id not in before)
        ),
        rows_changed=tuple(row for row in rows if row.target_id in before and row.offered),
        gone=gone,
        proposals=_proposals(store, unit, gone),
    )


def _people(store: Store, batch: int, unit: int) -> set[int]:
    """Return the record numbers of everybody in a unit's files of an import, new or not."""
    sql = (
        "SELECT o.data FROM import_origin o JOIN import_sheet s ON s.id = o.sheet"
        " JOIN import_file f ON f.id = s.file JOIN import_batch b ON b.id = f.batch"
        " WHERE s.batch = ? AND ifnull(f.unit, b.unit) = ?"
    )
    found: set[int] = set()
    for row in store.rows(sql, (batch, unit)):
        found.update(json.loads(zlib.decompress(row["data"]))[0])
    return found


def _on_books(store: Store, ids: set[int], unit: int) -> Iterable[Volunteer]:
    condition = "id IN (SELECT value FROM json_each(?)) AND status = ? AND school = ?"
    return store.select(VOLUNTEERS, condition, (json.dumps(sorted(ids)), ON_ROSTER, unit))


def _proposals(store: Store, unit: int, gone: Sequence[Volunteer]) -> dict[int | None, str]:
    """Propose 毕业 where nearly a whole class is missing, else 转出, by the person's number."""
    left = Counter((one.grade, one.class_name) for one in gone)
    sql = (
        "SELECT grade, class_name, count(*) AS number FROM volunteer WHERE school = ?"
        " AND status = ? GROUP BY grade, class_name"
    )
    whole = {
        (row["grade"], row["class_name"]): row["number"]
        for row in store.rows(sql, (unit, ON_ROSTER))
    }
    return {one.id: _proposal((one.grade, one.class_name), left, whole) for one in gone}


def _proposal(
    own: tuple[str | None, str | None],
    left: Counter[tuple[str | None, str | None]],
    whole: Mapping[tuple[str | None, str | None], int],
) -> str:
    together = left[own] >= max(2, MOST_OF_A_CLASS * whole[own])
    return GRADUATED if together and own != (None, None) else MOVED_AWAY


def mark_left(edit: Edit, people: Sequence[Volunteer], how: str, on: date) -> None:
    """Record that people graduated or moved away on a day, with the movement of each."""
    for one in people:
        edit.save(VOLUNTEERS, dataclasses.replace(one, status=how, left_on=on))
        move = Movement(
            volunteer=one.id or 0,
            kind=MOVES[how],
            happened_on=on,
            from_unit=one.school,
            from_class=one.class_name,
        )
        edit.save(MOVEMENTS, move)
