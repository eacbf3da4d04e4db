"""Plain text, names of people, and choices from a list."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import TYPE_CHECKING

from storage.model.kinds.kind import Kind
from storage.model.kinds.masks import bare

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_FIRST = 0xE815
_STANDARD = (
    "⺁𠂇𠂉𠃌⺄㑳㑇⺈⺋龴㖞㘚㘎⺌⺗㥮㤘龵㧏㧟㩳㧐龶龷㭎㱮㳠⺧𡗗龸⺪䁖䅟⺮䌷⺳⺶⺷𢦏䎱䎬⺻䏝䓖䙡䙌龹䜣䜩䝼䞍⻊"
    "䥇䥺䥽䦂䦃䦅䦆䦟䦛䦷䦶龺𤇾䲣䲟䲠䲡䱷䲢䴓䴔䴕䴖䴗䴘䴙䶮龻"
)
_VERTICAL = "︐︒︑︓︔︕︖︗︘︙"  # U+E78D to U+E796
_TICKS = {0xF050: "√", 0xF052: "√", 0xF0FC: "√", 0xF0FE: "√"}  # of the fonts Wingdings

REPAIRS = (
    {_FIRST + at: standard for at, standard in enumerate(_STANDARD)}
    | {0xE78D + at: standard for at, standard in enumerate(_VERTICAL)}
    | _TICKS
)
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")


def repaired(text: str) -> str:
    """The text with every private character that has a standard one in its place."""
    return text.translate(REPAIRS)


def private_in(text: str) -> str:
    """The first private character that a text holds, or ""."""
    if text.isprintable():  # what nearly every text is; a private character never
        return ""
    found = _PRIVATE.search(text)
    return found[0] if found else ""


SAME_AS_ABOVE = frozenset(("同上", "同前", "〃", "″", "々", '"', "“", "”"))  # ditto, in lists
LONGEST = 2000
LONGEST_NAME = 50  # 25 Chinese characters take 50 half-width places (SEAC notice on names)

_BREAKS = re.compile(r"\s*[\r\n\u2028\u2029]+\s*")
_SPACES = re.compile(r"[\s\u00a0\u3000]+")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
    "\ufffe\uffff\ud800-\udfff]"
)
_DOTS = re.compile(r"(?:\s*[·•‧・･．﹒∙⋅●.・ꞏ⸱᛫])+\s*")
_NUMBER_BEFORE = re.compile(
    r"^(?:\d{1,4}(?:\s*[.、．)）]\s*|\s+)(?=[^\d.])|[一二三四五六七八九十]{1,3}、)"
)  # of a list: 1.张三, 一、张三
_SEVERAL = re.compile(r"[^\W\d_]{2,}[、，,;；/][^\W\d_]{2,}")
_ADDRESSED = re.compile(r"^.{1,2}(?:老师|同学|校长|主任|书记|女士|先生)$")
_LAST_OF_ADDRESS = frozenset("师学长任记士生某")  # 某某 is a name that is hidden


def _han(character: str) -> bool:
    ends = ("\u3400", "\u9fff"), ("\uf900", "\ufaff"), ("\U00020000", "\U0003ffff")
    return any(first <= character <= last for first, last in ends)


def tidy(value: object) -> str:
    """Text as one clean line: no control or invisible characters, single spaces, trimmed."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value)
    if text.isprintable() and "  " not in text:  # nothing to mend in nearly every cell
        return text.strip()
    return _SPACES.sub(" ", _INVISIBLE.sub("", repaired(text))).strip()


def folded(value: object) -> str:
    """Tidy text with full-width letters and digits made plain, for codes and for comparing."""
    text = tidy(value)
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


def parse_text(value: object) -> str:
    """Read any one-line text."""
    text = tidy(value)
    if len(text) > LONGEST:
        raise ValueError(f"太长：最多{LONGEST}个字，现有{len(text)}个")
    return text


def parse_note(value: object) -> str:
    """Read text that may have several lines."""
    lines = (tidy(line) for line in _BREAKS.split(str(value).strip()))
    text = "\n".join(line for line in lines if line)
    if len(text) > LONGEST:
        raise ValueError(f"太长：最多{LONGEST}个字，现有{len(text)}个")
    return text


def parse_name(value: object) -> str:
    """Read a person's name: no spaces between Chinese characters, one kind of dot (U+00B7).

    The dot and the length of 25 Chinese characters follow the rule for names of minorities.
    """
    if isinstance(value, (int, float)):
        raise ValueError("是数字，不像姓名")
    text = tidy(value)
    if not text.isalpha() and any(map(_han, text)):
        text = _DOTS.sub("·", _NUMBER_BEFORE.sub("", text)).replace(" ", "")
    if fault := _lost(text):
        raise ValueError(fault)
    if _SEVERAL.search(text):
        raise ValueError("里不止一个名字，请一人写一行")
    if not any(map(str.isalpha, text)) or text[0] in "=+-@":
        raise ValueError(f"“{text}”不像人名")
    if len(text) > LONGEST_NAME:
        raise ValueError(f"太长：最多{LONGEST_NAME}个字")
    return text


def _lost(text: str) -> str:
    """Return the sign that characters of a name were lost or hidden."""
    if "?" in text or "？" in text or "\ufffd" in text:
        return "里有“?”，可能是生僻字丢失，请向学校核对"
    if "*" in text or "＊" in text:
        return "里有“*”，是隐去了字的姓名，请向学校要完整的"
    left = private_in(text)
    return f"里有自造字“{left}”，别的电脑上显示不出来，请向学校核对" if left else ""


def odd_characters(written: object, read: str) -> str:
    """Return the note that private-use characters were replaced, or that some are left."""
    if written is read and read.isprintable():
        return ""
    left = private_in(read)
    if left:
        return f"里有自造字“{left}”，别的电脑上显示不出来，请核对"
    if isinstance(written, str) and private_in(written):
        return "里的自造字已换成标准字，请核对"
    return ""


def odd_name(written: object, read: str) -> str:
    """Return the note that a name may be two or a form of address, else one on its characters."""
    if _ADDRESSED.search(read):
        return f"“{read}”像是称呼，请核对姓名"
    lines = _BREAKS.split(written.strip()) if isinstance(written, str) else ()
    if len(lines) > 1 and all(len(line.strip()) > 1 for line in lines):
        return "在一格里写了两行，请核对是不是一个人"
    return odd_characters(written, read)


def odd_text(written: object, read: str) -> str:
    """Return the note that a spreadsheet turned a text into a day, else one on its characters."""
    if isinstance(written, date):
        return f"在表格中是日期（{read}），可能是“1-3”这样的字被表格软件改掉的，请核对"
    return odd_characters(written, read)


def _plain(text: str) -> bool:
    return len(text) <= LONGEST_NAME and text.isalnum()


def _plain_name(text: str) -> bool:
    return len(text) <= LONGEST_NAME and text.isalpha() and text[-1] not in _LAST_OF_ADDRESS


TEXT = Kind("text", parse_text, leaves=bare, doubt=odd_text, plain=_plain)
NOTE = Kind("note", parse_note, leaves=bare, doubt=odd_characters)
NAME = Kind("name", parse_name, leaves=bare, doubt=odd_name, plain=_plain_name)

_CODE_PREFIX = re.compile(
    r"^(?:[0-9A-Za-z]{1,4}[-－—_、.:]\s*(?=\D)|[0-9]{1,3}\s*(?=[\u4e00-\u9fff]))"
)
_CODE_BEHIND = re.compile(r"\s*\([0-9A-Za-z]+\)$")


def without_code(text: str) -> str:
    """Drop the code that register systems put before a value: "1-男" and "01汉族"."""
    return _CODE_PREFIX.sub("", text)


def _ways(text: str) -> Iterator[str]:
    """A choice as it may be listed: as written, without a code before it, as a code, or behind."""
    yield text
    yield without_code(text)
    yield text.zfill(2)
    yield without_code(_CODE_BEHIND.sub("", text)).replace(" ", "")


def choice(
    *choices: str,
    aliases: Mapping[str, str] | None = None,
    codes: Mapping[str, str] | None = None,
    name: str = "choice",
) -> Kind:
    """Return a kind of value that accepts only the listed choices and their aliases and codes.

    `aliases` are other words people write; `codes` are the standard's codes, read alone ("03") or
    before a dash ("03-共青团员").
    """
    known = {word: word for word in choices} | dict(aliases or {}) | dict(codes or {})

    def parse(value: object) -> str:
        text = folded(value)
        found = next((known[way] for way in _ways(text) if way in known), None)
        if found is None:
            raise ValueError(f"“{tidy(value)}”不在可选值中（{_offer(choices)}）")
        return found

    return Kind(name, parse, choices=choices)


def _offer(choices: tuple[str, ...]) -> str:
    return "、".join(choices[:6]) + ("…" if len(choices) > 6 else "")
