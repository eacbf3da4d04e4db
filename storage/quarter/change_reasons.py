"""Reasons for a change of a figure: records added and removed, each counted under one cause."""

from __future__ import annotations

import json
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from storage.counting import counting_rules as rules
from storage.counting.attribution import attribution_condition, counted_by_county
from storage.counting.figures import CountingContext, figures
from storage.counting.figures.count import measure
from storage.counting.indicators import BY_CODE
from storage.counting.indicators.indicator import STOCK
from storage.counting.indicators.talents import AT_POST, THERE
from storage.counting.knowledge import as_known
from storage.model.tables import TABLES
from storage.model.tables.organization import ORGANIZATIONS
from storage.model.tables.talent import TALENTS, WEST_VOLUNTEERS
from storage.model.tables.unit import UNITS
from storage.model.tables.volunteer import VOLUNTEERS
from storage.quarter.explanation import change_phrase
from storage.seals.seal import last_seal, open_seal

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from storage.counting.indicators import MeasuredIndicator, Selection
    from storage.model.period import Quarter
    from storage.model.schema import Table
    from storage.store.store import Store

COUNTED_BY_CITY, COUNTED_BY_COUNTY = "改由市里统计", "改由本县统计"
NEW, MERGED, REMOVED, OTHER = "新录入", "合并重复", "删除", "情况变化"


@dataclass(frozen=True, slots=True)
class Cause:
    """A cause; `required` is a condition the figure must use, `sql` one that its row must meet."""

    label: str
    required: str
    sql: str


def _not(condition: str) -> str:
    return f"NOT ifnull({condition}, 0)"


def _counted_by(label: str) -> dict[str, tuple[Cause, ...]]:
    """Return the cause common to all tables whose records may be attributed to the city."""
    return {
        table.name: (Cause(label, own, _not(own)),)
        for table in TABLES
        if (own := attribution_condition(table))
    }


_NOT_PRESENT = _not(rules.PRESENT)
_ELSEWHERE = _not(counted_by_county("school"))
_UNIT_ELSEWHERE = _not(counted_by_county("unit"))
_JUDGED = ":judged_"  # prefix of the parameters with the results of the rule on league branches
_CANCELLED = "t.registration_status = '已注销'"

# Causes of records that are no longer counted, by their state in the ledger now
LEAVING_CAUSES = {
    **_counted_by(COUNTED_BY_CITY),
    VOLUNTEERS.name: (
        Cause("毕业", rules.ROSTER, f"{_NOT_PRESENT} AND t.status = '毕业'"),
        Cause("转出", rules.ROSTER, f"{_NOT_PRESENT} AND t.status = '转出'"),
        Cause("退出", rules.ROSTER, _NOT_PRESENT),
        Cause(COUNTED_BY_CITY, rules.ROSTER, _ELSEWHERE),
        Cause("注销注册", rules.REGISTERED_BY_NOW, _CANCELLED),
        Cause("注册状态更正", rules.REGISTERED_BY_NOW, _not(rules.REGISTERED_BY_NOW)),
        Cause("超过 {youth_to} 周岁", rules.OF_YOUTH, f"{rules.AGE} > :youth_to"),
        Cause("出生日期更正", rules.OF_YOUTH, _not(rules.OF_YOUTH)),
        Cause("离团或不再是团员", rules.MEMBER, _not(rules.MEMBER)),
        Cause("不再是在校大学生", rules.ADULT_STUDENT, _not(rules.ADULT_STUDENT)),
        Cause("满 14 周岁", rules.PUPIL, f"{rules.AGE} >= {rules.REGISTRABLE_FROM}"),
        Cause("满 18 周岁", rules.MINOR, f"{rules.AGE} >= {rules.ADULT_FROM}"),
        Cause("监护人撤回同意", rules.CONSENTED, _not(rules.CONSENTED)),
        Cause("不再是骨干", rules.BACKBONE, _not(rules.BACKBONE)),
    ),
    ORGANIZATIONS.name: (
        Cause("撤销", rules.ACTIVE, _not(rules.in_force())),
        Cause(COUNTED_BY_CITY, rules.ACTIVE, _UNIT_ELSEWHERE),
        Cause("民政注册凭证更正", rules.CIVIL, _not(rules.CIVIL)),
        Cause("平台账号停用", rules.ON_PLATFORM, _not(rules.ON_PLATFORM)),
        Cause("撤销", _JUDGED, _not(rules.in_force())),
        Cause("民政注册凭证更正", _JUDGED, _not(rules.CIVIL)),
        Cause("团员人数或建团情况变化", _JUDGED, "1"),
    ),
    TALENTS.name: (Cause("离岗", THERE, _not(THERE)),),
    WEST_VOLUNTEERS.name: (Cause("服务期满或离岗", AT_POST, _not(AT_POST)),),
    UNITS.name: (
        Cause("停用或改由市里统计", rules.OUR_UNIT, _not(rules.OUR_UNIT)),
        Cause("大队撤销", rules.HAS_BRIGADE, _not(rules.HAS_BRIGADE)),
    ),
}

# Causes of records that are newly counted, by their state in the earlier ledger
JOINING_CAUSES = {
    **_counted_by(COUNTED_BY_COUNTY),
    VOLUNTEERS.name: (
        Cause("重新在册", rules.ROSTER, _NOT_PRESENT),
        Cause(COUNTED_BY_COUNTY, rules.ROSTER, _ELSEWHERE),
        Cause("新注册", rules.REGISTERED_BY_NOW, _not(rules.REGISTERED_BY_NOW)),
        Cause("满 {youth_from} 周岁", rules.OF_YOUTH, f"{rules.AGE} < :youth_from"),
        Cause("出生日期更正", rules.OF_YOUTH, _not(rules.OF_YOUTH)),
        Cause("新入团", rules.MEMBER, _not(rules.MEMBER)),
        Cause("满 18 周岁或新升学", rules.ADULT_STUDENT, _not(rules.ADULT_STUDENT)),
        Cause("满 10 周岁", rules.PUPIL, f"{rules.AGE} < {rules.STUDENT_FROM}"),
        Cause("补签同意", rules.CONSENTED, _not(rules.CONSENTED)),
        Cause("新任骨干", rules.BACKBONE, _not(rules.BACKBONE)),
    ),
    ORGANIZATIONS.name: (
        Cause("新建立", rules.ACTIVE, _not(rules.in_force())),
        Cause("新在民政注册", rules.CIVIL, _not(rules.CIVIL)),
        Cause("新入驻平台", rules.ON_PLATFORM, _not(rules.ON_PLATFORM)),
        Cause("新建立", _JUDGED, _not(rules.in_force())),
        Cause("新在民政注册", _JUDGED, _not(rules.CIVIL)),
        Cause("团员人数或建团情况变化", _JUDGED, "1"),
    ),
    TALENTS.name: (Cause("新到岗", THERE, _not(THERE)),),
    WEST_VOLUNTEERS.name: (Cause("新到岗", AT_POST, _not(AT_POST)),),
    UNITS.name: (
        Cause("新启用", rules.OUR_UNIT, _not(rules.OUR_UNIT)),
        Cause("新建大队", rules.HAS_BRIGADE, _not(rules.HAS_BRIGADE)),
    ),
}


def matching_causes(
    causes: dict[str, tuple[Cause, ...]], table: Table[Any], whole: str
) -> Iterator[Cause]:
    """Yield the causes that apply to the conditions of a figure."""
    return (cause for cause in causes.get(table.name, ()) if cause.required in whole)


def cause_case_sql(causes: Iterator[Cause]) -> str:
    """Return the SQL expression for the first cause that applies to a row."""
    cases = " ".join(f"WHEN {cause.sql} THEN '{cause.label}'" for cause in causes)
    return f"CASE {cases} ELSE '{OTHER}' END" if cases else f"'{OTHER}'"


Number = float | int | None
Counts = dict[str, int]


@dataclass(frozen=True, slots=True)
class CountChanges:
    """Numbers of records added to a figure and removed from it, by cause."""

    added: Counts
    removed: Counts

    @property
    def net(self) -> int:
        """The difference between added and removed."""
        return sum(self.added.values()) - sum(self.removed.values())

    def text(self, unit: str) -> str:
        """Format as 增加 120 人（新注册 100、新录入 20），减少 175 人（毕业 120…）."""
        parts = [
            f"{verb} {sum(counts.values()):,} {unit}（{_listed(counts)}）"
            for verb, counts in (("增加", self.added), ("减少", self.removed))
            if counts
        ]
        return "，".join(parts)


def _listed(counts: Counts) -> str:
    ordered = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    return "、".join(f"{label} {number:,}" for label, number in ordered)


@dataclass
class ReasonDrafter:
    """Drafts reasons from the ledger now and the previous quarter, sealed or recounted."""

    now: CountingContext
    before: CountingContext
    codes: Collection[str] = tuple(BY_CODE)

    @classmethod
    @contextmanager
    def open_for(
        cls, store: Store, quarter: Quarter, codes: Collection[str] = tuple(BY_CODE)
    ) -> Iterator[ReasonDrafter]:
        """Open the previous quarter's seal, if it has one, for drafts on these figures."""
        seal = last_seal(store, quarter.previous)
        counting = CountingContext(store, quarter)
        if seal is None:
            yield cls(counting, CountingContext(store, quarter.previous), codes)
            return
        needed = {table for code in codes for table in BY_CODE[code].reads}
        with open_seal(store, seal, needed) as past:
            yield cls(counting, CountingContext(past, quarter.previous), codes)

    @cached_property
    def _now(self) -> Mapping[str, MeasuredIndicator]:
        return {one.code: one for one in figures(self.now.store, self.now.quarter)}

    @cached_property
    def _before(self) -> Mapping[str, MeasuredIndicator]:
        wanted = [BY_CODE[code] for code in self.codes]
        with as_known(self.before.store, self.before.quarter):
            return {one.code: one for one in measure(self.before, wanted)}

    def draft(self, code: str, before: Number, now: Number) -> str:
        """Return a sentence on why the figure changed, for the clerk to complete."""
        one = BY_CODE[code]
        phrase = change_phrase(before, now, one.unit)
        if one.span != STOCK:
            return phrase + "。"
        words = self.changes(code).text(one.table.unit)
        whole = self.changes(code, whole=True).text(one.table.unit) if one.whole else ""
        if not one.whole:
            return f"{phrase}：{words}。" if words else f"{phrase}。"
        parts = [f"{what}{text}" for what, text in (("基数", whole), ("其中", words)) if text]
        return f"{phrase}：{'；'.join(parts)}。" if parts else f"{phrase}。"

    def changes(self, code: str, *, whole: bool = False) -> CountChanges:
        """Return the records added and removed, by cause; their net is the change of the count."""
        now, before = self._now[code], self._before[code]
        chosen = (now.whole or now.part, before.whole or before.part) if whole else None
        selection, earlier = chosen or (now.part, before.part)
        there, then = _ids(self.now, selection), _ids(self.before, earlier)
        return CountChanges(
            dict(self._added(selection, sorted(there - then))),
            dict(self._removed_by_cause(earlier, sorted(then - there))),
        )

    def _removed_by_cause(self, selection: Selection, ids: list[int]) -> Counter[str]:
        causes = cause_case_sql(
            matching_causes(LEAVING_CAUSES, selection.table, selection.condition)
        )
        found = _count_by_cause(self.now, selection, causes, ids)
        found += _count_deleted(self.now.store, selection, ids)
        return found

    def _added(self, selection: Selection, ids: list[int]) -> Counter[str]:
        causes = cause_case_sql(
            matching_causes(JOINING_CAUSES, selection.table, selection.condition)
        )
        found = _count_by_cause(self.before, selection, causes, ids)
        new = len(ids) - sum(found.values())
        return found + Counter({NEW: new})


def _ids(counting: CountingContext, selection: Selection) -> set[int]:
    sql = f"SELECT t.id FROM {selection.table.name} t WHERE {selection.condition}"
    with as_known(counting.store, counting.quarter):
        found = counting.store.execute(sql, dict(selection.parameters))
        return {number for (number,) in found}


def _count_by_cause(
    counting: CountingContext, selection: Selection, causes: str, ids: list[int]
) -> Counter[str]:
    """Count the records that still exist by cause."""
    if not ids:
        return Counter()
    sql = (
        f"SELECT {causes} AS cause, count(*) AS number FROM {selection.table.name} t"
        " WHERE t.id IN (SELECT value FROM json_each(:ids)) GROUP BY 1"
    )
    values: dict[str, Any] = {**counting.parameters, "ids": json.dumps(ids)}
    with as_known(counting.store, counting.quarter):
        return Counter(
            {
                row["cause"].format(**counting.parameters): row["number"]
                for row in counting.store.rows(sql, values)
            }
        )


def _count_deleted(store: Store, selection: Selection, ids: list[int]) -> Counter[str]:
    """Count the records no longer in the ledger as merged or removed, by the journal."""
    sql = (
        f"WITH gone AS (SELECT value AS id FROM json_each(:ids)"
        f" WHERE value NOT IN (SELECT id FROM {selection.table.name}))"
        " SELECT ifnull((SELECT e.reason FROM change c JOIN edit e ON e.id = c.edit"
        " WHERE c.record_id = gone.id AND c.table_name = :name AND c.after IS NULL"
        " ORDER BY c.id DESC LIMIT 1), '') AS reason FROM gone"
    )
    values = {"ids": json.dumps(ids), "name": selection.table.name}
    reasons = [row["reason"] for row in store.rows(sql, values)]
    merged = sum("合并" in reason for reason in reasons)
    return +Counter({MERGED: merged, REMOVED: len(reasons) - merged})
