"""Normalize headers, and collect the words that a table declares for its fields."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from storage.model.schema import Column, Table

RECORD_NUMBER = "台账编号"  # heads the column by which our own sheets find their records again
REMARKS = "错误说明"  # heads what we write beside a school's rows; never read back
LONGEST_HEADER = 100  # characters; a note in a header's place may be longer
# Whose telephone and name these are is not the pupil's: they never land in the pupil's own field.
_OTHERS = re.compile(
    r"家长|监护人|父亲|母亲|父母|家庭|班主任|填表|填报|紧急|联系人|推荐|审核|成员\d|配偶|介绍人"
)
_SIGNS = re.compile(r"[\s*★☆:：()（）\[\]【】_\-—]+")
_BRACKETS = re.compile(r"[(（\[【][^)）\]】]*[)）\]】]")
_ASKING = re.compile(  # of a questionnaire: 1、您的姓名：
    r"^\s*(?:\d{1,2}\s*[、.．)）]\s*)?(?:(?:请填写|请输入)?(?:您|你)的?|请填写|请输入)?"
)
COUNTERS = frozenset(("序号", "编号", "no", "no.", "num", "行号", "№"))


def normal(header: object) -> str:
    """Return a header in normal form: half width, lower case, no spaces, stars or brackets.

    What is longer than any header is compared as nothing.
    """
    if len(text := str(header or "")) > LONGEST_HEADER:
        return ""
    return _SIGNS.sub("", unicodedata.normalize("NFKC", text)).lower()


def without_question(header: str) -> str:
    """Return a header without the number and the address of a questionnaire: 1、您的姓名."""
    return _ASKING.sub("", header, count=1)


def plain(header: str) -> str:
    """Return a header without the additions of a form: 1、您的姓名：, 姓名（必填）."""
    return _BRACKETS.sub("", _ASKING.sub("", header, count=1))


def spells_word(cell: object, words: frozenset[str]) -> bool:
    """Whether a cell spells one of the words, as headers are compared."""
    if not isinstance(cell, str):
        return False
    return normal(cell) in words or (len(cell) <= LONGEST_HEADER and normal(plain(cell)) in words)


def counts_rows(header: str) -> bool:
    """Whether a header means the row number: 序号."""
    return normal(header) in COUNTERS


@cache
def fields_by_word(table: Table[Any]) -> Mapping[str, Column]:
    """Return the field that each word means, by the word in normal form."""
    return {
        normal(word): column
        for column in table.columns
        for word in (column.label, column.name, *column.synonyms)
    }


@cache
def known_words(table: Table[Any]) -> frozenset[str]:
    """Return every header, in normal form, that means something for the table."""
    return frozenset(fields_by_word(table)) | COUNTERS | {normal(RECORD_NUMBER)}


@cache
def words_of(table: Table[Any], field: str) -> frozenset[str]:
    """Return every header, in normal form, that means one field."""
    return frozenset(word for word, column in fields_by_word(table).items() if column.name == field)


@cache
def spellings(table: Table[Any]) -> frozenset[str]:
    """Return the ways in which schools write the header of names, to find it fast."""
    title = table.by_name[table.title]
    words = {one for one in (title.label, *title.synonyms) if "名" in one}  # 学生 is often a value
    signs = ("{}", "*{}", "{}*", "★{}", "{}：", "{}:", "{}（必填）", "{}(必填)", "*{}（必填）")
    spaced = (
        gap.join(word) for word in words for gap in ("", " ", "  ", "   ", "\u3000", "\n", "\r\n")
    )
    return frozenset(sign.format(word) for word in spaced for sign in signs)


def of_another(heading: str) -> bool:
    """Whether a heading is about another person than that of the row."""
    return bool(_OTHERS.search(heading))
