"""The content of a file: sheets of raw cells, neither cleaned nor filled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from storage.errors import UserError

UNCACHED = "公式"  # stands for a formula whose result was never saved


@dataclass(frozen=True, slots=True)
class CellError:
    """A cell with an error value, such as #N/A, or a formula without a result (`UNCACHED`)."""

    text: str

    @property
    def description(self) -> str:
        """The problem and its remedy, as a predicate."""
        if self.text == UNCACHED:
            return "是没有保存计算结果的公式，请在 WPS 中打开、保存后再导入"
        return f"单元格是错误值 {self.text}，请在原表中改正公式"


# A number stays a number: an identity number stored as one has lost its last digits already.
Cell = str | int | float | bool | date | datetime | time | CellError | None

Area = tuple[int, int, int, int]  # top, left, bottom, right; from 1, inclusive, as on screen


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; `rows[i]` is row `first_row + i` as WPS numbers it, without trailing blanks."""

    name: str
    rows: list[list[Cell]]
    first_row: int = 1
    first_column: int = 1
    hidden: bool = False
    merged: tuple[Area, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    date1904: bool = False  # what its day numbers count from


@dataclass(frozen=True, slots=True)
class Book:
    """The content of a file; `kind` is recognised from the content, not from the name."""

    kind: str
    sheets: tuple[Sheet, ...]
    encoding: str | None = None
    date1904: bool = False
    warnings: tuple[str, ...] = ()


class PasswordNeeded(UserError):
    """The file opens only with a password."""


class EncodingUnclear(UserError):
    """The text fits no encoding from end to end; the clerk may name one."""
