"""What a fast reader leaves out of a sheet and a look at its raw part brings back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from storage.intake.reading.cells import Area


@dataclass(slots=True)
class Marks:
    """Errors by row and column (from 0), merged areas, hidden rows, formulas without a result."""

    errors: dict[int, dict[int, str]] = field(default_factory=dict)
    merged: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    uncached: int = 0
    unplaced: int = 0  # errors whose cell cannot be told
    unseen: bool = False  # the raw part was not found

    def warnings(self, sheet: str) -> list[str]:
        """Say what reads as blank although it is not."""
        said = []
        if self.uncached:
            said.append(
                f"工作表「{sheet}」有 {self.uncached} 个公式没有保存计算结果，只能读作空白："
                "请在 WPS 中打开、保存后再导入。"
            )
        if self.unplaced:
            said.append(f"工作表「{sheet}」有 {self.unplaced} 个出错的单元格只能读作空白。")
        if self.unseen:
            said.append(f"工作表「{sheet}」中如有出错的单元格，只能读作空白。")
        return said
