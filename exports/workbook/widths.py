"""How wide the contents of a sheet's columns are, seen before the first cell is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exports.sheet import Band, Formula, Total
from exports.workbook.cells import carried, width
from exports.workbook.sizes import head_width

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from exports.sheet import Heading, Line


class Widths:
    """The width of each column in half-width places, as wide as what was seen of it.

    Wider text than its heading allows is set in several lines.
    """

    def __init__(self, headings: Sequence[Heading]) -> None:
        self.widths = [max(one.least, head_width(one.label)) for one in headings]
        self._most = [max(h.wide, wide) for h, wide in zip(headings, self.widths, strict=True)]

    def see(self, line: Line) -> None:
        """Make room for what stands in a row."""
        if isinstance(line, Band):
            return
        widths, most = self.widths, self._most
        for place, value in enumerate(line.values if isinstance(line, Total) else line):
            if value is None:
                continue
            text = value if isinstance(value, str) else _said(value)
            if len(text) * (2 - text.isascii()) > widths[place] < most[place]:
                wanted = width(carried(text)[0])
                widths[place] = max(widths[place], min(wanted, most[place]))


def _said(value: float | Formula | date) -> str:
    """A value that is no text as long as it is shown."""
    if isinstance(value, int | float):
        return str(round(value, 2))
    if isinstance(value, Formula):
        return str(value.value)
    return value.isoformat()
