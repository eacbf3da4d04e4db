"""A roster beside the last one of the same school: who is new, who is no longer in it."""

from __future__ import annotations

import dataclasses
import json
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage.tables.volunteer import ON_ROSTER, VOLUNTEERS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from storage.edit import Edit
    from storage.intake.plan import Plan
    from storage.store import Store
    from storage.tables.volunteer import Volunteer

LEFT = ("毕业", "转出")  # what may have become of those who are gone; they are never removed
PORTION = 500  # records in one look-up


@dataclass(frozen=True, slots=True)
class Since:
    """What is different from the last roster.

    `gone` are still on the school's books; who may be in a row that is not settled is not gone.
    """

    at: str
    files: tuple[str, ...]
    arrived: int
    changed: int
    gone: tuple[Volunteer, ...]


def since_last(store: Store, plan: Plan) -> Since | None:
    """Compare a plan with what was last imported for its unit, None where nothing was."""
    if plan.table is not VOLUNTEERS or not plan.unit_name or plan.unit_is_new:
        return None
    sql = (
        "SELECT id, at FROM import_batch WHERE unit = ? AND table_name = ? AND undone_at IS NULL"
        " ORDER BY id DESC LIMIT 1"
    )
    last = next(store.rows(sql, (plan.unit_id, plan.table.name)), None)
    if last is None:
        return None
    before = _people(store, last["id"])
    rows = list(plan.rows())
    here = {row.target_id for row in rows if row.target_id is not None}
    here |= {one.record.id for row in rows for one in row.candidates}
    unsure = {row.said.name for row in rows if row.outcome in ("held", "rejected") and row.said}
    files = store.rows("SELECT name FROM import_file WHERE batch = ? ORDER BY id", (last["id"],))
    return Since(
        at=last["at"],
        files=tuple(row["name"] for row in files),
        arrived=sum(
            row.outcome == "created" or (row.target_id is not None and row.target_id not in before)
            for row in rows
        ),
        changed=sum(row.target_id in before and bool(row.offered) for row in rows),
        gone=tuple(
            one
            for one in _on_books(store, sorted(before - here), plan.unit_id)
            if one.name not in unsure
        ),
    )


def _people(store: Store, batch: int) -> set[int]:
    """Everybody who was in an import, new or not."""
    sql = (
        "SELECT o.data FROM import_origin o JOIN import_sheet s ON s.id = o.sheet WHERE s.batch = ?"
    )
    found: set[int] = set()
    for row in store.rows(sql, (batch,)):
        found.update(json.loads(zlib.decompress(row["data"]))[0])
    return found


def _on_books(store: Store, ids: Sequence[int], unit: int) -> list[Volunteer]:
    found: list[Volunteer] = []
    for start in range(0, len(ids), PORTION):
        portion = ids[start : start + PORTION]
        places = ", ".join("?" * len(portion))
        condition = f"id IN ({places}) AND status = ? AND school = ?"
        found += store.select(VOLUNTEERS, condition, [*portion, ON_ROSTER, unit])
    return found


def mark_left(edit: Edit, people: Sequence[Volunteer], how: str, on: date) -> None:
    """Note of people that they have graduated or moved away on a day."""
    for one in people:
        edit.save(VOLUNTEERS, dataclasses.replace(one, status=how, left_on=on))
