"""A file becomes a book: the worker reads, this side waits, judges and gives up in time."""

from __future__ import annotations

import stat
import time
from dataclasses import asdict
from itertools import count
from typing import TYPE_CHECKING, Any

from storage.errors import UserError
from storage.intake.reading import sentences
from storage.intake.reading.assembling import Assembly
from storage.intake.reading.cells import Book, EncodingUnclear, PasswordNeeded
from storage.intake.reading.limits import LIMITS, MIB, Limits
from storage.intake.reading.process import WorkerProcess
from storage.progress import Progress, silent

if TYPE_CHECKING:
    from pathlib import Path

REFUSALS = {"password": PasswordNeeded, "encoding": EncodingUnclear, "file": UserError}
BREATH = 0.05  # seconds between two looks at the clock and at whoever wants it stopped


def read_book(
    path: Path,
    *,
    encoding: str | None = None,
    password: str | None = None,
    limits: Limits = LIMITS,
    progress: Progress = silent,
) -> Book:
    """Read any file that a school sends, or raise a `UserError` that names it."""
    path = path.absolute()
    try:
        limits = limits.of(_size(path, limits))
        request = {
            "path": str(path),
            "encoding": encoding,
            "password": password,
            "limits": asdict(limits),
        }
        return _read(request, limits.seconds, progress)
    except UserError as error:
        raise type(error)(f"《{path.name}》{error}") from None


def _size(path: Path, limits: Limits) -> int:
    if path.name.startswith("~$"):
        raise UserError(sentences.LOCK_FILE)
    try:
        about = path.stat()
    except FileNotFoundError:
        raise UserError(sentences.VANISHED) from None
    except OSError:
        raise UserError(sentences.UNREADABLE) from None
    if stat.S_ISDIR(about.st_mode):
        raise UserError(sentences.FOLDER)
    if not stat.S_ISREG(about.st_mode):
        raise UserError(sentences.NO_FILE)
    if about.st_size > limits.file_bytes:
        size, most = about.st_size / MIB, limits.file_bytes // MIB
        raise UserError(f"有 {size:,.0f} MB，超过 {most:,} MB 的上限：请分成几个文件再导入。")
    return about.st_size


def _read(request: dict[str, Any], seconds: float, progress: Progress) -> Book:
    """Try one reader after another, each in a worker of its own, all within the same time."""
    deadline = time.monotonic() + seconds
    for attempt in count():
        assembly = Assembly()
        with _started({**request, "attempt": attempt}, assembly) as worker:
            while not worker.wait(BREATH):
                rows = assembly.done_rows
                progress(rows, max(assembly.expected_rows, rows + 1))
                if time.monotonic() > deadline:
                    raise UserError(sentences.TOO_SLOW.format(seconds))
        if assembly.book is not None:
            progress(assembly.done_rows, assembly.done_rows)
            return assembly.book
        if assembly.refusal is not None:
            raise REFUSALS[assembly.refusal["reason"]](assembly.refusal["refused"])
        if not assembly.more:
            break
    raise UserError(sentences.DAMAGED)


def _started(request: dict[str, Any], assembly: Assembly) -> WorkerProcess:
    try:
        return WorkerProcess(request, assembly)
    except OSError:
        raise UserError(sentences.NOT_STARTED) from None
