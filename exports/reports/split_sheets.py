"""Figures broken down by school, unit or brand, adding up to the county's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from exports.reports.figure_cells import figure_cell
from exports.sheet import COUNTER, Count, Heading, Proof, Sheet, Total
from storage.counting.figure_numbers import PERCENT
from storage.counting.figures.breakdown import figures_by_group
from storage.counting.figures.dimensions import dimensions_of
from storage.counting.indicators import NO_DATA

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from exports.reports.report_context import ReportContext
    from exports.sheet import Line, Value
    from storage.counting.indicators import Figure, MeasuredIndicator

NUMERATOR, DENOMINATOR = "分子", "分母"
ROW_SUMS = "各行合计"


@dataclass(frozen=True, slots=True)
class Split:
    """A sheet of figures of one table, broken down by one dimension."""

    name: str
    by: str
    codes: tuple[str, ...]


SPLITS = (
    Split("W06.2 品牌活动", "brand", ("B03", "B04")),
    Split("W08 时长与星级", "school",
          ("H05", "H06", "H09", "R01", "R02", "R03", "R04", "R05", "R11")),
    Split("W08.2 服务时长", "school", ("H01", "H02", "H03", "H04")),
    Split("W11 团员学生注册率", "school", ("V07", "V08", "V09", "V14")),
    Split("W12 未成年人同意", "school", ("V10", "V11", "V12", "M01", "M02")),
)  # fmt: skip


def sheet(context: ReportContext, name: str) -> Sheet:
    """Build the sheet of that name."""
    split = next(one for one in SPLITS if one.name == name)
    measured = [context.measured[code] for code in split.codes]
    (table,) = {one.indicator.table for one in measured}
    label = dimensions_of(table)[split.by].label
    groups = figures_by_group(context.counting, split.by, split.codes)
    heads = [heading for one in measured for heading in _headings(one)]
    return Sheet(
        name=name,
        title=f"{context.title}{name.partition(' ')[2]}（按{label}）",
        notes=(
            f"截至{context.cut_off}；各行相加等于全县数，比率用分子、分母重新计算。"
            f"没有可计入的写“{NO_DATA}”。",
        ),
        headings=(COUNTER, Heading(label, wide=30), *heads),
        rows=list(_lines(measured, groups)),
        size=len(groups),
        frozen_columns=2,
        proofs=tuple(proof for one in measured for proof in _proofs(one)),
    )


def _headings(one: MeasuredIndicator) -> Iterator[Heading]:
    if one.unit == PERCENT:
        yield Heading(_part(one, NUMERATOR), "right", least=8)
        yield Heading(_part(one, DENOMINATOR), "right", least=8)
    yield Heading(one.label, "right", least=8)


def _part(one: MeasuredIndicator, word: str) -> str:
    return f"{one.label}·{word}"


def _lines(
    measured: Sequence[MeasuredIndicator], groups: Mapping[str, Mapping[str, Figure]]
) -> Iterator[Line]:
    for number, (word, figures) in enumerate(groups.items(), 1):
        cells = (cell for one in measured for cell in _cells(one, figures[one.code]))
        yield (number, word, *cells)
    if groups:
        totals = (cell for one in measured for cell in _cells(one, one.figure))
        yield Total(("", f"合计 {len(groups)}", *totals))


def _cells(one: MeasuredIndicator, figure: Figure) -> Iterator[Value]:
    if one.unit == PERCENT:
        yield from (Count(figure.numerator or 0), Count(figure.denominator or 0))
    yield figure_cell(figure.value, one.unit)


def _proofs(one: MeasuredIndicator) -> Iterator[Proof]:
    if one.unit == PERCENT:
        yield Proof(one.code, COUNTER.label, ">0", "numerator", _part(one, NUMERATOR), how=ROW_SUMS)
        yield Proof(
            one.code, COUNTER.label, ">0", "denominator", _part(one, DENOMINATOR), how=ROW_SUMS
        )
    else:
        yield Proof(one.code, COUNTER.label, ">0", amount=one.label, how=ROW_SUMS)
