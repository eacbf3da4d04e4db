"""A roster beside the last one of the same school: who is new, who is gone, who has changed."""

from __future__ import annotations

import dataclasses
import json
import zlib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from storage.tables.person import MOVEMENTS, Movement
from storage.tables.volunteer import ON_ROSTER, VOLUNTEERS, Volunteer

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from storage.intake.planned import Plan, PlannedRow
    from storage.store import Store

LIKE = 0.3  # of the people of one file must be in the other for it to be the same roster again
MOST_OF_A_CLASS = 0.8  # gone together have finished school; fewer have gone elsewhere
GRADUATED, MOVED_AWAY = "毕业", "转出"
_MOVES = {GRADUATED: "毕业", MOVED_AWAY: "转学"}


@dataclass(frozen=True, slots=True)
class Gone:
    """Somebody who was on the last roster and is not on this one, and what it most likely is."""

    person: Volunteer
    proposal: str  # 毕业 or 转出; nothing is changed until the clerk says so


@dataclass(frozen=True, slots=True)
class Resubmission:
    """This roster beside the last one; `at` and `files` are of the last."""

    batch: int
    at: str
    files: tuple[str, ...]
    arrived: tuple[PlannedRow, ...]
    gone: tuple[Gone, ...]
    changed: tuple[PlannedRow, ...]


def compared(store: Store, plan: Plan) -> Resubmission | None:
    """The plan beside the last import of the same roster from the same unit, or None."""
    if plan.table is not VOLUNTEERS or not plan.unit_id or plan.unit_is_new:
        return None
    now = _people_in(plan)
    sql = (
        "SELECT id, at FROM import_batch WHERE unit = ? AND table_name = ? AND undone_at IS NULL"
        " ORDER BY id DESC LIMIT 12"
    )
    for row in store.rows(sql, (plan.unit_id, plan.table.name)):
        before = people_of_batch(store, row["id"])
        shared = len(before & now)
        if shared and shared >= LIKE * min(len(before), len(now)):
            return _beside(store, plan, row, before - now)
    return None


def _beside(store: Store, plan: Plan, batch: dict[str, Any], missing: set[int]) -> Resubmission:
    sql = "SELECT name FROM import_file WHERE batch = ? ORDER BY id"
    return Resubmission(
        batch=batch["id"],
        at=batch["at"],
        files=tuple(row["name"] for row in store.rows(sql, (batch["id"],))),
        arrived=tuple(row for row in plan.rows() if row.outcome == "created"),
        gone=tuple(_gone(store, plan.unit_id, missing)),
        changed=tuple(row for row in plan.rows() if row.outcome == "updated"),
    )


def people_of_batch(store: Store, batch: int) -> set[int]:
    """Everybody who was on the rosters of an import, known before or not."""
    sql = (
        "SELECT o.data FROM import_origin o JOIN import_sheet s ON s.id = o.sheet WHERE s.batch = ?"
    )
    found: set[int] = set()
    for row in store.rows(sql, (batch,)):
        found.update(json.loads(zlib.decompress(row["data"]))[0])
    return found


def _people_in(plan: Plan) -> set[int]:
    found: set[int] = set()
    for row in plan.rows():
        if row.target_id is not None:
            found.add(row.target_id)
        found.update(one.record.id for one in row.candidates)
    return found


def _gone(store: Store, unit: int, missing: set[int]) -> Iterable[Gone]:
    """Those who are still on this unit's roster in the ledger."""
    people = [
        person
        for person in _those(store, sorted(missing))
        if person.school == unit and person.status == ON_ROSTER
    ]
    left = Counter((person.grade, person.class_name) for person in people)
    sql = (
        "SELECT grade, class_name, count(*) AS number FROM volunteer WHERE school = ?"
        f" AND status = '{ON_ROSTER}' GROUP BY grade, class_name"
    )
    whole = {(row["grade"], row["class_name"]): row["number"] for row in store.rows(sql, (unit,))}
    for person in people:
        own = (person.grade, person.class_name)
        together = own != (None, None) and left[own] >= max(2, MOST_OF_A_CLASS * whole.get(own, 0))
        yield Gone(person, GRADUATED if together else MOVED_AWAY)


def _those(store: Store, ids: list[int]) -> Iterable[Volunteer]:
    condition = "id IN (SELECT value FROM json_each(?))"
    return store.select(VOLUNTEERS, condition, (json.dumps(ids),))


def let_go(store: Store, people: Iterable[tuple[int, str]], on: date) -> int:
    """Note that people have left (毕业 or 转出) on a day; they are never removed."""
    count = 0
    with store.edit("登记离校的人") as edit:
        for number, how in people:
            person = store.get(VOLUNTEERS, number)
            edit.save(VOLUNTEERS, dataclasses.replace(person, status=how, left_on=on))
            edit.save(
                MOVEMENTS,
                Movement(
                    volunteer=number,
                    kind=_MOVES[how],
                    happened_on=on,
                    from_unit=person.school,
                    from_class=person.class_name,
                ),
            )
            count += 1
    return count
