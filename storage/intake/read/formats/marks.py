"""What a fast reader omits from a sheet, found in its raw part: errors, merges, hidden rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from storage.intake.read.raw_book import UNCACHED, CellError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from storage.intake.read.raw_book import Area
    from storage.intake.read.reader_source import RawRow


def format_duration(length: timedelta) -> str:
    """Format a length of time as WPS does under the format [h]:mm."""
    seconds = round(abs(length.total_seconds()))
    sign = "-" if length < timedelta(0) else ""
    text = f"{sign}{seconds // 3600}:{seconds // 60 % 60:02}"
    return f"{text}:{seconds % 60:02}" if seconds % 60 else text


def without_midnight(moment: datetime) -> date | datetime:
    """Return a moment at midnight as a date, since no hour was entered."""
    return moment.date() if moment.time() == time() else moment


MOST = 200_000  # formulas without a result whose positions are collected
WIDEST = 200  # columns; an error further right is nothing of a roster's


@dataclass(slots=True)
class Marks:
    """Errors by row and column (from 0), merged areas, hidden rows, formulas without a result."""

    errors: dict[int, dict[int, str]] = field(default_factory=dict)
    merged: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    uncached: int = 0
    unplaced: int = 0  # errors whose cell cannot be determined
    unseen: bool = False  # the raw part was not found

    def add_uncached(self, row: int, column: int) -> None:
        """Count a formula without a saved result, and store its position."""
        self.uncached += 1
        if self.uncached <= MOST and column < WIDEST:
            self.errors.setdefault(row, {})[column] = UNCACHED

    def with_errors(self, rows: Iterator[RawRow]) -> Iterator[RawRow]:
        """Yield the rows with each error in its cell."""
        for number, cells in rows:
            for column, text in self.errors.get(number, {}).items():
                cells += [None] * (min(column, WIDEST) + 1 - len(cells))
                if column < len(cells):
                    cells[column] = CellError(text)
            yield number, cells

    def warnings(self, sheet: str) -> list[str]:
        """Return a warning for each kind of cell that reads as blank although it is not."""
        texts = []
        if self.uncached:
            texts.append(
                f"工作表「{sheet}」有 {self.uncached} 个公式没有保存计算结果："
                "请在 WPS 中打开、保存后再导入。"
            )
        if self.unplaced:
            texts.append(f"工作表「{sheet}」有 {self.unplaced} 个出错的单元格只能读作空白。")
        if self.unseen:
            texts.append(f"工作表「{sheet}」中如有出错的单元格，只能读作空白。")
        return texts
