"""Dates in every notation rosters use, whole days and year-and-month."""

from __future__ import annotations

import re
from datetime import date, timedelta
from math import isfinite

from storage import clock
from storage.errors import UserError
from storage.model.kinds.kind import Kind
from storage.model.kinds.text import folded, tidy
from storage.model.period import Quarter

_EPOCH = date(1899, 12, 30)  # serial 60 is the 29 February 1900 that never was; later ones fit
_SERIALS = range(3654, 73051)  # 1910 to 2099: a roster holds no other days
DAYS_OF_1904 = 1462  # by which the serials of the other calendar lag behind
_BETWEEN = r"\s*[-/.、,·_\\–—~{}\s]\s*"  # whatever parts year, month and day
_PARTS = re.compile(
    rf"(\d{{4}}){_BETWEEN.format('年')}(\d{{1,2}})"
    rf"(?:{_BETWEEN.format('月')}(\d{{1,2}})?\s*[日号]?)?"
)
# 08.9.1 and 08年9月; not 5/4/08, which spreadsheets show of the fourth of May
_SHORT = re.compile(r"(\d{2})(?:年(\d{1,2})(?:月(\d{1,2})?[日号]?)?|([.-])(\d{1,2})\4(\d{1,2})日?)")
_YEAR = re.compile(r"((?:19|20)\d{2})年?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})?")
_TIME = re.compile(r"(?:[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?Z?|(?<=^\d{8})000000)$")
_NUMERALS = str.maketrans("〇○零Ｏ一二三四五六七八九", "0000123456789")
_TENS = re.compile(r"(?<![0-9十])([1-9]?)十([1-9]?)(?![0-9十])")


def parse_date(value: object) -> date:
    """Read a whole day."""
    text = parse_day_or_month(value)
    if len(text) == 7:
        raise ValueError(f"“{text}”只有年月，请补上日")
    return date.fromisoformat(text)


def parse_day_or_month(value: object) -> str:
    """Read a day ("2008-09-01") or, where only that is known, a month ("2008-09"), as ISO text."""
    if isinstance(value, date):  # or a moment
        return _iso(value.year, value.month, value.day, value.isoformat()[:10])
    if isinstance(value, float) and not value.is_integer():
        return _from_float(value)
    text, written = _bare(value), tidy(value)
    found = _PARTS.fullmatch(text) or _COMPACT.fullmatch(text)
    if found:
        year, month, day = found.groups()
        return _iso(int(year), int(month), int(day) if day else None, text)
    if text.isdigit() and int(text) in _SERIALS:
        return (_EPOCH + timedelta(days=int(text))).isoformat()
    return _short(text, written)


def _short(text: str, written: str) -> str:
    """Parse a day with a year of two digits; raises `ValueError` with the reason."""
    found = _SHORT.fullmatch(text)
    if found:
        year, month, day, _sign, other_month, other_day = found.groups()
        last = day or other_day
        number = int(last) if last else None
        return _iso(_century(int(year)), int(month or other_month), number, written)
    if _YEAR.fullmatch(text):
        raise ValueError(f"“{written}”只有年份，请补上月份")
    raise ValueError(f"“{written}”不是日期，应写成 2008-09-01")


def _century(year: int) -> int:
    """The year that two figures stand for: nobody on a roster is from the future."""
    return year + (2000 if 2000 + year <= clock.today().year + 1 else 1900)


def short_year(written: object, read: object) -> str:
    """Return the note that a year of two digits was read as one of four."""
    year = str(read)[:4]
    if not isinstance(written, str) or year in written or not _SHORT.fullmatch(_bare(written)):
        return ""
    return f"“{tidy(written)}”的年份只有两位，读作 {year} 年，请核对"


def _bare(written: object) -> str:
    """Return the digits of a day without its hour and the signs around it."""
    return _arabic(_TIME.sub("", folded(written)).strip("' .。,，、;；"))


def _from_float(value: float) -> str:
    """Read a day with an hour; 2008.9 is a month, 2008.1 is January or October: nobody knows."""
    if not isfinite(value):
        raise ValueError("不是日期，应写成 2008-09-01")
    if int(value) in _SERIALS:
        return (_EPOCH + timedelta(days=int(value))).isoformat()
    text = str(value)
    if text.endswith(".1"):
        raise ValueError(f"在表格中是数字 {text}，分不清是1月还是10月，请改为文本")
    return parse_day_or_month(text)


def _arabic(text: str) -> str:
    """Turn 二〇〇八年十月二十三日 into figures."""
    if text.isascii():
        return text
    plain = text.translate(_NUMERALS)
    return _TENS.sub(lambda found: f"{found[1] or 1}{found[2] or 0}", plain)


def _iso(year: int, month: int, day: int | None, text: str) -> str:
    if not 1900 <= year <= 2100:
        raise ValueError(f"“{text}”的年份不合理")
    try:
        whole = date(year, month, day or 1)
    except ValueError:
        raise ValueError(f"“{text}”没有这一天") from None
    return whole.isoformat() if day else whole.isoformat()[:7]


def parse_quarter(value: object) -> str:
    """Read a quarter, however it is written, as 2026Q3."""
    try:
        return str(Quarter.parse(folded(value)))
    except UserError as error:
        raise ValueError(str(error).rstrip("。")) from None


DATE = Kind(
    "date", parse_date, date.isoformat, date.isoformat, date.fromisoformat, doubt=short_year
)
PARTIAL_DATE = Kind("partial_date", parse_day_or_month, doubt=short_year)
QUARTER = Kind("quarter", parse_quarter)
