"""The widths of a table's columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence


MOST = 0.4  # of the width: the most that a column of long text may take from the others


@dataclass(frozen=True, slots=True)
class Column:
    """A column; without weights it is as wide as its content, and spare width is shared by weight.

    If every column has a weight, the weights alone decide.
    """

    title: str
    align: Literal["left", "center", "right"] = "left"
    weight: float | None = None


@dataclass(slots=True)
class Demand:
    """The widths a column needs, in points: for one line per cell, and for breaking no word."""

    natural: float
    least: float


def distribute(columns: Sequence[Column], demands: Sequence[Demand], width: float) -> list[float]:
    """Return the width of each column in points; their sum is `width`."""
    weights = [column.weight or 0.0 for column in columns]
    if all(weights):
        return [width * weight / sum(weights) for weight in weights]
    widths = fit(demands, width)
    spare = width - sum(widths)
    parts = weights if any(weights) else widths
    return [each + spare * part / sum(parts) for each, part in zip(widths, parts, strict=True)]


def fit(demands: Sequence[Demand], width: float) -> list[float]:
    """Return natural widths where they fit, else least widths with shares of the rest."""
    natural = [max(demand.least, demand.natural) for demand in demands]
    if sum(natural) <= width:
        return natural
    least = [demand.least for demand in demands]
    if sum(least) >= width:
        return [each * width / sum(least) for each in least]
    wishes = [
        min(each, max(low, MOST * width)) - low for each, low in zip(natural, least, strict=True)
    ]
    part = (width - sum(least)) / sum(wishes)
    return [low + wish * part for low, wish in zip(least, wishes, strict=True)]
