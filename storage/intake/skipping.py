"""Rows below a header that are no people: totals, signatures, notes, examples, the header again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from storage.intake.cleaning import shown
from storage.intake.reading import UNCACHED, CellError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.intake.header import Layout

_CLOSING = re.compile(
    r"^(合计|总计|小计|共计|累计|本页小计|总人数|平均|填表人|制表人|填报人|审核人|复核人|经办人|负责人|填表日期|填报日期|"
    r"制表日期|打印日期|打印时间|填报单位|盖章|公章|签字|签名|以下空白|以下无内容|此页|"
    r"(制表|审核|复核|校长|班主任|日期|注|备注|说明|填表说明|联系人|联系电话)[^:：]{0,6}[:：]|"
    r"单位.{0,4}盖章|共\d+[人页]|第\d+页|\d{4}年\d{1,2}月\d{1,2}日$|年月日$|[一二三四五六七八九十]、|\d+[、.][^\d].{6,})"
)
_EXAMPLE = re.compile(r"^[(（]?(例|(填写|填表)?(示例|样例|范例))(行|数据)?([:：，,。)）]|$)")
_HINTS = frozenset(
    "必填 选填 非必填 （必填） （选填） (必填) (选填) 文本 文本格式 下拉选择 自动生成".split()
)
_ORDINALS = {1: (1, 2, 3), "1": ("1", "2", "3"), "(1)": ("(1)", "(2)", "(3)"),
             "（1）": ("（1）", "（2）", "（3）")}  # fmt: skip
_UNCALCULATED = CellError(UNCACHED)


def skip_reason(row: Sequence[object], layout: Layout) -> str:
    """Why a row below the header is not a person's, or "" where it may be one."""
    cells = [cell for cell in row if cell is not None and cell != ""]
    if len(cells) <= max(3, len(layout.texts) // 3):
        reason = _of_few(cells)
        if reason:
            return reason
    for text in (*cells[:2], cells[-1]):
        if text.__class__ is str and "例" in text and _EXAMPLE.match(text.strip()):
            return "示例行"
    first = cells[:4]
    if not layout.words.isdisjoint(first) and _stands_above(row, layout):
        return "重复的表头"
    if not _HINTS.isdisjoint(first) and sum(cell in _HINTS for cell in first) >= 2:
        return "填写说明"
    return "列号" if first[0] in _ORDINALS and tuple(first[:3]) == _ORDINALS[first[0]] else ""


def _of_few(cells: Sequence[object]) -> str:
    """What a row with few cells is."""
    texts = [text for text in (shown(cell).strip() for cell in cells) if text]
    if not texts:
        return "空行"
    if _CLOSING.match("".join(texts[0].split())):
        return "合计、说明或签名"
    return "公式没有结果" if all(cell == _UNCALCULATED for cell in cells) else ""


def _stands_above(row: Sequence[object], layout: Layout) -> bool:
    """Whether it says again what stands in a row of the header, or above it."""
    said = [" ".join(shown(cell).split()) for cell in row]
    filled = sum(map(bool, said))
    for above in (layout.texts, *layout.rows):
        same = sum(bool(one) and one == other for one, other in zip(said, above, strict=False))
        if same == filled or (same >= 2 and same >= filled / 2):
            return True
    return False
