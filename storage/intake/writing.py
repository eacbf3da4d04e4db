"""Writing what a plan says: new records many at a time, changed ones, moves, and their origins."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from storage.bulk import room_for
from storage.intake.origin import Origins
from storage.tables import VOLUNTEERS
from storage.tables.person import MOVEMENTS, Movement

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from storage.edit import Edit
    from storage.intake.planned import FilePlan, Plan, PlannedRow
    from storage.progress import Progress
    from storage.store import Store

PORTION = 2_000  # records written at a time
FEW = 20  # changed records that are told of one by one
TRANSFER = "转学"


class Writer:
    """Writes one file after another into an edit."""

    def __init__(
        self, store: Store, edit: Edit, plan: Plan, batch: int, progress: Progress
    ) -> None:
        self._store = store
        self._edit = edit
        self._table = plan.table
        self._people = plan.table is VOLUNTEERS
        self._batch = batch
        self._progress = progress
        counts = plan.counts
        self._origins = Origins(store.connection)
        self._total = counts["created"] + counts["updated"] + counts["unchanged"]
        self._done = 0

    def file(self, file: FilePlan, number: int) -> None:
        """Write what a file holds."""
        for sheet in file.sheets:
            if sheet.header_row is None:
                continue
            noted = self._origins.begin(sheet, self._batch, number)
            with room_for(self._store.connection, len(sheet.rows)):
                for portion in _portions(sheet.rows):
                    self._progress(self._done, self._total)
                    self._portion(noted, portion)
                    self._done += len(portion)
        self._progress(self._done, self._total)

    def _portion(self, sheet: int, rows: Sequence[PlannedRow]) -> None:
        fresh = [row for row in rows if row.outcome == "created"]
        known = [row for row in rows if row.outcome != "created" and row.target_id is not None]
        ids = self._edit.save_new(self._table, [row.record for row in fresh])
        for row, number in zip(fresh, ids, strict=True):
            if row.candidates or (self._people and not row.record.id_number):
                row.target_id = number  # by this it is known the next time, without an ID number
        self._change([row.record for row in known if row.outcome == "updated"])
        for row in known:
            if row.came_from is not None:
                self._move(row)
        ids += [row.target_id or 0 for row in known]
        self._origins.note(sheet, ids, fresh + known)

    def _change(self, records: Sequence[Any]) -> None:
        if len(records) > FEW:
            self._edit.save_changed(self._table, records)
            return
        for record in records:
            self._edit.save(self._table, record)

    def _move(self, row: PlannedRow) -> None:
        """Note that somebody has come from another school: history, not a second person."""
        before, after = row.came_from, row.record
        today = date.today()
        if self._store.find(MOVEMENTS, volunteer=after.id, kind=TRANSFER, happened_on=today):
            return
        move = Movement(
            volunteer=after.id,
            kind=TRANSFER,
            happened_on=today,
            from_unit=before.school,
            to_unit=after.school,
            from_class=before.class_name,
            to_class=after.class_name,
        )
        self._edit.save(MOVEMENTS, move)


def _portions(rows: Sequence[PlannedRow]) -> Iterator[list[PlannedRow]]:
    kept = [row for row in rows if row.outcome in ("created", "updated", "unchanged")]
    for start in range(0, len(kept), PORTION):
        yield kept[start : start + PORTION]
