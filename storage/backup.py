"""Copies of the ledger: made whole and checked before they count, and put back without loss."""

from __future__ import annotations

import contextlib
import re
import shutil
from datetime import datetime
from typing import TYPE_CHECKING

from storage.database import VERSION, sentence
from storage.driver import DatabaseError, connect
from storage.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path

    from storage.store import Store

AUTOMATIC = "自动备份"  # the folder beside the ledger
KEPT = 3  # automatic copies
_NUMBERED = re.compile(r"青志台账备份-(\d{4,})-")


def backup(store: Store, folder: Path) -> Path:
    """Copy the ledger into the folder, check the copy, and return where it is.

    Copies are numbered, as a clock can be wrong; an unsound copy never gets its name.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        target = folder / f"青志台账备份-{_next(folder):04}-{datetime.now():%Y%m%d-%H%M%S}.db"
        partial = target.with_name(target.name + ".part")
        try:
            store.connection.execute("VACUUM INTO ?", (str(partial),))
            _examine(partial)
            partial.replace(target)
        finally:
            partial.unlink(missing_ok=True)
    except DatabaseError as error:
        raise UserError(f"备份没有做成：{sentence(error, store.path)}") from error
    except OSError as error:
        raise UserError(
            f"备份没有做成：《{folder}》写不进去（{error.strerror or error}）。"
        ) from error
    return target


def automatic(store: Store, why: str) -> Path:
    """Copy the ledger beside itself before something large; the newest few copies stay."""
    folder = store.path.parent / AUTOMATIC
    made = backup(store, folder)
    target = made.with_name(f"{made.stem}-{why}{made.suffix}")
    try:
        made.replace(target)
        copies = sorted(path for path in folder.iterdir() if _NUMBERED.match(path.name))
        for old in copies[:-KEPT]:
            old.unlink()
    except OSError as error:
        raise UserError(
            f"备份没有做成：《{folder}》写不进去（{error.strerror or error}）。"
        ) from error
    return target


def restore(copy: Path, live: Path) -> Path | None:
    """Put a checked copy in the ledger's place; the file until then is kept aside and returned.

    The ledger must be closed. Raises `UserError`, and then nothing has changed.
    """
    if not copy.is_file():
        raise UserError(f"找不到备份文件《{copy.name}》。")
    partial = live.with_name(live.name + ".part")
    try:
        live.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(copy, partial)
        _examine(partial)
        aside = _set_aside(live)
        partial.replace(live)
    except DatabaseError as error:
        raise UserError(f"《{copy.name}》不是完好的备份，没有恢复，现有数据没有改动。") from error
    except OSError as error:
        raise UserError(f"恢复没有做成（{error.strerror or error}），现有数据没有改动。") from error
    finally:
        partial.unlink(missing_ok=True)
    return aside


def _set_aside(live: Path) -> Path | None:
    if not live.exists():
        return None
    aside = live.with_name(f"{live.stem}-恢复前-{datetime.now():%Y%m%d-%H%M%S}{live.suffix}")
    with contextlib.suppress(DatabaseError), contextlib.closing(connect(str(live))) as open_file:
        open_file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    live.replace(aside)
    for ending in ("-wal", "-shm"):
        beside = live.with_name(live.name + ending)
        if beside.exists():
            beside.replace(aside.with_name(aside.name + ending))
    return aside


def _examine(path: Path) -> None:
    """Raise unless the file is a sound ledger of a version that this program reads."""
    with contextlib.closing(connect(str(path))) as copy:
        (verdict,) = copy.execute("PRAGMA integrity_check").fetchone()
        (version,) = copy.execute("PRAGMA user_version").fetchone()
        tables = {row[0] for row in copy.execute("SELECT name FROM sqlite_master")}
    if verdict != "ok" or not {"edit", "volunteer"} <= tables:
        raise DatabaseError("malformed")
    if version > VERSION:
        raise UserError("这份备份是更新版本的程序做的，请先升级本程序再恢复。")


def _next(folder: Path) -> int:
    numbers = (_NUMBERED.match(path.name) for path in folder.iterdir())
    return 1 + max((int(found[1]) for found in numbers if found), default=0)
