"""The ledger as it was before its latest edits, rebuilt in a transaction that is rolled back."""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from storage.model.tables import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from storage.store.store import Store

_LATEST = "SELECT ifnull(max(edit), 0) FROM change"
_CHANGES_AFTER = (
    "SELECT table_name, record_id, before FROM change WHERE edit > ? ORDER BY id DESC LIMIT ?"
)


@contextmanager
def rolled_back(store: Store) -> Iterator[None]:
    """Open a transaction that is always rolled back, so that records may be reset in it."""
    store.execute("BEGIN IMMEDIATE")
    try:
        store.execute("PRAGMA defer_foreign_keys = ON")
        yield
    finally:
        store.execute("ROLLBACK")


def has_journal(store: Store) -> bool:
    """Return whether the ledger has a journal; a sealed quarter opened in memory has none."""
    found = store.execute("SELECT 1 FROM sqlite_master WHERE name = 'change'").fetchone()
    return found is not None


def last_edit(store: Store) -> int:
    """Return the number of the last edit that changed anything, else 0."""
    return int(store.execute(_LATEST).fetchone()[0])


def changes_after(store: Store, edit: int, most: int) -> list[tuple[Any, ...]] | None:
    """Return (table, record, row before) of each change after the edit, last first.

    None where there are more than `most`.
    """
    found = list(store.execute(_CHANGES_AFTER, (edit, most + 1)))
    return found if len(found) <= most else None


def restore_rows(store: Store, changes: Iterable[tuple[Any, ...]]) -> None:
    """Reset records to their rows before the changes, given last first."""
    for name, number, before in changes:
        store.execute(f"DELETE FROM main.{name} WHERE id = ?", (number,))
        if before is not None:
            _write_row(store, name, json.loads(before))


def _write_row(store: Store, name: str, row: Mapping[str, Any]) -> None:
    # a column declared later is missing in the journal and stays empty
    names = [column for column in BY_NAME[name].names if column in row]
    places = ", ".join("?" * len(names))
    store.execute(
        f"INSERT INTO main.{name} ({', '.join(names)}) VALUES ({places})",
        [row[column] for column in names],
    )
