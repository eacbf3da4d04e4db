"""Text of a notice's cells: spacing, lists of units, section and item numbers."""

from __future__ import annotations

import re
import unicodedata

from storage.model.kinds.text import tidy

_QUOTED = re.compile("([“《「][^”》」]*[”》」])")
_ASCII = re.compile(r"(?<=[!-~])\s+(?=[!-~])")  # a space between two Latin words
_SPACE = re.compile(r"\s+")
_NUMERALS = "零一二三四五六七八九"
_SECTION = re.compile(
    r"(?:[（(]([一二三四五六七八九十]{1,3})[）)]|([一二三四五六七八九十]{1,3})[、.．，])(.+)"
)
_ITEM = re.compile(r"(?:[（(](\d{1,2})[）)]|(\d{1,2})(?:[、，）)]|[.．](?!\d)))(.+)")
_BETWEEN = re.compile(r"[、，,；;/]+")
_UNIT_STARTS = tuple("市县区州省团各")  # what the name of a unit begins with
_UNIT_ENDS = tuple("委办部局会院厅联处队校司区县府社站所心）)")  # what it may end with
_NUMBER = re.compile(
    r"\d[\d,.]*\s*(?:万|亿)?(?:[%％]|余?(?:人|名|个|场|次|支|项|件|期|元|小时|课时|学时|天|家|处))"
    r"|全部|百分之[一二三四五六七八九十百]+"
)
_CLAUSE = re.compile(r"[，。；！？：:]")
LONGEST_TARGET = 200


def join_words(text: object) -> str:
    """Return a name without spaces except between Latin words: 创新 队伍建设 机制 is one name."""
    marked = _ASCII.sub("\0", tidy(text))
    return _SPACE.sub("", marked).replace("\0", " ")


def strip_spacing(text: object) -> str:
    """Return a sentence without the spaces of the typesetting, except within quotes."""
    parts = _QUOTED.split(tidy(text))
    return "".join(_quoted(part) if at % 2 else join_words(part) for at, part in enumerate(parts))


def _quoted(text: str) -> str:
    return re.sub(r"(?<=[0-9.])\s+|\s+(?=[0-9”》」])|(?<=[“《「])\s+", "", text)


def units(text: object) -> tuple[str, ...]:
    """Return the units listed in a cell: 市文明办 团市委 are two, 市教育和体育 局 is one."""
    found: dict[str, None] = {}
    for listed in _BETWEEN.split(tidy(text)):
        name = ""
        for piece in listed.split():
            if (
                name.endswith(_UNIT_ENDS)
                and len(name) > 1
                and piece.startswith(_UNIT_STARTS)
                and len(piece) > 1
            ):
                found[name] = None
                name = ""
            name += piece
        name = name.strip("。.")
        if name:
            found[name] = None
    return tuple(found)


def section_of(text: str) -> tuple[int | None, str]:
    """Return number, or None, and name of a section: 三、优化项目培育机制 is the third."""
    found = _SECTION.fullmatch(text)
    if not found:
        return None, text.rstrip("。")
    return _numeral(found[1] or found[2]), found[3].rstrip("。")


def item_of(text: str) -> tuple[int | None, str]:
    """Return number, or None, and name of an item: 2. 完善机制 is the second; （二） as well."""
    plain = unicodedata.normalize("NFKC", text[:4]) + text[4:]
    found = _ITEM.fullmatch(plain)
    if not found:
        return section_of(text)
    return int(found[1] or found[2]), found[3].rstrip("。")


def _numeral(text: str) -> int:
    """Return the value of a numeral, 一 to 九十九."""
    tens, _ten, ones = text.partition("十") if "十" in text else ("零", "", text)
    value = (_NUMERALS.find(tens) if tens else 1) * 10
    return value + (_NUMERALS.find(ones) if ones else 0)


def target_in(wording: str) -> str:
    """Return the clauses of a sentence that set a figure, joined by ；; "" where none does."""
    clauses = (clause.strip() for clause in _CLAUSE.split(wording))
    found = [clause for clause in clauses if _NUMBER.search(clause)]
    return "；".join(found)[:LONGEST_TARGET]


def first_clause(wording: str, longest: int) -> str:
    """Return the first clause of a sentence, shortened to `longest` characters."""
    clause = next((one for one in _CLAUSE.split(wording) if one.strip()), "").strip()
    return clause if len(clause) <= longest else clause[: longest - 1] + "…"
