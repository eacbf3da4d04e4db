"""A ledger's rows in chunks: canonical JSON, identified by its SHA-256.

A chunk holds the records of one span of numbers, column by column, so that it compresses well. A
span in which nothing changed gives the same chunk and is stored once for all quarters.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from itertools import groupby
from typing import TYPE_CHECKING, Any

from storage.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from storage.model.schema import Table
    from storage.store.store import Store

SPAN = 4_096  # record numbers per chunk
LEVEL = 6  # of zlib: a higher one takes three times as long for a fiftieth less

canonical = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode


def chunks_of(store: Store, table: Table[Any]) -> Iterator[tuple[int, bytes]]:
    """Yield the table's chunks, each with the index of its span; empty columns are left out.

    So a column that a later program adds changes no chunk until it is filled.
    """
    names = table.names
    cursor = store.execute(f"SELECT {', '.join(names)} FROM {table.name} ORDER BY id")
    for span, rows in groupby(cursor, lambda row: row[0] // SPAN):
        columns = zip(names, zip(*rows, strict=True), strict=True)
        filled = {name: values for name, values in columns if any(v is not None for v in values)}
        yield span, canonical(filled).encode()


def digest_of(text: bytes) -> str:
    """Return the text's SHA-256 in hexadecimal."""
    return hashlib.sha256(text).hexdigest()


def compress(text: bytes) -> bytes:
    """Compress a text for storage."""
    return zlib.compress(text, LEVEL)


def decompress(data: bytes, digest: str) -> bytes:
    """Decompress a stored text; raises `UserError` where its digest does not match."""
    try:
        text = zlib.decompress(data)
    except zlib.error:
        text = b""
    if digest_of(text) != digest:
        raise UserError(
            "封存的数据与封存时不一致，可能被改动或损坏。请从备份恢复后再打开这个季度。"
        )
    return text


def insert_rows(store: Store, table: Table[Any], text: bytes) -> None:
    """Insert a chunk's rows into a table; columns that are no longer declared are skipped."""
    filled: dict[str, Sequence[Any]] = json.loads(text)
    names = [name for name in filled if name in table.names]
    sql = (
        f"INSERT INTO {table.name} ({', '.join(names)})"
        f" VALUES ({', '.join(_placeholder(table, name) for name in names)})"
    )
    store.executemany(sql, list(zip(*(filled[name] for name in names), strict=True)))


def _placeholder(table: Table[Any], name: str) -> str:
    """Return the SQL placeholder of a column; its default replaces a missing value."""
    column = table.by_name.get(name)
    if column is None or column.default is None:
        return "?"
    default = column.kind.dump(column.default)
    return f"ifnull(?, {default})" if isinstance(default, int) else f"ifnull(?, '{default}')"


def rows_in(text: bytes) -> Iterator[dict[str, Any]]:
    """Yield a chunk's rows as mappings of their filled fields."""
    filled: dict[str, Sequence[Any]] = json.loads(text)
    for values in zip(*filled.values(), strict=True):
        pairs = zip(filled, values, strict=True)
        yield {name: value for name, value in pairs if value is not None}
