"""A copy takes the ledger's place: once it is begun it is finished, whatever happens meanwhile.

The sound copy first lies beside the ledger under a name of its own: from then on whoever opens the
ledger finishes what was begun. The ledger until then is given a second name before its own goes to
the copy, so that at no moment there is none; its journals never come to lie beside the copy.
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

WAITING = ".restore"
_JOURNALS = ("-wal", "-journal")  # with content; -shm is an index of the first and made anew


def take_place(sound: Path, live: Path) -> Path | None:
    """Give the ledger's place to a copy that is known to be sound; the one until then is returned.

    Raises `UserError` where another program has the ledger open, and `OSError`; then all is as
    it was.
    """
    _close_up(live)
    waiting = _waiting(live)
    private_files.rename_with_retry(sound, waiting)
    private_files.flush_folder(live.parent)
    try:
        return finish(live)
    except OSError:
        waiting.unlink(missing_ok=True)
        raise


def finish(live: Path) -> Path | None:
    """Finish what was begun, if anything was; returns where the ledger until then is."""
    waiting = _waiting(live)
    if not waiting.exists():
        return None
    aside = set_aside(live)
    try:
        private_files.rename_with_retry(waiting, live)
    except FileNotFoundError:  # another program was as quick
        return aside
    except OSError:
        if aside is not None:
            _move_journals(aside, live)
        raise
    private_files.flush_folder(live.parent)
    return aside


def set_aside(live: Path, why: str = "恢复前") -> Path | None:
    """Give the file a second name and take its journals there; None where there is no file.

    Journals without their file go aside as well: SQLite would apply them to the next one.
    """
    stem = f"{live.stem}-{why}-{clock.now():%Y%m%d-%H%M%S}"
    aside = private_files.unused(live.parent, stem, live.suffix)
    there = live.exists()
    if there:
        aside = _twin(live) or _hard_linked(live, aside)
    _move_journals(live, aside)
    private_files.flush_folder(live.parent)
    return aside if there else None


def _waiting(live: Path) -> Path:
    return live.with_name(live.name + WAITING)


def _twin(live: Path) -> Path | None:
    """The second name that a killed program gave the file."""
    names = live.parent.glob(f"{live.stem}-*{live.suffix}")
    return next((one for one in names if one.samefile(live)), None)


def _hard_linked(live: Path, aside: Path) -> Path:
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


def _close_up(live: Path) -> None:
    """Take the journal into the file, which SQLite allows only to the one program that has it."""
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
        # a ledger that is damaged goes aside as it is, with its journal
