"""Charts as shapes, laid out once for paper and screen, each with a description in words.

Measures are points or pixels from the upper left corner. A tone names the role of a colour;
paper and screen each map it to a colour of their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_COLUMN, COLUMN_SHARE = (
    64,
    0.62,
)  # width of a column: the maximum, and its share of the room it has
NAME_SHARE, TEXT_SHARE = (
    0.34,
    0.22,
)  # shares of the width for the texts left and right of a goal's bar
GAP = 8
BAR_SHARE = 0.5  # height of a bar as a share of its row
MIN_LENGTH = 1.5  # minimum length, so that a small amount above zero is visible
DIGIT_SHARE = 0.36  # width of a digit with its spacing, as a share of a line's height


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle."""

    x: float
    y: float
    width: float
    height: float
    tone: str


@dataclass(frozen=True, slots=True)
class ChartText:
    """A line of text in the middle of a box's height."""

    x: float
    y: float
    width: float
    height: float
    text: str
    align: Literal["left", "center", "right"] = "center"
    tone: str = "second"


Shape = Box | ChartText


@dataclass(frozen=True, slots=True)
class Chart:
    """The shapes of a chart, and a description for whoever cannot see it."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    description: str


@dataclass(frozen=True, slots=True)
class Goal:
    """Progress towards a target: `done` of `target`, and both formatted as `text`."""

    name: str
    done: float
    target: float
    text: str


def column_chart(
    values: Sequence[tuple[str, int]], width: float, height: float, line: float = 20
) -> Chart:
    """Lay out a column chart; the last column is the current one and is highlighted.

    Each column has its number above it. Where the numbers are too long to fit next to each other,
    only the last and the highest column are labelled.
    """
    description = "，".join(f"{name} {count:,}" for name, count in values)
    if not values or width <= 0:
        return Chart(width, height, (), description)
    shapes: list[Shape] = []
    most = max(count for _name, count in values) or 1
    step, room = width / len(values), height - 2 * line
    thick, numbered = min(step * COLUMN_SHARE, MAX_COLUMN), _numbered_columns(values, step / line)
    for at, (name, count) in enumerate(values):
        left, high = at * step, max(room * count / most, MIN_LENGTH if count else 0)
        top, last = line + room - high, at == len(values) - 1
        if count:
            tone = "link" if last else "bar"
            shapes.append(Box(left + (step - thick) / 2, top, thick, high, tone))
        ink = "ink" if last else "second"
        if at in numbered:
            shapes.append(_number_text(left + step / 2, top - line, width, line, f"{count:,}", ink))
        shapes.append(ChartText(left, height - line, step, line, name, "center", ink))
    shapes.append(Box(0, line + room, width, 0.75, "hairline"))
    return Chart(width, height, tuple(shapes), description)


def _numbered_columns(values: Sequence[tuple[str, int]], step: float) -> set[int]:
    """Return the columns that have room for their number; `step` is in heights of a line."""
    counts = [count for _name, count in values]
    if all(_text_width(f"{count:,}") <= step for count in counts):
        return set(range(len(counts)))
    last, highest = len(counts) - 1, counts.index(max(counts))
    return (
        {last, highest} if last - highest > 2 * _text_width(f"{max(counts):,}") / step else {last}
    )


def _text_width(text: str) -> float:
    return len(text) * DIGIT_SHARE


def _number_text(
    middle: float, top: float, most: float, line: float, text: str, ink: str
) -> ChartText:
    wide = min(_text_width(text) * line, most)
    left = min(max(middle - wide / 2, 0), most - wide)
    return ChartText(left, top, wide, line, text, "center", ink)


def goal_chart(rows: Sequence[Goal], width: float, line: float = 22) -> Chart:
    """Lay out one bar per goal, filled as far as the goal is reached."""
    shapes: list[Shape] = []
    left, right = NAME_SHARE * width, TEXT_SHARE * width
    room = width - left - right - 2 * GAP
    for at, one in enumerate(rows):
        top = at * line
        share = min(one.done / one.target, 1.0) if one.target else 0.0
        bar = top + line * (1 - BAR_SHARE) / 2
        shapes.append(ChartText(0, top, left, line, one.name, "right", "ink"))
        shapes.append(Box(left + GAP, bar, room, line * BAR_SHARE, "track"))
        if one.done:
            filled = max(room * share, MIN_LENGTH)
            tone = "good" if one.done >= one.target else "link"
            shapes.append(Box(left + GAP, bar, filled, line * BAR_SHARE, tone))
        shapes.append(ChartText(width - right, top, right, line, one.text, "left", "second"))
    description = "；".join(f"{one.name} {one.text}" for one in rows)
    return Chart(width, line * len(rows), tuple(shapes), description)
