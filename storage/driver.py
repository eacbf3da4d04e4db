"""The SQLite that everything uses: SQLCipher's, put in place before sqlite-utils looks for one.

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

__all__ = [
    "DatabaseError",
    "IntegrityError",
    "OperationalError",
    "connect",
    "database",
    "rows",
    "value",
]


def database(connection: Any) -> Database:
    """What sqlite-utils makes of a connection; loaded only where the file's shape is to change."""
    from sqlite_utils import Database

    return Database(connection, execute_plugins=False)


def rows(
    connection: Any, sql: str, values: Sequence[object] | Mapping[str, object] = ()
) -> Iterator[dict[str, Any]]:
    """Yield the rows of a query as mappings."""
    cursor = connection.execute(sql, values)
    names = [one[0] for one in cursor.description]
    for row in cursor:
        yield dict(zip(names, row, strict=True))


def value(connection: Any, sql: str, values: Sequence[object] | Mapping[str, object] = ()) -> Any:
    """The first value of a query's first row, or None."""
    row = connection.execute(sql, values).fetchone()
    return None if row is None else row[0]
