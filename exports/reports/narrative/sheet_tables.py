"""Conversion of sheets to tables on paper, with the same rows as text."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from exports.pdf import Band as PaperBand
from exports.pdf import Column, Run, Table
from exports.sheet import Band, Count, Formula, Money, Share, Total

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from exports.pdf import TableLook
    from exports.pdf.text.style import Text
    from exports.sheet import Line, Sheet, Value


def cell_text(value: Value) -> str:
    """Return a cell's text as the workbook shows it."""
    if value is None:
        return ""
    if isinstance(value, Formula):
        return cell_text(value.value)
    if isinstance(value, Share):
        return f"{value:.1%}"
    if isinstance(value, Money):
        return f"{value:,.2f}"
    if isinstance(value, Count):
        return f"{value:,}"
    if isinstance(value, float):
        return f"{value:,.1f}"
    return value.isoformat() if isinstance(value, date) else str(value)


def paper_table(
    sheet: Sheet, weights: Sequence[float | None] = (), look: TableLook | None = None
) -> Table:
    """Return the sheet as a table; columns with a weight share the remaining width."""
    weights = weights or [None] * len(sheet.headings)
    columns = [
        Column(one.label, one.align, weight)
        for one, weight in zip(sheet.headings, weights, strict=True)
    ]
    return Table(columns, list(_rows(sheet.rows)), look)


def _rows(lines: Iterable[Line]) -> Iterator[Sequence[Text] | PaperBand]:
    for line in lines:
        if isinstance(line, Band):
            yield PaperBand(line.text)
        elif isinstance(line, Total):
            yield [Run(cell_text(value), bold=True) for value in line.values]
        else:
            yield [cell_text(value) for value in line]
