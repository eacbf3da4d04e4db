"""The SQLite driver: SQLCipher's, registered before sqlite-utils looks for one.

sqlite-utils imports `pysqlite3` first and catches that module's errors, so the driver is registered
under that name; its exceptions are not the standard library's.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import sqlcipher3
from sqlcipher3 import dbapi2

sys.modules.setdefault("pysqlite3", sqlcipher3)
sys.modules.setdefault("pysqlite3.dbapi2", dbapi2)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqlite_utils import Database

DatabaseError = dbapi2.DatabaseError
IntegrityError = dbapi2.IntegrityError
OperationalError = dbapi2.OperationalError
connect = dbapi2.connect
BUSY = (dbapi2.SQLITE_BUSY, dbapi2.SQLITE_LOCKED)
CORRUPT = (dbapi2.SQLITE_CORRUPT, dbapi2.SQLITE_NOTADB)
FULL = (dbapi2.SQLITE_FULL,)
BROKEN_DISK = (dbapi2.SQLITE_IOERR,)
READ_ONLY = (dbapi2.SQLITE_READONLY, dbapi2.SQLITE_PERM)
CANNOT_OPEN = (dbapi2.SQLITE_CANTOPEN,)
_READS = (dbapi2.SQLITE_IOERR | 1 << 8, dbapi2.SQLITE_IOERR | 2 << 8)  # IOERR_READ, _SHORT_READ

__all__ = [
    "BROKEN_DISK",
    "BUSY",
    "CANNOT_OPEN",
    "CORRUPT",
    "FULL",
    "READ_ONLY",
    "DatabaseError",
    "IntegrityError",
    "OperationalError",
    "code_of",
    "connect",
    "database",
    "is_write_error",
    "rows",
    "value",
]


def database(connection: Any) -> Database:
    """Wrap a connection for sqlite-utils, which is loaded only for schema changes."""
    from sqlite_utils import Database

    return Database(connection, execute_plugins=False)


def code_of(error: BaseException) -> int:
    """Return SQLite's primary result code (sqlite.org, "Result and Error Codes"), 0 without one."""
    return int(getattr(error, "sqlite_errorcode", None) or 0) & 0xFF


def is_write_error(error: BaseException) -> bool:
    """Return whether a disk error happened while writing, not while reading."""
    return getattr(error, "sqlite_errorcode", None) not in _READS


def rows(
    connection: Any, sql: str, values: Sequence[object] | Mapping[str, object] = ()
) -> Iterator[dict[str, Any]]:
    """Yield the rows of a query as mappings."""
    cursor = connection.execute(sql, values)
    names = [one[0] for one in cursor.description]
    for row in cursor:
        yield dict(zip(names, row, strict=True))


def value(connection: Any, sql: str, values: Sequence[object] | Mapping[str, object] = ()) -> Any:
    """Return the first value of a query's first row, or None."""
    row = connection.execute(sql, values).fetchone()
    return None if row is None else row[0]
