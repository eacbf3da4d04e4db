"""Taking edits back: put records as they were before, keep what was changed again since."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from storage.edit import dumped
from storage.errors import UserError
from storage.progress import silent
from storage.tables import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Iterator

    from storage.edit import Edit
    from storage.progress import Progress
    from storage.schema import Table
    from storage.store import Store


@dataclass(frozen=True, slots=True)
class Step:
    """An edit that can be taken back or made again."""

    edit: int
    reason: str


@dataclass(slots=True)
class Undone:
    """What taking an edit back did, and the records that it had to leave, each with the reason."""

    removed: int = 0
    restored: int = 0
    kept: list[tuple[Table[Any], int, str]] = field(default_factory=list)


def last_done(store: Store) -> Step | None:
    """What Ctrl+Z would take back, or None."""
    sql = "SELECT id, reason FROM edit WHERE undoes IS NULL AND undone_by IS NULL"
    return _step(store, sql)


def last_undone(store: Store) -> Step | None:
    """What Ctrl+Y would make again, or None: nothing once something else was done since."""
    sql = (
        "SELECT u.id, e.reason FROM edit u JOIN edit e ON e.id = u.undoes"
        " WHERE u.undone_by IS NULL AND e.undone_by = u.id AND e.undoes IS NULL AND u.id >"
        " ifnull((SELECT max(id) FROM edit WHERE undoes IS NULL AND undone_by IS NULL), 0)"
    )
    return _step(store, sql)


def _step(store: Store, sql: str) -> Step | None:
    for row in store.rows(f"SELECT * FROM ({sql}) ORDER BY id DESC LIMIT 1"):
        return Step(row["id"], row["reason"])
    return None


def undo(store: Store, step: Step, progress: Progress = silent) -> Undone:
    """Take an edit back; records changed or used since stay as they are and are listed."""
    result = Undone()
    total = int(store.value("SELECT count(*) FROM change WHERE edit = ?", (step.edit,)))
    if store.value("SELECT undone_by FROM edit WHERE id = ?", (step.edit,)) is not None:
        raise UserError("这一步已经撤销过了。")
    with store.edit(f"撤销：{step.reason}", undoes=step.edit) as edit:
        for done, change in enumerate(_changes(store, step.edit)):
            if done % 200 == 0:
                progress(done, total)
            _put_back(edit, change, result)
        edit.mark_undone(step.edit)
    progress(total, total)
    return result


def redo(store: Store, step: Step) -> Undone:
    """Make an edit again that was taken back: the undoing is itself undone."""
    result = Undone()
    with store.edit(f"重做：{step.reason}", undoes=step.edit) as edit:
        for change in _changes(store, step.edit):
            _put_back(edit, change, result)
        edit.mark_redone(step.edit)
    return result


def _changes(store: Store, edit: int) -> Iterator[dict[str, Any]]:
    """The changes of an edit, last first, read in portions so that writing between is safe."""
    below = 1 << 62
    while True:
        portion = list(
            store.rows(
                "SELECT * FROM change WHERE edit = ? AND id < ? ORDER BY id DESC LIMIT 1000",
                (edit, below),
            )
        )
        yield from portion
        if len(portion) < 1000:
            return
        below = portion[-1]["id"]


def _put_back(edit: Edit, change: dict[str, Any], result: Undone) -> None:
    table = BY_NAME[change["table_name"]]
    number = change["record_id"]
    before = None if change["before"] is None else json.loads(change["before"])
    held = edit.row(table, number)
    if dumped(held) != change["after"]:
        result.kept.append((table, number, "后来改过" if held else "后来已删除"))
        return
    try:
        if before is None:
            edit.remove(table, number)
            result.removed += 1
        else:
            names = ("id", *table.by_name)
            edit.save(table, table.from_row({name: before.get(name) for name in names}))
            result.restored += 1
    except UserError as error:
        result.kept.append((table, number, str(error)))
