"""Mutation testing: change the program a little, and see whether its tests notice.

python dev.py mutate [PATH ...] [--sample N] [--survivors] [--at-least PERCENT] [--jobs N]

Every mutant is tried in a forked process: the modules are imported and the tests collected once,
the mutated function is put in the place of the loaded one, and the tests that reach its lines are
run until one fails, those of the mirror test first. A mutant of what is executed at import (a
constant, a default, a function that a declaration calls) is imported anew. The tree is never
changed. What runs in another process than the tests is seen as not reached.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.mutation import areas, report
from tests.mutation.areas import Outcome, Result
from tests.mutation.operators import MissingReasonError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from tests.mutation.areas import Module
    from tests.mutation.forks import Ended
    from tests.mutation.operators import Mutant
    from tests.mutation.session import Reach, Trial

PAGE = "docs/testing.md"
LIMIT = 3600.0  # seconds by the clock on the wall for the tests of a folder without a mutant


def arguments(words: Sequence[str]) -> argparse.Namespace:
    """Read the command's words."""
    parser = argparse.ArgumentParser(prog="dev.py mutate", description=__doc__.splitlines()[0])
    parser.add_argument("paths", nargs="*", metavar="PATH", help="files or folders; all if none")
    parser.add_argument("--sample", type=int, metavar="N", help="at most N mutants of each folder")
    parser.add_argument(
        "--survivors", action="store_true", help="only those that the last run did not kill"
    )
    parser.add_argument(
        "--at-least", type=float, default=0, metavar="PERCENT", help="score to reach"
    )
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, metavar="N")
    parser.add_argument("--root", type=Path, default=Path(), help=argparse.SUPPRESS)
    return parser.parse_args(words)


def main(words: Sequence[str]) -> int:
    """Run the command; return 0, or 1 for a score too low, or 2 where nothing can be run."""
    options = arguments(words)
    if not hasattr(os, "fork"):
        _note("变异测试要用 fork，Windows 上请在 WSL 里运行。")
        return 2
    root = options.root.resolve()
    try:
        modules = [m for path in options.paths or ["."] for m in areas.find_modules(root, path)]
    except FileNotFoundError as error:
        _note(f"没有这样的模块：{error}")
        return 2
    except MissingReasonError as error:
        _note(error)
        return 2
    os.chdir(root)
    areas.preload_libraries(root)
    results: list[Result] = []
    for folder, members in areas.by_folder(modules).items():
        results += _run_folder(root, folder, members, options)
    return _finish(root, results, options)


def _note(line: object) -> None:
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


def _finish(root: Path, results: list[Result], options: argparse.Namespace) -> int:
    for text in report.survivors(root, results):
        sys.stdout.write(f"{text}\n\n")
    rows = [row for row in report.count(results) if row.mutants]
    sys.stdout.write("\n".join((report.HEADER, *map(str, rows))) + "\n")
    if not any(path.endswith(".py") for path in options.paths):  # whole folders
        report.update_page(root, root / PAGE, rows)
    return int(any(row.score < options.at_least for row in rows))


def _run_folder(
    root: Path, folder: str, modules: list[Module], options: argparse.Namespace
) -> list[Result]:
    """Try the mutants of a folder's modules that no earlier run has tried."""
    keys = {module.name: areas.result_key(root, module) for module in modules}
    sample = areas.take_sample(modules, options.sample)
    results, wanted = [], []
    for module in modules:
        known = areas.load_outcomes(root, module, None if options.survivors else keys[module.name])
        if options.survivors:
            known = {key: one for key, one in known.items() if one.fate in {"killed", "timeout"}}
        chosen = sample.get(module.name, [])
        outcomes = {m.key: known[m.key] for m in chosen if m.key in known}
        results.append(Result(module, outcomes))
        wanted += [(module, mutant) for mutant in chosen if mutant.key not in known]
    if wanted:
        _note(f"{folder}: {len(wanted)} mutants")
        outcomes_of = {result.module.name: result.outcomes for result in results}
        for module, mutant, outcome in _try_all(root, wanted, options.jobs):
            outcomes_of[module.name][mutant.key] = outcome
        for result in results:
            key = "" if options.survivors else keys[result.module.name]
            saved = Result(
                result.module, {**areas.load_outcomes(root, result.module, key), **result.outcomes}
            )
            areas.save_outcomes(root, saved, key)
    return results


def _try_all(
    root: Path, wanted: list[tuple[Module, Mutant]], at_once: int
) -> list[tuple[Module, Mutant, Outcome]]:
    from tests.mutation import session

    modules = {module.name: module for module, _ in wanted}
    files = list(dict.fromkeys(test for module in modules.values() for test in module.tests))
    paths = [module.path for module in modules.values()]
    reach: Reach = _apart(lambda: session.trace_tests(root, files, paths), LIMIT)
    for test in reach.failed:
        _note(f"fails without a mutant, is not used: {test}")
    if not reach.seconds:
        _note("no test passes: every mutant survives")
    plan = _Plan(modules, wanted, reach)
    _note(plan)
    total = sum(session.wall_seconds(trial.tests, reach) for trial in plan.in_place)
    if plan.in_place:
        ends = _apart(
            lambda: session.try_in_place(root, files, plan.in_place, reach, at_once), LIMIT + total
        )
        plan.note(ends)
    for stage in (plan.first_on_import, plan.rest_on_import):
        plan.note(_on_import(root, stage(), reach, at_once))
    return plan.outcomes


def _apart(work: Callable[[], object], seconds: float) -> Any:
    """Do something in a forked process, so that this one never imports the project."""
    from tests.mutation.forks import Job, run_jobs

    ((_, ended),) = run_jobs([Job("apart", work, seconds)], 1)
    if ended.fate != "done":
        raise RuntimeError(f"the tests could not be run: {ended.value or ended.fate}")
    return ended.value


def _on_import(
    root: Path, trials: list[Trial], reach: Reach, at_once: int
) -> list[tuple[Trial, Ended]]:
    from tests.mutation.forks import run_jobs
    from tests.mutation.session import jobs_on_import

    jobs = jobs_on_import(root, trials, reach)
    return [(job.name, ended) for job, ended in run_jobs(jobs, at_once)]


class _Plan:
    """Which tests each mutant is tried with, and how; the outcomes as they come."""

    def __init__(
        self, modules: dict[str, Module], wanted: list[tuple[Module, Mutant]], reach: Reach
    ) -> None:
        self._modules, self._reach = modules, reach
        self.outcomes: list[tuple[Module, Mutant, Outcome]] = []
        self.in_place: list[Trial] = []
        self._on_import: list[Trial] = []
        self._half_tried: list[Trial] = []
        for module, mutant in wanted:
            self._sort(module, mutant)

    def __str__(self) -> str:
        return (
            f"  {len(self.outcomes)} not reached, {len(self.in_place)} in the loaded module,"
            f" {len(self._on_import)} imported anew"
        )

    def _sort(self, module: Module, mutant: Mutant) -> None:
        path = str(module.path)
        if not mutant.function or self._reach.is_imported(path, mutant.statement):
            self._on_import.append(self._trial(module, mutant, self._reach.seconds))
            return
        tests = self._reach.tests_of(path, mutant.statement)
        if tests:
            self.in_place.append(self._trial(module, mutant, tests))
        else:
            self.outcomes.append((module, mutant, Outcome("unreached")))

    def _trial(self, module: Module, mutant: Mutant, tests: Iterable[str]) -> Trial:
        """The mirror test's tests first, the quick ones first; the others file by file."""
        from tests.mutation.session import Trial

        places = {file: at for at, file in enumerate(module.tests)}
        usable = [test for test in tests if test.split("::")[0] in places]
        seconds = self._reach.seconds
        order = sorted(usable, key=lambda t: (places[t.split("::")[0]], seconds.get(t, 0.0), t))
        return Trial(module.path, module.name, module.text, mutant, tuple(order))

    def first_on_import(self) -> list[Trial]:
        """Mutants to be imported anew, with the mirror test alone where there is one."""
        first = []
        for trial in self._on_import:
            mirror = self._of_mirror(trial, inside=True)
            if mirror.tests:
                first.append(mirror)
                self._half_tried.append(trial)
            else:
                first.append(trial)
        return first

    def rest_on_import(self) -> list[Trial]:
        """Those of them that the mirror test did not notice, with the other tests."""
        done = {(module.name, mutant) for module, mutant, outcome in self.outcomes
                if outcome.fate != "survived"}  # fmt: skip
        rest = [t for t in self._half_tried if (t.module, t.mutant) not in done]
        return [trial for one in rest if (trial := self._of_mirror(one, inside=False)).tests]

    def _of_mirror(self, trial: Trial, *, inside: bool) -> Trial:
        from dataclasses import replace

        mirror = self._modules[trial.module].mirror
        tests = (t for t in trial.tests if (t.split("::")[0] == mirror) == inside)
        return replace(trial, tests=tuple(tests))

    def note(self, ends: Iterable[tuple[Trial, Ended]]) -> None:
        """Take note of how trials ended; what could not be swapped is imported instead."""
        for trial, ended in ends:
            if ended.fate == "crashed" and str(ended.value).startswith("CannotSwapError"):
                self._on_import.append(trial)
                continue
            module = self._modules[trial.module]
            self.outcomes.append((module, trial.mutant, _outcome(ended)))


def _outcome(ended: Ended) -> Outcome:
    if ended.fate == "timeout":
        return Outcome("timeout")
    if ended.fate == "crashed" and str(ended.value).startswith("RuntimeError: pytest"):
        raise RuntimeError(ended.value)
    return Outcome("killed", str(ended.value)) if ended.value else Outcome("survived")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
