"""What of a value is in a list that leaves the office: numbers, birth dates and names hidden.

The rule (个人信息保护法 §51, 去标识化): what all columns of a row say together fits at least 1,000
ID numbers. Of an ID number nothing leaves, of a birth date its year, of a telephone its
first three digits; a child's name leaves as 王某某. What is hidden is written so that an import
knows it again: three stars or more, or 某某.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

STARS = "******"  # stands for a whole number
FEW_STARS = "****"  # for a part of one
SOMEBODY = "某某"
LONG = 15  # digits in a row that may be an ID number, old or new, or a bank card
_DOUBLE_SURNAMES = frozenset(
    "欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 宇文 长孙 司徒 司空 夏侯 轩辕 端木 百里 "
    "东郭 南宫 呼延 澹台 公冶 宗政 濮阳 淳于 单于 太叔 申屠 仲孙 钟离 鲜于 闾丘 亓官 拓跋 "
    "独孤".split()
)
_BETWEEN = r"[\s\-—–－_.·•,，、/|\u200b-\u200d\u2060\ufeff]{0,3}"  # what may part a number's digits
_MONTH = rf"(?:0{_BETWEEN}[1-9]|1{_BETWEEN}[0-2])"
_DAY = rf"(?:0{_BETWEEN}[1-9]|[12]{_BETWEEN}\d|3{_BETWEEN}[01])"
_AREA = ["[1-9]", *[r"\d"] * 5]
_RESIDENT = _BETWEEN.join(
    [*_AREA, rf"(?:1{_BETWEEN}9|2{_BETWEEN}0)", r"\d", r"\d", _MONTH, _DAY, *[r"\d"] * 3, r"[\dX]"]
)
_OLD = _BETWEEN.join([*_AREA, r"\d", r"\d", _MONTH, _DAY, *[r"\d"] * 3])
_MOBILE = rf"1{_BETWEEN}[3-9](?:{_BETWEEN}\d){{9}}"
_CARD = r"\d{4,}(?:[\s\-—]+\d{4,}){2,}(?:[\s\-—]+\d{1,4})?"
_TWO_LINES = r"(?:\d{9,}[\s\-—]+\d{4,}|\d{4,}[\s\-—]+\d{9,})"
_ONE_BY_ONE = rf"\d(?:[\s\-—]\d){{{LONG - 1},}}"
_LANDLINE = r"0\d{2,3}[\-—－ ]?\d{7,8}"
_NUMBER = (
    rf"(?P<id>{_RESIDENT})"
    rf"|(?<!\d)(?:(?P<long>\d{{{LONG},}}X?|{_OLD}|{_ONE_BY_ONE}|{_CARD}|{_TWO_LINES})"
    rf"|(?P<phone>(?:\+?0{{0,2}}86{_BETWEEN}|0)?{_MOBILE}|\d{{1,3}}1[3-9]\d{{9}}|1[3-9]\d{{9}}\d{{1,3}})"
    rf"|(?P<landline>{_LANDLINE}))(?!\d)"
)
_SOME_DIGITS = re.compile(r"\d\D{0,3}\d\D{0,3}\d")
_DATED = re.compile(r"(?:19|20)\d\d(?:(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))?")
_CROSSES = dict.fromkeys(map(ord, "xXｘＸ×Ⅹ✕хХχΧ✖╳✗"), "X")
_HIDDEN = re.compile(r"(?:[*＊][-－ ]?){3,}")
_NAMELESS = re.compile(rf"(.{{1,2}}){SOMEBODY}(?:[（(]([A-Z]\d{{6,}})[)）])?")
_OF_NUMBER = re.compile(r"[\dxXｘＸ×Ⅹ✕хХχΧ✖╳✗\s+.·•,，、/|_\-—–－年月日\u200b-\u200d\u2060\ufeff]")
_OF_NAME = re.compile(r"[^\W\d_]|·")
_ANYTHING = re.compile(".", re.DOTALL)
_LEFT = re.compile(rf"(?:[*＊][-－ ]?)+|{SOMEBODY}(?!某)")


class NumberInText(NamedTuple):
    """A number of a person in a text: its place, and its kind: id, long, phone, landline."""

    start: int
    end: int
    kind: str


def folded_digits(text: str) -> str:
    """The text, sign by sign, with digits of any width as plain ones and the crosses for X as X."""
    if text.isascii():
        return text.replace("x", "X")
    return "".join(
        str(digit) if (digit := unicodedata.decimal(sign, -1)) >= 0 else sign
        for sign in text.translate(_CROSSES)
    )


@cache
def _number() -> re.Pattern[str]:
    """The pattern of all numbers, made when first needed: making it would slow every start."""
    return re.compile(_NUMBER)


def numbers_in(text: str) -> Iterator[NumberInText]:
    """Find numbers of people in a text, however their digits are written, spaced or broken."""
    plain = folded_digits(text)
    if _SOME_DIGITS.search(plain) is None:
        return
    for found in _number().finditer(plain):
        kind = str(found.lastgroup)
        if kind != "long" or not _dates_alone(found[0]):
            yield NumberInText(found.start(), found.end(), kind)


def _dates_alone(text: str) -> bool:
    """Whether what looks like a long number is years or days, or too short for one."""
    groups = re.split(r"[^\dX]+", text)
    digits = sum(map(len, groups))
    return digits < LONG or (len(groups) > 1 and all(map(_DATED.fullmatch, groups)))


def bare(text: str) -> str:
    """A text without the numbers of people in it."""
    parts, last = [], 0
    for one in numbers_in(text):
        number = text[one.start : one.end]
        parts += [text[last : one.start], redact_phone(number) if one.kind == "phone" else STARS]
        last = one.end
    return "".join((*parts, text[last:])) if parts else text


def redact_id(_text: str) -> str:
    """Mask an ID number entirely: even its area code would single out few people of a county."""
    return STARS


def redact_phone(text: str) -> str:
    """Mask a telephone: 138****; of a landline the area code remains at most."""
    digits = re.sub(r"\D", "", folded_digits(text))
    mobile = re.search(r"1[3-9]\d{9}", digits)
    return f"{mobile[0][:3]}{FEW_STARS}" if mobile else FEW_STARS


def redact_birth(text: str) -> str:
    """Mask a birth date: 2011-**-**."""
    return f"{text[:4]}-**-**"


def redact_name(name: str) -> str:
    """Somebody by surname alone: 王某某, 欧阳某某; of a name with a dot its first sign."""
    double = name[:2] in _DOUBLE_SURNAMES and len(name) > 2
    return f"{name[: 2 if double else 1]}{SOMEBODY}"


def initial(name: str) -> str:
    """A guardian by surname alone, marked as hidden."""
    return f"{name[:1]}***"


def is_hidden(text: str) -> bool:
    """Return whether a text contains a mask."""
    return _HIDDEN.search(text) is not None or _NAMELESS.fullmatch(text) is not None


def name_with_number(text: str) -> tuple[str, str] | None:
    """Split a masked name with its record number, 王某某（V000123）, into the two."""
    found = _NAMELESS.fullmatch(text)
    return (found[1] + SOMEBODY, found[2]) if found and found[2] else None


def could_be(hidden: str, text: str, *, words: bool = False) -> bool:
    """Whether a text, with some of it hidden, reads like that.

    Among `words` stars stand for a number or a day, and 某某 for some of a name.
    """
    number, name = (_OF_NUMBER, _OF_NAME) if words else (_ANYTHING, _ANYTHING)
    ends, last = {0}, 0
    for found in _LEFT.finditer(hidden):
        ends = _after(text, ends, hidden[last : found.start()])
        ends = _beyond(text, ends, name if found[0] == SOMEBODY else number)
        last = found.end()
    return len(text) in _after(text, ends, hidden[last:])


def _after(text: str, ends: set[int], literal: str) -> set[int]:
    """Where one may be in a text after the literal, from any of the places."""
    return {end + len(literal) for end in ends if text.startswith(literal, end)}


def _beyond(text: str, ends: set[int], signs: re.Pattern[str]) -> set[int]:
    """The same after any number of such signs: once through the text, however much is hidden."""
    reached, going = set(), False
    for at in range(len(text) + 1):
        if going := going or at in ends:
            reached.add(at)
            going = at < len(text) and signs.match(text[at]) is not None
    return reached
