"""Recognise rows that are no records: totals, signatures, notes, examples, titles."""

from __future__ import annotations

import re

from storage.intake.vocabulary.class_names import is_class

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
_EXAMPLE = re.compile(
    r"^.{1,8}[(（](示例|样例|范例|例)[)）]$|^[(（]?(例如?|如(?=[:：])|(填写|填表)?(示例|样例|范例))(行|数据)?\d?([:：，,。)）]|$)"
)
_TITLE = re.compile(
    r"^(?=.{5}).*(名册|名单|登记表|汇总表|统计表|信息表|采集表|情况表|一览表|花名册)([(（].{1,12}[)）])?$"
)


def is_closing(text: str) -> bool:
    """Whether a text begins a row that closes a table: a total, a signature, a note."""
    return _CLOSING.match("".join(text.split())) is not None


def is_example(text: str) -> bool:
    """Whether a text marks its row as an example."""
    return _EXAMPLE.match(text.strip()) is not None


def is_title(cell: object) -> bool:
    """Whether the only cell of a row is a title: 2024年团员名册, 高一（1）班."""
    return isinstance(cell, str) and (_TITLE.match(cell.strip()) is not None or is_class(cell))
