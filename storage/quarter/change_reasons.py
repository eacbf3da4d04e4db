"""Why a figure changed, drafted from the records: who came, who left, each under one cause."""

from __future__ import annotations

import json
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from storage.counting import counting_rules as who
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
    """`of` is a condition that the figure must rest on; `sql` holds of a row on the other side."""

    word: str
    of: str
    sql: str


def _not(condition: str) -> str:
    return f"NOT ifnull({condition}, 0)"


def _counted_by(word: str) -> dict[str, tuple[Cause, ...]]:
    """The cause that holds for every table whose records may be the city's to count."""
    return {
        table.name: (Cause(word, own, _not(own)),)
        for table in TABLES
        if (own := attribution_condition(table))
    }


_GONE = _not(who.PRESENT)
_ELSEWHERE = _not(counted_by_county("school"))
_UNIT_ELSEWHERE = _not(counted_by_county("unit"))
_JUDGED = ":judged_"  # what the rule on league branches finds stands in a parameter of that name
_CANCELLED = "t.registration_status = '已注销'"

# Of those who are no longer counted, as the ledger has them now
LEAVING_CAUSES = {
    **_counted_by(COUNTED_BY_CITY),
    VOLUNTEERS.name: (
        Cause("毕业", who.ROSTER, f"{_GONE} AND t.status = '毕业'"),
        Cause("转出", who.ROSTER, f"{_GONE} AND t.status = '转出'"),
        Cause("退出", who.ROSTER, _GONE),
        Cause(COUNTED_BY_CITY, who.ROSTER, _ELSEWHERE),
        Cause("注销注册", who.REGISTERED_BY_NOW, _CANCELLED),
        Cause("注册状态更正", who.REGISTERED_BY_NOW, _not(who.REGISTERED_BY_NOW)),
        Cause("超过 {youth_to} 周岁", who.OF_YOUTH, f"{who.AGE} > :youth_to"),
        Cause("出生日期更正", who.OF_YOUTH, _not(who.OF_YOUTH)),
        Cause("离团或不再是团员", who.MEMBER, _not(who.MEMBER)),
        Cause("不再是在校大学生", who.ADULT_STUDENT, _not(who.ADULT_STUDENT)),
        Cause("满 14 周岁", who.PUPIL, f"{who.AGE} >= {who.REGISTRABLE_FROM}"),
        Cause("满 18 周岁", who.MINOR, f"{who.AGE} >= {who.ADULT_FROM}"),
        Cause("监护人撤回同意", who.CONSENTED, _not(who.CONSENTED)),
        Cause("不再是骨干", who.BACKBONE, _not(who.BACKBONE)),
    ),
    ORGANIZATIONS.name: (
        Cause("撤销", who.ACTIVE, _not(who.in_force())),
        Cause(COUNTED_BY_CITY, who.ACTIVE, _UNIT_ELSEWHERE),
        Cause("民政注册凭证更正", who.CIVIL, _not(who.CIVIL)),
        Cause("平台账号停用", who.ON_PLATFORM, _not(who.ON_PLATFORM)),
        Cause("撤销", _JUDGED, _not(who.in_force())),
        Cause("民政注册凭证更正", _JUDGED, _not(who.CIVIL)),
        Cause("团员人数或建团情况变化", _JUDGED, "1"),
    ),
    TALENTS.name: (Cause("离岗", THERE, _not(THERE)),),
    WEST_VOLUNTEERS.name: (Cause("服务期满或离岗", AT_POST, _not(AT_POST)),),
    UNITS.name: (
        Cause("停用或改由市里统计", who.OUR_UNIT, _not(who.OUR_UNIT)),
        Cause("大队撤销", who.HAS_BRIGADE, _not(who.HAS_BRIGADE)),
    ),
}

# Of those who are newly counted, as the ledger had them before
JOINING_CAUSES = {
    **_counted_by(COUNTED_BY_COUNTY),
    VOLUNTEERS.name: (
        Cause("重新在册", who.ROSTER, _GONE),
        Cause(COUNTED_BY_COUNTY, who.ROSTER, _ELSEWHERE),
        Cause("新注册", who.REGISTERED_BY_NOW, _not(who.REGISTERED_BY_NOW)),
        Cause("满 {youth_from} 周岁", who.OF_YOUTH, f"{who.AGE} < :youth_from"),
        Cause("出生日期更正", who.OF_YOUTH, _not(who.OF_YOUTH)),
        Cause("新入团", who.MEMBER, _not(who.MEMBER)),
        Cause("满 18 周岁或新升学", who.ADULT_STUDENT, _not(who.ADULT_STUDENT)),
        Cause("满 10 周岁", who.PUPIL, f"{who.AGE} < {who.STUDENT_FROM}"),
        Cause("补签同意", who.CONSENTED, _not(who.CONSENTED)),
        Cause("新任骨干", who.BACKBONE, _not(who.BACKBONE)),
    ),
    ORGANIZATIONS.name: (
        Cause("新建立", who.ACTIVE, _not(who.in_force())),
        Cause("新在民政注册", who.CIVIL, _not(who.CIVIL)),
        Cause("新入驻平台", who.ON_PLATFORM, _not(who.ON_PLATFORM)),
        Cause("新建立", _JUDGED, _not(who.in_force())),
        Cause("新在民政注册", _JUDGED, _not(who.CIVIL)),
        Cause("团员人数或建团情况变化", _JUDGED, "1"),
    ),
    TALENTS.name: (Cause("新到岗", THERE, _not(THERE)),),
    WEST_VOLUNTEERS.name: (Cause("新到岗", AT_POST, _not(AT_POST)),),
    UNITS.name: (
        Cause("新启用", who.OUR_UNIT, _not(who.OUR_UNIT)),
        Cause("新建大队", who.HAS_BRIGADE, _not(who.HAS_BRIGADE)),
    ),
}


def matching_causes(
    causes: dict[str, tuple[Cause, ...]], table: Table[Any], whole: str
) -> Iterator[Cause]:
    """The causes that speak of what the figure's condition is made of."""
    return (cause for cause in causes.get(table.name, ()) if cause.of in whole)


def cause_case_sql(causes: Iterator[Cause]) -> str:
    """The SQL that gives each row the first cause that fits, by the row's id in `:ids`."""
    cases = " ".join(f"WHEN {cause.sql} THEN '{cause.word}'" for cause in causes)
    return f"CASE {cases} ELSE '{OTHER}' END" if cases else f"'{OTHER}'"


Number = float | int | None
Counts = dict[str, int]


@dataclass(frozen=True, slots=True)
class CountChanges:
    """How many records are newly behind a figure, and how many no longer, by cause."""

    added: Counts
    removed: Counts

    @property
    def net(self) -> int:
        """What the two come to."""
        return sum(self.added.values()) - sum(self.removed.values())

    def text(self, unit: str) -> str:
        """In words: 增加 120 人（新注册 100、新录入 20），减少 175 人（毕业 120…）."""
        parts = [
            f"{verb} {sum(counts.values()):,} {unit}（{_listed(counts)}）"
            for verb, counts in (("增加", self.added), ("减少", self.removed))
            if counts
        ]
        return "，".join(parts)


def _listed(counts: Counts) -> str:
    ordered = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    return "、".join(f"{word} {number:,}" for word, number in ordered)


@dataclass
class ReasonDrafter:
    """The ledger now, and the quarter before as it was sealed, or as the ledger has it."""

    now: CountingContext
    before: CountingContext
    codes: Collection[str] = tuple(BY_CODE)

    @classmethod
    @contextmanager
    def over(
        cls, store: Store, quarter: Quarter, codes: Collection[str] = tuple(BY_CODE)
    ) -> Iterator[ReasonDrafter]:
        """With the earlier quarter's seal open, if it has one, for drafts on these figures."""
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
        """Why the figure fell, in a sentence; what is not known is left for the clerk to add."""
        one = BY_CODE[code]
        told = change_phrase(before, now, one.unit)
        if one.span != STOCK:
            return told + "。"
        words = self.moves(code).text(one.table.unit)
        whole = self.moves(code, whole=True).text(one.table.unit) if one.whole else ""
        if not one.whole:
            return f"{told}：{words}。" if words else f"{told}。"
        parts = [f"{what}{text}" for what, text in (("基数", whole), ("其中", words)) if text]
        return f"{told}：{'；'.join(parts)}。" if parts else f"{told}。"

    def moves(self, code: str, *, whole: bool = False) -> CountChanges:
        """Who came and who left between the two, by cause; the net is the change of the count."""
        now, before = self._now[code], self._before[code]
        chosen = (now.whole or now.part, before.whole or before.part) if whole else None
        selection, earlier = chosen or (now.part, before.part)
        there, then = _ids(self.now, selection), _ids(self.before, earlier)
        return CountChanges(
            dict(self._joiners(selection, sorted(there - then))),
            dict(self._leavers(earlier, sorted(then - there))),
        )

    def _leavers(self, selection: Selection, ids: list[int]) -> Counter[str]:
        causes = cause_case_sql(
            matching_causes(LEAVING_CAUSES, selection.table, selection.condition)
        )
        found = _sorted_out(self.now, selection, causes, ids)
        found += _removed(self.now.store, selection, ids)
        return found

    def _joiners(self, selection: Selection, ids: list[int]) -> Counter[str]:
        causes = cause_case_sql(
            matching_causes(JOINING_CAUSES, selection.table, selection.condition)
        )
        found = _sorted_out(self.before, selection, causes, ids)
        new = len(ids) - sum(found.values())
        return found + Counter({NEW: new})


def _ids(counting: CountingContext, selection: Selection) -> set[int]:
    sql = f"SELECT t.id FROM {selection.table.name} t WHERE {selection.condition}"
    with as_known(counting.store, counting.quarter):
        found = counting.store.execute(sql, dict(selection.parameters))
        return {number for (number,) in found}


def _sorted_out(
    counting: CountingContext, selection: Selection, causes: str, ids: list[int]
) -> Counter[str]:
    """How many of the records that are there fall under each cause."""
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


def _removed(store: Store, selection: Selection, ids: list[int]) -> Counter[str]:
    """How many are gone from the ledger: merged with another as the journal says, or removed."""
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
