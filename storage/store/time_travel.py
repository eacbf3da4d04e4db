"""The ledger as it was before the latest edits, for a look: nothing of this is ever kept."""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from storage.model.tables import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from storage.store.store import Store

_LATEST = "SELECT ifnull(max(edit), 0) FROM change"
_SINCE = "SELECT table_name, record_id, before FROM change WHERE edit > ? ORDER BY id DESC LIMIT ?"


@contextmanager
def only_looking(store: Store) -> Iterator[None]:
    """A transaction that is always taken back, so that records may be put as they were."""
    store.execute("BEGIN IMMEDIATE")
    try:
        store.execute("PRAGMA defer_foreign_keys = ON")
        yield
    finally:
        store.execute("ROLLBACK")


def journalled(store: Store) -> bool:
    """Whether edits are noted here: not in a sealed quarter, laid out to be looked at."""
    found = store.execute("SELECT 1 FROM sqlite_master WHERE name = 'change'").fetchone()
    return found is not None


def latest(store: Store) -> int:
    """The number of the last edit that changed anything."""
    return int(store.execute(_LATEST).fetchone()[0])


def changes_after(store: Store, edit: int, most: int) -> list[tuple[Any, ...]] | None:
    """Table, number and former row of each change since the edit, last first; None if more."""
    found = list(store.execute(_SINCE, (edit, most + 1)))
    return found if len(found) <= most else None


def restore_rows(store: Store, changes: Iterable[tuple[Any, ...]]) -> None:
    """Put records as they were before the changes, which come last first."""
    for name, number, before in changes:
        store.execute(f"DELETE FROM main.{name} WHERE id = ?", (number,))
        if before is not None:
            _write_row(store, name, json.loads(before))


def _write_row(store: Store, name: str, row: Mapping[str, Any]) -> None:
    # a column may have been declared since: what the journal does not know stays empty
    names = [column for column in BY_NAME[name].names if column in row]
    places = ", ".join("?" * len(names))
    store.execute(
        f"INSERT INTO main.{name} ({', '.join(names)}) VALUES ({places})",
        [row[column] for column in names],
    )
