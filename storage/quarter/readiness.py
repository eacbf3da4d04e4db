"""Readiness (今天就报): whether a quarter could be sealed today, and what blocks it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from storage.counting.knowledge import as_known
from storage.progress import silent
from storage.quarter.check import CheckContext, CheckResult, Finding
from storage.quarter.checks import CHECKS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from storage.model.period import Quarter
    from storage.progress import Progress
    from storage.store.store import Store


@dataclass(frozen=True, slots=True)
class Readiness:
    """The results of all checks of a quarter."""

    quarter: Quarter
    results: tuple[CheckResult, ...]

    @property
    def blockers(self) -> tuple[tuple[str, Finding], ...]:
        """The findings that block sealing, each with the code of its check."""
        return self._findings(blocks=True)

    @property
    def reminders(self) -> tuple[tuple[str, Finding], ...]:
        """The findings that do not block sealing, each with the code of its check."""
        return self._findings(blocks=False)

    @property
    def passed(self) -> int:
        """The number of checks without a finding."""
        return sum(one.ok for one in self.results)

    @property
    def sentence(self) -> str:
        """The sentence that the clerk reads: 今天就报：可以封存，2 处提醒."""
        blocking, reminding = len(self.blockers), len(self.reminders)
        if blocking:
            rest = f"，{reminding} 处只是提醒" if reminding else ""
            return f"今天就报：还有 {blocking} 处挡住封存{rest}"
        rest = f"，{reminding} 处提醒" if reminding else ""
        return f"今天就报：可以封存{rest}"

    def _findings(self, *, blocks: bool) -> tuple[tuple[str, Finding], ...]:
        return tuple(
            (one.check.code, finding)
            for one in self.results
            for finding in one.findings
            if finding.blocks is blocks
        )

    def with_results(self, verdicts: Iterable[CheckResult]) -> Readiness:
        """Return a copy with further results, in the order of their codes."""
        every = sorted((*self.results, *verdicts), key=_place)
        return Readiness(self.quarter, tuple(every))

    def as_json(self) -> dict[str, Any]:
        """Return the results as plain data for scripts and seals."""
        return {
            "quarter": str(self.quarter),
            "ready": not self.blockers,
            "checks": [one.as_json() for one in self.results],
        }


def _place(verdict: CheckResult) -> int:
    number = verdict.check.code[1:]
    return int(number) if number.isdigit() else 99


def check_readiness(
    store: Store, quarter: Quarter, today: date, progress: Progress = silent
) -> Readiness:
    """Run every check on a ledger."""
    return run_checks(CheckContext(store, quarter, today), progress)


def run_checks(context: CheckContext, progress: Progress = silent) -> Readiness:
    """Run every check in a context, whose figures may be counted already."""
    verdicts = []
    with as_known(context.store, context.quarter, on=context.today):
        for done, check in enumerate(CHECKS):
            progress(done, len(CHECKS))
            verdicts.append(CheckResult(check, tuple(check.run(context))))
    progress(len(CHECKS), len(CHECKS))
    return Readiness(context.quarter, tuple(verdicts))
