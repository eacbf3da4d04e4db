"""Comparison of a quarter with the previous one and the same one last year."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from storage.counting.figures import figures
from storage.counting.indicators import INDICATORS
from storage.counting.indicators.indicator import STOCK
from storage.counting.knowledge import as_known
from storage.model.tables.dispatch import DISPATCHES
from storage.quarter.change_reasons import ReasonDrafter
from storage.quarter.comparison_line import ComparisonLine, Number
from storage.quarter.explanation import load_explanations, with_explanation
from storage.seals.seal import contents_of, seal_of, seals

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from storage.counting.indicators import MeasuredIndicator
    from storage.model.period import Quarter
    from storage.seals.seal import Seal
    from storage.store.store import Store

FIRST, FIRST_YEAR = "首次报送，无上季数", "首次报送，无去年同期数"
RECOUNTED = "按现在的台账回算"
BY_DATE = "只按那时台账已有的和日期在那以前的记录回算；那时还没有录入的写“无数据”"


@dataclass(frozen=True, slots=True)
class Comparison:
    """The comparison of all indicators; `basis` and `year_basis` describe the earlier numbers."""

    lines: tuple[ComparisonLine, ...]
    basis: str
    year_basis: str

    @property
    def decreased(self) -> tuple[ComparisonLine, ...]:
        """The lines that decreased."""
        return tuple(line for line in self.lines if line.is_decrease)

    def as_json(self) -> dict[str, Any]:
        """Return the comparison as plain data for seals and scripts."""
        lines = [line.as_json() for line in self.lines]
        return {"lines": lines, "basis": self.basis, "year_basis": self.year_basis}


def comparison_from(saved: Mapping[str, Any]) -> Comparison:
    """Return a comparison from its sealed form; fields of newer programs are ignored."""
    names = set(ComparisonLine.__dataclass_fields__)
    lines = (
        {name: value for name, value in line.items() if name in names} for line in saved["lines"]
    )
    return Comparison(
        tuple(ComparisonLine(**line) for line in lines), saved["basis"], saved["year_basis"]
    )


def compare(
    store: Store, quarter: Quarter, counted: Iterable[MeasuredIndicator] | None = None
) -> Comparison:
    """Compare the quarter as counted now with the earlier ones, sealed or recounted.

    `counted` are the figures of the quarter, if they were counted already.
    """
    counted = figures(store, quarter) if counted is None else counted
    before: Mapping[str, Number] = {}
    year_ago: Mapping[str, Number] = {}
    basis, year_basis = FIRST, FIRST_YEAR
    if not is_first_report(store, quarter):
        before, basis = values_of(store, quarter.previous)
        year_ago, year_basis = values_of(store, type(quarter)(quarter.year - 1, quarter.number))
    saved = load_explanations(store, quarter)
    lines = [
        with_explanation(
            ComparisonLine(
                one.code, one.label, one.indicator.measure, one.unit, one.indicator.span,
                one.value, before.get(one.code), year_ago.get(one.code),
            ),
            saved,
        )
        for one in counted
    ]  # fmt: skip
    drafts = dict(_drafts(store, quarter, lines))
    return Comparison(
        tuple(replace(line, text=drafts.get(line.code, line.text)) for line in lines),
        basis,
        year_basis,
    )


def _drafts(
    store: Store, quarter: Quarter, lines: list[ComparisonLine]
) -> Iterator[tuple[str, str]]:
    """Yield code and draft for each line that decreased and has no explanation yet."""
    wanted = [line for line in lines if line.is_decrease and not line.text]
    if not wanted:
        return
    counted = [line.code for line in wanted if line.span == STOCK]
    with ReasonDrafter.open_for(store, quarter, counted) as drafter:
        for line in wanted:
            yield line.code, drafter.draft(line.code, line.before, line.now)


def is_first_report(store: Store, quarter: Quarter) -> bool:
    """Return whether no earlier quarter was sealed or sent."""
    earlier = f"SELECT 1 FROM {DISPATCHES.name} WHERE quarter < ? LIMIT 1"
    sent = store.value(earlier, (str(quarter),)) is not None
    return not sent and not any(one.quarter < quarter for one in seals(store))


def values_of(
    store: Store, quarter: Quarter, version: int | None = None
) -> tuple[Mapping[str, Number], str]:
    """Return a quarter's figures by code, sealed or recounted, and the sentence that says which."""
    seal = seal_of(store, quarter, version)
    if seal is not None:
        return sealed_values(store, seal), f"{quarter.label}{seal.label}"
    with as_known(store, quarter) as found:
        values = {one.code: one.value for one in figures(store, quarter)}
    return values, f"{quarter.label}没有封存，{RECOUNTED if found.whole else BY_DATE}"


def sealed_values(store: Store, seal: Seal) -> Mapping[str, Number]:
    """Return the figures of a sealed version by code."""
    return {one["code"]: one["value"] for one in contents_of(store, seal)["figures"]}


def compare_quarters(
    store: Store, earlier: tuple[Quarter, int | None], later: tuple[Quarter, int | None]
) -> list[ComparisonLine]:
    """Compare two quarters, each in the version requested, or recounted without one."""
    first, _basis = values_of(store, *earlier)
    last, _basis = values_of(store, *later)
    return [
        ComparisonLine(
            one.code, one.label, one.measure, one.unit, one.span, last.get(one.code),
            first.get(one.code), None,
        )
        for one in INDICATORS
    ]  # fmt: skip
