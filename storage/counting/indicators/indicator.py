"""Indicator: a declared condition, its figure, and the records behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from storage.counting.attribution import attribution_condition
from storage.counting.effective_dates import state_key
from storage.counting.figure_numbers import MONEY, STORED_PER_UNIT, format_figure
from storage.model.tables import BY_NAME, FUNDS
from storage.model.tables.setting import POLICIES, TARGETS
from storage.store.listing import Query

if TYPE_CHECKING:
    from collections.abc import Mapping

    from storage.model.period import Quarter
    from storage.model.schema import Table


@dataclass(frozen=True, eq=False)
class RelatedAggregates:
    """Named SQL aggregates over the rows `s` of `table` whose `link` is a row `t`."""

    table: Table[Any]
    link: str
    columns: Mapping[str, str]
    condition: str = "1"

    def source(self, of: Table[Any], base: str) -> str:
        """Return a FROM clause: the rows `t` of a table that meet `base`, each with its aggregates `g`."""
        columns = ", ".join(f"{sql} AS {name}" for name, sql in self.columns.items())
        return (
            f"(SELECT t.id AS id, {columns} FROM {of.name} t LEFT JOIN {self.table.name} s"
            f" ON s.{self.link} = t.id AND {self.condition} WHERE {base} GROUP BY t.id) g"
            f" CROSS JOIN {of.name} t ON t.id = g.id"
        )

    def over_joined(self, condition: str) -> str:
        """Rewrite a condition to read the aggregates from the `g` of `source`."""
        return self._columns.sub(r"g.\1", condition)

    def with_subqueries(self, condition: str) -> str:
        """Rewrite a condition to compute each aggregate by a subquery of the row."""
        return self._columns.sub(lambda match: self._subquery(match[1]), condition)

    @cached_property
    def _columns(self) -> re.Pattern[str]:
        return re.compile(rf"\bt\.({'|'.join(self.columns)})\b")

    def _subquery(self, name: str) -> str:
        return (
            f"(SELECT {self.columns[name]} FROM {self.table.name} s"
            f" WHERE s.{self.link} = t.id AND {self.condition})"
        )


_TABLE_NAMES = re.compile(r"\b(?:FROM|JOIN) (?:main\.)?([a-z_]+)\b(?! *[(.])")
# Tables that only qualify others and may be empty although much is known
QUALIFYING_TABLES = frozenset(
    ("unit", "movement", "consent", "holiday", "star_rule", "star_grant", "branch_cover",
     "league_branch", "brand", "membership")
)  # fmt: skip
STOCK, FLOW, TO_DATE = "时点", "本季", "本年累计"
NOT_SET = "未下达"


@dataclass(frozen=True, eq=False)
class Indicator:
    """One figure the county reports.

    Its value is the number of records of `table` that meet `part`; with `whole`, their share of those
    that meet `whole`; with `amount`, the sum of that expression over them as stored (minutes,
    cents); with `whole_amount`, the denominator is a sum as well. `part_in_whole`: the part is
    counted within the whole. With `share_of_target`, the value is the share of the target of the
    indicator of that code.

    `base` applies to part and whole, together with the attribution to the county; `aggregates` are
    columns that conditions may use besides the table's own. `measure` is the notice's row.
    `has_target`: the city sets the county a target; `required_target` is the one that the notice
    sets for everybody. `also_reads` are further tables whose records change the figure.
    """

    code: str
    label: str
    measure: str
    unit: str
    span: str
    rule: str
    table: Table[Any]
    part: str
    whole: str = ""
    amount: str = ""
    whole_amount: str = ""
    part_in_whole: bool = True
    base: str = "1"
    aggregates: RelatedAggregates | None = None
    share_of_target: str = ""
    has_target: bool = False
    required_target: int | None = None
    also_reads: tuple[Table[Any], ...] = ()

    @cached_property
    def scope(self) -> str:
        """The condition of all records it considers: `base`, and that the county counts them."""
        own = attribution_condition(self.table)
        return self.base if not own or own in self.base else f"({self.base}) AND {own}"

    @cached_property
    def reads(self) -> tuple[Table[Any], ...]:
        """The tables whose changes may change the figure."""
        tables = (self.table, *self.also_reads, *self._tables_read(self.scope), POLICIES, TARGETS)
        return tuple(dict.fromkeys(tables))

    @cached_property
    def required_tables(self) -> frozenset[str]:
        """The tables, and states of tables, without which the figure is unknown.

        Other tables only qualify the records: moves, consents, rules. A figure that is more than a
        plain number of records needs their state as well.
        """
        tables = (self.table, *self.also_reads, *self._tables_read(self.base))
        names = {table.name for table in tables} - (QUALIFYING_TABLES - {self.table.name})
        if self.part != "1" or self.whole or self.amount:
            names.add(state_key(self.table.name))
        return frozenset(names)

    def _tables_read(self, base: str) -> list[Table[Any]]:
        """Return the tables that its conditions name after FROM or JOIN."""
        texts = [base, self.part, self.whole, self.amount, self.whole_amount]
        if self.aggregates:
            texts += [self.aggregates.condition, *self.aggregates.columns.values()]
        names = _TABLE_NAMES.findall(" ".join(texts))
        tables = [BY_NAME[name] for name in names]
        return [self.aggregates.table, *tables] if self.aggregates else tables

    @property
    def counted_part(self) -> str:
        """The condition of the records that are counted as the part."""
        return (
            f"({self.whole}) AND ({self.part})" if self.whole and self.part_in_whole else self.part
        )


@dataclass(frozen=True, slots=True)
class Figure:
    """A counted value; None where nothing was known."""

    value: float | int | None
    numerator: int | None = None
    denominator: int | None = None


@dataclass(frozen=True, slots=True)
class Selection:
    """The records of a table that meet a condition with these parameters."""

    table: Table[Any]
    condition: str
    parameters: Mapping[str, object]

    def query(self, quarter: Quarter, **facts: Any) -> Query[Any]:
        """Return the selection as a query that can be paged, searched and sorted."""
        return Query(
            self.table,
            condition=self.condition,
            parameters=self.parameters,
            on=quarter.cut_off,
            **facts,
        )


@dataclass(frozen=True, slots=True)
class MeasuredIndicator:
    """An indicator with its figure in a quarter, its target, rule text and records."""

    indicator: Indicator
    figure: Figure
    target: int | None
    rule: str
    part: Selection
    whole: Selection | None

    @property
    def code(self) -> str:
        """The indicator's code."""
        return self.indicator.code

    @property
    def label(self) -> str:
        """The indicator's name."""
        return self.indicator.label

    @property
    def unit(self) -> str:
        """The unit of the figure."""
        return self.indicator.unit

    @property
    def value(self) -> float | int | None:
        """The value of the figure."""
        return self.figure.value

    @property
    def text(self) -> str:
        """The figure with its unit, formatted."""
        return format_figure(self.value, self.unit, with_unit=True)

    @property
    def target_text(self) -> str:
        """The target formatted; 未下达 where the city has yet to set one."""
        if self.target is None:
            return NOT_SET if self.indicator.has_target else "—"
        return format_figure(self.target, self.unit, with_unit=True)

    @property
    def reached(self) -> bool | None:
        """Whether the target is reached; None without a figure or a target."""
        if self.target is None or self.value is None:
            return None
        return self.value >= self.target

    @property
    def shortfall(self) -> int | None:
        """The amount missing to the target; for a share, the number of records missing."""
        if self.target is None or self.value is None:
            return None
        if self.unit != "%":
            return max(self.target - int(self.value), 0)
        whole, part = self.figure.denominator or 0, self.figure.numerator or 0
        return max(-(-self.target * whole // 100) - part, 0)

    def as_json(self) -> dict[str, object]:
        """Return the figure as plain data for scripts and seals."""
        return {
            "code": self.code,
            "label": self.label,
            "value": self.value,
            "numerator": self.figure.numerator,
            "denominator": self.figure.denominator,
            "unit": self.unit,
            "target": self.target,
            "rule": self.rule,
        }


def is_money(one: MeasuredIndicator) -> bool:
    """Return whether numerator and denominator are sums of money, in cents."""
    return one.indicator.table is FUNDS


def format_fraction(one: MeasuredIndicator) -> str:
    """Format numerator and denominator: （5/6）, （80,000/120,000元）; "" without a denominator."""
    of, whole = one.figure.numerator or 0, one.figure.denominator
    if not whole:
        return ""
    if is_money(one):
        return f"（{_yuan(of)}/{_yuan(whole)}元）"
    return f"（{of:,}/{whole:,}）"


def _yuan(cents: int) -> str:
    whole, rest = divmod(cents, STORED_PER_UNIT[MONEY])
    return f"{whole:,}.{rest:02}" if rest else f"{whole:,}"
