"""Which field each column of a sheet is: by declared words, then by likeness, never by place."""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from rapidfuzz import fuzz, process

from storage.intake.rows.cleaning import Cleaner, Fault
from storage.model.kinds import YES_NO

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from storage.model.schema import Column, Table

_MEMBER = re.compile(r"^.*?(成员[1-9]|监护人[1-9一二]|家长[1-9一二]|父亲|母亲)(?:的)?(.*)$")
_PARTS = (
    (re.compile(r"^(姓名|名字)?$"), "guardian_name"),
    (re.compile(r"^(与本人|与学生|与孩子)?关系$"), "guardian_relation"),
    (re.compile(r"^.*(电话|手机|联系方式)(号码?)?$"), "guardian_phone"),
    (re.compile(r"^是否(为)?监护人$"), "is_guardian"),
)
IS_GUARDIAN = "is_guardian"
_LATER = re.compile(r"[2-9二]$")  # not the first of them
_RELATIONS = ("父亲", "母亲")


def member_of(text: str) -> tuple[str, str]:
    """The relative that a header speaks of, and which of his facts; ("", "") where of none."""
    found = _MEMBER.match(text)
    if found is None:
        return "", ""
    part = next((name for words, name in _PARTS if words.match(found[2])), "")
    return (found[1], part) if part else ("", "")


def is_later(member: str) -> bool:
    """Whether it is not the first one, who is the guardian where nothing else is said."""
    return bool(_LATER.search(member))


class Guardians:
    """Chooses the guardian of each row among the relatives that its columns tell of."""

    def __init__(self, headers: Sequence[Mapped], columns: Mapping[str, Column]) -> None:
        members: dict[str, dict[str, int]] = {}
        for one in headers:
            if one.member:
                members.setdefault(one.member, {})[one.part] = one.index
        self._members = tuple(members.items())
        self._read = {name: Cleaner(column) for name, column in columns.items()}

    def __bool__(self) -> bool:
        """Whether there is anything to choose or to add."""
        return len(self._members) > 1 or any(name in _RELATIONS for name, _ in self._members)

    def choose(self, values: dict[str, Any], cells: Sequence[Any]) -> None:
        """Put the guardian's facts among the values: who is called so, else who comes first."""
        told = [one for one in self._members if self._is_told(one[1], cells)]
        named = (one for one in told if self._is_guardian(one[1], cells))
        chosen = next(named, told[0] if told else None)
        if chosen is None:
            return
        member, places = chosen
        for name in self._read:
            value = self._value(name, places, cells)
            if value is not None:
                values[name] = value
            elif chosen is not self._members[0]:
                values.pop(name, None)
        if member in _RELATIONS:
            values["guardian_relation"] = member

    def _is_told(self, places: Mapping[str, int], cells: Sequence[Any]) -> bool:
        return any(self._value(name, places, cells) for name in ("guardian_name", "guardian_phone"))

    def _is_guardian(self, places: Mapping[str, int], cells: Sequence[Any]) -> bool:
        at = places.get(IS_GUARDIAN, len(cells))
        try:
            return at < len(cells) and YES_NO.parse(cells[at]) is True
        except ValueError:
            return False

    def _value(self, name: str, places: Mapping[str, int], cells: Sequence[Any]) -> Any:
        at = places.get(name, len(cells))
        value = self._read[name][cells[at]] if at < len(cells) else None
        return value.value if isinstance(value, Fault) else value


RECORD_NUMBER = "台账编号"  # heads the column by which our own sheets find their records again
REMARKS = "错误说明"  # heads what we write beside a school's rows; never read back
LONGEST_HEADER = 100  # characters; a note in a header's place may be longer
LIKE = 86  # how alike (0-100) an unknown header must be to a known one to be guessed

# Whose telephone and name these are is not the pupil's: they never land in the pupil's own field.
_OTHERS = re.compile(
    r"家长|监护人|父亲|母亲|父母|家庭|班主任|填表|填报|紧急|联系人|推荐|审核|成员\d|配偶|介绍人"
)
_GUARDIANS = re.compile(r"家长|监护人|父亲|母亲|父母|家庭|成员1")
_ADDRESS = re.compile(r"住址|地址|住所")
_SIGNS = re.compile(r"[\s*★☆:：()（）\[\]【】_\-—]+")
_BRACKETS = re.compile(r"[(（\[【][^)）\]】]*[)）\]】]")
_OF_PUPILS = frozenset(("grade", "class_name", "student_number"))
_ANYBODYS_PHONE = frozenset(("电话", "电话号码", "联系方式", "tel"))
_OWN = re.compile(
    r"^(?:学生|本人|个人|团员|志愿者|学员|队员)的?(?=.{2})"
)  # 学生身份证号 is 身份证号
_ASKING = re.compile(  # of a questionnaire: 1、您的姓名：
    r"^\s*(?:\d{1,2}\s*[、.．)）]\s*)?(?:(?:请填写|请输入)?(?:您|你)的?|请填写|请输入)?"
)
_COUNTERS = frozenset(("序号", "编号", "no", "no.", "num", "行号", "№"))


@dataclass(frozen=True, slots=True)
class Mapped:
    """One column of a sheet and the field it is; `why` says it in the clerk's words.

    `member` is the relative of whom it tells `part`, where there may be several; `finder` is the
    field of a person that it finds somebody by.
    """

    index: int
    header: str
    column: Column | None
    confidence: int
    why: str
    samples: tuple[str, ...] = ()
    record_number: bool = False
    member: str = ""
    part: str = ""
    finder: Column | None = None


def normal(header: object) -> str:
    """A header as it is compared: plain width, no spaces, stars, colons or brackets, lower case.

    What is longer than any header is compared as nothing.
    """
    if len(text := str(header or "")) > LONGEST_HEADER:
        return ""
    return _SIGNS.sub("", unicodedata.normalize("NFKC", text)).lower()


def plain(header: str) -> str:
    """A header without what a form puts around it: 1、您的姓名：, 姓名（必填）."""
    return _BRACKETS.sub("", _ASKING.sub("", header, count=1))


def spelt(cell: object, words: frozenset[str]) -> bool:
    """Whether a cell spells one of the words, as headers are compared."""
    if not isinstance(cell, str):
        return False
    return normal(cell) in words or (len(cell) <= LONGEST_HEADER and normal(plain(cell)) in words)


def counts_rows(header: str) -> bool:
    """Whether a column only numbers the rows."""
    return normal(header) in _COUNTERS


@cache
def _known(table: Table[Any]) -> Mapping[str, Column]:
    return {
        normal(word): column
        for column in table.columns
        for word in (column.label, column.name, *column.synonyms)
    }


@cache
def known_words(table: Table[Any]) -> frozenset[str]:
    """Every header, in normal form, that means something for the table."""
    return frozenset(_known(table)) | _COUNTERS | {normal(RECORD_NUMBER)}


@cache
def words_of(table: Table[Any], field: str) -> frozenset[str]:
    """Every header, in normal form, that means one field."""
    return frozenset(word for word, column in _known(table).items() if column.name == field)


@cache
def spellings(table: Table[Any]) -> frozenset[str]:
    """How schools write the header of what a row is called, to find it at sight in long sheets."""
    title = table.by_name[table.title]
    words = {one for one in (title.label, *title.synonyms) if "名" in one}  # 学生 is often a value
    signs = ("{}", "*{}", "{}*", "★{}", "{}：", "{}:", "{}（必填）", "{}(必填)", "*{}（必填）")
    spaced = (
        gap.join(word) for word in words for gap in ("", " ", "  ", "   ", "\u3000", "\n", "\r\n")
    )
    return frozenset(sign.format(word) for word in spaced for sign in signs)


def of_another(heading: str) -> bool:
    """Whether a heading speaks of somebody else than the person of the row."""
    return bool(_OTHERS.search(heading))


def match(
    table: Table[Any], headers: Sequence[str], groups: Sequence[str] = ()
) -> tuple[Mapped, ...]:
    """Say for each header which column of the table it is; each column is taken once."""
    groups = groups or [""] * len(headers)
    guesses = [
        _guess(table, index, header, group)
        for index, (header, group) in enumerate(zip(headers, groups, strict=True))
    ]
    taken: dict[str, int] = {}
    for guess in sorted(guesses, key=lambda one: (-one.confidence, _rank(one), one.index)):
        if guess.column is not None:
            taken.setdefault(guess.column.name, guess.index)
    return tuple(
        _doubted(guess if _has(guess, taken) else _second(guess), taken) for guess in guesses
    )


def _has(guess: Mapped, taken: Mapping[str, int]) -> bool:
    return guess.column is None or taken[guess.column.name] == guess.index


def _second(guess: Mapped) -> Mapped:
    """A further column of a field: a second relative's is used where he is the guardian."""
    label = guess.column.label if guess.column else ""
    why = f"是监护人时记作{label}" if guess.member else f"已有一列是{label}"
    return dataclasses.replace(guess, column=None, confidence=0, why=why)


def _rank(guess: Mapped) -> int:
    """How early a header's word stands among those declared for its field: the best comes first."""
    column, word = guess.column, normal(guess.header)
    words = (column.label, column.name, *column.synonyms) if column else ()
    return next((at for at, one in enumerate(words) if normal(one) == word), len(words))


def _doubted(guess: Mapped, taken: Mapping[str, int]) -> Mapped:
    """A sure guess that schools have made wrong often enough is shown to be confirmed."""
    if guess.column is None:
        return guess
    word = normal(guess.header)
    pupils = not taken.keys().isdisjoint(_OF_PUPILS)
    if word in _ANYBODYS_PHONE and pupils and "guardian_phone" not in taken:
        return dataclasses.replace(guess, confidence=60, why="可能是家长的电话，请确认")
    if "学籍号" in word and "id_number" not in taken:
        return dataclasses.replace(guess, confidence=80, why="也可能填的是身份证号，请看样例")
    return guess


def _guess(table: Table[Any], index: int, header: str, group: str) -> Mapped:
    word = normal(_ASKING.sub("", header, count=1))
    if word == normal(RECORD_NUMBER):
        return Mapped(index, header, None, 100, "一致", record_number=True)
    if not word or word in _COUNTERS or word == normal(REMARKS):
        return Mapped(index, header, None, 0, "不导入")
    known = _known(table)
    member, part = member_of(normal(group) + word)
    if member:
        return _of_member(table, Mapped(index, header, None, 0, "", member=member, part=part))
    if group and (found := _with_heading(known, group, header)):
        return Mapped(index, header, found, 100, "一致")
    others = bool(_OTHERS.search(header) or _OTHERS.search(group))
    if word in known and not _OTHERS.search(group):
        return Mapped(index, header, known[word], 100, "一致")
    if others:
        return _of_guardian(table, index, header, group)
    return _by_likeness(known, index, header)


def _with_heading(known: Mapping[str, Column], group: str, header: str) -> Column | None:
    """The field that a heading and a header name together: 号码 below 证件."""
    if of_another(group):
        return known.get(normal(group + header))
    ends = (normal(group[at:] + header) for at in range(len(group)))
    return next((known[one] for one in ends if one in known), None)


def _by_likeness(known: Mapping[str, Column], index: int, header: str) -> Mapped:
    """The field of a header that says more than the word, or nearly the word."""
    word, alone = normal(header), normal(plain(header))
    for one in (alone, _OWN.sub("", word), _OWN.sub("", alone)):
        if one in known:
            return Mapped(index, header, known[one], 95, "一致")
    best = process.extractOne(normal(header), known.keys(), scorer=fuzz.ratio, score_cutoff=LIKE)
    if best and not _OTHERS.search(best[0]):
        return Mapped(index, header, known[best[0]], int(best[1]) - 10, "猜测")
    return Mapped(index, header, None, 0, "不认识")


def _of_member(table: Table[Any], one: Mapped) -> Mapped:
    """One of several relatives: the first is the guardian, unless a row says who else is."""
    if one.part == IS_GUARDIAN:
        return dataclasses.replace(one, why="据此找出谁是监护人")
    if is_later(one.member):
        label = table.by_name[one.part].label if one.part in table.by_name else ""
        return dataclasses.replace(one, why=f"是监护人时记作{label}")
    known = _known(table).get(normal(one.header))
    column = table.by_name.get(one.part)
    sure = 100 if known is not None and known is column else 90
    return dataclasses.replace(one, column=column, confidence=sure if column else 0, why="一致")


def _of_guardian(table: Table[Any], index: int, header: str, group: str) -> Mapped:
    """A header that speaks of somebody else: the guardian's own fields, or none."""
    text = group + header
    if _GUARDIANS.search(text):
        for words, name in (("电话|手机|联系方式", "guardian_phone"), ("关系", "guardian_relation"),
                            ("姓名|名字", "guardian_name")):  # fmt: skip
            column = table.by_name.get(name)
            if column and re.search(words, text):
                return Mapped(index, header, column, 90, "一致")
    why = "台账不收住址" if _ADDRESS.search(header) else "是别人的信息，不导入"
    return Mapped(index, header, None, 0, why)
