"""Many records at once: each question asked and each thing written for all of them together."""

from __future__ import annotations

import gc
import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from storage import search
from storage.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from storage.schema import Table

encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_ASKED = "SELECT value FROM json_each(?)"  # any count of numbers in one parameter


@contextmanager
def collector_paused() -> Iterator[None]:
    """Keep the collector from walking over all records again and again while they are made.

    It takes a fifth of the time of an import and finds nothing: records hold no cycles.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def insert(connection: Any, table: Table[Any], rows: Sequence[Mapping[str, Any]]) -> None:
    """Write rows of filled fields, and index them for searching."""
    for names, values in _alike(rows).items():
        places = ", ".join("?" * len(names))
        sql = f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({places})"
        connection.executemany(sql, values)
    if table.search:
        connection.executemany(
            f"INSERT INTO {search.table_name(table)} (rowid, words) VALUES (?, ?)",
            [(row["id"], search.of_row(table, row)) for row in rows],
        )


def lines(rows: Iterable[Mapping[str, Any]]) -> Iterator[tuple[int, str]]:
    """Rows of filled fields as the journal keeps them, each with its number.

    Rows with the same fields are written by one pattern, which is much quicker than an encoder;
    where a value needs more than quotes around it, the encoder writes the row.
    """
    patterns: dict[tuple[str, ...], tuple[str, int]] = {}
    for row in rows:
        names = tuple(row)
        if names not in patterns:
            patterns[names] = _pattern(row)
        pattern, quotes = patterns[names]
        line = pattern % tuple(row.values())
        if line.count('"') != quotes or "\\" in line or not line.isprintable():
            line = encode(row)
        yield row["id"], line


def _pattern(row: Mapping[str, Any]) -> tuple[str, int]:
    pairs = (f'"{name}":' + ('"%s"' if isinstance(row[name], str) else "%d") for name in row)
    pattern = "{" + ",".join(pairs) + "}"
    return pattern, pattern.count('"')


def delete(connection: Any, table: Table[Any], numbers: Sequence[int]) -> None:
    """Remove records, and what is indexed of them."""
    asked = json.dumps(numbers)
    if table.search:
        name = search.table_name(table)
        connection.execute(f"DELETE FROM {name} WHERE rowid IN ({_ASKED})", (asked,))
    connection.execute(f"DELETE FROM {table.name} WHERE id IN ({_ASKED})", (asked,))


def present(connection: Any, table: Table[Any], numbers: Sequence[int]) -> set[int]:
    """Which of these records there are."""
    sql = f"SELECT id FROM {table.name} WHERE id IN ({_ASKED})"
    return {number for (number,) in connection.execute(sql, (json.dumps(numbers),))}


def unchanged(connection: Any, table: Table[Any], changes: Sequence[int]) -> set[int]:
    """The records that still are as these changes of them left them, each change by its number.

    SQLite writes the JSON here, and Python where one record is compared; whoever finds that they
    differ in some letter may ask about that record by itself.
    """
    pairs = ", ".join(f"'{name}', t.{name}" for name in table.names)
    sql = (
        f"SELECT t.id FROM change c JOIN {table.name} t ON t.id = c.record_id"
        f" WHERE c.id IN ({_ASKED}) AND c.after = json_patch('{{}}', json_object({pairs}))"
    )
    return {number for (number,) in connection.execute(sql, (json.dumps(changes),))}


def used(connection: Any, table: Table[Any], numbers: Sequence[int]) -> set[int]:
    """Those of the records that others point to."""
    found: set[int] = set()
    for other in TABLES:
        for link in other.links:
            if link.kind.target == table.name:
                sql = f"SELECT {link.name} FROM {other.name} WHERE {link.name} IN ({_ASKED})"
                found.update(one for (one,) in connection.execute(sql, (json.dumps(numbers),)))
    return found


def _alike(rows: Iterable[Mapping[str, Any]]) -> dict[tuple[str, ...], list[tuple[Any, ...]]]:
    """Rows of filled fields, by which fields those are: the driver is slow at binding NULL."""
    groups: dict[tuple[str, ...], list[tuple[Any, ...]]] = {}
    for row in rows:
        groups.setdefault(tuple(row), []).append(tuple(row.values()))
    return groups
