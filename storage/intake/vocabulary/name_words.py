"""Recognise names of persons, apart from words about people or about the table."""

from __future__ import annotations

import re
import unicodedata

from storage.intake.vocabulary.class_names import is_class
from storage.intake.vocabulary.row_words import is_closing, is_example

LONGEST = 40  # characters of a cell; what is longer is a sentence
MOST = 12  # letters of what could be meant for a name, the dot left out
_CHINESE = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_BRACKETS = re.compile(r"[(（\[【][^)）\]】]*[)）\]】]")
_BEFORE = re.compile(  # of a list, and a post: 1.赵一, 组长：赵一
    r"^(?:\d{1,4}\s*[.、．)）]\s*|[一二三四五六七八九十]{1,3}、|.{0,2}(?:长|员|支书|书记|委员)[:：])"
)
_COUNTED = re.compile(r"^[一二三四五六七八九十]{1,3}、")
_POSTED = re.compile(
    r"(?:.{0,4}(?:负责人|联系人|填表人|审核人|经办人|制表人|填报人)|校长|班主任)[:：]?(.{2,6})"
)
_BEHIND = re.compile(r"(?:[-－—].{1,4}|\d{1,2}|[^\w?？*＊]+)$")  # 赵一-休学, 赵一1, 赵一★
_SEVERAL = re.compile(r"[、，,/;；]")
_HAN = re.compile(rf"[{_CHINESE}〇?？*＊]+(?:[·•‧・．.●][{_CHINESE}]+)*")
_LATIN = re.compile(r"[^\W\d_]{2,}(?:[ .'’-]+[^\W\d_]+){0,4}")
_MIXED = re.compile(r"[^\W\d_][^\W\d_ .'’?？*＊·-]*(?:[ .'’·-]+[^\W\d_]+)*")  # Sun San 孙三
_LATIN_WORDS = frozenset("total sum name date note no none null sheet page".split())

# Full words: "高示例", "马标题" and "王说明" are names
_NO_NAME = re.compile(
    r"[男女]|[男女](?:生|同学|队|组|士)|无|空|是|否|有|例|注|略|[一二三四五六七八九十百零两〇]+[人名个位]?"
    r"|共.{0,6}[人名页]|示例|样例|范例|必填|选填|文本|数字|汉字|字符|日期|自动生成|下拉选择|姓名|名字|标题"
    r"|[一-龥]{1,3}族|居民身份证|护照|群众|暂[无缺]|空缺|待[补定]|未填|不详|未知|同[上前]"
    r"|(?:以[上下]|请|如有|如遇|详见|特此|核对|仅供|名单|人员|共计|合计|总计|小计|填[写表报]|附件|续表|接上|转下|此[处页表])"
    r".*|.*(?:无误|属实|有误|为准|人数|名单|名册|花名册)"
)
_GROUP_WORDS = (
    "学生|教师|老师|家长|志愿者|团员|党员|队员|组员|成员|人员|学员|会员|委员|干部|职工|员工|同学|新生|考生"
    "|住校生|走读生|寄宿生|通校生|毕业生|转入生|转学生|插班生|联系人|负责人|填表人|制表人|审核人|经办人"
    "|青年|人士|代表|骨干|嘉宾|校友|义工|社工|司机|替补|候补|备选|其他|其它|领队|教练|裁判|医生|护士|民警|村民|居民|市民"
    "|[大高初中小]学生|[高初]中生|安全员|服务员|讲解员|宣传员|记录员|裁判员|引导员|先锋|之星"
    "|班主任|辅导员|校长|组长|队长|班长|书记|支书|主任"
)
_GROUP = re.compile(
    rf"(?:.{{0,8}})(?:{_GROUP_WORDS})(?:名单|信息|情况)?"
    r"|.*(?:中学|小学|学校|大学|学院|幼儿园|职中|职高|高中|初中|年级|小组|小队|中队|大队|支队|分队|社团|协会"
    r"|学生会|支部|委员会|办公室|[教政德总]\w处|登记表|汇总表|统计表|情况表|信息表|报名表|采集表|一览表)"
    r"|.{2,8}[班组级队部]|[A-Za-z]组"
)
_SENTENCE = re.compile(r"[的了请均已未为以及和与或在是不勿填表]|人员|名单|数据|学校|班级|情况|如下")
# How names begin, those of the Yi and of Tibetans as they are written in Chinese as well
_FAMILY = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜谢邹喻苏潘葛范彭鲁"
    "韦马苗方任袁柳史唐费薛雷贺倪汤罗毕郝安常傅卞齐康伍余顾孟黄穆萧尹姚邵汪毛狄米贝明"
    "戴宋庞熊纪舒屈项祝董梁杜阮蓝闵席季贾江童颜郭梅林钟徐邱骆高夏蔡田胡凌霍虞万柯卢莫"
    "房解应丁宣邓洪包左石崔吉龚程邢裴陆荣翁荀焦巴车侯全班秋宁仇甘武符刘景龙叶黎白蒲从"
    "赖卓池乔温庄柴阎连习容向古易廖曾关游于尤水井区公尚支瓦布皮匡权曲朴牟阳伊佘谷冶冷"
    "沙英茅欧岳宗祁郎郁郗郦封相查柏饶娄晁晋党敖聂展栾桂索莘桑铁隆逯隋雪鄂阚鹿麻盛商寇"
    "宿谌屠滕楼颛蔚臧谭樊缪鞠瞿辛满漆司冉单苟母岑储丛佟边尧仝占祖税蹇邝代付肖敬阙揭强"
    "植但衡海刁勾鲜禹晏伏杭鲍闻仲师帅来阿撒加的俄比勒尔木且呷拉里日惹什黑洛约扎次达旺"
    "降泽尼格多仁上诸皇东令尉慕端"
)
_DOUBLE = frozenset("欧阳 上官 司马 诸葛 皇甫 东方 令狐 尉迟 夏侯 慕容 司徒 端木".split())
_TRANSCRIBED = frozenset(
    "阿吉沙海苏比勒尔木且呷毛拉里日的惹什黑洛约罗瓦扎卓次达旺降泽尼格多仁索桑曲马加俄"
)
# A family name before such a word makes a name: 李学生; 王书记 is none
_GIVEN = frozenset(("学生", "新生", "团员"))


def is_name(cell: object) -> bool:
    """Whether a cell can be the name of a person, with or without a mark or a number.

    Several names in a cell count as well. Words about the table (合计, 填表人：李四, 男生, 高一1班)
    and sentences are none.
    """
    text = bare(cell)
    if not text or _is_remark(cell) or is_class(text):
        return False
    parts = [part for part in _SEVERAL.split(text) if part]
    return bool(parts) and all(map(_is_single_name, parts))


def may_be_name(cell: object) -> bool:
    """Whether a cell may refer to a person: 王老师, 指导教师; no number, no total."""
    text = bare(cell)
    if not text or _is_remark(cell) or _NO_NAME.fullmatch(text):
        return False
    return len(text) <= MOST and not any(map(str.isdigit, text)) and any(map(str.isalpha, text))


def name_after_post(cell: object) -> str:
    """Return the name after a word that also signs tables, as in 负责人赵一; else ""."""
    found = _POSTED.fullmatch(_plain(cell)) if isinstance(cell, str) and len(cell) < MOST else None
    return found[1] if found and is_name(found[1]) else ""


def begins_as_name(cell: object) -> bool:
    """Whether a cell begins with a common surname, or is Latin or a single character."""
    text = bare(cell)
    if len(text) == 1 or text.isascii() or "·" in text:
        return True
    long = len(text) > 3 and text[:2] not in _DOUBLE and text[0] not in _TRANSCRIBED
    return text[0] in _FAMILY and not long


def is_group(cell: object) -> bool:
    """Whether a cell names a group of people or what follows: 男生, 指导教师, 以下为转入学生."""
    if not isinstance(cell, str) or len(cell) > LONGEST:
        return False
    text = _plain(cell)
    if is_name(text):
        return False
    words = (text, bare(cell))
    return any(one.fullmatch(word) for one in (_NO_NAME, _GROUP) for word in words if word)


def bare(cell: object) -> str:
    """Return the text of a cell without blanks, brackets, a number before and marks behind it."""
    if not isinstance(cell, str) or len(cell) > LONGEST:
        return ""
    text = _plain(_BRACKETS.sub("", _BEFORE.sub("", cell.strip())))
    return _BEHIND.sub("", text)


def _is_remark(cell: object) -> bool:
    """Whether a cell is a remark on the table: a total, a signature, an example."""
    text = _COUNTED.sub("", str(cell))
    return is_closing(text) or is_example(text)


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).strip()
    return text if text.isascii() else "".join(text.split())


def _is_single_name(text: str) -> bool:
    if _LATIN.fullmatch(text) and not any(one >= "\u3400" for one in text):
        return text.lower() not in _LATIN_WORDS
    if _HAN.fullmatch(text) is None:
        return _MIXED.fullmatch(text) is not None and len(text) <= MOST
    if _NO_NAME.fullmatch(text):
        return False
    if _GROUP.fullmatch(text):
        return len(text) == 3 and text[0] in _FAMILY and text[1:] in _GIVEN
    letters = len(re.sub(r"[·•‧・．.●]", "", text))
    return letters <= 4 or letters < len(text) or not _SENTENCE.search(text)
