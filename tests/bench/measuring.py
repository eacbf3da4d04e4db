"""One side of a measurement in a process of its own: how long it took, and how much memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import psutil

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

ROOT = Path(__file__).resolve().parents[2]
BREATH = 0.01  # seconds between two looks at the memory of a process
MIB = 1 << 20

Times = dict[str, float]  # seconds by the name of what was done


class NotMeasured(Exception):
    """A process of a measurement failed; what it had to say went to stderr."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What a measurement is made with."""

    folder: str  # for the files of this run
    rows: int = 50_000
    people: int = 100_000

    @property
    def path(self) -> Path:
        return Path(self.folder)


@dataclass(frozen=True, slots=True)
class Figure:
    """A line of the table: something of ours beside the same work done by the bare library.

    `ours` and `bare` name a side and one of its times ("ours.import"), or its memory ("ours.MB").
    The aim is a ratio, or milliseconds where `unit` is "ms".
    """

    label: str
    ours: str
    bare: str
    aim: float | None = None
    unit: str = "×"


@dataclass(frozen=True, slots=True)
class Case:
    """A measurement: its sides are run in turns, each time in a fresh process."""

    name: str
    sides: Mapping[str, Callable[[Setting], Times]]
    figures: Callable[[Setting], tuple[Figure, ...]]
    prepare: Callable[[Setting], object] = lambda setting: None
    rounds: int = 3
    by_people: bool = False  # measured for every number of people asked for
    long: bool = False  # many minutes: measured where it is named, or all is asked for


@dataclass(slots=True)
class Runs:
    """What the processes of one case told, by "side.time", and the peaks of their memory."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    peaks: dict[str, int] = field(default_factory=dict)

    def value(self, name: str) -> float:
        """Milliseconds, or MB."""
        side, _, what = name.partition(".")
        return self.peaks[side] / MIB if what == "MB" else median(self.seconds[name]) * 1000

    def ratio(self, ours: str, bare: str) -> float:
        """The median of the pairs: the machine is as busy for one half of a pair as for the other."""
        if ours.endswith(".MB"):
            return self.value(ours) / self.value(bare)
        pairs = zip(self.seconds[ours], self.seconds[bare], strict=True)
        return median(mine / other for mine, other in pairs)


def measure(case: Case, setting: Setting, tell: Callable[[str], object]) -> Runs:
    """Run every side once to warm up and to watch its memory, then in turns with nobody watching."""
    case.prepare(setting)
    runs = Runs()
    for side in case.sides:
        tell(f"{case.name}: {side}")
        runs.peaks[side] = _run(case, side, setting, watched=True)[1]
    for turn in range(case.rounds):
        for side in case.sides:
            tell(f"{case.name}: {side} {turn + 1}/{case.rounds}")
            for what, seconds in _run(case, side, setting, watched=False)[0].items():
                runs.seconds.setdefault(f"{side}.{what}", []).append(seconds)
    return runs


def _run(case: Case, side: str, setting: Setting, *, watched: bool) -> tuple[Times, int]:
    process = psutil.Popen(
        [sys.executable, "-m", "tests.bench.run", "--side", case.name, side,
         json.dumps(asdict(setting))],
        cwd=ROOT,
        env=_environment(),
        stdout=subprocess.PIPE,
        text=True,
    )  # fmt: skip
    peak = _watch(process) if watched else 0
    told, _ = process.communicate()
    if process.returncode:
        raise NotMeasured(f"{side} ended with {process.returncode}")
    return json.loads(told.splitlines()[-1]), peak


def _environment() -> dict[str, str]:
    """As on the clerk's machine, where what was compiled once is kept."""
    ours = {"PYTHONUTF8": "1", "QT_QPA_PLATFORM": "offscreen"}
    return {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"} | ours


def _watch(process: psutil.Popen) -> int:
    """The most memory that the process and its children held at one time, in bytes."""
    peak = 0
    while process.poll() is None:
        held = 0
        try:
            for one in (process, *process.children(recursive=True)):
                held += one.memory_info().rss
        except psutil.Error:
            continue  # one of them has just ended
        peak = max(peak, held)
        time.sleep(BREATH)
    return peak


@contextmanager
def timed(times: Times, what: str) -> Iterator[None]:
    """Note how long the block takes."""
    start = time.perf_counter()
    yield
    times[what] = time.perf_counter() - start
