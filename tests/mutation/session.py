"""Tests run by pytest inside this process: once to see what they reach, then on mutants."""

from __future__ import annotations

import functools
import gc
import importlib.machinery
import sys
import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, Any

import pytest

from tests.mutation.forks import Job, limit_cpu, run_jobs
from tests.mutation.operators import compile_mutant

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from tests.mutation.forks import Ended
    from tests.mutation.operators import Mutant

START = 2.0  # seconds that any test may compute on a mutant, beside what it took without one
FACTOR = 5  # times what it took without one
SPARE = 30.0  # seconds for a process to come to its first test, by the clock on the wall

_CACHED = type(functools.cache(lambda: None))


class CannotSwapError(Exception):
    """The mutant's function cannot be exchanged in the module as it is loaded."""


@dataclass
class Reach:
    """What the tests of a folder reach: lines by test, lines at import; their time; failures."""

    seconds: dict[str, float] = field(default_factory=dict)  # by test, in the order of collection
    lines: dict[str, dict[int, set[str]]] = field(default_factory=lambda: defaultdict(dict))
    at_import: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    failed: list[str] = field(default_factory=list)

    def tests_of(self, path: str, lines: tuple[int, int]) -> set[str]:
        """The tests that reach one of the lines from the first to the last."""
        reached = self.lines.get(path, {})
        return set().union(*(reached.get(at, ()) for at in range(lines[0], lines[1] + 1)))

    def is_imported(self, path: str, lines: tuple[int, int]) -> bool:
        """Whether one of the lines is executed while modules are imported."""
        done = self.at_import.get(path, set())
        return any(at in done for at in range(lines[0], lines[1] + 1))


@dataclass(frozen=True)
class Trial:
    """A mutant of a module, and the tests to try it with, in their order."""

    path: Path
    module: str
    text: str
    mutant: Mutant
    tests: tuple[str, ...]


class _Plugin:
    """Notes the first failure, of a test or of the collection."""

    def __init__(self) -> None:
        self.failed: str | None = None

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed and self.failed is None:
            self.failed = report.nodeid

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed and self.failed is None:
            self.failed = report.nodeid

    def run(self, items: Sequence[pytest.Item], seconds: dict[str, float]) -> str | None:
        """Run tests until one fails; return its name."""
        for item, following in zip(items, [*items[1:], None], strict=True):
            limit_cpu(START + FACTOR * seconds.get(item.nodeid, 0.0))
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if self.failed is not None:
                break
        return self.failed


def run_pytest(root: Path, files: Iterable[str], plugin: _Plugin) -> int:
    """Run pytest on test files with the plugin in place of its loop; nothing is written."""
    words = ["-q", "-s", "-p", "no:cacheprovider", "-p", "no:xdist", "-m", "not slow and not heavy"]
    words += ["-W", "ignore::pytest.PytestAssertRewriteWarning"]  # of libraries imported before
    _quiet_hypothesis()
    return int(pytest.main([*words, "--rootdir", str(root), *files], plugins=[plugin]))


def _quiet_hypothesis() -> None:
    """Have examples be the same in every run, and none saved."""
    try:
        from hypothesis import settings
    except ImportError:
        return
    settings.register_profile("mutation", derandomize=True, database=None, deadline=None)
    settings.load_profile("mutation")


# --- what the tests reach


class _Tracer(_Plugin):
    def __init__(self, paths: Iterable[str]) -> None:
        super().__init__()
        self.reach = Reach()
        self._paths = frozenset(paths)
        self._hits: set[tuple[str, int]] = set()

    def trace(self, frame: Any, event: str, argument: object) -> Any:
        if frame.f_code.co_filename not in self._paths:
            return None
        self._hits.add((frame.f_code.co_filename, frame.f_lineno))
        return self.trace

    def start(self) -> None:
        threading.settrace(self.trace)
        sys.settrace(self.trace)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        for path, line in self._hits:
            self.reach.at_import[path].add(line)
        items = session.items
        for item, following in zip(items, [*items[1:], None], strict=True):
            self._run_one(item, following)
        return True

    def _run_one(self, item: pytest.Item, following: pytest.Item | None) -> None:
        self._hits, self.failed = set(), None
        begun = time.perf_counter()
        self.start()  # again: a test may have set a trace of its own
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if self.failed is not None:
            self.reach.failed.append(item.nodeid)
            return
        self.reach.seconds[item.nodeid] = time.perf_counter() - begun
        for path, line in [*self._hits]:
            self.reach.lines[path].setdefault(line, set()).add(item.nodeid)


def trace_tests(root: Path, files: Sequence[str], paths: Iterable[Path]) -> Reach:
    """Run the tests without a mutant; return what of the modules each of them reaches."""
    tracer = _Tracer(map(str, paths))
    tracer.start()
    run_pytest(root, files, tracer)
    sys.settrace(None)
    tracer.reach.lines = dict(tracer.reach.lines)
    tracer.reach.at_import = dict(tracer.reach.at_import)
    if not tracer.reach.seconds and tracer.failed:
        tracer.reach.failed.append(tracer.failed)
    return tracer.reach


# --- mutants of functions: exchanged in the loaded module, after the tests were collected


class _Host(_Plugin):
    def __init__(self, trials: Sequence[Trial], reach: Reach, at_once: int) -> None:
        super().__init__()
        self._trials, self._reach, self._at_once = trials, reach, at_once
        self.ends: list[tuple[Trial, Ended]] = []

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        if threading.active_count() > 1:
            raise RuntimeError("a module starts a thread when it is imported: cannot fork")
        items = {item.nodeid: item for item in session.items}
        self._functions = functions_by_file({str(trial.path) for trial in self._trials})
        self._caches = [o for o in gc.get_objects() if type(o) is _CACHED]
        gc.collect()
        gc.freeze()  # the forked processes share these objects' memory
        jobs = (self._job(trial, items) for trial in self._trials)
        self.ends = [(job.name, ended) for job, ended in run_jobs(jobs, self._at_once)]
        return True

    def _job(self, trial: Trial, items: dict[str, pytest.Item]) -> Job:
        def work() -> str | None:
            functions = self._functions.get(str(trial.path), [])
            swap_functions(functions, trial.text, trial.mutant, str(trial.path))
            for cached in self._caches:
                cached.cache_clear()
            chosen = [items[test] for test in trial.tests]
            return self.run(chosen, self._reach.seconds)

        return Job(trial, work, wall_seconds(trial.tests, self._reach))


def wall_seconds(tests: Iterable[str], reach: Reach) -> float:
    """How long the tests may take on a mutant, by the clock on the wall."""
    return SPARE + 2 * FACTOR * sum(reach.seconds.get(test, 0.0) for test in tests)


def try_in_place(
    root: Path, files: Sequence[str], trials: Sequence[Trial], reach: Reach, at_once: int
) -> list[tuple[Trial, Ended]]:
    """Try mutants of functions, each in a fork of this process after pytest's collection."""
    host = _Host(trials, reach, at_once)
    run_pytest(root, files, host)
    return host.ends


def functions_by_file(paths: set[str]) -> dict[str, list[FunctionType]]:
    """All functions that were defined in the files, wherever they are referred to."""
    found: dict[str, list[FunctionType]] = defaultdict(list)
    for one in gc.get_objects():
        if type(one) is FunctionType and one.__code__.co_filename in paths:
            found[one.__code__.co_filename].append(one)
    return found


def swap_functions(
    functions: Sequence[FunctionType], text: str, mutant: Mutant, filename: str
) -> None:
    """Give loaded functions the code of the mutated module.

    Raises `CannotSwapError` where that is not possible without importing the module anew.
    """
    before = _codes(compile(text, filename, "exec", dont_inherit=True))
    after = _codes(compile_mutant(text, mutant, filename))
    changed = {key for key in before if key in after and before[key] != after[key]}
    if any(len(before[key]) > 1 for key in changed):
        raise CannotSwapError("two functions have one place")
    swapped = False
    for function in functions:
        key = _key(function.__code__)
        if key in changed:
            try:
                function.__code__ = after[key][0]
            except ValueError as error:  # another number of free variables
                raise CannotSwapError(str(error)) from None
            swapped = True
    if not swapped:
        raise CannotSwapError("the function is not loaded")


def _key(code: CodeType) -> tuple[str, int]:
    return code.co_qualname, code.co_firstlineno


def _codes(module: CodeType) -> dict[tuple[str, int], list[CodeType]]:
    """The code of every function in a module, by its name and line."""
    found: dict[tuple[str, int], list[CodeType]] = defaultdict(list)
    waiting = [module]
    while waiting:
        for constant in waiting.pop().co_consts:
            if isinstance(constant, CodeType):
                waiting.append(constant)
                if not constant.co_name.startswith("<") or constant.co_name == "<lambda>":
                    found[_key(constant)].append(constant)
    return found


# --- other mutants: the module is imported with the mutant in it


class _Loader(importlib.machinery.SourceFileLoader):
    def __init__(self, fullname: str, path: str, code: CodeType) -> None:
        super().__init__(fullname, path)
        self._code = code

    def get_code(self, fullname: str) -> CodeType:
        return self._code


class _Finder:
    """Finds one module, with other code in it."""

    def __init__(self, module: str, code: CodeType) -> None:
        self._module, self._code = module, code

    def find_spec(self, fullname: str, path: Any = None, target: Any = None) -> Any:
        if fullname != self._module:
            return None
        spec = importlib.machinery.PathFinder.find_spec(fullname, path, target)
        if spec is not None and spec.origin is not None:
            spec.loader = _Loader(fullname, spec.origin, self._code)
        return spec


class _Chosen(_Plugin):
    """Runs the tests that are named, in their order."""

    def __init__(self, tests: Sequence[str], reach: Reach) -> None:
        super().__init__()
        self._tests, self._reach = tests, reach

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        items = {item.nodeid: item for item in session.items}
        missing = [test for test in self._tests if test not in items]
        if missing:  # a test's parameters come from the module
            self.failed = self.failed or missing[0]
        else:
            self.run([items[test] for test in self._tests], self._reach.seconds)
        return True


def try_on_import(root: Path, trial: Trial, reach: Reach) -> str | None:
    """Import the mutated module in this process and run the tests; return the one that fails."""
    limit_cpu(SPARE)
    code = compile_mutant(trial.text, trial.mutant, str(trial.path))
    sys.meta_path.insert(0, _Finder(trial.module, code))  # type: ignore[arg-type]
    chosen = _Chosen(trial.tests, reach)
    files = list(dict.fromkeys(test.split("::")[0] for test in trial.tests))
    ended = run_pytest(root, files, chosen)
    if chosen.failed is None and ended == pytest.ExitCode.USAGE_ERROR:
        return "conftest.py"  # does not get through its imports
    if ended == pytest.ExitCode.INTERNAL_ERROR:
        raise RuntimeError("pytest has an internal error")
    return chosen.failed


def jobs_on_import(root: Path, trials: Iterable[Trial], reach: Reach) -> Iterator[Job]:
    """A job for each mutant that has to be imported."""
    for trial in trials:
        work = functools.partial(try_on_import, root, trial, reach)
        yield Job(trial, work, SPARE + wall_seconds(trial.tests, reach))
