"""What an import of three rows and a near-empty package enter: modules, functions, call depth.

The commands are run as anybody runs them, each process with the recording hook. What a process
does while it imports modules is left out; a worker that reads files is counted, its depth by
itself, since no call leads from one process to another.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tests.measure.sources import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

HOOK = Path(__file__).with_name("hook.py")
SCRIPT = "main.py"
OPENING = "open_store"  # the function of the commands that opens or creates the ledger
UNIT = "虚构中学"
ROSTER = "姓名,性别,身份证号,手机号\n" + "".join(
    f"{name},{sex},{number},1990000000{at}\n"
    for at, (name, sex, number) in enumerate(
        (
            ("甲乙一", "女", "510411200001010026"),
            ("甲乙二", "男", "510411200001020013"),
            ("甲乙三", "女", "510411200001030043"),
        )
    )
)  # invented people; the check digits are set when the file is written
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643-1999


class NotMeasured(Exception):
    """The command to be measured failed; carries what it wrote to stderr."""


@dataclass
class Call:
    """A function entered from one call path; the root of a process has neither file nor name."""

    file: str
    name: str
    line: int
    is_main: bool = False
    parent: Call | None = None
    children: list[Call] = field(default_factory=list)

    @property
    def is_module_code(self) -> bool:
        """Whether this runs the body of a module, other than that of the script started."""
        return self.name == "<module>" and not self.is_main

    @property
    def is_function(self) -> bool:
        """Whether this is a function: neither the root of a process nor the body of a module."""
        return self.name not in ("", "<module>")

    def walk(self) -> Iterator[Call]:
        """This call and all below it, without what modules do while they are imported."""
        pending = [self]
        while pending:
            call = pending.pop()
            yield call
            pending += [child for child in call.children if not child.is_module_code]


@dataclass(frozen=True)
class Walk:
    """The functions entered by one piece of work, over all its processes."""

    modules: dict[str, int]  # number of its functions entered, by file
    functions: int
    loaded: frozenset[str]  # the files of those modules and of those imported on the way
    chain: tuple[Call, ...]  # the deepest, from the top

    @property
    def depth(self) -> int:
        """The greatest number of our own frames on one stack."""
        return len(self.chain)


@dataclass(frozen=True)
class Trace:
    """A command as recorded: one root for each process, that of the command first."""

    roots: tuple[Call, ...]

    @property
    def whole(self) -> Walk:
        """Everything from `main` on: arguments, opening the ledger, the work, the output."""
        return measure_walk(self.roots)

    @property
    def work(self) -> Walk:
        """The command's own function except opening the ledger, its threads, and the workers."""
        root, *workers = self.roots
        threads = [call for call in root.children if call.is_function]
        return measure_walk((find_command(root), *threads, *workers), without=OPENING)


def measure_walk(roots: Sequence[Call], without: str = "") -> Walk:
    """Count below these calls, themselves included, leaving out the functions of one name."""
    functions: set[tuple[str, str, int]] = set()
    loaded: set[str] = set()
    deepest: tuple[Call, ...] = ()
    pending = [(root, (), False) for root in roots]
    while pending:
        call, above, importing = pending.pop()
        if without and call.name == without:
            continue
        importing = importing or call.is_module_code
        chain = above
        if call.file:
            loaded.add(call.file)
        if call.is_function and not importing:
            functions.add((call.file, call.name, call.line))
            chain = (*above, call)
            deepest = max(deepest, chain, key=len)
        pending += [(child, chain, importing) for child in call.children]
    files = Counter(file for file, _name, _line in sorted(functions))
    return Walk(dict(files), len(functions), frozenset(loaded), deepest)


def find_command(root: Call) -> Call:
    """Return the command's function: of what `main` calls outside the script, the largest part."""
    mains = [call for call in root.walk() if (call.file, call.name) == (SCRIPT, "main")]
    calls = [call for main in mains for call in main.children]
    calls = [call for call in calls if call.file != SCRIPT and not call.is_module_code]
    if not calls:
        raise NotMeasured(f"{SCRIPT} enters no command")
    return max(calls, key=lambda call: sum(1 for _ in call.walk()))


def load_trace(folder: Path) -> Trace:
    """Read what the processes of a command wrote; the first to start is that of the command."""
    roots = [_root(path.read_text("utf-8")) for path in folder.glob("*.jsonl")]
    roots.sort(key=lambda root: not any(call.file == SCRIPT for call in root.children))
    roots = [root for root in roots if root.children]
    if not roots or not any(call.file == SCRIPT for call in roots[0].children):
        raise NotMeasured(f"no call of {SCRIPT} was recorded")
    return Trace(tuple(roots))


def trace_command(words: Sequence[str], folder: Path, root: Path = ROOT) -> Trace:
    """Run `main.py` with these words and return what it entered; the folder is for the hook."""
    site, out = folder / "site", folder / "out"
    for path in (site, out):
        shutil.rmtree(path, ignore_errors=True)
        path.mkdir(parents=True)
    shutil.copyfile(HOOK, site / "sitecustomize.py")
    done = subprocess.run(
        [sys.executable, str(root / SCRIPT), *words],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env=_environment(site, out, root),
    )
    if done.returncode:
        raise NotMeasured(f"{' '.join(words)}: exit code {done.returncode}\n{done.stderr}")
    return load_trace(out)


def trace_both(root: Path = ROOT) -> tuple[Trace, Trace]:
    """Import three rows into a new ledger, then write the package of the quarter that ended last."""
    with TemporaryDirectory(prefix="qingzhi-measure-") as name:
        folder = Path(name)
        data = ("--data", str(folder / "data"))
        roster = folder / "roster.csv"
        roster.write_text(sample_roster(), "utf-8")
        imported = trace_command(("import", str(roster), "--unit", UNIT, *data), folder, root)
        words = (
            "export",
            "--period",
            _last_quarter(date.today()),
            "--out",
            str(folder / "package"),
        )
        return imported, trace_command((*words, *data), folder, root)


def sample_roster() -> str:
    """Return a CSV of three invented people with sound ID numbers."""
    lines = [line.split(",") for line in ROSTER.splitlines()]
    for cells in lines[1:]:
        cells[2] = cells[2][:17] + _check_digit(cells[2][:17])
    return "".join(",".join(cells) + "\n" for cells in lines)


def _check_digit(number: str) -> str:
    total = sum(int(digit) * weight for digit, weight in zip(number, WEIGHTS, strict=True))
    return "10X98765432"[total % 11]


def _last_quarter(day: date) -> str:
    quarter = (day.month - 1) // 3
    return f"{day.year}Q{quarter}" if quarter else f"{day.year - 1}Q4"


def _environment(site: Path, out: Path, root: Path) -> Mapping[str, str]:
    paths = (str(site), os.environ.get("PYTHONPATH"))
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(filter(None, paths)),
        "PYTHONUTF8": "1",
        "MEASURE_ROOT": str(root),
        "MEASURE_FOLDER": str(out),
    }


def _root(text: str) -> Call:
    root = Call("", "", 0, is_main=True)
    calls = {0: root}
    for row in text.splitlines():
        number, parent, file, name, line, is_main = json.loads(row)
        call = calls[number] = Call(file, name, line, is_main, calls[parent])
        calls[parent].children.append(call)
    return root
