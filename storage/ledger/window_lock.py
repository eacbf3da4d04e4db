"""The lock file that a window holds while it has the ledger of a folder open.

The window creates the file with Qt's `QLockFile`, which uses flock on Linux and exclusive opening
on Windows; both can be detected without Qt.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from storage.files import private_files

if TYPE_CHECKING:
    from pathlib import Path

NAME = "ledger.lock"


def is_locked(folder: Path) -> bool:
    """Return whether a running program holds the lock; the file of a killed one does not count."""
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
