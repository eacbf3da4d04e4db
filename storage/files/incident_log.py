"""Incident reports: unexpected errors, logged next to the ledger without personal data.

An error's own words quote names and numbers, so only its kind and the places in the program are
written down.
"""

from __future__ import annotations

import os
import tempfile
import traceback
from contextlib import suppress
from pathlib import Path

from storage import clock
from storage.files import private_files
from storage.files.location import FILE_NAME

LOGS = "logs"  # beside the ledger


def outline(error: BaseException) -> str:
    """Return the types and source lines of an error and its causes, without any values."""
    lines: list[str] = []
    seen: set[int] = set()
    one: BaseException | None = error
    while one is not None and id(one) not in seen:
        seen.add(id(one))
        lines.append(type(one).__name__)
        frames = traceback.extract_tb(one.__traceback__)
        lines += [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
        one = one.__cause__ or one.__context__
    return "\n".join(lines)


def logs_belong(folder: Path) -> bool:
    """Return whether logs may be written here: only where a ledger or its logs exist."""
    return (folder / FILE_NAME).exists() or (folder / LOGS).is_dir()


def note(error: BaseException, folder: Path | None) -> Path | None:
    """Write an incident to the logs of the ledger, else to a temporary file; None if both fail."""
    text = f"{clock.now():%Y-%m-%d %H:%M:%S}\n{outline(error)}\n"
    with suppress(OSError):
        if folder is not None and logs_belong(folder):
            private_files.make_folder(folder / LOGS)
            path = private_files.unused(
                folder / LOGS, f"出错-{clock.now():%Y%m%d-%H%M%S}-{os.getpid()}", ".txt"
            )
            return _written(path, text)
    with suppress(OSError):
        handle, name = tempfile.mkstemp(prefix="qingzhi-", suffix=".txt")
        os.close(handle)
        Path(name).write_text(text, "utf-8")
        return Path(name)
    return None


def _written(path: Path, text: str) -> Path:
    private_files.create(path)
    path.write_text(text, "utf-8")
    return path
