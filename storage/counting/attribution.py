"""统计归属: whose figures a record goes into, decided here once for all of them (domain §4.1·4).

A unit that the city counts itself (市直, 省属) reports its people and what they do to the city, so
that counting either here as well would count it twice. What a person does follows the person, what
an organization does follows the organization, what stands at a unit follows the unit. What belongs
to none of them is the county committee's own, its trainings and meetings with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from storage.model.schema import Table

OURS = "本县"
# Whose a record is, is asked of all there is, even in a look at what was known of a past quarter
_OTHERS = f"SELECT u.id FROM main.unit u WHERE u.counted_by <> '{OURS}'"
_WITHIN = (
    "只计本县（区）的单位；市直、省属单位由市里统计：其人员和他们的服务时长、参训、星级、表彰，"
    "其组织和它们的项目、活动、阵地都不计入。没有写明单位的计入本县。"
)
_WITH_OTHERS = "市直、省属单位的人员、组织和他们的服务一并计入。"


def counted_by_county(unit: str, row: str = "t") -> str:
    """Whether the unit that a row names is the county's to count; what names none is."""
    return f"(:only_own = 0 OR {row}.{unit} IS NULL OR {row}.{unit} NOT IN ({_OTHERS}))"


def _of_many(link: str, target: str, unit: str) -> str:
    """The same of whom a row points to; for long tables, by one list of all the others'."""
    others = f"SELECT x.id FROM main.{target} x WHERE x.{unit} IN ({_OTHERS})"
    return f"(:only_own = 0 OR {{row}}.{link} NOT IN ({others}))"


def _through(link: str, target: str, unit: str) -> str:
    """The same of whom a row points to, asked of each row by itself; it may point to nobody."""
    theirs = (
        f"SELECT 1 FROM main.{target} x JOIN main.unit u ON u.id = x.{unit}"
        f" WHERE x.id = {{row}}.{link} AND u.counted_by <> '{OURS}'"
    )
    return f"(:only_own = 0 OR {{row}}.{link} IS NULL OR NOT EXISTS ({theirs}))"


_PERSON = _through("volunteer", "volunteer", "school")
_BODY = _through("organization", "organization", "unit")
_UNIT = counted_by_county("unit", "{row}")
# By the table's name, what must hold of a row; a table that is not named is the county's own
_RULES: dict[str, tuple[str, ...]] = {
    "volunteer": (counted_by_county("school", "{row}"),),
    "service_record": (_of_many("volunteer", "volunteer", "school"),),
    **dict.fromkeys(("attendance", "star_grant", "certificate", "incentive"), (_PERSON,)),
    "organization": (_UNIT,),
    **dict.fromkeys(
        ("project", "activity", "incubation", "partnership", "publicity", "meeting", "charter"),
        (_BODY,),
    ),
    **dict.fromkeys(("talent", "west_volunteer", "need"), (_UNIT,)),
    "site": (_UNIT, _BODY),
    "award": (_PERSON, _BODY),
}  # fmt: skip


def attribution_condition(table: Table[Any], row: str = "t") -> str:
    """Whether a record of the table is the county's to count, as SQL over its row."""
    return " AND ".join(rule.format(row=row) for rule in _RULES.get(table.name, ()))


def attribution_sentence(*, only_own: bool) -> str:
    """The rule in a sentence, as it is set."""
    return _WITHIN if only_own else _WITH_OTHERS
