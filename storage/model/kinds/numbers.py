"""Counts, hours, money, stars, and yes or no."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from storage.model.kinds.kind import Kind
from storage.model.kinds.text import folded, without_code

_UNITS = re.compile(
    r"(人次|人|个|名|次|场|件|份|天|小时|学时|课时|时|元|平方米|平米|㎡|m2|h)$", re.IGNORECASE
)
_HOURS_AND_MINUTES = re.compile(r"(?:(\d{1,5})(?:个?小时|时))?(\d{1,4})分钟?")


def _amount(value: object, what: str) -> Decimal:
    if isinstance(value, bool):
        raise ValueError(f"应为{what}")
    text = _UNITS.sub("", folded(value).replace(",", "").strip()).strip()
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise ValueError(f"“{text}”不是{what}") from None
    if not number.is_finite() or number < 0 or number > 10**12:
        raise ValueError(f"“{text}”不是合理的{what}")
    return number


def parse_count(value: object) -> int:
    """Read a number of things or people, 0 or more."""
    number = _amount(value, "整数")
    if number != number.to_integral_value():
        raise ValueError(f"“{number}”应为整数")
    return int(number)


def parse_hours(value: object) -> int:
    """Read hours, given to a tenth, as minutes."""
    if found := _HOURS_AND_MINUTES.fullmatch(folded(value)):
        if int(found[2]) % 6:
            raise ValueError("最细到 0.1 小时（6 分钟）")
        return int(found[1] or 0) * 60 + int(found[2])
    minutes = _amount(value, "小时数") * 60
    if minutes % 6:
        raise ValueError("最细到 0.1 小时")
    return int(minutes)


def parse_signed_hours(value: object) -> int:
    """Read hours that may be taken away ("-2.5"), as minutes."""
    text = folded(value).replace("−", "-")
    if text.startswith("-"):
        return -parse_hours(text[1:])
    return parse_hours(text.removeprefix("+"))


def parse_money(value: object) -> int:
    """Read an amount in yuan, or in ten thousands ("3.5万元"), as cents."""
    text = folded(value)
    number = text.removesuffix("元").removesuffix("万")
    cents = _amount(number, "金额") * (1_000_000 if "万" in text[-2:] else 100)
    if cents != cents.to_integral_value():
        raise ValueError("最细到分")
    return int(cents)


def show_hours(minutes: int) -> str:
    """Minutes as hours: 150 is "2.5"."""
    return f"{Decimal(minutes) / 60:.1f}"


def show_money(cents: int) -> str:
    """Cents as yuan with two places."""
    return f"{Decimal(cents) / 100:.2f}"


_STARS = ("一星", "二星", "三星", "四星", "五星")
_STAR = re.compile(r"([1-5一二三四五])\s*星?级?(志愿者)?")


def parse_star(value: object) -> int:
    """Read a star grade: "三星级", "3", "★★★"."""
    text = folded(value)
    if text and not text.strip("★☆*"):
        text = str(len(text))
    found = _STAR.fullmatch(text)
    if not found:
        raise ValueError(f"“{text}”不是星级，应为一星至五星")
    return "一二三四五".find(found[1]) + 1 or int(found[1])


def _show_star(star: int) -> str:
    return _STARS[star - 1]


_YES = frozenset(
    (
        "是",
        "有",
        "√",
        "✓",
        "✔",
        "☑",
        "✅",
        "ü",
        "对",
        "y",
        "yes",
        "1",
        "true",
        "已",
        "on",
        "团员",
        "共青团员",
    )
)
_NO = frozenset(
    (
        "否",
        "无",
        "×",
        "✗",
        "✕",
        "╳",
        "不是",
        "没有",
        "n",
        "no",
        "0",
        "false",
        "未",
        "x",
        "off",
        "非团员",
        "群众",
        "少先队员",
    )
)


def parse_yes_no(value: object) -> bool:
    """Read a tick, a word or a 0/1."""
    if isinstance(value, bool):
        return value
    text = without_code(folded(value)).lower()
    if text in _YES:
        return True
    if text in _NO:
        return False
    raise ValueError(f"“{text}”应填 是 或 否")


def parse_link(value: object) -> int:
    """Read the number of another record; names are looked up before this."""
    if isinstance(value, int) and not isinstance(value, bool) and value > 0:
        return value
    raise ValueError(f"“{value}”不在名录里")


def link(target: str) -> Kind:
    """Make the kind of a value that points to a record of another table."""
    return Kind("link", parse_link, stored="INTEGER", target=target)


def _show_yes_no(value: Any) -> str:
    return "是" if value else "否"


COUNT = Kind("count", parse_count, stored="INTEGER")
HOURS = Kind("hours", parse_hours, show_hours, stored="INTEGER")
SIGNED_HOURS = Kind("hours", parse_signed_hours, show_hours, stored="INTEGER")
MONEY = Kind("money", parse_money, show_money, stored="INTEGER")
STAR = Kind("star", parse_star, _show_star, stored="INTEGER", choices=_STARS)
YES_NO = Kind(
    "yes_no", parse_yes_no, _show_yes_no, int, bool, stored="INTEGER", choices=("是", "否")
)
