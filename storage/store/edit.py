"""Edits: each write records the row before and after, so that it can be undone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from storage import clock
from storage.errors import Invalid, Problem, UserError
from storage.ledger.driver import IntegrityError, rows, value
from storage.model import search_text
from storage.model.tables import TABLES
from storage.store import bulk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from storage.model.schema import Table

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Change(Generic[R]):
    """An edit's effect on one record; `before` is None for a new one, `after` for a removed one."""

    table: Table[R]
    record_id: int
    before: R | None
    after: R | None


@dataclass(frozen=True, slots=True)
class Bulk:
    """A summary of many changes of one table that are not announced individually."""

    table: Table[Any]
    count: int


Changes = tuple[Change[Any] | Bulk, ...]


class Edit:
    """A transaction of writes with one reason, recorded in the journal."""

    def __init__(
        self, connection: Any, reason: str, undoes: int | None = None, at: datetime | None = None
    ) -> None:
        self._connection = connection
        self._undoing = undoes is not None
        self.changes: list[Change[Any] | Bulk] = []
        cursor = self._connection.execute(
            "INSERT INTO edit (at, reason, undoes) VALUES (?, ?, ?)",
            (format_moment(at), reason, undoes),
        )
        self.id = int(cursor.lastrowid or 0)

    def save(self, table: Table[R], record: R) -> int:
        """Save a new or changed record and return its number; an equal one is no change.

        Raises `Invalid` where the record conflicts with another or may not be changed.
        """
        row = table.to_row(record)
        before = self.row(table, row["id"])
        if row == before:
            return int(row["id"])
        if table.append_only and before is not None and not self._undoing:
            self._refuse_change(table, before, row)
        columns = [name for name in row if name != "id" or row["id"] is not None]
        updates = ", ".join(f"{name} = excluded.{name}" for name in columns if name != "id")
        sql = (
            f"INSERT INTO {table.name} ({', '.join(columns)})"
            f" VALUES ({', '.join('?' * len(columns))})"
            f" ON CONFLICT(id) DO UPDATE SET {updates} RETURNING id"
        )
        try:
            (found,) = self._connection.execute(sql, [row[name] for name in columns]).fetchone()
        except IntegrityError as error:
            raise self._refused(table, row, error) from error
        row["id"] = int(found)
        self._index(table, row["id"], row, before)
        self._note(table, row["id"], before, row)
        return int(found)

    def save_new(self, table: Table[R], records: Iterable[R]) -> list[int]:
        """Insert many new records, announced as one `Bulk`; return their numbers."""
        first = next_number(self._connection, table)
        made = bulk.NewRecords(table)
        for number, record in enumerate(records, first):
            made.add(table.packed(record, number))
        try:
            made.insert(self._connection)
        except IntegrityError as error:
            raise self._refused(table, {}, error) from error
        self._note_many(table, "after", made.lines)
        return [number for number, _line in made.lines]

    def save_changed(self, table: Table[R], records: Sequence[R]) -> None:
        """Update many existing records, announced as one `Bulk`."""
        rows = [table.to_row(record) for record in records]
        before = bulk.current_records(self._connection, table, [row["id"] for row in rows])
        pairs = [(before[row["id"]], row) for row in rows if before.get(row["id"], row) != row]
        if table.append_only and not self._undoing:
            for old, new in pairs:
                self._refuse_change(table, old, new)
        try:
            bulk.update(self._connection, table, pairs)
        except IntegrityError as error:
            raise self._refused(table, {}, error) from error
        sql = (
            "INSERT INTO change (edit, table_name, record_id, before, after) VALUES (?, ?, ?, ?, ?)"
        )
        values = [
            (self.id, table.name, new["id"], journal_line(o), journal_line(new)) for o, new in pairs
        ]
        self._connection.executemany(sql, values)
        if pairs:
            self.changes.append(Bulk(table, len(pairs)))

    def restore_changed(self, table: Table[R], records: Sequence[R]) -> bool:
        """Save earlier states of records, all or none; return whether all could be saved."""
        self._connection.execute("SAVEPOINT many")
        try:
            self.save_changed(table, records)
        except UserError:
            self._connection.execute("ROLLBACK TO many")
            return False
        finally:
            self._connection.execute("RELEASE many")
        return True

    def remove_many(self, table: Table[Any], lines: Mapping[int, str]) -> None:
        """Remove records that nothing links to, by number, each with its line of the journal."""
        bulk.delete(self._connection, table, tuple(lines))
        self._note_many(table, "before", lines.items())

    def restore_removed(self, table: Table[Any], rows: Sequence[Mapping[str, Any]]) -> bool:
        """Reinsert removed records under their old numbers, all or none; return if done."""
        made = bulk.NewRecords(table)
        for row in rows:
            made.add([row.get(name) for name in table.names])
        self._connection.execute("SAVEPOINT many")
        try:
            made.insert(self._connection)
        except IntegrityError:
            self._connection.execute("ROLLBACK TO many")
            return False
        finally:
            self._connection.execute("RELEASE many")
        self._note_many(table, "after", made.lines)
        return True

    def remove(self, table: Table[Any], record_id: int) -> None:
        """Remove a record; raises `UserError` if others link to it or the table is append-only."""
        before = self.row(table, record_id)
        if before is None:
            return
        if table.append_only and not self._undoing:
            raise UserError(f"{table.label}只增不删。记错了请加一条更正，写明应为多少和原因。")
        try:
            self._connection.execute(f"DELETE FROM {table.name} WHERE id = ?", (record_id,))
        except IntegrityError as error:
            users = "、".join(dict.fromkeys(self._users(table, record_id)))
            raise UserError(
                f"这条{table.label}还被{users}引用，请先处理那些记录再删除。"
            ) from error
        self._index(table, record_id, None, before)
        self._note(table, record_id, before, None)

    def mark_undone(self, edit: int) -> None:
        """Mark another edit, and its import batch, as undone by this one."""
        self._connection.execute("UPDATE edit SET undone_by = ? WHERE id = ?", (self.id, edit))
        self._connection.execute(
            "UPDATE import_batch SET undone_at = ? WHERE edit = ?", (now(), edit)
        )

    def mark_redone(self, undoing: int) -> None:
        """Mark the edit that `undoing` had undone as done again by this one."""
        self._connection.execute("UPDATE edit SET undone_by = ? WHERE id = ?", (self.id, undoing))
        again = "(SELECT undoes FROM edit WHERE id = ?)"
        self._connection.execute(f"UPDATE edit SET undone_by = NULL WHERE id = {again}", (undoing,))
        self._connection.execute(
            f"UPDATE import_batch SET undone_at = NULL WHERE edit = {again}", (undoing,)
        )

    def close(self) -> None:
        """Delete the edit's own row where nothing changed."""
        noted = self._value("SELECT 1 FROM change WHERE edit = ? LIMIT 1", (self.id,))
        used = self._value("SELECT 1 FROM import_batch WHERE edit = ? LIMIT 1", (self.id,))
        if not noted and not used:
            self._connection.execute(
                "UPDATE edit SET undone_by = NULL WHERE undone_by = ?", (self.id,)
            )
            self._connection.execute("DELETE FROM edit WHERE id = ?", (self.id,))

    def row(self, table: Table[Any], record_id: int | None) -> dict[str, Any] | None:
        """Return the stored row of a record, or None."""
        if record_id is None:
            return None
        names = ", ".join(["id", *(column.name for column in table.columns)])
        sql = f"SELECT {names} FROM {table.name} WHERE id = ?"
        return next(rows(self._connection, sql, (record_id,)), None)

    def _refuse_change(
        self, table: Table[Any], before: Mapping[str, Any], after: Mapping[str, Any]
    ) -> None:
        """Raise `Invalid` if a field of an append-only table changed that is not one of `later`."""
        settled = [name for name in table.by_name if name not in table.later]
        changed = [name for name in settled if before[name] != after[name]]
        if changed:
            labels = "、".join(table.by_name[name].label for name in changed)
            message = (
                f"{table.label}记下后不能改（{labels}）。记错了请加一条更正，写明应为多少和原因。"
            )
            raise Invalid([Problem(changed[0], message)])

    def _index(
        self, table: Table[Any], record_id: int, row: Mapping[str, Any] | None, before: object
    ) -> None:
        if not table.search:
            return
        name = search_text.table_name(table)
        if before is not None:
            self._connection.execute(f"DELETE FROM {name} WHERE rowid = ?", (record_id,))
        if row is not None:
            self._connection.execute(
                f"INSERT INTO {name} (rowid, words) VALUES (?, ?)",
                (record_id, search_text.of_row(table, row)),
            )

    def _note(
        self,
        table: Table[Any],
        record_id: int,
        before: dict[str, Any] | None,
        after: dict[str, Any] | None,
    ) -> None:
        self._connection.execute(
            "INSERT INTO change (edit, table_name, record_id, before, after)"
            " VALUES (?, ?, ?, ?, ?)",
            (self.id, table.name, record_id, journal_line(before), journal_line(after)),
        )
        records = [None if row is None else table.from_row(row) for row in (before, after)]
        self.changes.append(Change(table, record_id, *records))

    def _note_many(self, table: Table[Any], when: str, lines: Iterable[tuple[int, str]]) -> None:
        """Record many new (`when` is "after") or removed ("before") rows in the journal."""
        values = [(self.id, table.name, number, line) for number, line in lines]
        sql = f"INSERT INTO change (edit, table_name, record_id, {when}) VALUES (?, ?, ?, ?)"
        self._connection.executemany(sql, values)
        if values:
            self.changes.append(Bulk(table, len(values)))

    def _refused(self, table: Table[Any], row: Mapping[str, Any], error: Exception) -> Invalid:
        if "UNIQUE" in str(error) and table.key:
            labels = "、".join(table.by_name[name].label for name in table.key)
            return Invalid([Problem(table.key[0], f"{labels}与已有的{table.label}重复")])
        if "FOREIGN KEY" in str(error):
            return Invalid([Problem("", "所选的记录已被删除，请重新选择")])
        raise error

    def _users(self, table: Table[Any], record_id: int) -> Iterator[str]:
        for other in TABLES:
            for link in other.links:
                sql = f"SELECT 1 FROM {other.name} WHERE {link.name} = ? LIMIT 1"
                if link.kind.target == table.name and self._value(sql, (record_id,)):
                    yield other.label

    def _value(self, sql: str, values: Sequence[object]) -> Any:
        return value(self._connection, sql, values)


def next_number(connection: Any, table: Table[Any]) -> int:
    """Return the number of the table's next new record; no number is ever reused."""
    sql = "SELECT seq FROM sqlite_sequence WHERE name = ?"
    return 1 + int(value(connection, sql, (table.name,)) or 0)


def now() -> str:
    """Return the current moment in UTC in the journal's format."""
    return format_moment()


def format_moment(moment: datetime | None = None) -> str:
    """Format a moment (default: now) for the journal: ISO 8601 in UTC, to the millisecond."""
    return (moment or clock.now_utc()).astimezone(UTC).isoformat(timespec="milliseconds")


def journal_line(row: Mapping[str, Any] | None) -> str | None:
    """Return a row as a line of the journal: JSON without the empty fields."""
    if row is None:
        return None
    return bulk.encode({name: value for name, value in row.items() if value is not None})
