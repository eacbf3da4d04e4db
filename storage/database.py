"""Open the ledger's file: safe settings, a copy before any change of its shape, its tables."""

from __future__ import annotations

import contextlib
import re
from datetime import datetime
from typing import TYPE_CHECKING, Any

from storage import place, search
from storage.driver import DatabaseError, OperationalError, connect, database
from storage.errors import UserError
from storage.migrations import MIGRATIONS
from storage.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from storage.schema import Column, Table

VERSION = len(MIGRATIONS)  # of the file's shape; a higher one was made by a newer program
FILE_NAME = "ledger.db"
_IDENTIFIER = re.compile(r"[a-z][a-z0-9_]*")


def open_database(path: Path) -> Any:
    """Open the file, making or bringing it up to date first; raises `UserError` in her words."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = _connect(path)
        _bring_up_to_date(connection, path)
    except DatabaseError as error:
        raise UserError(sentence(error, path)) from error
    except OSError as error:
        raise UserError(
            f"打不开数据文件夹《{path.parent}》：{error.strerror or error}。"
        ) from error
    return connection


def open_in_memory() -> Any:
    """The declared tables without a file, all empty: gone when they are closed."""
    connection = connect(":memory:", isolation_level=None)
    connection.execute("PRAGMA temp_store = MEMORY")
    for statement in _missing(connection, set()):
        connection.execute(statement)
    return connection


def _connect(path: Path) -> Any:
    connection = connect(str(path), timeout=5.0, isolation_level=None)  # begins nothing by itself
    risky = place.risk(path.parent)
    for pragma in (
        f"journal_mode = {'DELETE' if risky else 'WAL'}",
        f"synchronous = {'EXTRA' if risky else 'FULL'}",
        "foreign_keys = ON",
        "secure_delete = ON",
        "trusted_schema = OFF",
        "temp_store = MEMORY",
        "cache_size = -32000",
    ):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _bring_up_to_date(connection: Any, path: Path) -> None:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > VERSION:
        raise UserError(
            f"《{path.name}》是用更新的版本做的（格式{version}，本程序只认到{VERSION}）。"
            "请先升级本程序，数据没有改动。"
        )
    there = _named_things(connection)
    statements = list(_missing(connection, there))
    if not statements and version == VERSION:
        return
    if there:
        copy_aside(path, f"升级前-{datetime.now():%Y%m%d-%H%M%S}")
    db = database(connection)
    MIGRATIONS.apply(db)
    with db.atomic():
        for statement in statements:
            db.execute(statement)
        db.execute(f"PRAGMA user_version = {VERSION}")


def _named_things(connection: Any) -> set[str]:
    """The tables and indexes that the file has."""
    return {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}


def copy_aside(path: Path, label: str) -> Path:
    """Copy the file, whole and consistent, beside itself; returns where."""
    target = path.with_name(f"{path.stem}-{label}{path.suffix}")
    source, copy = connect(str(path)), connect(str(target))
    with contextlib.closing(source), contextlib.closing(copy):
        source.backup(copy)
    return target


def _missing(connection: Any, present: set[str]) -> Iterator[str]:
    """The statements that give the file what is declared and not yet there."""
    for table in TABLES:
        if table.name not in present:
            yield _create(table)
        else:
            yield from _missing_columns(connection, table)
        if table.search and search.table_name(table) not in present:
            yield (
                f"CREATE VIRTUAL TABLE {search.table_name(table)} USING fts5"
                "(words, content='', contentless_delete=1, detail=none, tokenize='ascii')"
            )
    for table in TABLES:
        yield from (sql for name, sql in _indexes(table) if name not in present)


def _create(table: Table[Any]) -> str:
    columns = ", ".join(_definition(column) for column in table.columns)
    own = "id INTEGER PRIMARY KEY AUTOINCREMENT"
    return f"CREATE TABLE {_named(table.name)} ({own}, {columns}) STRICT"


def _definition(column: Column) -> str:
    parts = [_named(column.name), column.kind.stored]
    if column.default is not None:
        dumped = column.kind.dump(column.default)
        literal = str(dumped) if isinstance(dumped, int) else f"'{dumped}'"
        parts.append(f"NOT NULL DEFAULT {literal}")
    elif column.required:
        parts.append("NOT NULL")
    if column.kind.target:
        parts.append(f"REFERENCES {_named(column.kind.target)}(id)")
    return " ".join(parts)


def _missing_columns(connection: Any, table: Table[Any]) -> Iterator[str]:
    present = {row[1] for row in connection.execute(f"PRAGMA table_info({table.name})")}
    for column in table.columns:
        if column.name in present:
            continue
        if column.required and column.default is None:
            raise RuntimeError(f"{table.name}.{column.name} is required and needs a migration")
        yield f"ALTER TABLE {table.name} ADD COLUMN {_definition(column)}"


def _indexes(table: Table[Any]) -> Iterator[tuple[str, str]]:
    if table.key:
        name = f"{table.name}_key"
        yield name, f"CREATE UNIQUE INDEX {name} ON {table.name}({', '.join(table.key)})"
    covered = {index[0] for index in table.indexes} | set(table.key[:1])
    links = tuple((link.name,) for link in table.links if link.name not in covered)
    for columns in table.indexes + links:
        name = f"{table.name}_{'_'.join(columns)}"
        yield name, f"CREATE INDEX {name} ON {table.name}({', '.join(columns)})"


def _named(name: str) -> str:
    if not _IDENTIFIER.fullmatch(name):
        raise RuntimeError(f"{name!r} cannot name a table or a column")
    return name


def sentence(error: Exception, path: Path) -> str:
    """What went wrong with the file, as a sentence with the next step."""
    text = str(error)
    if "not a database" in text or "malformed" in text:
        return (
            f"数据文件《{path.name}》已损坏，无法打开。文件没有改动；请在“设置”中从备份恢复，"
            "或用命令 restore 恢复最近的备份。"
        )
    if isinstance(error, OperationalError) and "unable to open" in text:
        return f"打不开数据文件《{path}》：没有权限，或它正被别的程序占用。"
    if "readonly" in text:
        return f"数据文件夹《{path.parent}》是只读的，无法记账。请换一个可以写入的文件夹。"
    if "locked" in text:
        return f"数据文件《{path.name}》正被另一个程序使用，请先关闭它再试。"
    if "full" in text or "disk I/O" in text:
        return f"磁盘已满或写不进去（{path.anchor}），请清出空间后再试。数据没有改动。"
    return f"数据文件《{path.name}》打不开（{text}）。"
