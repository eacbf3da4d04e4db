"""The history of a record: every edit of it, newest first, with the fields it changed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from storage.model.schema import text_of
from storage.model.tables import BY_NAME
from storage.store.listing import title_sql

if TYPE_CHECKING:
    from storage.model.schema import Column, Table
    from storage.store.store import Store


@dataclass(frozen=True, slots=True)
class Difference:
    """One field an edit changed, as displayed; "" where it was empty."""

    column: Column
    before: str
    after: str

    def masked(self) -> Difference:
        """Return the difference with identity numbers and telephones masked."""
        mask = self.column.kind.mask
        if mask is None:
            return self
        before, after = (mask(text) if text else "" for text in (self.before, self.after))
        return Difference(self.column, before, after)


@dataclass(frozen=True, slots=True)
class Entry:
    """One edit of a record. `verb` is 新增, 修改 or 删除."""

    at: datetime
    reason: str
    verb: str
    undone: bool
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class RecentEdit:
    """One edit as the home page lists it."""

    edit: int
    at: datetime
    reason: str
    undone: bool


def of_record(
    store: Store, table: Table[Any], record_id: int, limit: int = 200
) -> tuple[Entry, ...]:
    """Return the edits of a record, newest first."""
    sql = (
        "SELECT e.at, e.reason, e.undone_by, c.before, c.after FROM change c"
        " JOIN edit e ON e.id = c.edit WHERE c.record_id = ? AND c.table_name = ?"
        " ORDER BY c.id DESC LIMIT ?"
    )
    return tuple(
        _entry(store, table, row) for row in store.rows(sql, (record_id, table.name, limit))
    )


def recent(store: Store, limit: int = 8) -> tuple[RecentEdit, ...]:
    """Return the last edits, newest first, without those that only undo others."""
    sql = "SELECT * FROM edit WHERE undoes IS NULL ORDER BY id DESC LIMIT ?"
    return tuple(
        RecentEdit(row["id"], _local_time(row["at"]), row["reason"], row["undone_by"] is not None)
        for row in store.rows(sql, (limit,))
    )


def count_changes(store: Store, edit: int) -> int:
    """Return the number of changes of an edit, counted up to 10,000."""
    sql = "SELECT count(*) FROM (SELECT 1 FROM change WHERE edit = ? LIMIT 10000)"
    return int(store.value(sql, (edit,)))


def _entry(store: Store, table: Table[Any], row: dict[str, Any]) -> Entry:
    before, after = (json.loads(row[side]) if row[side] else None for side in ("before", "after"))
    verb = "新增" if before is None else "删除" if after is None else "修改"
    differences = tuple(
        Difference(
            column,
            _text(store, column, (before or {}).get(column.name)),
            _text(store, column, (after or {}).get(column.name)),
        )
        for column in table.columns
        if (before or {}).get(column.name) != (after or {}).get(column.name)
    )
    return Entry(
        _local_time(row["at"]), row["reason"], verb, row["undone_by"] is not None, differences
    )


def _local_time(stored: str) -> datetime:
    """Return a moment of the journal in local time."""
    return datetime.fromisoformat(stored).astimezone()


def _text(store: Store, column: Column, dumped: Any) -> str:
    """Format a stored value; a link as the name of the record it points to, if that exists."""
    if dumped is None:
        return ""
    if not column.kind.target:
        return text_of(column, column.kind.load(dumped))
    target = BY_NAME[column.kind.target]
    name = store.value(f"SELECT {title_sql(target)} FROM {target.name} t WHERE id = ?", (dumped,))
    return str(name) if name is not None else f"（已删除的{target.label}）"
