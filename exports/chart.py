"""Charts as shapes: laid out once, drawn on paper and on the screen alike, with a text twin.

Measures are in points or pixels from the upper left corner; a tone is a role of a colour, which
paper and screen each have their own colour for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDEST, SHARE = 64, 0.62  # of a column: at most, and of the room it has
NAME, AMOUNT = 0.34, 0.22  # of the width: what stands left of a target's bar, and right of it
GAP = 8
THICK = 0.5  # of a row: how thick its bar is
LEAST = 1.5  # what is not nothing is seen
DIGIT = 0.36  # of a line's height: how wide a digit is, with room beside it


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle."""

    x: float
    y: float
    width: float
    height: float
    tone: str


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text in the middle of a box's height."""

    x: float
    y: float
    width: float
    height: float
    text: str
    align: Literal["left", "center", "right"] = "center"
    tone: str = "second"


Shape = Box | Words


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn, and the same said in words."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    told: str


@dataclass(frozen=True, slots=True)
class Goal:
    """How far something is: `done` of `target`, and both as people read them."""

    name: str
    done: float
    target: float
    text: str


def columns(
    values: Sequence[tuple[str, int]], width: float, height: float, line: float = 20
) -> Chart:
    """Columns side by side, their numbers over them; the last is the one in hand.

    Where the numbers are too long to stand side by side, only the last and the highest have theirs.
    """
    told = "，".join(f"{name} {count:,}" for name, count in values)
    if not values or width <= 0:
        return Chart(width, height, (), told)
    shapes: list[Shape] = []
    most = max(count for _name, count in values) or 1
    step, room = width / len(values), height - 2 * line
    thick, numbered = min(step * SHARE, WIDEST), _numbered(values, step / line)
    for at, (name, count) in enumerate(values):
        left, high = at * step, max(room * count / most, LEAST if count else 0)
        top, last = line + room - high, at == len(values) - 1
        if count:
            tone = "link" if last else "bar"
            shapes.append(Box(left + (step - thick) / 2, top, thick, high, tone))
        ink = "ink" if last else "second"
        if at in numbered:
            shapes.append(_amount(left + step / 2, top - line, width, line, f"{count:,}", ink))
        shapes.append(Words(left, height - line, step, line, name, "center", ink))
    shapes.append(Box(0, line + room, width, 0.75, "hairline"))
    return Chart(width, height, tuple(shapes), told)


def _numbered(values: Sequence[tuple[str, int]], step: float) -> set[int]:
    """Which columns, so many lines' heights apart, have room for their number."""
    counts = [count for _name, count in values]
    if all(_length(f"{count:,}") <= step for count in counts):
        return set(range(len(counts)))
    last, highest = len(counts) - 1, counts.index(max(counts))
    return {last, highest} if last - highest > 2 * _length(f"{max(counts):,}") / step else {last}


def _length(text: str) -> float:
    return len(text) * DIGIT


def _amount(middle: float, top: float, most: float, line: float, text: str, ink: str) -> Words:
    wide = min(_length(text) * line, most)
    left = min(max(middle - wide / 2, 0), most - wide)
    return Words(left, top, wide, line, text, "center", ink)


def goals(rows: Sequence[Goal], width: float, line: float = 22) -> Chart:
    """A bar for each goal: how much of its length is filled, and what is lacking."""
    shapes: list[Shape] = []
    left, right = NAME * width, AMOUNT * width
    room = width - left - right - 2 * GAP
    for at, one in enumerate(rows):
        top = at * line
        share = min(one.done / one.target, 1.0) if one.target else 0.0
        bar = top + line * (1 - THICK) / 2
        shapes.append(Words(0, top, left, line, one.name, "right", "ink"))
        shapes.append(Box(left + GAP, bar, room, line * THICK, "track"))
        if one.done:
            filled = max(room * share, LEAST)
            tone = "good" if one.done >= one.target else "link"
            shapes.append(Box(left + GAP, bar, filled, line * THICK, tone))
        shapes.append(Words(width - right, top, right, line, one.text, "left", "second"))
    told = "；".join(f"{one.name} {one.text}" for one in rows)
    return Chart(width, line * len(rows), tuple(shapes), told)
