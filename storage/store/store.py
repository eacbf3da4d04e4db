"""The store: the only access to the records, read in queries and changed in undoable edits."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any, TypeVar

from storage import clock
from storage.errors import Invalid, Problem, UserError
from storage.ledger.database import open_database, sentence
from storage.ledger.driver import DatabaseError, rows, value
from storage.model.tables import BY_NAME
from storage.store.bulk import enlarged_cache
from storage.store.edit import Bulk, Change, Changes, Edit, next_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager
    from datetime import datetime
    from pathlib import Path

    from storage.model.schema import Table

R = TypeVar("R")

__all__ = ["Bulk", "Change", "Changes", "Edit", "Store"]


class Store:
    """The ledger in one SQLite file. One thread, one store: a worker opens its own.

    `clock` returns the moment recorded with edits and seals; the sample county sets its own past.
    """

    clock: Callable[[], datetime] = staticmethod(clock.now_utc)

    def __init__(self, path: Path, connection: Any = None) -> None:
        self.path = path
        self.connection: Any = open_database(path) if connection is None else connection
        self.cache: dict[object, Any] = {}  # results cached by callers until the store is closed
        self.known: Any = None  # the exclusions of a view of the past, while it lasts
        self._views: Mapping[str, str] = {}
        self._listeners: list[Callable[[Changes], object]] = []

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *problem: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self.connection.close()

    def now(self) -> datetime:
        """Return the current moment by the ledger's clock."""
        return self.clock()

    @contextlib.contextmanager
    def with_views(self, known: object, views: Mapping[str, str]) -> Iterator[None]:
        """Shadow the named tables with these SELECTs for a while; edits still write the tables."""
        before, self.known = (self.known, self._views), known
        self._read_through(views)
        try:
            yield
        finally:
            self.known = before[0]
            self._read_through(before[1])

    def _read_through(self, views: Mapping[str, str]) -> None:
        for name in self._views:
            self.connection.execute(f"DROP VIEW IF EXISTS temp.{name}")
        self._views = views
        for name, select in views.items():
            self.connection.execute(f"CREATE TEMP VIEW {name} AS {select}")

    def subscribe(self, listener: Callable[[Changes], object]) -> None:
        """Call the listener with the changes of every edit, after its commit."""
        self._listeners.append(listener)

    def get(self, table: Table[R], record_id: int) -> R:
        """Return the record of that number; raises `UserError` where there is none."""
        for record in self.select(table, "id = ?", (record_id,)):
            return record
        raise UserError(f"这条{table.label}记录已不存在（可能刚被撤销或删除）。")

    def find(self, table: Table[R], **equal: object) -> list[R]:
        """Return the records with these field values; for short tables."""
        names = [name for name in equal if name in table.by_name]
        where = " AND ".join(f"{name} IS ?" for name in names)
        values = [_dumped(table, name, equal[name]) for name in names]
        return list(self.select(table, where, values))

    def select(
        self, table: Table[R], where: str = "", values: Sequence[object] = (), order: str = "id"
    ) -> Iterator[R]:
        """Yield the records that meet an SQL condition."""
        clause = f" WHERE {where}" if where else ""
        for row in self.rows(f"SELECT * FROM {table.name}{clause} ORDER BY {order}", values):
            yield table.from_row(row)

    def rows(
        self, sql: str, values: Sequence[object] | Mapping[str, object] = ()
    ) -> Iterator[dict[str, Any]]:
        """Yield the rows of a query as mappings; `storage` only."""
        return rows(self.connection, sql, values)

    def value(self, sql: str, values: Sequence[object] | Mapping[str, object] = ()) -> Any:
        """Return the first value of a query's first row, or None; `storage` only."""
        return value(self.connection, sql, values)

    def execute(self, sql: str, values: Sequence[object] | Mapping[str, object] = ()) -> Any:
        """Run one statement and return its cursor; `storage` only."""
        return self.connection.execute(sql, values)

    def executemany(self, sql: str, values: Iterable[Sequence[object]]) -> None:
        """Run one statement for each sequence of values; `storage` only."""
        self.connection.executemany(sql, values)

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open."""
        return bool(self.connection.in_transaction)

    def enlarged_cache(self, count: int) -> AbstractContextManager[None]:
        """Enlarge SQLite's page cache for so many new records."""
        return enlarged_cache(self.connection, count)

    def count(self, table: Table[Any]) -> int:
        """Return the number of records in the table."""
        return int(self.value(f"SELECT count(*) FROM {table.name}"))

    def next_number(self, table: Table[Any]) -> int:
        """Return the number of the table's next new record."""
        return next_number(self.connection, table)

    def named(self, table: Table[Any], title: str) -> int | None:
        """Return the number of a record of that name, or None."""
        key: object
        if table.nameless:
            sql, key = f"SELECT id FROM {table.name} WHERE id = ?", table.numbered(title)
        else:
            sql, key = f"SELECT id FROM {table.name} WHERE {table.title} = ? LIMIT 1", title
        found = self.value(sql, (key,))
        return None if found is None else int(found)

    def title_of(self, table: Table[R], record: R) -> str:
        """Return the name of a record; where the name is a link, the linked record's name."""
        kind, value = table.by_name[table.title].kind, getattr(record, table.title)
        if value is None:
            return ""
        if kind.target:
            target = BY_NAME[kind.target]
            return self.title_of(target, self.get(target, value))
        return kind.show(value)

    def parse(
        self, table: Table[R], draft: Mapping[str, object], record_id: int | None = None
    ) -> R:
        """Parse a draft as `Table.parse` does, after resolving the names in link fields."""
        resolved = dict(draft)
        problems: list[Problem] = []
        for link in table.links:
            text = resolved.get(link.name)
            if isinstance(text, str) and text.strip():
                target = BY_NAME[link.kind.target]
                resolved[link.name] = self.named(target, text.strip())
                if resolved[link.name] is None:
                    message = f"{link.label}“{text}”不在{target.label}名录里"
                    problems.append(Problem(link.name, message))
        try:
            record = table.parse(resolved, record_id)
        except Invalid as error:
            mine = {problem.column for problem in problems}
            raise Invalid(
                [*problems, *(p for p in error.problems if p.column not in mine)]
            ) from None
        if problems:
            raise Invalid(problems)
        return record

    @contextlib.contextmanager
    def edit(self, reason: str, undoes: int | None = None) -> Iterator[Edit]:
        """Commit several writes together or not at all; listeners are called after the commit."""
        with self.with_views(None, {}), self._writing(reason, undoes) as edit:
            yield edit
        if edit.changes:
            for listener in self._listeners:
                listener(tuple(edit.changes))

    @contextlib.contextmanager
    def _writing(self, reason: str, undoes: int | None) -> Iterator[Edit]:
        connection = self.connection
        try:
            connection.execute("BEGIN IMMEDIATE")
            edit = Edit(connection, reason, undoes, at=self.now())
            yield edit
            edit.close()
            connection.execute("COMMIT")
        except BaseException as error:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            if isinstance(error, DatabaseError):
                raise UserError(sentence(error, self.path)) from error
            raise


def _dumped(table: Table[Any], name: str, value: object) -> object:
    return value if value is None else table.by_name[name].kind.dump(value)
