"""The records that the worker sends to its parent: one JSON object per line.

    {"book": {kind, more}}                      more: another reader could try
    {"opened": {encoding, date1904}}
    {"sheet": {name, expected}}
    {"at": 1, "rows": [[...], ...]}             up to 1,000 rows
    {"end": {hidden, merged, hidden_rows}}
    {"done": {sheets, warnings}}                without it the work has failed
    {"refused": sentence, "reason": ...} or {"failed": name of the exception}

A date, a time or an error in a cell is an object with one key; it is never more than that, so no
cell can pass for a record. Nothing is ever pickled.
"""

from __future__ import annotations

import json
from datetime import date, datetime, time, timedelta
from typing import Any

from storage.intake.read.formats.marks import format_duration
from storage.intake.read.raw_book import CellError

Record = dict[str, Any]

TAGS = {
    "d": date.fromisoformat,
    "dt": datetime.fromisoformat,
    "t": time.fromisoformat,
    "e": CellError,
}


def dump(record: Record) -> bytes:
    """Encode a record as a line."""
    return json.dumps(record, default=_tagged, separators=(",", ":")).encode("ascii") + b"\n"


def load(line: bytes) -> Record:
    """Decode a line; raises `ValueError` for anything but an object."""
    record = DECODER.decode(line.decode("ascii"))
    if not isinstance(record, dict):
        raise ValueError("not a record")
    return record


def _tagged(cell: object) -> object:
    if isinstance(cell, datetime):
        return {"dt": cell.isoformat()}
    if isinstance(cell, date):
        return {"d": cell.isoformat()}
    if isinstance(cell, time):
        return {"t": cell.isoformat()}
    if isinstance(cell, CellError):
        return {"e": cell.text}
    if isinstance(cell, timedelta):
        return format_duration(cell)
    raise TypeError(f"no cell holds {type(cell).__name__}")


def _revived(record: Record) -> Any:
    if len(record) == 1:
        ((key, value),) = record.items()
        if key in TAGS:
            return TAGS[key](value)
    return record


def _nothing(_: str) -> None:
    """Read NaN and infinity, which a damaged file can hold, as None."""


DECODER = json.JSONDecoder(object_hook=_revived, parse_constant=_nothing)
