"""更正: the figures that a new version would put right, each with the difference and its reason."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from storage.counting.figures import CountingContext
from storage.counting.indicators import BY_CODE
from storage.counting.indicators.indicator import STOCK
from storage.counting.knowledge import as_known
from storage.model.tables.quarter import OF_VERSION
from storage.quarter.change_reasons import Drafter
from storage.quarter.comparison import compare
from storage.quarter.comparison_line import Line
from storage.quarter.explanation import explanations, save_explanation, stale, with_text
from storage.quarter.seal_diff import figure_differences
from storage.seals.seal import last_seal, opened

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from storage.model.period import Quarter
    from storage.seals.seal import Seal
    from storage.store.edit import Edit
    from storage.store.store import Store

WORD = "更正："  # before the figure's name, where it stands among others


def corrected(store: Store, quarter: Quarter) -> list[Line]:
    """What differs from the version that holds, with the clerk's words, else a draft of them."""
    seal = last_seal(store, quarter)
    if seal is None:
        return []
    with as_known(store, quarter):
        return _corrected(store, seal)


def _corrected(store: Store, seal: Seal) -> list[Line]:
    kept = explanations(store, seal.quarter)
    mark = OF_VERSION.format(seal.version + 1)
    lines = [
        with_text(
            Line(
                one.code + mark, WORD + one.label, "", one.unit, BY_CODE[one.code].span,
                one.now, one.sealed, None,
            ),
            kept,
        )
        for one in figure_differences(store, seal)
    ]  # fmt: skip
    drafts = dict(_drafts(store, seal, [line for line in lines if not line.text]))
    return [replace(line, text=drafts.get(line.code, line.text)) for line in lines]


def code_of(line: Line) -> str:
    """The figure that a correction is of."""
    return line.code.partition(OF_VERSION[0])[0]


def name_of(line: Line) -> str:
    """What the figure is called."""
    return line.label.removeprefix(WORD)


def accept(store: Store, edit: Edit, quarter: Quarter) -> None:
    """Let the drafts stand as the reasons, and those whose numbers have moved since."""
    moved = stale(store, quarter, compare(store, quarter).fallen)
    waiting = [one for one in (*corrected(store, quarter), *moved) if not one.written]
    save_explanation(store, edit, quarter, [(one, one.text) for one in waiting if one.text])


def _drafts(store: Store, seal: Seal, lines: Sequence[Line]) -> Iterator[tuple[str, str]]:
    codes = [code_of(line) for line in lines if line.span == STOCK]
    needed = {table for code in codes for table in BY_CODE[code].reads}
    if not lines:
        return
    with opened(store, seal, needed) as past:
        drafter = Drafter(
            CountingContext(store, seal.quarter), CountingContext(past, seal.quarter), codes
        )
        for line in lines:
            yield line.code, drafter.draft(code_of(line), line.before, line.now)
