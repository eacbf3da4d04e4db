"""Rows below a header that are no people: totals, signatures, notes, examples, the header again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from storage.intake.read import UNCACHED, CellError
from storage.intake.rows.cleaning import shown
from storage.intake.tables.class_names import is_class

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.intake.tables.header import Layout

# Why a row is passed over
CLOSING, EXAMPLE, HEADER, TITLE = "合计、说明或签名", "示例行", "重复的表头", "标题行"
HINT, NUMBERS, BLANK, UNCALCULATED = "填写说明", "列号", "空行", "公式没有结果"

_CLOSING = re.compile(
    r"^((本页|本班|全班|本年级|全年级|全校|本校|男女)?(合计|总计|小计|共计|累计|总人数)|平均(分|数|值|年龄|每|[:：\d]|$)|填表人|制表人|填报人|审核人|复核人|经办人|负责人|填表日期|填报日期|"
    r"制表日期|打印日期|打印时间|填报单位|(盖章|公章|签字|签名)([:：(（处]|$)|以下空白|以下无内容|此页|"
    r"(制表|填表|填报|审核|复核|核对|统计|汇总|录入|上报|报送|经办|分管|主管|校长|班主任|团委|日期|注|备注|说明|填表说明"
    r"|联系人|联系电话)[^:：]{0,6}[:：]|.{1,4}(填表人|制表人|填报人|审核人|经办人|负责人|联系人)[:：]|以上|以下|特此|此表|本表|本名册|情况属实|.{0,12}无误[。.]?$|"
    r"(说明|备注|注|注意|注意事项|填表说明|填写说明|填报说明|接上页|转下页|续表|[(（](接|转|续).{1,3}[)）])$|"
    r".{0,12}[(（]?(盖章|公章|签章|签字|签名)[)）]?[:：]?$|"
    r"单位.{0,4}盖章|\D{0,6}\d+[人名]($|[,，、;；。其])|共\d+页|第\d+页|\d{4}年\d{1,2}月\d{1,2}日$|年月日$|[一二三四五六七八九十]、|\d+[、.][^\d].{6,})"
)
_SURE = frozenset(  # whatever stands beside them
    "合计 总计 小计 共计 累计 总人数 填表人 制表人 填报人 审核人 复核人 经办人 负责人".split()
)
_EXAMPLE = re.compile(
    r"^.{1,8}[(（](示例|样例|范例|例)[)）]$|^[(（]?(例如?|如(?=[:：])|(填写|填表)?(示例|样例|范例))(行|数据)?\d?([:：，,。)）]|$)"
)
_TITLE = re.compile(
    r"^(?=.{5}).*(名册|名单|登记表|汇总表|统计表|信息表|采集表|情况表|一览表|花名册)([(（].{1,12}[)）])?$"
)
_HINT_FOR = re.compile(r"^(填写|填表|填报)(说明|要求|须知|格式|提示)$")
_HINTS = frozenset(
    "必填 选填 非必填 （必填） （选填） (必填) (选填) 文本 文本格式 下拉选择 自动生成".split()
)
_ORDINALS = {1: (1, 2, 3), "1": ("1", "2", "3"), "(1)": ("(1)", "(2)", "(3)"),
             "（1）": ("（1）", "（2）", "（3）")}  # fmt: skip
_UNCALCULATED = CellError(UNCACHED)


def skip_reason(row: Sequence[object], layout: Layout) -> str:
    """Why a row below the header is not a person's, or "" where it may be one."""
    cells = [cell for cell in row if cell is not None and cell != ""]
    if len(cells) <= max(3, len(layout.texts) // 3) or _is_sure(cells[0]):
        reason = _of_few(cells)
        if reason:
            return reason
    for text in (*cells[:2], cells[-1]):
        if text.__class__ is str and ("例" in text or text[0] == "如") and is_example(text):
            return EXAMPLE
    first = cells[:4]
    if not layout.words.isdisjoint(first) and _stands_above(row, layout):
        return HEADER
    if _is_hint(first):
        return HINT
    if first[0] in _ORDINALS and tuple(first[:3]) == _ORDINALS[first[0]]:
        return NUMBERS
    return TITLE if len(cells) == 1 and _is_title(cells[0]) else ""


def _is_sure(head: object) -> bool:
    """Whether a row begins with a total, or with a word and a colon."""
    return head in _SURE or (head.__class__ is str and str(head)[-1] in ":：")


def tight(cell: object) -> str:
    """A cell as it is compared with what stands above it: without blanks, stars and colons."""
    return "".join(shown(cell).split()).strip("*★☆:：")


def _is_hint(first: Sequence[object]) -> bool:
    """Whether a row says how to fill in the others."""
    head = first[0]
    if isinstance(head, str) and "填" in head and _HINT_FOR.match(head.strip()):
        return True
    return not _HINTS.isdisjoint(first) and sum(cell in _HINTS for cell in first) >= 2


def _is_title(cell: object) -> bool:
    return isinstance(cell, str) and (_TITLE.match(cell.strip()) is not None or is_class(cell))


def is_closing(text: str) -> bool:
    """Whether a text begins a row that closes a table: a total, a signature, a note."""
    return _CLOSING.match("".join(text.split())) is not None


def is_example(text: str) -> bool:
    """Whether a text says that its row is an example."""
    return _EXAMPLE.match(text.strip()) is not None


def _of_few(cells: Sequence[object]) -> str:
    """What a row with few cells is."""
    texts = [text for text in (shown(cell).strip() for cell in cells) if text]
    if not texts:
        return BLANK
    if is_closing(texts[0]):
        return CLOSING
    return UNCALCULATED if all(cell == _UNCALCULATED for cell in cells) else ""


def _stands_above(row: Sequence[object], layout: Layout) -> bool:
    """Whether it says again what stands in a row of the header, or above it."""
    said = [tight(cell) for cell in row]
    filled = sum(map(bool, said))
    for above in layout.rows:
        same = sum(bool(one) and one == other for one, other in zip(said, above, strict=False))
        if same == filled or (same >= 2 and same >= filled / 2):
            return True
    return False
