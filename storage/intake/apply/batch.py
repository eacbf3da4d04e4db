"""Apply a planned import in one transaction, and undo a whole import."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from storage import clock
from storage.counting.indicators.indicator import Selection
from storage.errors import UserError
from storage.intake.apply import provenance
from storage.intake.apply.learning import learn
from storage.intake.apply.provenance import Origins
from storage.intake.rows.import_plan import OUTCOMES, last_change
from storage.intake.sender.units import make_unit
from storage.model.tables import BY_NAME, VOLUNTEERS
from storage.model.tables.person import MOVEMENTS, Movement
from storage.model.tables.unit import UNITS
from storage.progress import silent
from storage.store.bulk import collector_paused
from storage.store.edit import format_moment
from storage.store.undo import Step, UndoResult, preview, undo

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator, Sequence

    from storage.intake.rows.import_plan import FilePlan, Plan, PlannedRow
    from storage.progress import Progress
    from storage.store.edit import Edit
    from storage.store.store import Store

_RECORDS = (
    "t.id IN (SELECT c.record_id FROM change c"
    " WHERE c.edit = :import_edit AND c.table_name = :import_table AND c.before {})"
)


def records_in(batch: Batch, *, updated: bool = False) -> Selection:
    """Return the selection of records that this import created, or those that it updated."""
    condition = _RECORDS.format("IS NOT NULL" if updated else "IS NULL")
    values = {"import_edit": batch.edit, "import_table": batch.table}
    return Selection(BY_NAME[batch.table], condition, values)


def received_files(store: Store, batch: Batch) -> list[tuple[str, str]]:
    """Return name and SHA-256 of the files of an import that are stored as received."""
    sql = (
        "SELECT f.name, f.sha256 FROM import_file f JOIN received r ON r.sha256 = f.sha256"
        " WHERE f.batch = ? ORDER BY f.id"
    )
    return [(row["name"], row["sha256"]) for row in store.rows(sql, (batch.id,))]


PORTION = 2_000  # records written at a time
FEW = 20  # changed records that are saved, and announced, one by one
TRANSFER = "转学"


class BatchWriter:
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
        self._origins = Origins(store)
        self._total = counts["created"] + counts["updated"] + counts["unchanged"]
        self._done = 0

    def write_file(self, file: FilePlan, number: int) -> None:
        """Write the records of a file, which has that number in the batch."""
        for sheet in file.sheets:
            if sheet.header_row is None:
                continue
            sheet_id = self._origins.add_sheet(sheet, self._batch, number)
            with self._store.enlarged_cache(len(sheet.rows)):
                for portion in _portions(sheet.rows):
                    self._progress(self._done, self._total)
                    self._write_portion(sheet_id, portion)
                    self._done += len(portion)
        self._progress(self._done, self._total)

    def _write_portion(self, sheet: int, rows: Sequence[PlannedRow]) -> None:
        fresh = [row for row in rows if row.outcome == "created"]
        known = [row for row in rows if row.outcome != "created" and row.target_id is not None]
        ids = self._edit.save_new(self._table, [row.record for row in fresh])
        for row, number in zip(fresh, ids, strict=True):
            if row.candidates or (self._people and not row.record.id_number):
                row.target_id = number  # by this it is known the next time, without an ID number
        self._change([row.record for row in known if row.outcome == "updated"])
        for row in known:
            if row.came_from is not None:
                self._record_move(row)
        ids += [row.target_id or 0 for row in known]
        self._origins.add_rows(sheet, ids, fresh + known)

    def _change(self, records: Sequence[Any]) -> None:
        if len(records) > FEW:
            self._edit.save_changed(self._table, records)
            return
        for record in records:
            self._edit.save(self._table, record)

    def _record_move(self, row: PlannedRow) -> None:
        """Record the transfer of a person from another school: a movement, not a second person."""
        before, after = row.came_from, row.record
        today = clock.today()
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
    imported = [row for row in rows if row.outcome in ("created", "updated", "unchanged")]
    for start in range(0, len(imported), PORTION):
        yield imported[start : start + PORTION]


@dataclass(frozen=True, slots=True)
class Batch:
    """One applied import; `unit_name` is "" where its files have no unit or several."""

    id: int
    edit: int
    at: str
    unit_name: str
    files: tuple[str, ...]
    counts: dict[str, int]
    undone_at: str | None
    table: str
    unit_names: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The title of the import: its unit, or its files where no unit is known."""
        if len(self.unit_names) > 1:
            return _several(self.unit_names)
        return self.unit_name or "、".join(self.files)


@collector_paused()
def apply_plan(store: Store, plan: Plan, progress: Progress = silent) -> Batch:
    """Write the plan in one transaction and return its batch; raises `UserError`, `Cancelled`."""
    unusable = [file for file in plan.files if not file.usable]
    if unusable and len(unusable) == len(plan.files):
        first = unusable[0]
        raise UserError(first.failure or f"《{first.name}》{first.doubt}，没有导入。")
    with store.edit(f"导入花名册：{_title(plan)}") as edit:
        if last_change(store) != plan.stamp:
            raise UserError("预览之后台账又有改动，请重新检查一遍再导入。")
        for number, name in sorted(plan.new_units.items()):
            if edit.save(UNITS, make_unit(name)) != number:
                raise UserError("预览之后台账又有改动，请重新检查一遍再导入。")
        batch = _insert_batch(store, edit, plan)
        writer = BatchWriter(store, edit, plan, batch, progress)
        for file in plan.files:
            if file.usable:
                writer.write_file(file, _insert_file(store, batch, file))
        learn(store, plan)
    return _batch(store, batch)


def _several(units: tuple[str, ...]) -> str:
    return f"{len(units)} 个单位（{units[0]}等）"


def _title(plan: Plan) -> str:
    units = tuple(plan.units.values())
    if len(units) > 1:
        return _several(units)
    return plan.unit_name or "、".join(file.name for file in plan.files if file.usable)


def _insert_batch(store: Store, edit: Edit, plan: Plan) -> int:
    sql = "INSERT INTO import_batch (at, edit, table_name, unit, policy) VALUES (?, ?, ?, ?, ?)"
    values = (
        format_moment(store.now()),
        edit.id,
        plan.table.name,
        plan.unit_id or None,
        plan.policy,
    )
    return int(store.execute(sql, values).lastrowid or 0)


def _insert_file(store: Store, batch: int, file: FilePlan) -> int:
    provenance.archive(store, file)
    cursor = store.execute(
        "INSERT INTO import_file (batch, name, unit, sha256, size, rows, created, updated,"
        " unchanged, held, rejected) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (batch, file.name, file.unit_id or None, file.sha256, file.size, *_row_counts(file)),
    )
    return int(cursor.lastrowid or 0)


def _row_counts(file: FilePlan) -> tuple[int, ...]:
    counts: Counter[str] = file.counts
    return (sum(counts.values()), *(counts[outcome] for outcome in OUTCOMES))


def load_batches(store: Store) -> list[Batch]:
    """Return every applied import, newest first."""
    numbers = [row["id"] for row in store.rows("SELECT id FROM import_batch ORDER BY id DESC")]
    return [_batch(store, number) for number in numbers]


def _batch(store: Store, number: int) -> Batch:
    found = next(store.rows("SELECT * FROM import_batch WHERE id = ?", (number,)), None)
    if found is None:
        raise UserError(f"没有第 {number} 次导入。")
    files = list(store.rows("SELECT * FROM import_file WHERE batch = ? ORDER BY id", (number,)))
    ids = dict.fromkeys(file["unit"] or found["unit"] for file in files)
    names = [store.value("SELECT name FROM unit WHERE id = ?", (one,)) for one in ids if one]
    units = tuple(name for name in names if name)
    return Batch(
        id=number,
        edit=found["edit"],
        at=found["at"],
        unit_name=units[0] if len(ids) == 1 and units else "",
        files=tuple(file["name"] for file in files),
        counts={outcome: sum(file[outcome] for file in files) for outcome in OUTCOMES},
        undone_at=found["undone_at"],
        table=found["table_name"],
        unit_names=units,
    )


def preview_undo(store: Store, number: int, progress: Progress = silent) -> UndoResult:
    """Return what undoing an import would remove, restore and leave, each with the reason."""
    return preview(store, _step(store, number), progress)


def undo_batch(store: Store, number: int, progress: Progress = silent) -> UndoResult:
    """Undo an import at any later time; records changed or used since stay and are listed."""
    return undo(store, _step(store, number), progress)


def _step(store: Store, number: int) -> Step:
    batch = _batch(store, number)
    if batch.undone_at:
        raise UserError(f"第 {number} 次导入已经撤销过了。")
    reason = store.value("SELECT reason FROM edit WHERE id = ?", (batch.edit,))
    return Step(batch.edit, reason)
