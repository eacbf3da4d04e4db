"""One worker process, from its start to its certain end."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from storage.intake.reading import wire

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

    from storage.intake.reading.assembling import Assembly

ROOT = Path(__file__).resolve().parents[3]  # where the package storage lies
FLAG = "--sheet-worker"  # main.py of the packaged program gives this word to worker.main()
PIPE = 1 << 20
NO_WINDOW: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # Windows only
LONGEST_LINE = 64 << 20  # a thousand rows of a roster are a few hundred KB


def command() -> list[str]:
    """Say how the worker is started."""
    if getattr(sys, "frozen", False):
        return [sys.executable, FLAG]
    return [sys.executable, "-m", "storage.intake.reading.worker"]


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
        """Wait a little; say whether the worker has had its last word."""
        self._listener.join(seconds)
        return not self._listener.is_alive()

    def _converse(self, request: bytes) -> None:
        """Ask, then listen until there is a book, a refusal, nonsense or silence."""
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
        """Kill, reap and close: no zombie, no thread and no pipe stays behind."""
        self._process.kill()
        self._process.wait()
        self._listener.join()
        assert self._process.stdout is not None
        self._process.stdout.close()
