"""Whether a window has the ledger of a folder open: it holds a lock file as long as it lives.

The window makes the file with Qt's `QLockFile`, which locks it with flock on Linux and by opening
it for itself alone on Windows; so both can be seen without Qt.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from storage.files import private_files

if TYPE_CHECKING:
    from pathlib import Path

NAME = "ledger.lock"


def is_locked(folder: Path) -> bool:
    """Whether a program that is running holds the lock; what a killed one left is none."""
    path = folder / NAME
    try:
        handle = os.open(path, os.O_RDWR)
    except FileNotFoundError:
        return False
    except OSError:
        return os.name != "posix"
    try:
        return os.name == "posix" and not private_files.claim(handle)
    finally:
        os.close(handle)
