"""How wide the contents of a sheet's columns are, seen before the first cell is written."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from exports.sheet import Band, Formula, Total
from exports.workbook.cells import carried, width
from exports.workbook.sizes import head_width

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from exports.sheet import Heading, Line, Value


def widths_of(
    headings: Sequence[Heading], rows: Iterable[Line], row_read: Callable[[], object]
) -> list[int]:
    """The width of each column in half-width places; wider text than its heading allows is set
    in several lines.
    """
    widths = [max(one.least, head_width(one.label)) for one in headings]
    most = [max(one.wide, widest) for one, widest in zip(headings, widths, strict=True)]
    for line in rows:
        if not isinstance(line, Band):
            _widen(widths, most, line.values if isinstance(line, Total) else line)
        row_read()
    return widths


def _widen(widths: list[int], most: Sequence[int], values: Sequence[Value]) -> None:
    for place, value in enumerate(values):
        text = value if isinstance(value, str) else _said(value)
        if len(text) * (2 - text.isascii()) > widths[place] < most[place]:
            wanted = width(carried(text)[0])
            widths[place] = max(widths[place], min(wanted, most[place]))


def _said(value: Value) -> str:
    """A value that is no text as long as it is shown."""
    if value is None:
        return ""
    if isinstance(value, int | float):
        return str(round(value, 2))
    if isinstance(value, Formula):
        return str(value.value)
    return value.isoformat() if isinstance(value, date) else value
