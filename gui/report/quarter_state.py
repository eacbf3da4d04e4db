"""The state of a quarter: checks, figures, comparison and seals, loaded in the background."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from storage.counting.knowledge import as_known
from storage.quarter.check import ZERO, CheckContext
from storage.quarter.quarter_source import SealedContents
from storage.quarter.readiness import run_checks
from storage.quarter.seal_diff import (
    ADDED,
    figure_differences,
    record_differences,
    version_differences,
    version_figure_differences,
)
from storage.seals.seal import contents_of, seals
from storage.store.listing import every

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from storage.counting.indicators import MeasuredIndicator
    from storage.model.period import Quarter
    from storage.quarter.comparison import Comparison
    from storage.quarter.comparison_line import ComparisonLine
    from storage.quarter.readiness import Readiness
    from storage.quarter.seal_diff import FigureDifference, RecordDifference
    from storage.seals.seal import Seal
    from storage.store.store import Store

MAX_LISTED = 60  # changed records that are named


@dataclass(frozen=True, slots=True)
class QuarterState:
    """The state of one quarter as the report page shows it.

    `shown` is the sealed version whose figures and comparison are shown, None while it is open;
    `now` is the comparison as the ledger has it; `steps` is what each version changed.
    `silent_units` are units without data or 零报告; `corrected_lines` what a new version would
    correct.
    """

    quarter: Quarter
    readiness: Readiness
    measured: tuple[MeasuredIndicator, ...]
    comparison: Comparison
    now: Comparison
    seals: tuple[Seal, ...]
    shown: Seal | None
    figure_changes: tuple[FigureDifference, ...]
    record_changes: tuple[RecordDifference, ...]
    change_count: int
    steps: Mapping[int, VersionStep]
    silent_units: tuple[tuple[int, str], ...]
    corrected_lines: tuple[ComparisonLine, ...] = ()

    @property
    def latest(self) -> Seal | None:
        """The last sealed version."""
        return self.seals[-1] if self.seals else None

    @property
    def is_changed(self) -> bool:
        """Whether the ledger differs from the last sealed version."""
        return bool(self.change_count)


@dataclass(frozen=True, slots=True)
class VersionStep:
    """What one sealed version corrected in the version before it."""

    figure_changes: tuple[FigureDifference, ...]
    change_count: int


def load_state(store: Store, quarter: Quarter, today: date, version: int | None) -> QuarterState:
    """Count and compare all that the page shows; takes seconds on a long ledger."""
    with as_known(store, quarter, on=today):
        return _load_state(CheckContext(store, quarter, today), version)


def _load_state(context: CheckContext, version: int | None) -> QuarterState:
    store, quarter = context.store, context.quarter
    found = run_checks(context)
    saved = tuple(seals(store, quarter))
    shown = next((one for one in saved if one.version == version), saved[-1] if saved else None)
    sealed = SealedContents(shown, contents_of(store, shown)) if shown else None
    counted = context.measured.values()
    record_changes, change_count = _changed_records(store, saved)
    return QuarterState(
        quarter,
        found,
        tuple(sealed.measured(counted) if sealed else counted),
        sealed.comparison if sealed else context.comparison,
        context.comparison,
        saved,
        shown,
        tuple(figure_differences(store, saved[-1])) if saved else (),
        record_changes,
        change_count,
        {
            after.version: VersionStep(
                tuple(version_figure_differences(store, before, after)),
                sum(1 for _ in version_differences(store, before, after)),
            )
            for before, after in pairwise(saved)
        },
        _silent_units(context, found),
        tuple(context.corrected),
    )


def _changed_records(
    store: Store, saved: tuple[Seal, ...]
) -> tuple[tuple[RecordDifference, ...], int]:
    """Return records changed after the last seal, sealed ones first, and their number."""
    if not saved:
        return (), 0
    change_count = 0
    listed: dict[bool, list[RecordDifference]] = {True: [], False: []}
    for one in record_differences(store, saved[-1]):
        change_count += 1
        of_its_kind = listed[one.kind == ADDED]
        if len(of_its_kind) < MAX_LISTED:
            of_its_kind.append(one)
    return tuple((*listed[False], *listed[True])[:MAX_LISTED]), change_count


def _silent_units(context: CheckContext, found: Readiness) -> tuple[tuple[int, str], ...]:
    for _code, finding in found.blockers:
        if finding.act == ZERO and finding.selection is not None:
            units = every(context.store, finding.selection.query(context.quarter))
            return tuple((one.record.id, one.record.name) for one in units)
    return ()
