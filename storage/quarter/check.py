"""Checks of a quarter: findings, results, and the context that checks read."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from storage.counting.figures import CountingContext, figures
from storage.counting.indicators import Selection
from storage.counting.knowledge import as_known
from storage.quarter.comparison import Comparison, compare
from storage.quarter.corrections import find_corrections

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from storage.counting.indicators import MeasuredIndicator
    from storage.model.period import Quarter
    from storage.model.schema import Table
    from storage.quarter.comparison_line import ComparisonLine
    from storage.store.store import Store

# What the link of a finding opens: records, an explanation, zero reports, the plan, advice
RECORDS, EXPLAIN, ZERO, PLAN, SHOW_ADVICE = "records", "explain", "zero", "plan", "tell"


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault found by a check; `fix` is the remedy, and `blocks` whether it prevents sealing.

    `action` is the label of the link, `act` what it opens; `selection` are the records concerned,
    `view` a named view of them, and `codes` the figures.
    """

    text: str
    fix: str
    blocks: bool
    action: str = "去处理"
    act: str = RECORDS
    selection: Selection | None = None
    view: str = ""
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """One check by its number (C1 to C19, or a word); `label` is what holds when it passes."""

    code: str
    label: str
    run: Callable[[CheckContext], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class CheckResult:
    """The findings of a check; none where it passes."""

    check: Check
    findings: tuple[Finding, ...]

    @property
    def ok(self) -> bool:
        """Whether the check passes."""
        return not self.findings

    @property
    def blocks(self) -> bool:
        """Whether one of the findings prevents sealing."""
        return any(one.blocks for one in self.findings)

    def as_json(self) -> dict[str, Any]:
        """Return the result as plain data for scripts and seals."""
        return {
            "code": self.check.code,
            "label": self.check.label,
            "ok": self.ok,
            "blocks": self.blocks,
            "findings": [
                {"text": one.text, "fix": one.fix, "blocks": one.blocks, "codes": list(one.codes)}
                for one in self.findings
            ],
        }


@dataclass
class CheckContext:
    """A ledger at a quarter's cut-off; figures and comparison are computed on first use."""

    store: Store
    quarter: Quarter
    today: date

    @cached_property
    def counting(self) -> CountingContext:
        """The counting rules and parameters at the cut-off."""
        return CountingContext(self.store, self.quarter)

    @cached_property
    def measured(self) -> Mapping[str, MeasuredIndicator]:
        """The figures by code."""
        with as_known(self.store, self.quarter, on=self.today):
            return {one.code: one for one in figures(self.store, self.quarter)}

    @cached_property
    def comparison(self) -> Comparison:
        """The comparison with the earlier quarters."""
        with as_known(self.store, self.quarter, on=self.today):
            return compare(self.store, self.quarter, self.measured.values())

    @cached_property
    def corrected(self) -> list[ComparisonLine]:
        """The figures that differ from the last sealed version."""
        return find_corrections(self.store, self.quarter)

    def number(self, code: str) -> float | int:
        """Return the value of a figure; 0 where it is unknown."""
        one = self.measured.get(code)
        return 0 if one is None or one.value is None else one.value

    def select(self, table: Table[Any], condition: str, **more: object) -> Selection:
        """Return the records of a table that meet a condition."""
        known = {**self.counting.parameters, "quarter": str(self.quarter), **more}
        needed = {name: value for name, value in known.items() if f":{name}" in condition}
        return Selection(table, condition, needed)

    def chosen(self, table: Table[Any], ids: Iterable[int]) -> Selection:
        """Return the records with these numbers."""
        numbers = json.dumps(sorted(ids))
        return self.select(table, "t.id IN (SELECT value FROM json_each(:ids))", ids=numbers)

    def count(self, selection: Selection) -> int:
        """Return the number of records in a selection."""
        sql = f"SELECT count(*) FROM {selection.table.name} t WHERE {selection.condition}"
        values = {**selection.parameters, "on": self.quarter.cut_off.isoformat()}
        return int(self.store.value(sql, values))

    def names(self, selection: Selection, most: int = 3) -> str:
        """Return the titles of the first records: 甲、乙、丙 等."""
        title = selection.table.title
        sql = (
            f"SELECT t.{title} AS name FROM {selection.table.name} t WHERE {selection.condition}"
            f" ORDER BY t.id LIMIT {most + 1}"
        )
        values = {**selection.parameters, "on": self.quarter.cut_off.isoformat()}
        found: Sequence[str] = [str(row["name"]) for row in self.store.rows(sql, values)]
        return "、".join(found[:most]) + (" 等" if len(found) > most else "")


def records_check(
    table: Table[Any],
    condition: str,
    text: str,
    fix: str,
    *,
    blocks: bool,
    action: str = "去处理",
    view: str = "",
) -> Callable[[CheckContext], Iterable[Finding]]:
    """Return a check that no record meets the condition; `{n}` in the text is their number."""

    def find(context: CheckContext) -> Iterable[Finding]:
        selection = context.select(table, condition)
        count = context.count(selection)
        if count:
            words = text.replace("{n}", f"{count:,}")
            yield Finding(words, fix, blocks, action, selection=selection, view=view)

    return find
