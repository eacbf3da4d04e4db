"""Rows that are read twice though they come but once: kept in a file beside the workbook."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from exports.sheet import Line

    See = Callable[[Line], object]

PORTION = 500  # rows in the memory at one time


class Spool:
    """Rows in a file of our own making, in a folder that is removed with the workbook's parts."""

    def __init__(self, rows: Iterable[Line], path: Path, see: See) -> None:
        self._path = path
        rest = iter(rows)
        with path.open("wb") as file:
            while portion := list(islice(rest, PORTION)):
                for line in portion:
                    see(line)
                pickle.dump(portion, file, pickle.HIGHEST_PROTOCOL)

    def __iter__(self) -> Iterator[Line]:
        with self._path.open("rb") as file:
            while file.peek(1):
                yield from pickle.load(file)


def repeatable(rows: Iterable[Line], path: Path, see: See) -> Iterable[Line]:
    """The rows once they have been seen, to be gone through again; long ones leave the memory."""
    if not isinstance(rows, Sequence):
        return Spool(rows, path, see)
    for line in rows:
        see(line)
    return rows
