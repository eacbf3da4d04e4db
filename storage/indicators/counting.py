"""Counting: all figures of a quarter, with one pass over each table however long it is."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from storage.indicators.indicator import Figure, Indicator, Measured, Selection
from storage.indicators.league import set_parameters
from storage.indicators.number import HOURS, PERCENT, WHETHER, percent
from storage.indicators.registry import BY_CODE, INDICATORS
from storage.league_rule import Judgement, judge_all
from storage.policy import policy_on, target_of
from storage.standing import parameters

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from storage.period import Quarter
    from storage.schema import Table
    from storage.store import Store
    from storage.tables.setting import Policy


@dataclass
class Scene:
    """A ledger at a quarter's cut-off: the rules that hold, and the values conditions need."""

    store: Store
    quarter: Quarter

    @cached_property
    def policy(self) -> Policy:
        """The rules of counting that hold in the year."""
        return policy_on(self.store, self.quarter.year)

    @cached_property
    def judgements(self) -> list[Judgement]:
        """What the rule on league branches says of every organization."""
        return judge_all(self.store, self.quarter.cut_off)

    @cached_property
    def parameters(self) -> Mapping[str, object]:
        """The values of every condition's parameters."""
        return {**parameters(self.policy, self.quarter), **set_parameters(self.judgements)}

    def selection(self, table: Table[Any], *conditions: str) -> Selection:
        """The records that meet all the conditions, with the parameters they need and no others."""
        condition = " AND ".join(f"({one})" for one in conditions if one != "1") or "1"
        needed = {name: value for name, value in self.parameters.items() if f":{name}" in condition}
        return Selection(table, condition, needed)

    def target(self, indicator: Indicator) -> int | None:
        """What was set for the year, else what the notice demands of everybody."""
        set_ = target_of(self.store, self.quarter.year, indicator.code)
        return indicator.demanded if set_ is None else set_


def figures(store: Store, quarter: Quarter) -> list[Measured]:
    """Every indicator's figure in the quarter."""
    return measure(Scene(store, quarter), INDICATORS)


def one_figure(store: Store, quarter: Quarter, code: str) -> Measured:
    """One indicator's figure in the quarter."""
    return measure(Scene(store, quarter), (BY_CODE[code],))[0]


def measure(scene: Scene, indicators: Iterable[Indicator]) -> list[Measured]:
    """The figures of these indicators."""
    wanted = list(indicators)
    counted = _count(scene, wanted)
    return [_measured(scene, one, counted[one.code]) for one in wanted]


def _measured(scene: Scene, indicator: Indicator, counted: tuple[int, int]) -> Measured:
    base, whole = indicator.base, indicator.whole
    return Measured(
        indicator,
        _figure(scene, indicator, *counted),
        scene.target(indicator),
        indicator.rule.format(policy=scene.policy, scope=_scope(scene.policy)),
        scene.selection(indicator.table, base, whole or "1", indicator.part),
        scene.selection(indicator.table, base, whole) if whole else None,
    )


def _scope(policy: Policy) -> str:
    if policy.youth_target:
        return f"{policy.youth_from}—{policy.youth_to} 周岁"
    return "全年龄"


def _figure(scene: Scene, indicator: Indicator, part: int, whole: int) -> Figure:
    if indicator.completes:
        target = target_of(scene.store, scene.quarter.year, indicator.completes)
        return Figure(percent(part, target or 0), part, target)
    if indicator.unit == PERCENT:
        return Figure(percent(part, whole), part, whole)
    if indicator.unit == WHETHER:
        return Figure(int(part > 0))
    return Figure(part / 60 if indicator.unit == HOURS else part)


def _count(scene: Scene, indicators: list[Indicator]) -> dict[str, tuple[int, int]]:
    """The part and the whole of each indicator by code."""
    alike: dict[tuple[Table[Any], str], list[Indicator]] = defaultdict(list)
    for indicator in indicators:
        alike[indicator.table, indicator.base].append(indicator)
    counted: dict[str, tuple[int, int]] = {}
    for (table, base), group in alike.items():
        sums = ", ".join(sum_ for one in group for sum_ in _sums(one))
        sql = f"SELECT {sums} FROM {table.name} t WHERE {base}"
        found = scene.store.connection.execute(sql, scene.parameters).fetchone()
        for place, one in enumerate(group):
            counted[one.code] = (int(found[2 * place]), int(found[2 * place + 1]))
    return counted


def _sums(indicator: Indicator) -> tuple[str, str]:
    whole = indicator.whole or "0"
    part = f"({indicator.part})" + (f" AND ({indicator.whole})" if indicator.whole else "")
    what = indicator.amount or "1"
    return f"total(CASE WHEN {part} THEN {what} END)", f"total(CASE WHEN {whole} THEN 1 END)"
