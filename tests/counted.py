"""Figures of a few records that a test names in full, counted on the third quarter of 2026."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from storage.counting.figures import one_figure
from storage.model.period import Quarter

QUARTER = Quarter(2026, 3)
DAY = date(2026, 8, 1)  # within the quarter
LAST_YEAR = date(2025, 12, 31)
LATER = date(2026, 10, 1)
_serial = count(1)  # a text is different in each record, as it may be its key
VALUES = {"date": DAY, "yes_no": False, "count": 1, "hours": 60, "money": 100, "star": 1}


def record(table: Any, **fields: Any) -> Any:
    """Return a record whose required fields, unless they are passed, hold any valid value."""
    for column in table.columns:
        if column.required and column.name not in fields and column.default is None:
            kind = column.kind
            text = f"第{next(_serial)}" if kind.name == "text" else "甲"
            fields[column.name] = VALUES.get(kind.name) or next(iter(kind.choices or (text,)))
    return table.record(**fields)


def save(store: Any, table: Any, *records: dict[str, Any]) -> list[int]:
    """Save one record of the table for each set of fields; return their numbers."""
    with store.edit("录入") as edit:
        return [edit.save(table, record(table, **fields)) for fields in records]


def counted(store: Any, *codes: str, quarter: Quarter = QUARTER) -> Any:
    """Return the value of each figure, a share as (numerator, denominator); one alone by itself."""
    found = []
    for code in codes:
        one = one_figure(store, quarter, code)
        pair = (one.figure.numerator, one.figure.denominator)
        found.append(pair if one.figure.numerator is not None else one.value)
    return found[0] if len(codes) == 1 else found
