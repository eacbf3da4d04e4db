"""The records of an xlsb part: a number, a length, that many bytes (MS-XLSB 2.1.4)."""

from __future__ import annotations

import struct
from typing import IO, TYPE_CHECKING

from storage.intake.read.formats.marks import Marks

if TYPE_CHECKING:
    from collections.abc import Iterator

MORE = 0x80  # another seven bits follow


def records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield each record's number and contents; a cut-off record raises IndexError."""
    at = 0
    while at < len(data):
        kind, at = _number(data, at, 2)
        length, at = _number(data, at, 4)
        yield kind, data[at : at + length]
        at += length


def _number(data: bytes, at: int, most: int) -> tuple[int, int]:
    value = 0
    for place in range(most):
        byte = data[at]
        at += 1
        value |= (byte & ~MORE) << (7 * place)
        if byte < MORE:
            break
    return value, at


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
