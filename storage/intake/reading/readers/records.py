"""The records of an xlsb part: a number, a length, that many bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
