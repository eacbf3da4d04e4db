"""Column widths, and the paper they fit on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from exports.sheet import Band, Formula, Total
from exports.workbook.cell_text import text_width, valid_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from exports.sheet import Heading, Line

NARROWEST, PADDING = 5, 3
MAX_HEADING = 10  # half-width characters; a longer heading takes two lines
A4, A3 = 9, 8
# Characters of 7 pixels between margins of 1.5 cm, at full size
PORTRAIT, LANDSCAPE, LANDSCAPE_A3 = 96, 143, 209
SMALLEST = 0.58  # minimum scale in print; a wider sheet takes several pages
TITLE_SPAN = 150  # a title over a wider sheet is set at its left, where it is visible


@dataclass(frozen=True, slots=True)
class Size:
    """Column widths and paper of a worksheet."""

    widths: tuple[float, ...]
    paper: int
    landscape: bool
    pages: int = 1

    def room(self, place: int) -> float:
        """Return how many half-width characters a line of the column holds."""
        return self.widths[place] * 1.05 - 1.5  # 7 pixels for characters of 6.7, less the indent


def heading_width(label: str) -> int:
    """Return the width a heading needs on one line, or on two where it is long."""
    whole = text_width(label)
    return max(NARROWEST, whole if whole <= MAX_HEADING else 2 * -(-whole // 4))


def size_for(contents: Sequence[int]) -> Size:
    """Return widths and paper for columns with contents of these widths."""
    widths = tuple(float(one + PADDING) for one in contents)
    total = sum(widths)
    if total <= PORTRAIT * 1.15:
        return Size(widths, A4, landscape=False)
    if total <= LANDSCAPE / SMALLEST:
        return Size(widths, A4, landscape=True)
    pages = -(-total // (LANDSCAPE_A3 / SMALLEST))
    return Size(widths, A3, landscape=True, pages=int(pages))


def title_span(widths: Sequence[float]) -> int:
    """Return the last column that a title spans."""
    total = 0.0
    for place, one in enumerate(widths):
        total += one
        if total > TITLE_SPAN and place:
            return place
    return len(widths) - 1


class Widths:
    """Column widths in half-width characters, by the rows measured so far.

    Text wider than its heading allows is wrapped.
    """

    def __init__(self, headings: Sequence[Heading]) -> None:
        self.widths = [max(one.least, heading_width(one.label)) for one in headings]
        self._most = [max(h.wide, wide) for h, wide in zip(headings, self.widths, strict=True)]

    def measure(self, line: Line) -> None:
        """Widen the columns for a row."""
        if isinstance(line, Band):
            return
        widths, most = self.widths, self._most
        for place, value in enumerate(line.values if isinstance(line, Total) else line):
            if value is None:
                continue
            text = value if isinstance(value, str) else _shown_text(value)
            if len(text) * (2 - text.isascii()) > widths[place] < most[place]:
                wanted = text_width(valid_text(text)[0])
                widths[place] = max(widths[place], min(wanted, most[place]))


def _shown_text(value: float | Formula | date) -> str:
    """Return a value that is no text about as long as it is displayed."""
    if isinstance(value, int | float):
        return str(round(value, 2))
    if isinstance(value, Formula):
        return str(value.value)
    return value.isoformat()
