"""A quarter beside the one before and the same one last year, with every decrease explained."""

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
    """All indicators; `basis` and `year_basis` say what the earlier numbers rest on."""

    lines: tuple[ComparisonLine, ...]
    basis: str
    year_basis: str

    @property
    def decreased(self) -> tuple[ComparisonLine, ...]:
        """Those that fell."""
        return tuple(line for line in self.lines if line.is_decrease)

    def as_json(self) -> dict[str, Any]:
        """As it is sealed, and for scripts."""
        lines = [line.as_json() for line in self.lines]
        return {"lines": lines, "basis": self.basis, "year_basis": self.year_basis}


def comparison_from(kept: Mapping[str, Any]) -> Comparison:
    """The comparison as it was sealed."""
    names = set(ComparisonLine.__dataclass_fields__)
    lines = (
        {name: value for name, value in line.items() if name in names} for line in kept["lines"]
    )
    return Comparison(
        tuple(ComparisonLine(**line) for line in lines), kept["basis"], kept["year_basis"]
    )


def compare(
    store: Store, quarter: Quarter, counted: Iterable[MeasuredIndicator] | None = None
) -> Comparison:
    """The quarter as the ledger has it now beside the earlier ones, as they were sealed if so.

    `counted` are its figures where they are known already.
    """
    counted = figures(store, quarter) if counted is None else counted
    before: Mapping[str, Number] = {}
    year_ago: Mapping[str, Number] = {}
    basis, year_basis = FIRST, FIRST_YEAR
    if not is_first_report(store, quarter):
        before, basis = values_of(store, quarter.previous)
        year_ago, year_basis = values_of(store, type(quarter)(quarter.year - 1, quarter.number))
    kept = load_explanations(store, quarter)
    lines = [
        with_explanation(
            ComparisonLine(
                one.code, one.label, one.indicator.measure, one.unit, one.indicator.span,
                one.value, before.get(one.code), year_ago.get(one.code),
            ),
            kept,
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
    """A draft for each line that fell against the quarter before and has no words yet."""
    wanted = [line for line in lines if line.is_decrease and not line.text]
    if not wanted:
        return
    counted = [line.code for line in wanted if line.span == STOCK]
    with ReasonDrafter.over(store, quarter, counted) as drafter:
        for line in wanted:
            yield line.code, drafter.draft(line.code, line.before, line.now)


def is_first_report(store: Store, quarter: Quarter) -> bool:
    """Whether no earlier quarter was sealed or sent: there is nothing then to be compared with."""
    earlier = f"SELECT 1 FROM {DISPATCHES.name} WHERE quarter < ? LIMIT 1"
    sent = store.value(earlier, (str(quarter),)) is not None
    return not sent and not any(one.quarter < quarter for one in seals(store))


def values_of(
    store: Store, quarter: Quarter, version: int | None = None
) -> tuple[Mapping[str, Number], str]:
    """An earlier quarter's figures by code, sealed or counted from what is known, and which."""
    seal = seal_of(store, quarter, version)
    if seal is not None:
        return sealed_values(store, seal), f"{quarter.label}{seal.label}"
    with as_known(store, quarter) as found:
        values = {one.code: one.value for one in figures(store, quarter)}
    return values, f"{quarter.label}没有封存，{RECOUNTED if found.whole else BY_DATE}"


def sealed_values(store: Store, seal: Seal) -> Mapping[str, Number]:
    """The figures of a sealed version by code."""
    return {one["code"]: one["value"] for one in contents_of(store, seal)["figures"]}


def compare_quarters(
    store: Store, earlier: tuple[Quarter, int | None], later: tuple[Quarter, int | None]
) -> list[ComparisonLine]:
    """Any two quarters beside each other, each as it was sealed if so, in that version."""
    first, _basis = values_of(store, *earlier)
    last, _basis = values_of(store, *later)
    return [
        ComparisonLine(
            one.code, one.label, one.measure, one.unit, one.span, last.get(one.code),
            first.get(one.code), None,
        )
        for one in INDICATORS
    ]  # fmt: skip
