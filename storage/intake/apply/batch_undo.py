"""What undoing an import would do or has done, with the titles of the records that stay."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from storage.intake.apply.batch import preview_undo, undo_batch
from storage.progress import silent
from storage.store.undo import SKIP_REASONS

if TYPE_CHECKING:
    from collections import Counter

    from storage.model.schema import Table
    from storage.progress import Progress
    from storage.store.store import Store
    from storage.store.undo import UndoResult

NAMED = 300  # records listed by name


class RetainedRecord(NamedTuple):
    """A record that an undo leaves unchanged, and why; the title is "" where it was deleted."""

    table: Table[Any]
    record_id: int
    title: str
    reason: str
    since: bool  # whether it stays because it was changed since, else it cannot be undone


@dataclass(frozen=True, slots=True)
class UndoSummary:
    """Records removed and restored by table, and those that stay; the first `NAMED` with title."""

    removed: Counter[str]
    restored: Counter[str]
    retained: tuple[RetainedRecord, ...]
    unlisted: int

    @property
    def staying(self) -> int:
        """The number of records that stay."""
        return len(self.retained) + self.unlisted


def summarize_undo(store: Store, batch: int, progress: Progress = silent) -> UndoSummary:
    """Return what undoing an import would do; nothing is changed."""
    return _summary(store, preview_undo(store, batch, progress))


def undo_import(store: Store, batch: int, progress: Progress = silent) -> UndoSummary:
    """Undo an import; records that were changed or used since stay and are listed."""
    return _summary(store, undo_batch(store, batch, progress))


def _summary(store: Store, undone: UndoResult) -> UndoSummary:
    named = undone.skipped[:NAMED]
    retained = tuple(
        RetainedRecord(table, number, _title(store, table, number), why, why in SKIP_REASONS)
        for table, number, why in named
    )
    return UndoSummary(
        undone.removed_by_table,
        undone.restored_by_table,
        retained,
        len(undone.skipped) - len(named),
    )


def _title(store: Store, table: Table[Any], number: int) -> str:
    found = next(iter(store.select(table, "id = ?", (number,))), None)
    return store.title_of(table, found) if found is not None else ""
