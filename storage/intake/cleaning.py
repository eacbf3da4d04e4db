"""A cell becomes a value, or a fault in words; what was put right is remembered."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
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
_CACHED = 50_000


class Fault(ValueError):
    """What is wrong with a cell, as a predicate."""


@dataclass(slots=True)
class Cleaner:
    """Reads the cells of one column; the same text is read once."""

    column: Column
    _read: dict[object, tuple[Any, str]] = field(default_factory=dict)

    def value(self, cell: object) -> Any:
        """The value in the cell, None where it is empty or hidden by a mask; raises `Fault`."""
        if cell is None or cell == "":
            return None
        key = (type(cell), cell)
        found = self._read.get(key)
        if found is None:
            found = self._parse(cell)
            if len(self._read) < _CACHED:
                self._read[key] = found
        value, fault = found
        if fault:
            raise Fault(fault)
        return value

    def _parse(self, cell: object) -> tuple[Any, str]:
        if isinstance(cell, CellError):
            return None, f"单元格是错误值 {cell.text}，请在原表中改正公式"
        text = tidy(cell).strip("'‘’` ")
        if not text or _MASK.search(text):
            return None, ""
        try:
            return self.column.kind.parse(cell if not isinstance(cell, str) else text), ""
        except ValueError as error:
            if text.lower() in _NOTHING:
                return None, ""
            return None, str(error)


def shown(cell: object) -> str:
    """A raw cell as a person reads it in the sheet."""
    if cell is None:
        return ""
    if isinstance(cell, CellError):
        return cell.text
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return str(cell)
