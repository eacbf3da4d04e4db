"""Identify and verify ledger files without changing them."""

from __future__ import annotations

import contextlib
import struct
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from storage.errors import UserError
from storage.files.location import FILE_NAME
from storage.ledger.driver import DatabaseError, connect
from storage.ledger.migrations import MIGRATIONS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = [
    "APPLICATION_ID",
    "FILE_NAME",
    "VERSION",
    "kind_of",
    "open_read_only",
    "schema_names",
    "verify",
]

VERSION = len(MIGRATIONS)  # of the schema; a higher one was written by a newer program
APPLICATION_ID = int.from_bytes(b"QZTZ", "big")  # sqlite.org, "Database File Format" §1.3.15
OWN_TABLES = {"edit", "volunteer"}  # identify ledgers from before there was an application id
OURS, EMPTY, FOREIGN, NO_DATABASE = "ours", "empty", "foreign", "no database"
_MAGIC = b"SQLite format 3\0"
_APPLICATION_ID = struct.Struct(">68xI")


def kind_of(path: Path) -> str:
    """Return whether a file is ours, empty, foreign or no database; raises `OSError`.

    A ledger whose content cannot be read counts as ours: reading it raises the reason.
    """
    with path.open("rb") as file:
        head = file.read(100)
    if not head:
        return EMPTY
    if not head.startswith(_MAGIC) or len(head) < _APPLICATION_ID.size:
        return NO_DATABASE
    (number,) = _APPLICATION_ID.unpack_from(head)
    if number:
        return OURS if number == APPLICATION_ID else FOREIGN
    try:
        with open_read_only(path) as connection:
            return OURS if schema_names(connection) >= OWN_TABLES else FOREIGN
    except DatabaseError:
        return OURS


@contextlib.contextmanager
def open_read_only(path: Path) -> Iterator[Any]:
    """Open a file read-only; without a journal, no other file is created in its folder either."""
    journal = any(path.with_name(path.name + end).exists() for end in ("-wal", "-journal"))
    how = "mode=ro" if journal else "mode=ro&immutable=1"  # a stick may be write-protected
    connection = connect(f"{_uri(path)}?{how}", uri=True, timeout=1.0)
    with contextlib.closing(connection):
        yield connection


def _uri(path: Path) -> str:
    """Return the URI of a file; SQLite allows no host in it (sqlite.org, "URI Filenames")."""
    name = path.absolute().as_posix()
    return ("file://" if name.startswith("//") else "file:") + quote(name)


def schema_names(connection: Any) -> set[str]:
    """Return the names of the tables and indexes in a file."""
    return {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}


def verify(connection: Any) -> None:
    """Raise `UserError` or `DatabaseError` unless this is a sound ledger of a known version."""
    (number,) = connection.execute("PRAGMA application_id").fetchone()
    if number not in (0, APPLICATION_ID) or not schema_names(connection) >= OWN_TABLES:
        raise UserError("不是青志台账的数据文件")
    (verdict,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if verdict != "ok":
        raise DatabaseError("malformed")
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > VERSION:
        raise UserError("是更新版本的程序做的，请先升级本程序")
