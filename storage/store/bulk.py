"""Set operations on many records: one statement per step instead of one per record."""

from __future__ import annotations

import gc
import json
from contextlib import contextmanager
from itertools import compress, repeat
from operator import is_
from typing import TYPE_CHECKING, Any

from storage.model import search_text
from storage.model.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from storage.model.schema import Table

encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_NOTHING = repeat(None)
_LARGE = 100_000  # records from which the usual page cache is too small
_LARGE_CACHE = 200_000  # KB
_IDS = "SELECT value FROM json_each(?)"  # any count of numbers in one parameter


@contextmanager
def collector_paused() -> Iterator[None]:
    """Pause the garbage collector while very many records are created.

    Collections take a fifth of an import's time and free nothing: records hold no cycles.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


@contextmanager
def enlarged_cache(connection: Any, count: int) -> Iterator[None]:
    """Enlarge SQLite's page cache for very many records, so that no index page is written twice."""
    if count < _LARGE:
        yield
        return
    (usual,) = connection.execute("PRAGMA cache_size").fetchone()
    connection.execute(f"PRAGMA cache_size = -{_LARGE_CACHE}")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA cache_size = {usual}")


class _Shape:
    """New rows with the same filled fields: they share an INSERT, as binding NULL is slow."""

    def __init__(self, table: Table[Any], row: Sequence[Any]) -> None:
        self.is_filled = [value is not None for value in row]
        filled = [(name, row[at]) for at, name in enumerate(table.names) if self.is_filled[at]]
        places = ", ".join("?" * len(filled))
        names = ", ".join(name for name, _value in filled)
        self.sql = f"INSERT INTO {table.name} ({names}) VALUES ({places})"
        pairs = (
            f'"{name}":' + ('"%s"' if isinstance(value, str) else "%d") for name, value in filled
        )
        self.pattern = "{" + ",".join(pairs) + "}"
        self.quotes = self.pattern.count('"')
        self.names = tuple(name for name, _value in filled)
        self.rows: list[tuple[Any, ...]] = []

    def line(self, row: tuple[Any, ...]) -> str:
        """Return the row as a line of the journal, in JSON.

        A `%` pattern is much faster than an encoder; where a value needs escaping, the encoder
        writes the row.
        """
        line = self.pattern % row
        if line.count('"') != self.quotes or "\\" in line or not line.isprintable():
            return encode(dict(zip(self.names, row, strict=True)))
        return line


class NewRecords:
    """New records of a table collected for one write: rows, search words and journal lines."""

    def __init__(self, table: Table[Any]) -> None:
        self._table = table
        self._shapes: dict[tuple[bool, ...], _Shape] = {}
        self._indexed = [table.names.index(name) for name in table.search]
        self._words: list[tuple[int, str]] = []
        self.lines: list[tuple[int, str]] = []

    def add(self, row: Sequence[Any]) -> None:
        """Add a record by its fields in the order of the table's names, its number first."""
        empty = tuple(map(is_, row, _NOTHING))
        shape = self._shapes.get(empty)
        if shape is None:
            shape = self._shapes[empty] = _Shape(self._table, row)
        filled = tuple(compress(row, shape.is_filled))
        shape.rows.append(filled)
        self.lines.append((row[0], shape.line(filled)))
        if self._indexed:
            self._words.append((row[0], search_text.tokens([row[at] for at in self._indexed])))

    def insert(self, connection: Any) -> None:
        """Insert the rows and their search words."""
        for shape in self._shapes.values():
            connection.executemany(shape.sql, shape.rows)
        if self._words:
            name = search_text.table_name(self._table)
            sql = f"INSERT INTO {name} (rowid, words) VALUES (?, ?)"
            connection.executemany(sql, self._words)


def current_records(
    connection: Any, table: Table[Any], numbers: Sequence[int]
) -> dict[int, dict[str, Any]]:
    """Return the stored rows of these records by their number."""
    sql = f"SELECT {', '.join(table.names)} FROM {table.name} WHERE id IN ({_IDS})"
    found = connection.execute(sql, (json.dumps(numbers),))
    return {row[0]: dict(zip(table.names, row, strict=True)) for row in found}


def update(
    connection: Any, table: Table[Any], pairs: Sequence[tuple[Mapping[str, Any], Mapping[str, Any]]]
) -> None:
    """Update the fields in which each pair (before, after) differs, and the search index."""
    by_names: dict[tuple[str, ...], list[tuple[Any, ...]]] = {}
    indexed = []
    for old, new in pairs:
        names = tuple(name for name in table.names if old[name] != new[name])
        by_names.setdefault(names, []).append((*(new[name] for name in names), new["id"]))
        if not set(table.search).isdisjoint(names):
            indexed.append(new)
    for names, values in by_names.items():
        changes = ", ".join(f"{name} = ?" for name in names)
        connection.executemany(f"UPDATE {table.name} SET {changes} WHERE id = ?", values)
    if indexed:
        name = search_text.table_name(table)
        ids = json.dumps([row["id"] for row in indexed])
        connection.execute(f"DELETE FROM {name} WHERE rowid IN ({_IDS})", (ids,))
        words = [(row["id"], search_text.of_row(table, row)) for row in indexed]
        connection.executemany(f"INSERT INTO {name} (rowid, words) VALUES (?, ?)", words)


def delete(connection: Any, table: Table[Any], numbers: Sequence[int]) -> None:
    """Delete records and their search words."""
    ids = json.dumps(numbers)
    if table.search:
        name = search_text.table_name(table)
        connection.execute(f"DELETE FROM {name} WHERE rowid IN ({_IDS})", (ids,))
    connection.execute(f"DELETE FROM {table.name} WHERE id IN ({_IDS})", (ids,))


def find_existing(connection: Any, table: Table[Any], numbers: Sequence[int]) -> set[int]:
    """Return those of the numbers that are records of the table."""
    sql = f"SELECT id FROM {table.name} WHERE id IN ({_IDS})"
    return {number for (number,) in connection.execute(sql, (json.dumps(numbers),))}


def find_unchanged(connection: Any, table: Table[Any], changes: Sequence[int]) -> set[int]:
    """Return the records that still are as these changes (by number) left them.

    SQLite writes the JSON here, Python writes it in the journal: where the two differ in a
    character, the record counts as changed, and the caller compares it separately.
    """
    pairs = ", ".join(f"'{name}', t.{name}" for name in table.names)
    sql = (
        f"SELECT t.id FROM change c JOIN {table.name} t ON t.id = c.record_id"
        f" WHERE c.id IN ({_IDS}) AND c.after = json_patch('{{}}', json_object({pairs}))"
    )
    return {number for (number,) in connection.execute(sql, (json.dumps(changes),))}


def find_linked(connection: Any, table: Table[Any], numbers: Sequence[int]) -> set[int]:
    """Return those of the records that other records link to."""
    found: set[int] = set()
    for other in TABLES:
        for link in other.links:
            if link.kind.target == table.name:
                sql = f"SELECT {link.name} FROM {other.name} WHERE {link.name} IN ({_IDS})"
                found.update(one for (one,) in connection.execute(sql, (json.dumps(numbers),)))
    return found
