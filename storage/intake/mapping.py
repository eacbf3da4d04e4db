"""Which field each column of a sheet is: by declared words, then by likeness, never by place."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from rapidfuzz import fuzz, process

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from storage.schema import Column, Table

RECORD_NUMBER = "台账编号"  # heads the column by which our own sheets find their records again
REMARKS = "错误说明"  # heads what we write beside a school's rows; never read back
LIKE = 86  # how alike (0-100) an unknown header must be to a known one to be guessed

# Whose telephone and name these are is not the pupil's: they never land in the pupil's own field.
_OTHERS = re.compile(
    r"家长|监护人|父亲|母亲|父母|家庭|班主任|填表|填报|紧急|联系人|推荐|审核|成员\d|配偶|介绍人"
)
_GUARDIANS = re.compile(r"家长|监护人|父亲|母亲|父母|家庭|成员1")
_SIGNS = re.compile(r"[\s*★☆:：()（）\[\]【】_\-—]+")
_BRACKETS = re.compile(r"[(（\[【][^)）\]】]*[)）\]】]")
_COUNTERS = frozenset(("序号", "编号", "no", "no.", "num", "行号", "№"))


@dataclass(frozen=True, slots=True)
class Mapped:
    """One column of a sheet and the field it is; `why` says it in the clerk's words."""

    index: int
    header: str
    column: Column | None
    confidence: int
    why: str
    samples: tuple[str, ...] = ()
    record_number: bool = False


def normal(header: object) -> str:
    """A header as it is compared: plain width, no spaces, stars, colons or brackets, lower case."""
    return _SIGNS.sub("", unicodedata.normalize("NFKC", str(header or ""))).lower()


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
    for guess in sorted(guesses, key=lambda one: (-one.confidence, one.index)):
        if guess.column is not None:
            taken.setdefault(guess.column.name, guess.index)
    return tuple(
        guess
        if guess.column is None or taken[guess.column.name] == guess.index
        else Mapped(guess.index, guess.header, None, 0, f"已有一列是{guess.column.label}")
        for guess in guesses
    )


def _guess(table: Table[Any], index: int, header: str, group: str) -> Mapped:
    word = normal(header)
    if word == normal(RECORD_NUMBER):
        return Mapped(index, header, None, 100, "一致", record_number=True)
    if not word or word in _COUNTERS or word == normal(REMARKS):
        return Mapped(index, header, None, 0, "不导入")
    known = _known(table)
    if group and (found := known.get(normal(group + header))):
        return Mapped(index, header, found, 100, "一致")
    others = bool(_OTHERS.search(header) or _OTHERS.search(group))
    if word in known and not _OTHERS.search(group):
        return Mapped(index, header, known[word], 100, "一致")
    if others:
        return _of_guardian(table, index, header, group)
    plain = normal(_BRACKETS.sub("", header))
    if plain in known:
        return Mapped(index, header, known[plain], 95, "一致")
    best = process.extractOne(word, known.keys(), scorer=fuzz.ratio, score_cutoff=LIKE)
    if best and not _OTHERS.search(best[0]):
        return Mapped(index, header, known[best[0]], int(best[1]) - 10, "猜测")
    return Mapped(index, header, None, 0, "不认识")


def _of_guardian(table: Table[Any], index: int, header: str, group: str) -> Mapped:
    """A header that speaks of somebody else: the guardian's own fields, or none."""
    text = group + header
    if _GUARDIANS.search(text):
        for words, name in (("电话|手机|联系方式", "guardian_phone"), ("关系", "guardian_relation"),
                            ("姓名|名字", "guardian_name")):  # fmt: skip
            column = table.by_name.get(name)
            if column and re.search(words, text):
                return Mapped(index, header, column, 90, "一致")
    return Mapped(index, header, None, 0, "是别人的信息，不导入")
