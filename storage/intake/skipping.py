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
_HINT = re.compile(
    r"^[(（]?(必填|选填|非必填|文本(格式)?|下拉选择|自动生成|格式[:：].*|yyyy.*)[)）]?$", re.I
)
_ORDINALS = (["1", "2", "3"], ["(1)", "(2)", "(3)"], ["（1）", "（2）", "（3）"])
_UNCALCULATED = CellError(UNCACHED)


def skip_reason(row: Sequence[object], layout: Layout) -> str:
    """Why a row below the header is not a person's, or "" where it may be one."""
    cells = [cell for cell in row if cell is not None and cell != ""]
    if len(cells) <= max(3, len(layout.texts) // 3):
        reason = _of_few(cells)
        if reason:
            return reason
    if _is_example(cells):
        return "示例行"
    if not layout.words.isdisjoint(cells[:4]) and _stands_above(row, layout):
        return "重复的表头"
    return _of_guidance(cells)


def _of_few(cells: Sequence[object]) -> str:
    """What a row with few cells is."""
    texts = [text for text in (shown(cell).strip() for cell in cells) if text]
    if not texts:
        return "空行"
    if _CLOSING.match("".join(texts[0].split())):
        return "合计、说明或签名"
    return "公式没有结果" if all(cell == _UNCALCULATED for cell in cells) else ""


def _is_example(cells: Sequence[object]) -> bool:
    return any(
        isinstance(text, str) and "例" in text and _EXAMPLE.match(text.strip()) is not None
        for text in (*cells[:2], *cells[-1:])
    )


def _stands_above(row: Sequence[object], layout: Layout) -> bool:
    """Whether it says again what stands in a row of the header, or above it."""
    said = [" ".join(shown(cell).split()) for cell in row]
    filled = sum(map(bool, said))
    for above in (layout.texts, *layout.rows):
        same = sum(bool(one) and one == other for one, other in zip(said, above, strict=False))
        if same == filled or (same >= 2 and same >= filled / 2):
            return True
    return False


def _of_guidance(cells: Sequence[object]) -> str:
    """Rows that tell how to fill in the form, or number its columns."""
    first = cells[:4]
    if sum(isinstance(cell, str) and _HINT.match(cell.strip()) is not None for cell in first) >= 2:
        return "填写说明"
    if len(cells) > 3 and first[0] in (1, "1", "(1)", "（1）"):
        texts = [shown(cell).strip() for cell in first[:3]]
        return "列号" if texts in _ORDINALS else ""
    return ""
