"""更正: the figures that a new version would put right, each with the difference and its reason."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from storage.indicators import BY_CODE, Scene
from storage.indicators.indicator import STOCK
from storage.quarter.comparison import Line
from storage.quarter.difference import figure_differences
from storage.quarter.draft import Drafter
from storage.quarter.seal import last_seal, opened
from storage.tables.quarter import EXPLANATIONS, OF_VERSION, Explanation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from storage.edit import Edit
    from storage.period import Quarter
    from storage.quarter.seal import Seal
    from storage.store import Store

WORD = "更正："  # before the figure's name, where it stands among others


def corrected(store: Store, quarter: Quarter) -> list[Line]:
    """What differs from the version that holds, with the clerk's words, else a draft of them."""
    seal = last_seal(store, quarter)
    if seal is None:
        return []
    told = {one.indicator: one.text for one in store.find(EXPLANATIONS, quarter=str(quarter))}
    mark = OF_VERSION.format(seal.version + 1)
    lines = [
        Line(
            one.code + mark, WORD + one.label, "", one.unit, BY_CODE[one.code].span,
            one.now, one.sealed, None, told.get(one.code + mark, ""), one.code + mark in told,
        )
        for one in figure_differences(store, seal)
    ]  # fmt: skip
    drafts = dict(_drafts(store, seal, [line for line in lines if not line.written]))
    return [replace(line, text=drafts.get(line.code, line.text)) for line in lines]


def code_of(line: Line) -> str:
    """The figure that a correction is of."""
    return line.code.partition(OF_VERSION[0])[0]


def name_of(line: Line) -> str:
    """What the figure is called."""
    return line.label.removeprefix(WORD)


def accept(store: Store, edit: Edit, quarter: Quarter, lines: Iterable[Line]) -> None:
    """Let the drafts stand as the reasons."""
    for line in lines:
        if not line.written:
            made = Explanation(
                quarter=str(quarter), indicator=line.code, text=line.text, drafted=line.text
            )
            edit.save(EXPLANATIONS, made)


def _drafts(store: Store, seal: Seal, lines: Sequence[Line]) -> Iterator[tuple[str, str]]:
    codes = [code_of(line) for line in lines if line.span == STOCK]
    needed = {table for code in codes for table in BY_CODE[code].reads}
    if not lines:
        return
    with opened(store, seal, needed) as past:
        drafter = Drafter(Scene(store, seal.quarter), Scene(past, seal.quarter), codes)
        for line in lines:
            yield line.code, drafter.draft(code_of(line), line.before, line.now)
