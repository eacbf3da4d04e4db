"""Dimensions: the ways to split a table's records, by their own fields or through links."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from storage.counting.counting_rules import (
    ADULT_FROM,
    AGE,
    LEAGUE_TO,
    REGISTRABLE_FROM,
    STUDENT_FROM,
)
from storage.model.tables import BY_NAME as TABLES_BY_NAME
from storage.model.tables.organization import ORGANIZATIONS
from storage.model.tables.project import ACTIVITIES
from storage.model.tables.service_record import SERVICE_RECORDS
from storage.model.tables.training import ATTENDANCES
from storage.model.tables.volunteer import VOLUNTEERS

if TYPE_CHECKING:
    from storage.model.schema import Column, Table

# The ages at which a rule changes (`counting_rules`), with sixteen of 中国注册志愿者管理办法 §7
AGE_BOUNDS = ((0, STUDENT_FROM - 1), (STUDENT_FROM, REGISTRABLE_FROM - 1), (REGISTRABLE_FROM, 15),
         (16, ADULT_FROM - 1), (ADULT_FROM, LEAGUE_TO), (LEAGUE_TO + 1, 35), (36, 200))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Dimension:
    """One way to split records: `sql` is the value of a row `t` that groups it.

    `word` is an SQL expression over `value` for the group's label, evaluated once per group; `order`
    is the order of labels. With `join` a record may belong to several groups, so that they do not
    sum to the whole.
    """

    name: str
    label: str
    sql: str
    word: str = "value"
    order: tuple[str, ...] = ()
    join: str = ""


def _band(first: int, last: int) -> str:
    if not first:
        return f"{last + 1}周岁以下"
    return f"{first}周岁以上" if last == AGE_BOUNDS[-1][1] else f"{first}—{last}周岁"


def _field(table: Table[Any], name: str) -> Dimension:
    column = table.by_name[name]
    if column.kind.target:
        return Dimension(name, column.label, f"t.{name}", _name_of(column))
    return Dimension(name, column.label, f"t.{name}", order=column.kind.choices)


def _name_of(column: Column) -> str:
    target = TABLES_BY_NAME[column.kind.target]
    return f"(SELECT n.{target.title} FROM {target.name} n WHERE n.id = value)"


def township_sql(unit: str) -> str:
    """Return an SQL expression for the name of the township that a unit is or lies in."""
    kind = "'乡镇街道'"
    return (
        f"(SELECT CASE {kind} WHEN u.kind THEN u.name WHEN p.kind THEN p.name WHEN g.kind THEN g.name"
        " END FROM unit u LEFT JOIN unit p ON p.id = u.parent LEFT JOIN unit g ON g.id = p.parent"
        f" WHERE u.id = {unit})"
    )


_CASES = " ".join(f"WHEN value BETWEEN {a} AND {b} THEN '{_band(a, b)}'" for a, b in AGE_BOUNDS)
AGE_BANDS = Dimension(
    "age", "年龄", AGE, f"CASE {_CASES} END", tuple(_band(a, b) for a, b in AGE_BOUNDS)
)
_TOWNSHIP = "乡镇街道"


def _of_person(name: str, person: str) -> Dimension:
    """Return a dimension by a field of the volunteer that a record links to."""
    dimension = _field(VOLUNTEERS, name)
    found = f"(SELECT v.{name} FROM volunteer v WHERE v.id = value)"
    word = dimension.word.replace("value", found)
    return Dimension(name, dimension.label, f"t.{person}", word, dimension.order)


def _of_activity(name: str, label: str, sql: str, order: tuple[str, ...] = ()) -> Dimension:
    """Return a dimension by the record's activity, its project or organization."""
    joined = (
        "FROM activity a JOIN organization o ON o.id = a.organization"
        " LEFT JOIN project p ON p.id = a.project LEFT JOIN brand b ON b.id = p.brand"
    )
    word = f"(SELECT {sql} {joined} WHERE a.id = value)"
    return Dimension(name, label, "t.activity", word, order)


def _through(row: str) -> tuple[Dimension, ...]:
    """Return the dimensions of an activity: organization, unit, township, domain and brand."""
    unit = "(SELECT u.name FROM unit u WHERE u.id = o.unit)"
    domain = ORGANIZATIONS.by_name["domain"]
    through_activity = (
        _of_activity("organization", "组织", "o.name"),
        _of_activity("unit", "单位", unit),
        _of_activity("township", _TOWNSHIP, township_sql("o.unit")),
        _of_activity("domain", domain.label, "ifnull(p.domain, o.domain)", domain.kind.choices),
        _of_activity("brand", "品牌", "b.name"),
    )
    return tuple(Dimension(d.name, d.label, row, d.word, d.order) for d in through_activity)


DIMENSIONS = (
    _field(VOLUNTEERS, "sex"),
    AGE_BANDS,
    *(
        _field(VOLUNTEERS, name)
        for name in ("political_status", "identity_class", "registration_status", "ethnicity",
                     "education", "school")
    ),
)  # fmt: skip
_SPECIAL: dict[str, tuple[Dimension, ...]] = {
    VOLUNTEERS.name: (
        *DIMENSIONS,
        Dimension("township", _TOWNSHIP, "ifnull(t.residence, t.school)", township_sql("value")),
        Dimension(
            "organization", "组织", "m.organization",
            "(SELECT o.name FROM organization o WHERE o.id = value)",
            join="JOIN membership m ON m.volunteer = t.id AND ifnull(m.joined_on, '') <= :on",
        ),
    ),
    ORGANIZATIONS.name: (Dimension("township", _TOWNSHIP, "t.unit", township_sql("value")),),
    ACTIVITIES.name: _through("t.id"),
    SERVICE_RECORDS.name: (
        *_through("t.activity"),
        *(_of_person(name, "volunteer") for name in ("sex", "identity_class", "school")),
    ),
    ATTENDANCES.name: (
        Dimension(
            "category", "培训类别", "t.training",
            "(SELECT r.category FROM training r WHERE r.id = value)",
        ),
    ),
}  # fmt: skip


def dimensions_of(table: Table[Any]) -> dict[str, Dimension]:
    """Return every dimension of a table by name: its choices, its links, and special ones."""
    own = (
        _field(table, column.name)
        for column in table.columns
        if column.kind.target or (column.kind.choices and column.kind.name == "choice")
    )
    found = {one.name: one for one in (*_SPECIAL.get(table.name, ()),)}
    return {**{one.name: one for one in own}, **found}


DIMENSIONS_BY_NAME = {dimension.name: dimension for dimension in DIMENSIONS}
