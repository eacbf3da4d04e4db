"""A cell becomes a value, or a fault in words; what was put right is remembered."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from storage.intake.reading import CellError
from storage.kinds.text import tidy

if TYPE_CHECKING:
    from storage.schema import Column

# What people write where they have nothing to say
_NOTHING = frozenset(
    ("/", "\\", "-", "--", "—", "——", "无", "暂无", "没有", "不详", "未知", "空", "null")
)
_MASK = re.compile(r"[*＊]{3,}")
_REMEMBERED = 4_096  # texts of a column; one with more holds names or numbers, and few come again


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a cell, as a predicate."""

    text: str


class Cleaner(dict[object, Any]):
    """The cells of one column as values: None for nothing, a `Fault` for what cannot be read.

    The same text is read once. Numbers and dates are read each time: 1, 1.0 and True are one key.
    """

    def __init__(self, column: Column) -> None:
        self.column = column

    def __missing__(self, cell: object) -> Any:
        value = self._read(cell)
        if (cell is None or isinstance(cell, str)) and len(self) < _REMEMBERED:
            self[cell] = value
        return value

    def _read(self, cell: object) -> Any:
        if cell is None or cell == "":
            return None
        if isinstance(cell, CellError):
            return Fault(f"单元格是错误值 {cell.text}，请在原表中改正公式")
        text = tidy(cell).strip("'‘’` ")
        if not text or _is_masked(text):
            return None
        try:
            return self.column.kind.parse(text if isinstance(cell, str) else cell)
        except ValueError as error:
            return None if text.lower() in _NOTHING else Fault(str(error))


def _is_masked(text: str) -> bool:
    return ("*" in text or "＊" in text) and _MASK.search(text) is not None


def shown(cell: object) -> str:
    """A raw cell as a person reads it in the sheet."""
    if cell is None:
        return ""
    if isinstance(cell, CellError):
        return cell.text
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return str(cell)
