"""Keeping a planned import in one transaction, and taking a whole import back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage.bulk import collector_paused
from storage.edit import written
from storage.errors import UserError
from storage.intake import origin
from storage.intake.learning import learn
from storage.intake.plan import OUTCOMES, last_change
from storage.intake.units import make_unit
from storage.intake.writing import Writer
from storage.progress import silent
from storage.tables.unit import UNITS
from storage.undo import Step, Undone, foresee, undo

if TYPE_CHECKING:
    from collections import Counter

    from storage.edit import Edit
    from storage.intake.plan import FilePlan, Plan
    from storage.progress import Progress
    from storage.store import Store


@dataclass(frozen=True, slots=True)
class Batch:
    """One import that was kept; `unit_name` is "" where its files have none or several."""

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
    def called(self) -> str:
        """What it is called: by whose it was, else by its files."""
        if len(self.unit_names) > 1:
            return _several(self.unit_names)
        return self.unit_name or "、".join(self.files)


@collector_paused()
def keep(store: Store, plan: Plan, progress: Progress = silent) -> Batch:
    """Keep what the plan says, all of it or nothing; raises `UserError`, `Cancelled`."""
    unkept = [file for file in plan.files if not file.kept]
    if unkept and len(unkept) == len(plan.files):
        first = unkept[0]
        raise UserError(first.failure or f"《{first.name}》{first.doubt}，没有导入。")
    with store.edit(f"导入花名册：{_title(plan)}") as edit:
        if last_change(store) != plan.stamp:
            raise UserError("预览之后台账又有改动，请重新检查一遍再导入。")
        for number, name in sorted(plan.new_units.items()):
            if edit.save(UNITS, make_unit(name)) != number:
                raise UserError("预览之后台账又有改动，请重新检查一遍再导入。")
        batch = _note(store, edit, plan)
        writer = Writer(store, edit, plan, batch, progress)
        for file in plan.files:
            if file.kept:
                writer.file(file, _note_file(store, batch, file))
        learn(store, plan)
    return _batch(store, batch)


def _several(units: tuple[str, ...]) -> str:
    return f"{len(units)} 个单位（{units[0]}等）"


def _title(plan: Plan) -> str:
    units = tuple(plan.units.values())
    if len(units) > 1:
        return _several(units)
    return plan.unit_name or "、".join(file.name for file in plan.files if file.kept)


def _note(store: Store, edit: Edit, plan: Plan) -> int:
    sql = "INSERT INTO import_batch (at, edit, table_name, unit, policy) VALUES (?, ?, ?, ?, ?)"
    values = (written(store.now()), edit.id, plan.table.name, plan.unit_id or None, plan.policy)
    return int(store.connection.execute(sql, values).lastrowid or 0)


def _note_file(store: Store, batch: int, file: FilePlan) -> int:
    origin.archive(store.connection, file)
    cursor = store.connection.execute(
        "INSERT INTO import_file (batch, name, unit, sha256, size, rows, created, updated,"
        " unchanged, held, rejected) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (batch, file.name, file.unit_id or None, file.sha256, file.size, *_numbers(file)),
    )
    return int(cursor.lastrowid or 0)


def _numbers(file: FilePlan) -> tuple[int, ...]:
    counts: Counter[str] = file.counts
    return (sum(counts.values()), *(counts[outcome] for outcome in OUTCOMES))


def batches(store: Store) -> list[Batch]:
    """Every import that was kept, the last one first."""
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


def undo_foreseen(store: Store, number: int, progress: Progress = silent) -> Undone:
    """What taking an import back would remove, put back and leave, each with the reason."""
    return foresee(store, _step(store, number), progress)


def undo_batch(store: Store, number: int, progress: Progress = silent) -> Undone:
    """Take an import back at any later time; people changed or used since stay and are listed."""
    return undo(store, _step(store, number), progress)


def _step(store: Store, number: int) -> Step:
    batch = _batch(store, number)
    if batch.undone_at:
        raise UserError(f"第 {number} 次导入已经撤销过了。")
    reason = store.value("SELECT reason FROM edit WHERE id = ?", (batch.edit,))
    return Step(batch.edit, reason)
