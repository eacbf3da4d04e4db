"""Match columns with fields: by declared words, then by similarity, never by position."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from rapidfuzz import fuzz, process

from storage.intake.vocabulary.header_words import (
    COUNTERS,
    RECORD_NUMBER,
    REMARKS,
    fields_by_word,
    normal,
    of_another,
    plain,
    without_question,
)
from storage.model.tables import VOLUNTEERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from storage.model.schema import Column, Table

# The columns beside a name that say who a person is, the surest first
FINDERS = ("id_number", "platform_number", "phone", "school", "class_name", "birth_date")


_MEMBER = re.compile(r"^.*?(成员[1-9]|监护人[1-9一二]|家长[1-9一二]|父亲|母亲)(?:的)?(.*)$")
_PARTS = (
    (re.compile(r"^(姓名|名字)?$"), "guardian_name"),
    (re.compile(r"^(与本人|与学生|与孩子)?关系$"), "guardian_relation"),
    (re.compile(r"^.*(电话|手机|联系方式)(号码?)?$"), "guardian_phone"),
    (re.compile(r"^是否(为)?监护人$"), "is_guardian"),
)
IS_GUARDIAN = "is_guardian"
_LATER = re.compile(r"[2-9二]$")  # not the first of them


def member_of(text: str) -> tuple[str, str]:
    """Return the relative that a header names, and which of his fields; ("", "") where none."""
    found = _MEMBER.match(text)
    if found is None:
        return "", ""
    part = next((name for words, name in _PARTS if words.match(found[2])), "")
    return (found[1], part) if part else ("", "")


def is_later(member: str) -> bool:
    """Whether a relative is not the first, who is the guardian unless a row names another."""
    return bool(_LATER.search(member))


LIKE = 86  # how alike (0-100) an unknown header must be to a known one to be guessed

_GUARDIANS = re.compile(r"家长|监护人|父亲|母亲|父母|家庭|成员1")
_ADDRESS = re.compile(r"住址|地址|住所")
_OF_PUPILS = frozenset(("grade", "class_name", "student_number"))
_ANYBODYS_PHONE = frozenset(("电话", "电话号码", "联系方式", "tel"))
_OWN = re.compile(
    r"^(?:学生|本人|个人|团员|志愿者|学员|队员)的?(?=.{2})"
)  # 学生身份证号 is 身份证号


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """A column of a sheet and the field it holds; `why` is the reason in the clerk's words.

    `confidence` is how sure that is, of 100. `member` is the relative whose `part` (name, relation,
    telephone) the column holds, where there may be several; `finder` is the field of a person by
    which a row of another list finds somebody.
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


def match(
    table: Table[Any], headers: Sequence[str], groups: Sequence[str] = ()
) -> tuple[MappedColumn, ...]:
    """Match each header with a column of the table; each column is taken once.

    `groups` are the headings above the headers, "" where there are none.
    """
    groups = groups or [""] * len(headers)
    guesses = [
        _guess(table, index, header, group)
        for index, (header, group) in enumerate(zip(headers, groups, strict=True))
    ]
    taken: dict[str, int] = {}
    for guess in sorted(guesses, key=_precedence):
        if guess.column is not None:
            taken.setdefault(guess.column.name, guess.index)
    return tuple(
        _with_doubt(guess if _has(guess, taken) else _second(guess), taken) for guess in guesses
    )


def _has(guess: MappedColumn, taken: Mapping[str, int]) -> bool:
    return guess.column is None or taken[guess.column.name] == guess.index


def _second(guess: MappedColumn) -> MappedColumn:
    """Map a further column of a field: a second relative's is used if he is the guardian."""
    label = guess.column.label if guess.column else ""
    why = f"是监护人时记作{label}" if guess.member else f"已有一列是{label}"
    return dataclasses.replace(guess, column=None, confidence=0, why=why)


def _precedence(guess: MappedColumn) -> tuple[int, int, int]:
    """Return the sort key of a guess: confidence, rank of its word among those declared, index."""
    column, word = guess.column, normal(guess.header)
    words = (column.label, column.name, *column.synonyms) if column else ()
    rank = next((at for at, one in enumerate(words) if normal(one) == word), len(words))
    return -guess.confidence, rank, guess.index


def _with_doubt(guess: MappedColumn, taken: Mapping[str, int]) -> MappedColumn:
    """Lower the confidence of matches that schools often get wrong, so that they are confirmed."""
    if guess.column is None:
        return guess
    word = normal(guess.header)
    pupils = not taken.keys().isdisjoint(_OF_PUPILS)
    if word in _ANYBODYS_PHONE and pupils and "guardian_phone" not in taken:
        return dataclasses.replace(guess, confidence=60, why="可能是家长的电话，请确认")
    if "学籍号" in word and "id_number" not in taken:
        return dataclasses.replace(guess, confidence=80, why="也可能填的是身份证号，请看样例")
    return guess


def _guess(table: Table[Any], index: int, header: str, group: str) -> MappedColumn:
    word = normal(without_question(header))
    if word == normal(RECORD_NUMBER):
        return MappedColumn(index, header, None, 100, "一致", record_number=True)
    if not word or word in COUNTERS or word == normal(REMARKS):
        return MappedColumn(index, header, None, 0, "不导入")
    known = fields_by_word(table)
    member, part = member_of(normal(group) + word)
    if member:
        return _of_member(table, MappedColumn(index, header, None, 0, "", member=member, part=part))
    if group and (found := _with_heading(known, group, header)):
        return MappedColumn(index, header, found, 100, "一致")
    others = of_another(header) or of_another(group)
    if word in known and not of_another(group):
        return MappedColumn(index, header, known[word], 100, "一致")
    if others:
        return _of_guardian(table, index, header, group)
    return _by_likeness(known, index, header)


def _with_heading(known: Mapping[str, Column], group: str, header: str) -> Column | None:
    """Match a heading and a header combined: 号码 below 证件."""
    if of_another(group):
        return known.get(normal(group + header))
    ends = (normal(group[at:] + header) for at in range(len(group)))
    return next((known[one] for one in ends if one in known), None)


def _by_likeness(known: Mapping[str, Column], index: int, header: str) -> MappedColumn:
    """Match a header that contains a known word with additions, or nearly spells it."""
    word, alone = normal(header), normal(plain(header))
    for one in (alone, _OWN.sub("", word), _OWN.sub("", alone)):
        if one in known:
            return MappedColumn(index, header, known[one], 95, "一致")
    best = process.extractOne(normal(header), known.keys(), scorer=fuzz.ratio, score_cutoff=LIKE)
    if best and not of_another(best[0]):
        return MappedColumn(index, header, known[best[0]], int(best[1]) - 10, "猜测")
    return MappedColumn(index, header, None, 0, "不认识")


def _of_member(table: Table[Any], one: MappedColumn) -> MappedColumn:
    """Map a column of a relative: the first is the guardian, unless a row names another."""
    if one.part == IS_GUARDIAN:
        return dataclasses.replace(one, why="据此找出谁是监护人")
    if is_later(one.member):
        label = table.by_name[one.part].label if one.part in table.by_name else ""
        return dataclasses.replace(one, why=f"是监护人时记作{label}")
    known = fields_by_word(table).get(normal(one.header))
    column = table.by_name.get(one.part)
    sure = 100 if known is not None and known is column else 90
    return dataclasses.replace(one, column=column, confidence=sure if column else 0, why="一致")


def _of_guardian(table: Table[Any], index: int, header: str, group: str) -> MappedColumn:
    """Map a header about another person: to the guardian's fields, or none."""
    text = group + header
    if _GUARDIANS.search(text):
        for words, name in (("电话|手机|联系方式", "guardian_phone"), ("关系", "guardian_relation"),
                            ("姓名|名字", "guardian_name")):  # fmt: skip
            column = table.by_name.get(name)
            if column and re.search(words, text):
                return MappedColumn(index, header, column, 90, "一致")
    why = "台账不收住址" if _ADDRESS.search(header) else "是别人的信息，不导入"
    return MappedColumn(index, header, None, 0, why)


@dataclass(frozen=True, slots=True)
class ColumnDecisions:
    """The clerk's decisions on columns.

    `columns` are those of this import: the field by a column's index from 0, "" for a column that
    is not imported. `remembered` are those of earlier imports: the field by a normal header.
    """

    columns: Mapping[int, str] = field(default_factory=dict)
    remembered: Mapping[str, str] = field(default_factory=dict)


UNDECIDED = ColumnDecisions()


def match_blocks(
    table: Table[Any],
    headers: Sequence[str],
    headings: Sequence[str],
    blocks: Sequence[tuple[int, int]] = (),
    decisions: ColumnDecisions = UNDECIDED,
) -> Iterator[tuple[MappedColumn, ...]]:
    """Yield the mapping of each of the tables side by side, or of the only one.

    `headings` stand above the headers, "" where there are none; `blocks` are the first column and
    the one past the last of each table, () where there is one. Decisions win over every guess.
    """
    for first, past in blocks or ((0, len(headers)),):
        texts, groups = headers[first:past], headings[first:past]
        found = _shifted(match(table, texts, groups), first)
        chosen = _decide(table, found, decisions)
        if any(link.kind.target == VOLUNTEERS.name for link in table.links):
            chosen = _with_finders(chosen, _shifted(match(VOLUNTEERS, texts, groups), first))
        yield tuple(chosen)


def _shifted(mapped: Sequence[MappedColumn], first: int) -> list[MappedColumn]:
    return [dataclasses.replace(one, index=one.index + first) for one in mapped]


def _with_finders(
    mapped: Sequence[MappedColumn], people: Sequence[MappedColumn]
) -> list[MappedColumn]:
    """Mark the columns that only identify the person a row refers to."""
    return [
        dataclasses.replace(
            one, confidence=100, why=f"按{other.column.label}找人", finder=other.column
        )
        if one.column is None
        and not one.record_number
        and other.column is not None
        and other.column.name in FINDERS
        else one
        for one, other in zip(mapped, people, strict=True)
    ]


def _decide(
    table: Table[Any], mapped: Sequence[MappedColumn], decisions: ColumnDecisions
) -> list[MappedColumn]:
    """Return the mapping with the clerk's decisions, which override every guess."""
    words = {normal(word) for one in table.columns for word in (one.label, *one.synonyms)}
    computed = {normal(one.label) for one in table.derived} - words
    decided = {
        one.index: (decisions.remembered[normal(one.header)], "按上次")
        for one in mapped
        if normal(one.header) in decisions.remembered and not one.record_number
    }
    decided |= {
        one.index: (decisions.columns[one.index], "您指定的")
        for one in mapped
        if one.index in decisions.columns
    }
    wanted = {name for name, _why in decided.values() if name}
    made = []
    for one in mapped:
        if one.index in decided:
            made.append(_decided_column(table, one, *decided[one.index]))
        elif one.column is not None and one.column.name in wanted:
            made.append(
                MappedColumn(one.index, one.header, None, 0, f"已有一列是{one.column.label}")
            )
        elif normal(one.header) in computed:
            made.append(MappedColumn(one.index, one.header, None, 0, "由程序计算，不导入"))
        else:
            made.append(one)
    return made


def _decided_column(table: Table[Any], one: MappedColumn, name: str, why: str) -> MappedColumn:
    column = table.by_name.get(name)
    if column is not None:
        return MappedColumn(one.index, one.header, column, 100, why)
    return MappedColumn(
        one.index, one.header, None, 0, "按上次，不导入" if why == "按上次" else "不导入"
    )
