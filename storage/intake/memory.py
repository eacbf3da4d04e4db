"""Decisions of earlier imports: fields of columns, meanings of texts, identities, units."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from storage.errors import UserError
from storage.intake.vocabulary.header_words import normal
from storage.ledger.database import sentence
from storage.ledger.driver import DatabaseError
from storage.model.schema import text_of
from storage.model.tables import BY_NAME, UNITS
from storage.model.tables.volunteer import VOLUNTEERS, Volunteer
from storage.store.edit import now

if TYPE_CHECKING:
    from collections.abc import Iterable

    from storage.model.schema import Table
    from storage.store.store import Store

FACTS = ("name", "birth_date", "phone", "class_name", "id_number")


def person_subject(person: Volunteer) -> str:
    """Return the key by which a person without a record number is recognised in later rosters."""
    return "|".join(getattr(person, fact) or "" for fact in FACTS)


def subject_text(subject: str) -> str:
    """Format a person's key for display, with numbers masked."""
    facts = zip(FACTS, subject.split("|"), strict=False)
    texts = (text_of(VOLUNTEERS.by_name[name], text, masked=True) for name, text in facts if text)
    return " ".join(texts)


COLUMN, VALUE, PERSON = "column", "value", "person"
SENDER = "sender"
KNOWN = "known"  # whom a row without an ID number made: no decision, so it is not listed
_ANYBODYS = re.compile(
    r"志愿者|志愿|团员|学生|学校|单位|青年|花名册|名册|名单|信息|登记|统计|汇总|采集|导入|模板|附件"
    r"|新建|工作表|副本|最终|终稿|定稿|修改|更新|版本?|表格?|的|年级?|学期|秋季?|春季?|[上下]半年"
    r"|sheet|book|copy|final|new|xlsx?|[\d\s\W_]+",
    re.IGNORECASE,
)
ANYWHERE = 0  # the unit of what holds for every source
SAME, DIFFERENT = "same", "different"


@dataclass(frozen=True, slots=True)
class Memory:
    """One stored decision; `about` is a field, or a record's number.

    A column: subject is the header, answer the field ("" for 不导入). A value: about is the field,
    subject the text, answer what it means. A person: subject says who stands in a sheet, about is
    the record's number, answer `same` or `different`. A sender: subject is what the names of its
    files have in common, answer the unit's number.
    """

    id: int
    kind: str
    table: Table[Any]
    unit: int
    subject: str
    about: str
    answer: str
    at: str


@dataclass(slots=True)
class Memories:
    """The stored decisions for one table and one unit."""

    columns: dict[str, str] = field(default_factory=dict)  # field by header in normal form
    values: dict[tuple[str, str], str] = field(default_factory=dict)
    same_as: dict[str, int] = field(default_factory=dict)
    not_these: set[tuple[str, int]] = field(default_factory=set)

    def same(self, subject: str) -> int | None:
        """Return the record that a person's key was matched to, or None."""
        return self.same_as.get(subject)

    def different(self, subject: str, record_id: int) -> bool:
        """Whether a person's key was decided not to mean this record."""
        return (subject, record_id) in self.not_these


def recall(store: Store, table: Table[Any], unit: int) -> Memories:
    """Load the decisions for a table and a unit; the unit's own override the general ones."""
    found = Memories()
    sql = (
        "SELECT * FROM import_memory WHERE table_name = ? AND unit IN (?, ?)"
        " ORDER BY unit <> 0, kind = 'person', id"
    )
    for row in store.rows(sql, (table.name, ANYWHERE, unit)):
        if row["kind"] == COLUMN:
            if not row["answer"] or row["answer"] in table.by_name:
                found.columns[normal(row["subject"])] = row["answer"]
        elif row["kind"] == VALUE:
            found.values[row["about"], row["subject"]] = row["answer"]
        elif row["kind"] == SENDER:
            continue  # asked for by file, see `sender_of`
        elif row["answer"] == SAME:
            found.same_as[row["subject"]] = int(row["about"])
        else:
            found.not_these.add((row["subject"], int(row["about"])))
    return found


def remember(
    store: Store, table: Table[Any], facts: Iterable[tuple[str, int, str, str, str]]
) -> None:
    """Store facts (kind, unit, subject, about, answer), replacing earlier ones."""
    moment = now()
    store.executemany(
        "INSERT INTO import_memory (kind, table_name, unit, subject, about, answer, at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (kind, table_name, unit, subject, about)"
        " DO UPDATE SET answer = excluded.answer, at = excluded.at",
        [(kind, table.name, *rest, moment) for kind, *rest in facts],
    )


def sender_subject(name: str) -> str:
    """Return the distinctive part of a file's name, "" where only common words are left."""
    stem = name.rsplit(".", 1)[0]
    return _ANYBODYS.sub("", unicodedata.normalize("NFKC", stem)).strip().lower()


def sender_of(store: Store, name: str, digest: str) -> int:
    """Return the unit that this file, or one with a like name, came from before, or 0."""
    sql = (
        "SELECT ifnull(f.unit, b.unit) FROM import_file f JOIN import_batch b ON b.id = f.batch"
        " WHERE f.sha256 = ? AND b.undone_at IS NULL ORDER BY b.id DESC LIMIT 1"
    )
    found = store.value(sql, (digest,))
    if found is None and (subject := sender_subject(name)):
        sql = "SELECT answer FROM import_memory WHERE kind = ? AND subject = ?"
        found = store.value(sql, (SENDER, subject))
    return int(found or 0)


def load_all(store: Store) -> list[Memory]:
    """Return all stored decisions, newest first."""
    return [
        Memory(
            row["id"], row["kind"], BY_NAME[row["table_name"]], row["unit"], row["subject"],
            row["about"], row["answer"], row["at"],
        )
        for row in store.rows(
            "SELECT * FROM import_memory WHERE kind <> ? ORDER BY at DESC, id DESC", (KNOWN,)
        )
        if row["table_name"] in BY_NAME
    ]  # fmt: skip


def describe(store: Store, one: Memory) -> str:
    """Format a decision as a sentence."""
    where = store.value(f"SELECT name FROM {UNITS.name} WHERE id = ?", (one.unit,)) or "任何来源"
    if one.kind == COLUMN:
        column = one.table.by_name.get(one.answer)
        return f"{where}的“{one.subject}”一列{f'是{column.label}' if column else '不导入'}"
    if one.kind == VALUE:
        column = one.table.by_name.get(one.about)
        label = column.label if column else one.about
        return f"{label}写“{one.subject}”，意思是“{one.answer}”"
    if one.kind == SENDER:
        unit = store.value(f"SELECT name FROM {UNITS.name} WHERE id = ?", (one.answer,))
        return f"文件名里有“{one.subject}”的名册来自{unit or '已经删去的单位'}"
    number = one.table.number(int(one.about))
    return (
        f"名册里的“{subject_text(one.subject)}”{'就是' if one.answer == SAME else '不是'} {number}"
    )


def change(store: Store, one: Memory, answer: str) -> None:
    """Replace the answer of a decision; raises `UserError` where it cannot be written."""
    _write(store, "UPDATE import_memory SET answer = ? WHERE id = ?", (answer, one.id))


def forget(store: Store, numbers: Iterable[int]) -> None:
    """Delete decisions by their numbers; raises `UserError` where they cannot be."""
    for number in numbers:
        _write(store, "DELETE FROM import_memory WHERE id = ?", (number,))


def _write(store: Store, sql: str, values: tuple[object, ...]) -> None:
    try:
        store.execute(sql, values)
    except DatabaseError as error:
        raise UserError(sentence(error, store.path)) from error
