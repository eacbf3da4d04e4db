"""Read a file as a book: a worker process reads, this side checks its records and times out."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import asdict
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from storage.errors import UserError
from storage.intake.read import reader_source, wire
from storage.intake.read.assembly import Assembly
from storage.intake.read.limits import LIMITS, MIB, Limits
from storage.intake.read.raw_book import Book, EncodingUnclear, PasswordNeeded
from storage.progress import Progress, silent

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

ROOT = Path(__file__).resolve().parents[3]  # where the package storage lies
FLAG = "--sheet-worker"  # main.py of the packaged program gives this word to worker.main()
PIPE = 1 << 20
NO_WINDOW: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # Windows only
LONGEST_LINE = 64 << 20  # a thousand rows of a roster are a few hundred KB


def command() -> list[str]:
    """Return the command line of the worker process."""
    if getattr(sys, "frozen", False):
        return [sys.executable, FLAG]
    return [sys.executable, "-m", "storage.intake.read.worker"]


class WorkerProcess:
    """Runs one request into an assembly; leaving the `with` block ends it, whatever happened.

    All taking apart is done on the listening thread, so that whoever waits only waits: two busy
    threads would pass the interpreter back and forth for every few kilobytes.
    """

    def __init__(self, request: dict[str, Any], assembly: Assembly) -> None:
        self._assembly = assembly
        paths = (str(ROOT), os.environ.get("PYTHONPATH"))
        self._process = subprocess.Popen(
            command(),
            bufsize=PIPE,
            pipesize=PIPE,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # parsers quote cells in their messages
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))},
            creationflags=NO_WINDOW,
        )
        line = json.dumps(request).encode("ascii") + b"\n"
        self._listener = threading.Thread(target=self._converse, args=(line,), daemon=True)
        self._listener.start()

    def wait(self, seconds: float) -> bool:
        """Wait at most so long; return whether the worker has finished."""
        self._listener.join(seconds)
        return not self._listener.is_alive()

    def _converse(self, request: bytes) -> None:
        """Send the request, then take records until a book, a refusal, a bad line or the end."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with suppress(OSError), self._process.stdin as stdin:  # it may have ended already
            stdin.write(request)
        with suppress(ValueError, TypeError, KeyError, RecursionError):
            while line := self._process.stdout.readline(LONGEST_LINE):
                if not self._assembly.take(wire.load(line)):
                    return

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Kill the worker, reap it, and close thread and pipe."""
        self._process.kill()
        self._process.wait()
        self._listener.join()
        assert self._process.stdout is not None
        self._process.stdout.close()


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
    """Read a file of any supported kind; raises `UserError` with the file's name, `Cancelled`."""
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
        raise UserError(reader_source.LOCK_FILE)
    try:
        about = path.stat()
    except FileNotFoundError:
        raise UserError(reader_source.VANISHED) from None
    except OSError:
        raise UserError(reader_source.UNREADABLE) from None
    if stat.S_ISDIR(about.st_mode):
        raise UserError(reader_source.FOLDER)
    if not stat.S_ISREG(about.st_mode):
        raise UserError(reader_source.NO_FILE)
    if about.st_size > limits.file_bytes:
        size, most = about.st_size / MIB, limits.file_bytes // MIB
        raise UserError(f"有 {size:,.0f} MB，超过 {most:,} MB 的上限：请分成几个文件再导入。")
    return about.st_size


def _read(request: dict[str, Any], seconds: float, progress: Progress) -> Book:
    """Try the readers in turn, each in a new worker, all before the same deadline."""
    deadline = time.monotonic() + seconds
    for attempt in count():
        assembly = Assembly()
        with _started({**request, "attempt": attempt}, assembly) as worker:
            while not worker.wait(BREATH):
                rows = assembly.done_rows
                progress(rows, max(assembly.expected_rows, rows + 1))
                if time.monotonic() > deadline:
                    raise UserError(reader_source.TOO_SLOW.format(seconds))
        if assembly.book is not None:
            progress(assembly.done_rows, assembly.done_rows)
            return assembly.book
        if assembly.refusal is not None:
            raise REFUSALS[assembly.refusal["reason"]](assembly.refusal["refused"])
        if not assembly.more:
            break
    raise UserError(reader_source.DAMAGED)


def _started(request: dict[str, Any], assembly: Assembly) -> WorkerProcess:
    try:
        return WorkerProcess(request, assembly)
    except OSError:
        raise UserError(reader_source.NOT_STARTED) from None
