"""Work done in forked processes: several at once, each with limits of its own (POSIX only)."""

from __future__ import annotations

import math
import os
import pickle
import resource
import shutil
import signal
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

POLL = 0.004  # seconds between two looks at the processes
MEMORY = 3 << 30  # bytes that a process may claim beyond what it had when it was forked


@dataclass(frozen=True)
class Job:
    """Something to do in a process of its own, and the seconds after which it is ended."""

    name: Any
    work: Callable[[], object]
    seconds: float


@dataclass(frozen=True)
class Ended:
    """How a job ended: `done` with its value, or `timeout`, or `crashed` with the reason."""

    fate: str
    value: Any = None


@dataclass
class _Running:
    job: Job
    pid: int
    folder: Path
    until: float


def run_jobs(jobs: Iterable[Job], at_once: int) -> Iterator[tuple[Job, Ended]]:
    """Run the jobs, so many at once; yield each with its end, in the order of their ends."""
    waiting = iter(jobs)
    running: list[_Running] = []
    try:
        while True:
            while len(running) < at_once and (job := next(waiting, None)) is not None:
                running.append(_start(job))
            if not running:
                return
            for one in [*running]:
                if (ended := _poll(one)) is not None:
                    running.remove(one)
                    yield one.job, ended
            time.sleep(POLL)
    finally:
        for one in running:
            _end_group(one.pid)
            os.waitpid(one.pid, 0)
            shutil.rmtree(one.folder, ignore_errors=True)


def limit_cpu(seconds: float) -> None:
    """End this process when it has computed for so many seconds from now."""
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    used = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
    resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(used + seconds), hard))


def _start(job: Job) -> _Running:
    folder = Path(tempfile.mkdtemp(prefix="mutant-"))
    pid = os.fork()
    if pid == 0:
        _child(job, folder)
    return _Running(job, pid, folder, time.monotonic() + job.seconds)


def _child(job: Job, folder: Path) -> None:
    """Do the job, leave its value in the folder, and end without any of Python's clean-up."""
    try:
        os.setsid()
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        null = os.open(os.devnull, os.O_RDWR)
        for descriptor in range(3):
            os.dup2(null, descriptor)
        temporary = folder / "tmp"
        temporary.mkdir()
        tempfile.tempdir = str(temporary)
        os.environ["TMPDIR"] = os.environ["PYTEST_DEBUG_TEMPROOT"] = str(temporary)
        _limit_memory()
        try:
            ended = Ended("done", job.work())
        except BaseException as error:
            ended = Ended("crashed", f"{type(error).__name__}: {error}")
        part = folder / "value.part"
        part.write_bytes(pickle.dumps(ended))
        part.rename(folder / "value")
    finally:
        os._exit(0)


def _limit_memory() -> None:
    with suppress(OSError, ValueError):  # not on every system
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
        size = pages * resource.getpagesize() + MEMORY
        resource.setrlimit(resource.RLIMIT_AS, (size, resource.RLIM_INFINITY))


def _poll(one: _Running) -> Ended | None:
    pid, status = os.waitpid(one.pid, os.WNOHANG)
    late = time.monotonic() > one.until
    if not pid and not late:
        return None
    _end_group(one.pid)
    if not pid:
        os.waitpid(one.pid, 0)
    try:
        if (value := one.folder / "value").exists():
            ended: Ended = pickle.loads(value.read_bytes())
            return ended
        if late or (os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGXCPU):
            return Ended("timeout")
        return Ended("crashed", f"wait status {status}")
    finally:
        shutil.rmtree(one.folder, ignore_errors=True)


def _end_group(pid: int) -> None:
    """End a process and those it started, which are in its group."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)
