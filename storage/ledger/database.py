"""Open the ledger's file: safe settings, a copy before any schema change, its tables."""

from __future__ import annotations

import contextlib
import re
from typing import TYPE_CHECKING, Any

from storage import clock
from storage.errors import UserError
from storage.files import location, os_messages, private_files
from storage.ledger import ledger_file, replacement
from storage.ledger.driver import (
    BROKEN_DISK,
    BUSY,
    CANNOT_OPEN,
    CORRUPT,
    FULL,
    READ_ONLY,
    DatabaseError,
    OperationalError,
    code_of,
    connect,
    database,
    is_write_error,
)
from storage.ledger.ledger_file import APPLICATION_ID, FILE_NAME, VERSION, schema_names
from storage.ledger.migrations import MIGRATIONS
from storage.ledger.stray_copies import AUTOMATIC, LedgerLost, find_traces
from storage.model import search_text
from storage.model.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from storage.model.schema import Column, Table

__all__ = [
    "FILE_NAME",
    "VERSION",
    "copy_aside",
    "create_empty",
    "open_database",
    "open_in_memory",
    "sentence",
]

_IDENTIFIER = re.compile(r"[a-z][a-z0-9_]*")


def open_database(path: Path) -> Any:
    """Open the file, created or migrated where needed; raises `UserError` with the next step.

    A new file is created only where no trace of an earlier ledger exists: else `LedgerLost`.
    """
    with _translate_errors(path):
        replacement.complete(path)
        for folder in (path.parent, path.parent / AUTOMATIC):
            private_files.sweep(folder)
        if not path.exists():
            _refuse_lost_ledger(path)
            _create_file(path)
        _refuse_foreign_file(path)
        connection = _connect(path)
        try:
            _migrate(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


def create_empty(path: Path) -> None:
    """Create an empty ledger at the clerk's explicit request; an existing file is set aside."""
    with _translate_errors(path):
        replacement.set_aside(path, "重建前")
        path.unlink(missing_ok=True)
        _create_file(path)


@contextlib.contextmanager
def _translate_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except DatabaseError as error:
        if code_of(error) in CORRUPT:
            raise LedgerLost(sentence(error, path), path, damaged=True) from error
        raise UserError(sentence(error, path)) from error
    except OSError as error:
        raise UserError(
            f"打不开数据文件夹《{path.parent}》：{_open_reason(error, path)}。"
        ) from error


def _open_reason(error: OSError, path: Path) -> str:
    return (
        os_messages.free_space(path.parent)
        if os_messages.is_full(error)
        else os_messages.reason(error)
    )


def _refuse_lost_ledger(path: Path) -> None:
    found = find_traces(path.parent)
    if found:
        named = "、".join(found[:3]) + (" 等" if len(found) > 3 else "")
        raise LedgerLost(
            f"《{path.parent}》里应有台账，却找不到数据文件《{path.name}》（留有 {named}）。"
            "没有新建台账，别的文件也没有动。",
            path,
        )


def _refuse_foreign_file(path: Path) -> None:
    reasons = {
        ledger_file.EMPTY: "是空的（0 字节），里面没有台账",
        ledger_file.FOREIGN: "是别的程序的数据库，不是青志台账的",
        ledger_file.NO_DATABASE: "已损坏或不是台账，打不开",
    }
    kind = ledger_file.kind_of(path)
    if kind in reasons:
        damaged = kind == ledger_file.NO_DATABASE
        raise LedgerLost(
            f"数据文件《{path}》{reasons[kind]}。文件没有改动。", path, damaged=damaged
        )


def _create_file(path: Path) -> None:
    """Create an empty ledger that is complete before it gets its name."""
    private_files.make_folder(path.parent)
    try:
        with private_files.unfinished(path) as partial:
            if path.exists():  # another program has just made it
                return
            replacement.set_aside(path)  # SQLite would apply an old journal to the new file
            with contextlib.closing(connect(str(partial), isolation_level=None)) as connection:
                connection.execute("PRAGMA synchronous = OFF")  # flushed below, as a whole
                _migrate(connection, path)
            private_files.flush(partial)
            private_files.name_new_file(partial, path)
        private_files.flush_folder(path.parent)
    except FileExistsError:  # another program makes it at the same moment
        private_files.wait_for(path)


def open_in_memory() -> Any:
    """Return a connection to the declared tables, empty and in memory."""
    connection = connect(":memory:", isolation_level=None)
    connection.execute("PRAGMA temp_store = MEMORY")
    for statement in _missing_statements(connection, set()):
        connection.execute(statement)
    return connection


def _connect(path: Path) -> Any:
    connection = connect(str(path), timeout=5.0, isolation_level=None)  # no implicit transactions
    risky = location.risk(path.parent)
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


def _migrate(connection: Any, path: Path) -> None:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > VERSION:
        raise UserError(
            f"《{path.name}》是用更新的版本做的（格式{version}，本程序只认到{VERSION}）。"
            "请先升级本程序，数据没有改动。"
        )
    present = schema_names(connection)
    _set_application_id(connection)
    statements = list(_missing_statements(connection, present))
    if not statements and version == VERSION:
        return
    if present:
        copy_aside(path, "升级前")
    db = database(connection)
    MIGRATIONS.apply(db)
    with db.atomic():
        for statement in statements:
            db.execute(statement)
        db.execute(f"PRAGMA user_version = {VERSION}")


def _set_application_id(connection: Any) -> None:
    """Set the application id; files from before there was one get it now."""
    (number,) = connection.execute("PRAGMA application_id").fetchone()
    if number != APPLICATION_ID:
        with contextlib.suppress(OperationalError):  # locked by a writer: set at the next start
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def copy_aside(path: Path, label: str) -> Path:
    """Copy the file consistently into its own folder and return the path of the copy."""
    stem = f"{path.stem}-{label}-{clock.now():%Y%m%d-%H%M%S}"
    target = private_files.unused(path.parent, stem, path.suffix)
    with private_files.unfinished(target) as partial:
        source, copy = connect(str(path)), connect(str(partial))
        with contextlib.closing(source), contextlib.closing(copy):
            source.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
            (verdict,) = copy.execute("PRAGMA integrity_check(1)").fetchone()
        if verdict != "ok":
            raise DatabaseError("malformed")
        private_files.flush(partial)
        private_files.name_new_file(partial, target)
    private_files.flush_folder(path.parent)
    return target


def _missing_statements(connection: Any, present: set[str]) -> Iterator[str]:
    """Yield the statements that create the declared tables, columns and indexes not `present`."""
    for table in TABLES:
        if table.name not in present:
            yield _create_table(table)
        else:
            yield from _missing_columns(connection, table)
        if table.search and search_text.table_name(table) not in present:
            yield (
                f"CREATE VIRTUAL TABLE {search_text.table_name(table)} USING fts5"
                "(words, content='', contentless_delete=1, detail=none, tokenize='ascii')"
            )
    for table in TABLES:
        yield from (sql for name, sql in _indexes(table) if name not in present)


def _create_table(table: Table[Any]) -> str:
    columns = ", ".join(_definition(column) for column in table.columns)
    own = "id INTEGER PRIMARY KEY AUTOINCREMENT"
    return f"CREATE TABLE {_identifier(table.name)} ({own}, {columns}) STRICT"


def _definition(column: Column) -> str:
    parts = [_identifier(column.name), column.kind.stored]
    if column.default is not None:
        dumped = column.kind.dump(column.default)
        literal = str(dumped) if isinstance(dumped, int) else f"'{dumped}'"
        parts.append(f"NOT NULL DEFAULT {literal}")
    elif column.required:
        parts.append("NOT NULL")
    if column.kind.target:
        parts.append(f"REFERENCES {_identifier(column.kind.target)}(id)")
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


def _identifier(name: str) -> str:
    if not _IDENTIFIER.fullmatch(name):
        raise RuntimeError(f"{name!r} cannot name a table or a column")
    return name


def sentence(error: Exception, path: Path) -> str:
    """Return the sentence for a database error of the file, with the next step."""
    code, text = code_of(error), str(error)
    if code in CORRUPT or "malformed" in text or "decode to UTF-8" in text:
        return (
            f"数据文件《{path.name}》读不出来（文件已损坏）。请在“设置”的“数据与备份”里从备份恢复，"
            "或用命令 restore 恢复最近的备份。"
        )
    if code in CANNOT_OPEN:
        return f"打不开数据文件《{path}》：没有权限，或它正被别的程序占用。"
    if code in READ_ONLY:
        return f"数据文件夹《{path.parent}》是只读的，无法记账。请换一个可以写入的文件夹。"
    if code in BUSY:
        return f"数据文件《{path.name}》正被另一个程序使用，请先关闭它再试。"
    if code in FULL:
        return (
            f"磁盘已满：{os_messages.free_space(path.parent)}。请清出空间后再试，这一步没有保存。"
        )
    if code in BROKEN_DISK:
        fault = (
            "写不进去：磁盘已满、有坏处或已经拔出"
            if is_write_error(error)
            else "读不出来：磁盘有坏处或已经拔出"
        )
        return (
            f"数据文件《{path}》{fault}（{os_messages.free_space(path.parent)}）。这一步没有做成。"
        )
    return (
        f"数据文件《{path.name}》读写出错（数据库错误 {code}），这一步没有做成。"
        "请重新打开程序再试；还是这样，就从备份恢复。"
    )
