"""Errors, merged areas and hidden rows of an xlsb sheet, out of its records."""

from __future__ import annotations

import struct
from typing import IO

from storage.intake.reading.readers.marks import Marks
from storage.intake.reading.readers.records import records

ROW = 0
ERRORS = {3, 11}  # a constant, the result of a formula
MERGED = 176
HIDDEN = 0x10  # in the twelfth byte of a row

CODES = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}


def find(part: IO[bytes]) -> Marks:
    """Read the part through once."""
    marks = Marks()
    row = 0
    for kind, data in records(part.read()):
        if kind == ROW:
            row = struct.unpack_from("<I", data)[0] + 1
            if len(data) > 11 and data[11] & HIDDEN:
                marks.hidden_rows.add(row)
        elif kind in ERRORS:
            column = struct.unpack_from("<I", data)[0]
            marks.errors.setdefault(row, {})[column] = CODES.get(data[8], "#N/A")
        elif kind == MERGED:
            top, bottom, left, right = struct.unpack_from("<4I", data)
            marks.merged.append((top + 1, left + 1, bottom + 1, right + 1))
    return marks
