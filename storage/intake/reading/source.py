"""What passes between the worker and a reader: the file on one side, raw sheets on the other."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, BinaryIO

from storage.intake.reading.limits import LIMITS, Limits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from storage.intake.reading.cells import Area

# Cells as a reader finds them: "" and None both mean empty, whole numbers may still be floats.
RawRow = tuple[int, list[Any]]  # the row's number on screen, its cells from column A

LAST_ROW = 1_048_576  # what a sheet can have; a file that claims more is broken
LAST_COLUMN = 16_384


@dataclass(slots=True)
class Source:
    """The file to read, opened once, and what is known of it."""

    file: BinaryIO
    kind: str
    encoding: str | None = None
    limits: Limits = LIMITS
    password: str | None = None


@dataclass(slots=True)
class RawSheet:
    """One sheet; `merged` and `hidden_rows` are complete once `rows` has run out."""

    name: str
    rows: Iterable[RawRow]
    hidden: bool = False
    expected: int = 0  # rows, for the progress bar; 0 where nobody knows
    merged: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)


@dataclass(slots=True)
class Opened:
    """A workbook that a reader has opened; `warnings` may grow while the sheets are read."""

    sheets: Iterator[RawSheet]
    date1904: bool = False
    encoding: str | None = None
    warnings: list[str] = field(default_factory=list)
