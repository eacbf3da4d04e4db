"""Explanations of changes by the clerk, valid only for the numbers that they name."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from storage.counting.indicators import format_figure
from storage.model.tables.quarter import EXPLANATIONS, Explanation
from storage.quarter.seal_diff import format_change

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from storage.model.period import Quarter
    from storage.quarter.comparison_line import ComparisonLine
    from storage.store.edit import Edit
    from storage.store.store import Store

    Number = float | int | None

_OPENING = re.compile(r"由 \S+ 变为 [^（：。\s]+(?:（[^）]*）)?")


def change_phrase(before: Number, now: Number, unit: str) -> str:
    """Return the opening of a draft: 由 718 变为 705（−13）."""
    phrase = f"由 {format_figure(before, unit)} 变为 {format_figure(now, unit)}"
    return (
        phrase
        if before is None or now is None
        else f"{phrase}（{format_change(now - before, unit)}）"
    )


def load_explanations(store: Store, quarter: Quarter) -> dict[str, Explanation]:
    """Return the explanations of the quarter's figures, by code."""
    return {one.indicator: one for one in store.find(EXPLANATIONS, quarter=str(quarter))}


def with_explanation(line: ComparisonLine, saved: Mapping[str, Explanation]) -> ComparisonLine:
    """Return the line with its explanation, if there is one.

    Where it names other numbers than the line has now, the line is unexplained again: an accepted
    draft is dropped, and the clerk's own words are shown with the present numbers.
    """
    one = saved.get(line.code)
    if one is None:
        return line
    found = _OPENING.match(one.text)
    now = change_phrase(line.before, line.now, line.unit)
    if found is None or found[0] == now:
        return replace(line, text=one.text, written=True)
    if one.text == one.drafted:
        return line
    return replace(line, text=now + one.text[found.end() :])


def save_explanation(
    store: Store, edit: Edit, quarter: Quarter, texts: Iterable[tuple[ComparisonLine, str]]
) -> None:
    """Save the explanations of these figures, with the drafts that were offered."""
    saved = load_explanations(store, quarter)
    for line, text in texts:
        old = saved.get(line.code)
        own = old is not None and (line.written or old.text != old.drafted)
        drafted = old.drafted if old is not None and own else line.text or None
        edit.save(
            EXPLANATIONS,
            Explanation(
                id=old.id if old else None, quarter=str(quarter), indicator=line.code,
                text=text, drafted=drafted,
            ),
        )  # fmt: skip


def outdated_explanations(
    store: Store, quarter: Quarter, lines: Iterable[ComparisonLine]
) -> list[ComparisonLine]:
    """Return the lines whose saved explanation names numbers that have changed."""
    saved = load_explanations(store, quarter)
    return [line for line in lines if not line.written and line.code in saved]
