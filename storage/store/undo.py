"""Undo and redo: restore records to their state before an edit, except those changed later."""

from __future__ import annotations

import contextlib
import json
from collections import Counter
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Any

from storage.errors import UserError
from storage.model import search_text
from storage.model.tables import BY_NAME
from storage.progress import silent
from storage.store import bulk
from storage.store.edit import journal_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from storage.model.schema import Table
    from storage.progress import Progress
    from storage.store.edit import Edit
    from storage.store.store import Store


SKIP_REASONS = ("后来改过", "后来已删除")  # why a record is skipped: changed or removed later
PORTION = 2_000  # changes read at a time
MANY = 20  # consecutive changes of one kind from which they are undone as a set


@dataclass(frozen=True, slots=True)
class Step:
    """An edit that can be undone or redone."""

    edit: int
    reason: str


@dataclass(slots=True)
class UndoResult:
    """The result of an undo, with the skipped records and the reason for each."""

    removed_by_table: Counter[str] = field(default_factory=Counter)
    restored_by_table: Counter[str] = field(default_factory=Counter)
    skipped: list[tuple[Table[Any], int, str]] = field(default_factory=list)

    @property
    def removed(self) -> int:
        """How many records were removed."""
        return self.removed_by_table.total()

    @property
    def restored(self) -> int:
        """How many records were restored."""
        return self.restored_by_table.total()


def last_done(store: Store) -> Step | None:
    """Return the step that Ctrl+Z undoes, or None."""
    sql = "SELECT id, reason FROM edit WHERE undoes IS NULL AND undone_by IS NULL"
    return _find_step(store, sql)


def last_undone(store: Store) -> Step | None:
    """Return the step that Ctrl+Y redoes, or None; a new edit after the undo leaves none."""
    sql = (
        "SELECT u.id, e.reason FROM edit u JOIN edit e ON e.id = u.undoes"
        " WHERE u.undone_by IS NULL AND e.undone_by = u.id AND e.undoes IS NULL AND u.id >"
        " ifnull((SELECT max(id) FROM edit WHERE undoes IS NULL AND undone_by IS NULL), 0)"
    )
    return _find_step(store, sql)


def _find_step(store: Store, sql: str) -> Step | None:
    for row in store.rows(f"SELECT * FROM ({sql}) ORDER BY id DESC LIMIT 1"):
        return Step(row["id"], row["reason"])
    return None


def undo(store: Store, step: Step, progress: Progress = silent) -> UndoResult:
    """Undo an edit; records that were changed or linked later are skipped and listed.

    Raises `UserError` where the edit was undone already.
    """
    result = UndoResult()
    if store.value("SELECT undone_by FROM edit WHERE id = ?", (step.edit,)) is not None:
        raise UserError("这一步已经撤销过了。")
    with store.edit(f"撤销：{step.reason}", undoes=step.edit) as edit:
        _undo_all(store, edit, step.edit, result, progress)
        edit.mark_undone(step.edit)
    return result


def preview(store: Store, step: Step, progress: Progress = silent) -> UndoResult:
    """Return what undoing an edit would do: it is done and rolled back."""
    result = UndoResult()
    with (
        contextlib.suppress(_RollBack),
        store.edit(f"撤销：{step.reason}", undoes=step.edit) as edit,
    ):
        _undo_all(store, edit, step.edit, result, progress)
        raise _RollBack
    return result


class _RollBack(Exception):
    """Rolls back the edit of a preview."""


def redo(store: Store, step: Step, progress: Progress = silent) -> UndoResult:
    """Redo an undone edit, by undoing its undo."""
    result = UndoResult()
    with store.edit(f"重做：{step.reason}", undoes=step.edit) as edit:
        _undo_all(store, edit, step.edit, result, progress)
        edit.mark_redone(step.edit)
    return result


def _undo_all(store: Store, edit: Edit, taken: int, result: UndoResult, progress: Progress) -> None:
    total = int(store.value("SELECT count(*) FROM change WHERE edit = ?", (taken,)))
    done = 0
    with contextlib.ExitStack() as stack:
        if total > PORTION:
            stack.enter_context(search_text.defer_merge(store.connection))
            stack.enter_context(bulk.enlarged_cache(store.connection, total))
        for portion in _changes(store, taken):
            progress(done, total)
            done += len(portion)
            _undo_portion(store, edit, portion, result)
    progress(total, total)


def _undo_portion(
    store: Store, edit: Edit, portion: list[dict[str, Any]], result: UndoResult
) -> None:
    for (name, what), run in groupby(portion, _change_kind):
        changes = list(run)
        if len(changes) >= MANY and what in UNDO_MANY:
            changes = UNDO_MANY[what](store.connection, edit, BY_NAME[name], changes, result)
        for change in changes:
            _restore_record(edit, change, result)


def _changes(store: Store, edit: int) -> Iterator[list[dict[str, Any]]]:
    """Yield the changes of an edit, last first, in portions between which rows can be written."""
    below = 1 << 62
    sql = "SELECT * FROM change WHERE edit = ? AND id < ? ORDER BY id DESC LIMIT ?"
    while portion := list(store.rows(sql, (edit, below, PORTION))):
        yield portion
        below = portion[-1]["id"]


def _change_kind(change: dict[str, Any]) -> tuple[str, str]:
    added, removed = change["before"] is None, change["after"] is None
    return change["table_name"], "made" if added else "removed" if removed else "changed"


def _remove_added(
    connection: Any,
    edit: Edit,
    table: Table[Any],
    changes: list[dict[str, Any]],
    result: UndoResult,
) -> list[dict[str, Any]]:
    """Remove the added records that are unchanged; return the changes that remain."""
    same = bulk.find_unchanged(connection, table, [change["id"] for change in changes])
    same -= bulk.find_linked(connection, table, tuple(same))
    edit.remove_many(
        table, {one["record_id"]: one["after"] for one in changes if one["record_id"] in same}
    )
    result.removed_by_table[table.name] += len(same)
    return [change for change in changes if change["record_id"] not in same]


def _restore_removed(
    connection: Any,
    edit: Edit,
    table: Table[Any],
    changes: list[dict[str, Any]],
    result: UndoResult,
) -> list[dict[str, Any]]:
    """Restore the removed records, all or none; return the changes that remain."""
    rows = [_row(table, change["before"]) for change in changes]
    if bulk.find_existing(connection, table, [row["id"] for row in rows]):
        return changes
    if not edit.restore_removed(table, rows):
        return changes
    result.restored_by_table[table.name] += len(rows)
    return []


def _restore_changed(
    connection: Any,
    edit: Edit,
    table: Table[Any],
    changes: list[dict[str, Any]],
    result: UndoResult,
) -> list[dict[str, Any]]:
    """Reset the changed records that are unchanged since, all or none; return what remains."""
    numbers = [change["record_id"] for change in changes]
    if len(set(numbers)) < len(numbers):
        return changes  # one was changed twice: the last change first
    same = bulk.find_unchanged(connection, table, [change["id"] for change in changes])
    mine = [change for change in changes if change["record_id"] in same]
    blank = dict.fromkeys(table.names)
    records = [table.from_row(blank | _row(table, change["before"])) for change in mine]
    if not edit.restore_changed(table, records):
        return changes
    result.restored_by_table[table.name] += len(mine)
    return [change for change in changes if change["record_id"] not in same]


UNDO_MANY = {"made": _remove_added, "removed": _restore_removed, "changed": _restore_changed}


def _row(table: Table[Any], line: str) -> dict[str, Any]:
    """Return the filled fields of a journal line that the table still has."""
    fields = json.loads(line)
    return {name: fields[name] for name in table.names if fields.get(name) is not None}


def _restore_record(edit: Edit, change: dict[str, Any], result: UndoResult) -> None:
    table = BY_NAME[change["table_name"]]
    number = change["record_id"]
    current = edit.row(table, number)
    if journal_line(current) != change["after"]:
        result.skipped.append((table, number, SKIP_REASONS[0] if current else SKIP_REASONS[1]))
        return
    try:
        if change["before"] is None:
            edit.remove(table, number)
            result.removed_by_table[table.name] += 1
        else:
            edit.save(
                table, table.from_row(dict.fromkeys(table.names) | _row(table, change["before"]))
            )
            result.restored_by_table[table.name] += 1
    except UserError as error:
        result.skipped.append((table, number, str(error)))
