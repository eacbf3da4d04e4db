"""The one door to the records: read them, and change them in edits that can be undone."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any, TypeVar

from storage import clock
from storage.errors import Invalid, Problem, UserError
from storage.ledger.database import open_database, sentence
from storage.ledger.driver import DatabaseError, rows, value
from storage.model.tables import BY_NAME
from storage.store.bulk import room_for
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

    `clock` tells the moment that edits and seals bear; a made-up county has a past of its own.
    """

    clock: Callable[[], datetime] = staticmethod(clock.now_utc)

    def __init__(self, path: Path, connection: Any = None) -> None:
        self.path = path
        self.connection: Any = open_database(path) if connection is None else connection
        self.remembered: dict[object, Any] = {}  # what others worked out, for as long as it is open
        self.known: Any = None  # what a look at the past leaves out, while it lasts
        self._views: Mapping[str, str] = {}
        self._listeners: list[Callable[[Changes], object]] = []

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *problem: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()

    def now(self) -> datetime:
        """This moment, by the clock of the ledger."""
        return self.clock()

    @contextlib.contextmanager
    def seeing(self, known: object, views: Mapping[str, str]) -> Iterator[None]:
        """Read the tables named through these SELECTs for a while; an edit writes past them."""
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
        """Have the listener told of every edit, once it is kept."""
        self._listeners.append(listener)

    def get(self, table: Table[R], record_id: int) -> R:
        """The record of that number; raises `UserError` where it is gone."""
        for record in self.select(table, "id = ?", (record_id,)):
            return record
        raise UserError(f"这条{table.label}记录已不存在（可能刚被撤销或删除）。")

    def find(self, table: Table[R], **equal: object) -> list[R]:
        """The records whose fields equal the values given; for short tables."""
        names = [name for name in equal if name in table.by_name]
        where = " AND ".join(f"{name} IS ?" for name in names)
        values = [_dumped(table, name, equal[name]) for name in names]
        return list(self.select(table, where, values))

    def select(
        self, table: Table[R], where: str = "", values: Sequence[object] = (), order: str = "id"
    ) -> Iterator[R]:
        """Yield records that meet an SQL condition, one by one."""
        clause = f" WHERE {where}" if where else ""
        for row in self.rows(f"SELECT * FROM {table.name}{clause} ORDER BY {order}", values):
            yield table.from_row(row)

    def rows(
        self, sql: str, values: Sequence[object] | Mapping[str, object] = ()
    ) -> Iterator[dict[str, Any]]:
        """Yield the rows of a query as mappings; `storage` only."""
        return rows(self.connection, sql, values)

    def value(self, sql: str, values: Sequence[object] | Mapping[str, object] = ()) -> Any:
        """The first value of a query's first row; `storage` only."""
        return value(self.connection, sql, values)

    def execute(self, sql: str, values: Sequence[object] | Mapping[str, object] = ()) -> Any:
        """Run one statement and return its cursor; `storage` only."""
        return self.connection.execute(sql, values)

    def executemany(self, sql: str, values: Iterable[Sequence[object]]) -> None:
        """Run one statement for each sequence of values; `storage` only."""
        self.connection.executemany(sql, values)

    @property
    def in_transaction(self) -> bool:
        """Whether something is half written."""
        return bool(self.connection.in_transaction)

    def room_for(self, count: int) -> AbstractContextManager[None]:
        """Give SQLite room for the indexes of so many new records, for a while."""
        return room_for(self.connection, count)

    def count(self, table: Table[Any]) -> int:
        """How many records the table holds."""
        return int(self.value(f"SELECT count(*) FROM {table.name}"))

    def next_number(self, table: Table[Any]) -> int:
        """The number that the next new record of the table will get."""
        return next_number(self.connection, table)

    def named(self, table: Table[Any], title: str) -> int | None:
        """The number of the record that people call so, or None."""
        asked: object
        if table.nameless:
            sql, asked = f"SELECT id FROM {table.name} WHERE id = ?", table.numbered(title)
        else:
            sql, asked = f"SELECT id FROM {table.name} WHERE {table.title} = ? LIMIT 1", title
        found = self.value(sql, (asked,))
        return None if found is None else int(found)

    def title_of(self, table: Table[R], record: R) -> str:
        """What people call a record; where that is another record, what they call that one."""
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
        """As `Table.parse`, with the names in link fields looked up first."""
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
        """Apply several writes as one; listeners hear of them only once they are kept."""
        with self.seeing(None, {}), self._writing(reason, undoes) as edit:
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
