"""统计归属: which office a record is counted by; the only place that decides it (domain §4.1·4).

A unit that the city counts itself (市直, 省属) reports its people and their work to the city;
counting either here as well would count it twice. A record of a person follows the person's unit, a
record of an organization the organization's unit, a record of a unit that unit. A record that names
none of them, such as a training or a meeting, belongs to the county committee itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from storage.model.schema import Table

OURS = "本县"
# `main.` skips the temporary views of a past quarter (`knowledge`): attribution reads all rows
_OTHERS = f"SELECT u.id FROM main.unit u WHERE u.counted_by <> '{OURS}'"
_WITHIN = (
    "只计本县（区）的单位；市直、省属单位由市里统计：其人员和他们的服务时长、参训、星级、表彰，"
    "其组织和它们的项目、活动、阵地都不计入。没有写明单位的计入本县。"
)
_WITH_OTHERS = "市直、省属单位的人员、组织和他们的服务一并计入。"


def counted_by_county(unit: str, row: str = "t") -> str:
    """Return the SQL condition that the unit in a row's column is the county's, or that it has none."""
    return f"(:only_own = 0 OR {row}.{unit} IS NULL OR {row}.{unit} NOT IN ({_OTHERS}))"


def _of_many(link: str, target: str, unit: str) -> str:
    """Return the condition through a link, as one list of excluded ids: fast over long tables."""
    others = f"SELECT x.id FROM main.{target} x WHERE x.{unit} IN ({_OTHERS})"
    return f"(:only_own = 0 OR {{row}}.{link} NOT IN ({others}))"


def _through(link: str, target: str, unit: str) -> str:
    """Return the condition through a link, tested row by row; the link may be empty."""
    theirs = (
        f"SELECT 1 FROM main.{target} x JOIN main.unit u ON u.id = x.{unit}"
        f" WHERE x.id = {{row}}.{link} AND u.counted_by <> '{OURS}'"
    )
    return f"(:only_own = 0 OR {{row}}.{link} IS NULL OR NOT EXISTS ({theirs}))"


_PERSON = _through("volunteer", "volunteer", "school")
_BODY = _through("organization", "organization", "unit")
_UNIT = counted_by_county("unit", "{row}")
# The conditions on a row by table name; records of a table not listed are always the county's
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
    """Return the SQL condition that the county counts a record of the table; "" if it always does."""
    return " AND ".join(rule.format(row=row) for rule in _RULES.get(table.name, ()))


def attribution_sentence(*, only_own: bool) -> str:
    """Return the rule as a sentence for the report, by the policy's setting."""
    return _WITHIN if only_own else _WITH_OTHERS
