"""Numbers that identify: ID numbers (GB 11643), credit codes (GB 32100-2015), telephones."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import lru_cache
from operator import mul
from typing import NamedTuple

from storage.model.kinds.kind import Kind
from storage.model.kinds.masks import numbers_in, redact_id, redact_phone
from storage.model.kinds.text import TEXT, folded

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"
_OF_ZEROS = ord("0") * sum(WEIGHTS)
_JUNK = re.compile(r"[\s'‘’`´\"“”_\-—－]+")
_CROSSES = str.maketrans(
    {
        "×": "X",
        "Ⅹ": "X",
        "✕": "X",
        "х": "X",
        "Х": "X",
        "χ": "X",
        "Χ": "X",
        "✖": "X",
        "╳": "X",
        "✗": "X",
    }
)
_AROUND = ".。,，、;；:："
_OLD = re.compile(r"[0-9]{15}")
_RESIDENT = re.compile(r"[0-9]{17}[0-9X]")
_NO_DIGIT = re.compile(r"[^\dXx]")
_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_LANDLINE = re.compile(r"(0\d{2,3})?\d{7,8}(转\d{1,5})?")
_LABEL = re.compile(r"^(?:本人|联系)?(?:手机号?码?|电话号?码?|tel)[:：]?", re.IGNORECASE)
_SEVERAL = re.compile(r"[/\\、,，;；|\r\n或]+|\s{1,}(?=1[3-9]\d{9})")


def plain_number(value: object) -> str:
    """A number as written, without spaces, quotes, dashes and full-width forms, in capitals."""
    return _JUNK.sub("", folded(value)).upper().translate(_CROSSES)


def parse_id_number(value: object) -> str:
    """Read the number of an identity document; whether it fits its type is the record's check.

    A number that sat in a numeric cell is refused even if its check digit passes: a spreadsheet
    keeps 15 digits, and one in eleven damaged numbers passes the check by chance.
    """
    if isinstance(value, (int, float)):
        raise ValueError("在表格中是数字，末三位已被表格软件丢失，无法恢复，请向学校索要文本格式")
    if isinstance(value, str) and _RESIDENT.fullmatch(value):
        return value
    text = plain_number(value).strip(_AROUND)
    if _OLD.fullmatch(text) and (longer := of_old_number(text)):
        return longer
    if text.startswith("G") and id_number_fault(text[1:]) is None:
        return text[1:]
    if re.fullmatch(r"\d(\.\d+)?E\+?\d+", text):
        raise ValueError("已被表格软件改成科学计数，末几位丢失，请向学校索要文本格式")
    if not 5 <= len(text) <= 20 or not re.fullmatch(r"[0-9A-Z()（）]+", text):
        raise ValueError(f"“{text[:24]}”不像证件号码")
    return text


def of_old_number(text: str) -> str:
    """Return the 18-digit form of a 15-digit number issued before 1999; "" if it is none."""
    first = f"{text[:6]}19{text[6:]}"
    return first + check_digit(first) if _day(first[6:14]) else ""


def grown(written: object, read: str) -> str:
    """Return the note that a 15-digit number was extended to 18, or taken from a student number."""
    if written is read or len(text := plain_number(written).strip(_AROUND)) == len(read):
        return ""
    if text.startswith("G"):
        return "填的是学籍号，已取 G 后面的身份证号，请核对"
    return "是15位的旧号，已换算成18位，请核对"


def is_school_key(number: str) -> bool:
    """Whether a vocational school gave it for want of an ID number: 999, school, serial."""
    return len(number) == 18 and number.startswith("999") and number.isdigit()


class IdFacts(NamedTuple):
    """Birth date and sex encoded in a resident's ID number, or only its fault."""

    fault: str | None
    birth_date: str
    sex: str


@lru_cache(maxsize=1024)  # one record's number is asked about more than once
def facts_of_id(number: str) -> IdFacts:
    """Decode an ID number."""
    fault = id_number_fault(number)
    return (
        IdFacts(fault, "", "") if fault else IdFacts(None, _day(number[6:14]) or "", sex_of(number))
    )


def id_number_fault(number: str) -> str | None:
    """Return the fault of a resident's ID number (GB 11643-1999), None if it is sound."""
    if len(number) != 18:
        return f"应为18位，现有{len(number)}位"
    if not _RESIDENT.fullmatch(number):
        return "应为18位数字，只有末位可以是X"
    if _day(number[6:14]) is None:
        return f"第7至14位“{number[6:14]}”不是有效的出生日期"
    expected = check_digit(number[:17])
    if number[17] != expected:
        return f"校验码不符（末位应为{expected}），请核对原件"
    return None


def check_digit(first17: str) -> str:
    """The 18th character of a resident's ID number."""
    return CHECKS[(sum(map(mul, first17.encode("ascii"), WEIGHTS)) - _OF_ZEROS) % 11]


@lru_cache(maxsize=40_000)  # a century has no more days
def _day(digits: str) -> str | None:
    """The day (ISO) that eight digits are, or None."""
    try:
        day = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
    return day.isoformat() if 1900 <= day.year <= 2100 else None


def sex_of(number: str) -> str:
    """The sex that the 17th digit states: odd is male."""
    return "男" if int(number[16]) % 2 else "女"


def parse_phone(value: object) -> str:
    """Read a mobile or landline number."""
    if isinstance(value, str) and _MOBILE.fullmatch(value):
        return value
    return _normal_phone(next(iter(_phones_in(value)), folded(value)))


def _phones_in(value: object) -> list[str]:
    """The numbers written in one cell, where there are several and each of them is one."""
    parts = [part for part in _SEVERAL.split(str(value)) if part.strip()]
    try:
        return parts if len({_normal_phone(part) for part in parts}) > 1 else parts[:1]
    except ValueError:
        return []


def several(written: object, _read: str) -> str:
    """Return the note that only the first of several numbers was read."""
    if not isinstance(written, str) or len(written) < 15 or len(_phones_in(written)) < 2:
        return ""
    return "写了不止一个号码，只记第一个，请核对"


def _normal_phone(value: object) -> str:
    text = re.sub(r"\([^()\d]*\)$", "", folded(value))  # a remark whose it is: "(妈妈)"
    text = _LABEL.sub("", text.strip(_AROUND))
    text = re.sub(r"[\s\-—－()（）'‘’`]+", "", text)
    text = re.sub(r"^(\+?86|0086)(?=1\d{10}$|0\d{9,11}$)", "", text).lstrip("+")
    text = re.sub(r"\.0$", "", text)
    if _MOBILE.fullmatch(text) or _LANDLINE.fullmatch(text):
        return text
    if text.isdigit() and text.startswith("1"):
        raise ValueError(f"“{text}”应为11位手机号，现有{len(text)}位")
    raise ValueError(f"“{text}”不像电话号码")


def parse_credit_code(value: object) -> str:
    """Read a unified social credit code and test its check character (GB 32100-2015)."""
    from stdnum.cn import uscc  # here, as the window opens sooner without it

    if isinstance(value, (int, float)):
        raise ValueError("在表格中是数字，末几位可能已丢失，请改为文本")
    text = plain_number(value)
    if len(text) != 18:
        raise ValueError(f"应为18位，现有{len(text)}位")
    if not uscc.is_valid(text):
        raise ValueError("校验码不符，请核对证书")
    return text


def mask_id_number(text: str) -> str:
    """Hide the middle: 510402********1234."""
    if len(text) == 18:
        return text[:6] + "*" * 8 + text[14:]
    return text[:2] + "*" * max(len(text) - 4, 1) + text[-2:]


def mask_phone(text: str) -> str:
    """Hide the middle: 138****5678."""
    if len(text) == 11:
        return text[:3] + "****" + text[7:]
    return "*" * max(len(text) - 4, 1) + text[-4:]


def hide_numbers(text: str) -> str:
    """A text with the identity numbers, mobile numbers and bank cards in it masked."""
    parts, last = [], 0
    for one in numbers_in(text):
        if one.kind != "landline":
            digits = _NO_DIGIT.sub("", text[one.start : one.end])
            mask = mask_phone if one.kind == "phone" else mask_id_number
            parts += [text[last : one.start], mask(digits)]
            last = one.end
    return "".join((*parts, text[last:]))


ID_NUMBER = Kind(
    "id_number",
    parse_id_number,
    mask=mask_id_number,
    leaves=redact_id,
    doubt=grown,
    plain=_RESIDENT.fullmatch,
)
PHONE = Kind(
    "phone",
    parse_phone,
    mask=mask_phone,
    leaves=redact_phone,
    doubt=several,
    plain=_MOBILE.fullmatch,
)
STUDENT_NUMBER = replace(TEXT, mask=hide_numbers)  # the national one is a G and the ID number
CREDIT_CODE = Kind("credit_code", parse_credit_code)
