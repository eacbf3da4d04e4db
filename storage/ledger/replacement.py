"""Replace the ledger by a copy: once begun it is completed, even after a crash.

The verified copy is first renamed to `WAITING` in the ledger's folder: from then on whoever opens
the ledger completes the replacement. The old ledger gets a second name before its own passes to the
copy, so that there is a ledger at every moment; its journals are moved before the copy is in place.
"""

from __future__ import annotations

import contextlib
import shutil
from typing import TYPE_CHECKING

from storage import clock
from storage.errors import UserError
from storage.files import private_files
from storage.ledger.driver import BUSY, DatabaseError, code_of, connect
from storage.ledger.ledger_file import OURS, kind_of

if TYPE_CHECKING:
    from pathlib import Path

PENDING = ".restore"
_JOURNALS = ("-wal", "-journal")  # with content; -shm is rebuilt from -wal


def replace(sound: Path, live: Path) -> Path | None:
    """Replace the ledger by a verified copy and return the path of the old one, if there was one.

    Raises `UserError` where another program has the ledger open, and `OSError`; nothing has
    changed then.
    """
    _merge_journal(live)
    waiting = _pending_path(live)
    private_files.rename_with_retry(sound, waiting)
    private_files.flush_folder(live.parent)
    try:
        return complete(live)
    except OSError:
        waiting.unlink(missing_ok=True)
        raise


def complete(live: Path) -> Path | None:
    """Complete a replacement that was begun; return the path of the old ledger, or None."""
    waiting = _pending_path(live)
    if not waiting.exists():
        return None
    aside = set_aside(live)
    try:
        private_files.rename_with_retry(waiting, live)
    except FileNotFoundError:  # another program has completed it
        return aside
    except OSError:
        if aside is not None:
            _move_journals(aside, live)
        raise
    private_files.flush_folder(live.parent)
    return aside


def set_aside(live: Path, why: str = "恢复前") -> Path | None:
    """Give the file a second name, move its journals to it, and return it; None without a file.

    Journals without their file are moved too: SQLite would apply them to the next file.
    """
    stem = f"{live.stem}-{why}-{clock.now():%Y%m%d-%H%M%S}"
    aside = private_files.unused(live.parent, stem, live.suffix)
    exists = live.exists()
    if exists:
        aside = _second_name(live) or _add_second_name(live, aside)
    _move_journals(live, aside)
    private_files.flush_folder(live.parent)
    return aside if exists else None


def _pending_path(live: Path) -> Path:
    return live.with_name(live.name + PENDING)


def _second_name(live: Path) -> Path | None:
    """Return the second name that a killed program gave the file, or None."""
    names = live.parent.glob(f"{live.stem}-*{live.suffix}")
    return next((one for one in names if one.samefile(live)), None)


def _add_second_name(live: Path, aside: Path) -> Path:
    try:
        aside.hardlink_to(live)
    except FileExistsError:
        raise
    except OSError:  # a file system without links, as on a stick
        with private_files.unfinished(aside) as partial:
            shutil.copyfile(live, partial)
            private_files.flush(partial)
            private_files.rename_with_retry(partial, aside)
    return aside


def _move_journals(source: Path, target: Path) -> None:
    for ending in _JOURNALS:
        journal = source.with_name(source.name + ending)
        if journal.exists():
            private_files.rename_with_retry(journal, target.with_name(target.name + ending))
    source.with_name(f"{source.name}-shm").unlink(missing_ok=True)


def _merge_journal(live: Path) -> None:
    """Merge the journal into the file, which SQLite allows only to a sole user.

    Raises `UserError` where another program has the file open.
    """
    if not live.exists() or kind_of(live) != OURS:
        return
    try:
        with contextlib.closing(connect(str(live), timeout=0.5, isolation_level=None)) as only:
            only.execute("PRAGMA journal_mode = DELETE").fetchone()
            only.execute("BEGIN EXCLUSIVE")
            only.execute("ROLLBACK")
    except DatabaseError as error:
        if code_of(error) in BUSY:
            raise UserError(
                "台账正开着（窗口或另一个程序在用），没有恢复，现有数据没有改动。请先关闭再恢复。"
            ) from error
        # a damaged ledger is set aside as it is, with its journal
