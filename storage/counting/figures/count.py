"""Counting: all figures of a quarter, with one query per table however long it is."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from storage.counting.counting_rules import parameters
from storage.counting.figure_numbers import (
    HOURS_EACH,
    PERCENT,
    STORED_PER_UNIT,
    WHETHER,
    average_hours,
    percent,
)
from storage.counting.indicators.indicator import Figure, Indicator, MeasuredIndicator, Selection
from storage.counting.indicators.league import judged_parameters
from storage.counting.indicators.meetings import meeting_parameters
from storage.counting.indicators.registry import BY_CODE
from storage.counting.indicators.stars import star_parameters
from storage.counting.knowledge import as_known
from storage.counting.policy import policy_on, target_of
from storage.counting.rules.league_branches import Judgement, judge_all
from storage.model.tables.setting import BY_PROJECT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from storage.counting.knowledge import Knowledge
    from storage.model.period import Quarter
    from storage.model.schema import Table
    from storage.model.tables.setting import Policy
    from storage.store.store import Store

PartAndWhole = tuple[int, int]  # in the stored unit: records, minutes or cents
PassGroup = tuple["Table[Any]", str, Any]  # indicators of one query: table, scope, aggregates


@dataclass
class CountingContext:
    """A ledger at a quarter's cut-off: the policy in force and the values of all parameters."""

    store: Store
    quarter: Quarter

    @cached_property
    def policy(self) -> Policy:
        """The policy in force in the quarter's year."""
        return policy_on(self.store, self.quarter.year)

    @cached_property
    def judgements(self) -> list[Judgement]:
        """The judgement on league branches of every organization."""
        return judge_all(self.store, self.quarter.cut_off)

    @cached_property
    def parameters(self) -> Mapping[str, object]:
        """The values of every condition's named parameters."""
        return {
            **parameters(self.policy, self.quarter),
            **star_parameters(self.store, self.quarter.cut_off),
            **judged_parameters(self.judgements),
            **meeting_parameters(self.store, self.quarter),
        }

    def unknown(self, indicator: Indicator) -> bool:
        """Whether the quarter knew nothing yet of a table that the figure needs."""
        known: Knowledge | None = self.store.known
        return known is not None and not known.unknown.isdisjoint(indicator.required_tables)

    def selection(self, indicator: Indicator, *conditions: str) -> Selection:
        """Return the records that meet all conditions, with only the parameters they use."""
        condition = " AND ".join(f"({one})" for one in conditions if one != "1") or "1"
        if indicator.aggregates:
            condition = indicator.aggregates.with_subqueries(condition)
        needed = {name: value for name, value in self.parameters.items() if f":{name}" in condition}
        return Selection(indicator.table, condition, needed)

    def target(self, indicator: Indicator) -> int | None:
        """Return the county's target for the year, else the one the notice sets for everybody."""
        set_ = target_of(self.store, self.quarter.year, indicator.code)
        return indicator.required_target if set_ is None else set_


def one_figure(store: Store, quarter: Quarter, code: str) -> MeasuredIndicator:
    """Count one indicator in the quarter, from what was known of it."""
    with as_known(store, quarter):
        return measure(CountingContext(store, quarter), (BY_CODE[code],))[0]


def measure(counting: CountingContext, indicators: Iterable[Indicator]) -> list[MeasuredIndicator]:
    """Count these indicators and return each with its figure."""
    wanted = list(indicators)
    counted = count(counting, wanted)
    return [build_measured(counting, one, counted[one.code]) for one in wanted]


def build_measured(
    counting: CountingContext, indicator: Indicator, counted: PartAndWhole
) -> MeasuredIndicator:
    """Return an indicator with the figure, target, rule and records that belong to the counts."""
    base, whole = indicator.scope, indicator.whole
    if counting.unknown(indicator):
        base = "0"  # an unknown figure has no records behind it
    return MeasuredIndicator(
        indicator,
        build_figure(counting, indicator, *counted),
        counting.target(indicator),
        _rule(counting.policy, indicator),
        counting.selection(indicator, base, indicator.counted_part),
        counting.selection(indicator, base, whole) if whole else None,
    )


def _rule(policy: Policy, indicator: Indicator) -> str:
    youth = f"{policy.youth_from}—{policy.youth_to} 周岁"
    by_project = "按不同的平台编号计", "按这些项目下开展的活动场次计"
    used, other = by_project if policy.projects_by == BY_PROJECT else by_project[::-1]
    scope = youth if policy.youth_target else "全年龄"
    new = "" if policy.new_organizations else "，当年新成立的单列"
    return indicator.rule.format(policy=policy, scope=scope, used=used, other=other, new=new)


def build_figure(counting: CountingContext, indicator: Indicator, part: int, whole: int) -> Figure:
    """Return the figure for a part and a whole; None as its value where nothing was known."""
    if counting.unknown(indicator):
        return Figure(None)
    if indicator.share_of_target:
        target = target_of(counting.store, counting.quarter.year, indicator.share_of_target)
        return Figure(percent(part, target or 0), part, target)
    if indicator.unit == PERCENT:
        return Figure(percent(part, whole), part, whole)
    if indicator.unit == HOURS_EACH:
        return Figure(average_hours(part, whole))
    if indicator.unit == WHETHER:
        return Figure(int(part > 0))
    per_unit = STORED_PER_UNIT.get(indicator.unit)
    return Figure(part / per_unit if per_unit else part)


def count(counting: CountingContext, indicators: Iterable[Indicator]) -> dict[str, PartAndWhole]:
    """Return part and whole of each indicator by code."""
    counted: dict[str, PartAndWhole] = {}
    for group, alike in group_indicators(indicators).items():
        found = counting.store.execute(counting_sql(group, alike), counting.parameters).fetchone()
        counted.update(pair_counts(alike, found))
    return counted


def group_indicators(indicators: Iterable[Indicator]) -> dict[PassGroup, list[Indicator]]:
    """Group the indicators that one query can count."""
    alike: dict[PassGroup, list[Indicator]] = defaultdict(list)
    for one in indicators:
        alike[one.table, one.scope, one.aggregates].append(one)
    return alike


def counting_sql(group: PassGroup, indicators: Sequence[Indicator], among: str = "1") -> str:
    """Return the query that counts a group, over all records or those that meet `among`."""
    return f"SELECT {', '.join(aggregate_columns(indicators))} FROM {rows_sql(group, among=among)}"


def rows_sql(group: PassGroup, join: str = "", among: str = "1") -> str:
    """Return the FROM and WHERE of a group: the rows `t` it is counted from."""
    table, base, aggregates = group
    condition = base if among == "1" else f"{among} AND ({base})"
    if aggregates is None:
        return f"{table.name} t {join} WHERE ({condition})"
    return f"{aggregates.source(table, condition)} {join} WHERE 1"


def pair_counts(indicators: Sequence[Indicator], found: Sequence[float]) -> dict[str, PartAndWhole]:
    """Return a query's row as part and whole by code."""
    return {
        one.code: (int(found[2 * place]), int(found[2 * place + 1]))
        for place, one in enumerate(indicators)
    }


def aggregate_columns(indicators: Sequence[Indicator]) -> list[str]:
    """Return the columns of a query: part and whole of each indicator in turn."""
    found: list[str] = []
    for one in indicators:
        pair = (
            _sum(one.counted_part, one.amount),
            _sum(one.whole or "0", one.whole_amount),
        )
        found += map(one.aggregates.over_joined, pair) if one.aggregates else pair
    return found


def _sum(condition: str, amount: str) -> str:
    if amount:
        return f"total(CASE WHEN {condition} THEN {amount} END)"
    return f"count(CASE WHEN {condition} THEN 1 END)"
