"""Files and folders with access for the owner only, created completely or not at all.

On Windows a user's profile is the user's alone already, so there modes say nothing.
"""

from __future__ import annotations

import errno
import os
import re
import time
from contextlib import contextmanager, suppress
from itertools import takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

FOLDER, FILE = 0o700, 0o600
WAITS = (0.05, 0.1, 0.2, 0.4, 0.8)  # a virus scanner holds a new file for a moment
ATTEMPTS = 400  # to see what another program makes
PART = ".part"
JOURNALS = ("-journal", "-wal", "-shm")  # what SQLite keeps beside a file
_UNFINISHED = re.compile(r"((?:ledger|青志台账备份-).*\.db\.part)(?:-journal|-wal|-shm)?")


def make_folder(folder: Path) -> None:
    """Make a folder and those above it; one that is there already stays as it is."""
    missing = list(takewhile(lambda one: not one.exists(), (folder, *folder.parents)))
    for one in reversed(missing or [folder]):
        one.mkdir(FOLDER, exist_ok=True)


def create(path: Path) -> None:
    """Make a file that is not there yet; raises `FileExistsError`, and follows no link."""
    os.close(_created(path))


def _created(path: Path) -> int:
    return os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_BINARY", 0), FILE)


def make_private(path: Path) -> None:
    """Remove the permissions of others on a file."""
    if os.name == "posix":
        path.chmod(FILE)


def flush(path: Path) -> None:
    """Flush a file to the disk, so that it survives a power cut."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """Flush a folder to the disk, so that a new name survives a power cut; not on Windows."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def rename_with_retry(
    partial: Path, path: Path, pause: Callable[[float], object] = time.sleep
) -> None:
    """Rename, and try again for a while if something still holds one of the two."""
    for wait in WAITS:
        try:
            partial.replace(path)
        except PermissionError:
            if path.is_dir():
                raise
            pause(wait)
        else:
            return
    partial.replace(path)


def name_new_file(partial: Path, path: Path) -> None:
    """Give a file its name; raises `FileExistsError` where that is taken, and replaces nothing."""
    if os.name == "posix":
        try:
            path.hardlink_to(partial)
        except FileExistsError:
            raise
        except OSError:  # a file system without links, as on a stick
            if os.path.lexists(path):
                raise FileExistsError(path) from None
            rename_with_retry(partial, path)
        else:
            partial.unlink()
    else:
        partial.rename(path)  # there it never replaces


def wait_for(path: Path) -> None:
    """Wait until another program has created a file; raises `FileExistsError` if it does not."""
    for _ in range(ATTEMPTS):
        if path.exists():
            return
        time.sleep(WAITS[0])
    raise FileExistsError(errno.EEXIST, "unfinished", str(path))


def unused(folder: Path, stem: str, suffix: str) -> Path:
    """A place for a file where neither one nor its journal is yet, numbered if need be."""
    path, count = folder / f"{stem}{suffix}", 1
    while any(os.path.lexists(f"{path}{ending}") for ending in ("", *JOURNALS)):
        count += 1
        path = folder / f"{stem}-{count}{suffix}"
    return path


@contextmanager
def unfinished(target: Path) -> Iterator[Path]:
    """Yield a new partial file next to the target for writing; delete it at the end.

    While it is written to, no other program sweeps it away.
    """
    partial = target.with_name(target.name + PART)
    handle = _created(partial)
    if os.name == "posix":
        claim(handle)
    else:
        os.close(handle)  # an open file is neither renamed nor removed there
    try:
        yield partial
    finally:
        if os.name == "posix":
            os.close(handle)
        _discard(partial)


def sweep(folder: Path) -> None:
    """Remove unfinished files of killed programs from a folder."""
    with suppress(OSError):
        found = (_UNFINISHED.fullmatch(one.name) for one in folder.iterdir())
        for partial in {folder / one[1] for one in found if one}:
            if not _claimed(partial):
                _discard(partial)


def _discard(partial: Path) -> None:
    for ending in ("", *JOURNALS):
        with suppress(OSError):
            partial.with_name(partial.name + ending).unlink(missing_ok=True)


def _claimed(partial: Path) -> bool:
    """Return whether a running program writes to it."""
    if os.name != "posix" or not partial.exists():
        return False
    handle = os.open(partial, os.O_RDONLY)
    try:
        return not claim(handle)
    finally:
        os.close(handle)


def claim(handle: int) -> bool:
    """Lock an open file for as long as it is open; False where another program has."""
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a file system without locks
        return True
    return True
