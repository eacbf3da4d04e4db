"""更正: the figures that a new version would put right, each with the difference and its reason."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from storage.counting.figures import CountingContext
from storage.counting.indicators import BY_CODE
from storage.counting.indicators.indicator import STOCK
from storage.counting.knowledge import as_known
from storage.model.tables.quarter import OF_VERSION
from storage.quarter.change_reasons import ReasonDrafter
from storage.quarter.comparison import compare
from storage.quarter.comparison_line import ComparisonLine
from storage.quarter.explanation import (
    load_explanations,
    outdated_explanations,
    save_explanation,
    with_explanation,
)
from storage.quarter.seal_diff import figure_differences
from storage.seals.seal import last_seal, open_seal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from storage.model.period import Quarter
    from storage.seals.seal import Seal
    from storage.store.edit import Edit
    from storage.store.store import Store

LABEL_PREFIX = "更正："  # before the figure's name, where it stands among others


def find_corrections(store: Store, quarter: Quarter) -> list[ComparisonLine]:
    """What differs from the version that holds, with the clerk's words, else a draft of them."""
    seal = last_seal(store, quarter)
    if seal is None:
        return []
    with as_known(store, quarter):
        return _corrected(store, seal)


def _corrected(store: Store, seal: Seal) -> list[ComparisonLine]:
    kept = load_explanations(store, seal.quarter)
    mark = OF_VERSION.format(seal.version + 1)
    lines = [
        with_explanation(
            ComparisonLine(
                one.code + mark, LABEL_PREFIX + one.label, "", one.unit, BY_CODE[one.code].span,
                one.now, one.sealed, None,
            ),
            kept,
        )
        for one in figure_differences(store, seal)
    ]  # fmt: skip
    drafts = dict(_drafts(store, seal, [line for line in lines if not line.text]))
    return [replace(line, text=drafts.get(line.code, line.text)) for line in lines]


def figure_code(line: ComparisonLine) -> str:
    """The figure that a correction is of."""
    return line.code.partition(OF_VERSION[0])[0]


def figure_name(line: ComparisonLine) -> str:
    """What the figure is called."""
    return line.label.removeprefix(LABEL_PREFIX)


def accept_drafts(store: Store, edit: Edit, quarter: Quarter) -> None:
    """Let the drafts stand as the reasons, and those whose numbers have moved since."""
    moved = outdated_explanations(store, quarter, compare(store, quarter).decreased)
    waiting = [one for one in (*find_corrections(store, quarter), *moved) if not one.written]
    save_explanation(store, edit, quarter, [(one, one.text) for one in waiting if one.text])


def _drafts(store: Store, seal: Seal, lines: Sequence[ComparisonLine]) -> Iterator[tuple[str, str]]:
    codes = [figure_code(line) for line in lines if line.span == STOCK]
    needed = {table for code in codes for table in BY_CODE[code].reads}
    if not lines:
        return
    with open_seal(store, seal, needed) as past:
        drafter = ReasonDrafter(
            CountingContext(store, seal.quarter), CountingContext(past, seal.quarter), codes
        )
        for line in lines:
            yield line.code, drafter.draft(figure_code(line), line.before, line.now)
