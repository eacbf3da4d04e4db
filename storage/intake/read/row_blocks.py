"""Cut raw rows into blocks: blank ends removed, gaps filled, limits enforced."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from storage.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from storage.intake.read.limits import Limits
    from storage.intake.read.reader_source import RawRow, RawSheet

BLOCK = 1_000  # rows; a gap in the sheet may make one block longer

Block = tuple[int, list[list[Any]]]  # the number of its first row, its rows


def blocks(sheet: RawSheet, limits: Limits, warnings: list[str]) -> Iterator[Block]:
    """Yield the sheet in blocks, without gaps from its first row with content to its last."""
    first = following = 0
    block: list[list[Any]] = []
    for number, cells in _filled(sheet, limits, warnings):
        if number != following:
            first = first or number
            _check_place(sheet.name, number, first, following, limits)
            block += ([] for _ in range(following or number, number))
        block.append(cells)
        following = number + 1
        if len(block) >= BLOCK:
            _check_place(sheet.name, number, first, number, limits)
            yield following - len(block), _checked(block, sheet.name, limits)
            block = []
    if block:
        _check_place(sheet.name, following - 1, first, 0, limits)
        yield following - len(block), _checked(block, sheet.name, limits)


def _filled(sheet: RawSheet, limits: Limits, warnings: list[str]) -> Iterator[RawRow]:
    """Yield the rows without trailing blank cells, and no blank rows."""
    columns = limits.columns
    cut = False
    for number, cells in sheet.rows:
        if len(cells) > columns:
            cut = True
        while cells and ((last := cells[-1]) is None or last == "" or _is_space(last)):
            cells.pop()
        if len(cells) > columns:
            raise UserError(_too_wide(sheet.name, number, limits))
        if cells:
            yield number, cells
    if cut:
        warnings.append(f"工作表「{sheet.name}」第 {columns} 列以后没有内容，没有读入。")


def _is_space(cell: object) -> bool:
    return isinstance(cell, str) and cell.isspace()


def _check_place(sheet: str, number: int, first: int, following: int, limits: Limits) -> None:
    if number < following:
        raise ValueError("rows out of order")
    if number - first >= limits.rows:
        raise UserError(_too_many_rows(sheet, number, limits))


def _checked(block: list[list[Any]], sheet: str, limits: Limits) -> list[list[Any]]:
    texts = [cell for cell in chain.from_iterable(block) if cell.__class__ is str]
    if max(map(len, texts), default=0) > limits.text:
        raise UserError(too_long(sheet, limits))
    return block


def too_long(sheet: str, limits: Limits) -> str:
    """Return the refusal of a sheet with a cell longer than any of a roster."""
    return f"的工作表「{sheet}」有单元格超过 {limits.text:,} 个字，不像名册，没有读取。"


def _too_wide(sheet: str, row: int, limits: Limits) -> str:
    return (
        f"的工作表「{sheet}」第 {row} 行超过 {limits.columns} 列，不像名册，没有读取："
        "请在 WPS 中删去右边多余的列，保存后再导入。"
    )


def _too_many_rows(sheet: str, row: int, limits: Limits) -> str:
    return (
        f"的工作表「{sheet}」第 {row} 行还有内容，超过 {limits.rows:,} 行的上限，没有读取："
        "请在 WPS 中删去下面多余的行，或分成几个文件再导入。"
    )
