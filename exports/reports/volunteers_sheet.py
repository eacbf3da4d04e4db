"""W05: volunteers broken down by dimension; each group sums to the county's figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from exports.sheet import Band, Count, Heading, Proof, Share, Sheet, Total
from storage.counting.counting_rules import REGISTRABLE_FROM
from storage.counting.figure_numbers import NO_DATA
from storage.counting.figures.breakdown import HEADLINE_CODES, counts_by_group
from storage.counting.figures.dimensions import DIMENSIONS_BY_NAME
from storage.counting.indicators import percent

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from exports.reports.report_context import ReportContext
    from exports.sheet import Line, Value

ALL, REGISTERED, YOUTH, MEMBERS = HEADLINE_CODES
KIND = Heading("类别", "center", least=10)
HEADINGS = (
    KIND,
    Heading("分组", wide=40, least=26),
    Heading("在册人数", "right", least=10),
    Heading("占在册", "right", least=9),
    Heading("已注册", "right", least=10),
    Heading("注册率", "right", least=9),
    Heading("注册青年", "right", least=10),
    Heading("在册团员", "right", least=10),
)
REPORT_DIMENSIONS = (
    "sex",
    "age",
    "political_status",
    "identity_class",
)  # of the report


def sheet(context: ReportContext) -> Sheet:
    """Build the sheet with every dimension, from sex to unit."""
    return _sheet(context, tuple(DIMENSIONS_BY_NAME))


def composition(context: ReportContext) -> Sheet:
    """Build the shorter form for the report, with bands in place of the column 类别."""
    whole_sheet = _sheet(context, REPORT_DIMENSIONS)
    return whole_sheet.with_columns([one.label for one in HEADINGS if one is not KIND])


def _sheet(context: ReportContext, names: Sequence[str]) -> Sheet:
    lines = [line for name in names for line in _group(context, name)]
    policy = context.counting.policy
    return Sheet(
        name="W05 志愿者统计",
        title=f"{context.title}志愿者统计",
        notes=(
            f"截至{context.cut_off}在册，一人计一次，各组小计都等于全县数。"
            f"“已注册”不含不满 {REGISTRABLE_FROM} 周岁的人；"
            f"“注册青年”为其中 {policy.youth_from}—{policy.youth_to} 周岁的人。",
        ),
        headings=HEADINGS,
        rows=lines,
        size=len(lines),
        frozen_columns=2,
        proofs=tuple(_proofs(names)),
    )


def _proofs(names: Sequence[str]) -> Iterator[Proof]:
    """Yield the proofs of check C2: the groups of every dimension add up to the county."""
    amounts = [HEADINGS[at].label for at in (2, 4, 6, 7)]
    for code, amount in zip(HEADLINE_CODES, amounts, strict=True):
        for name in names if code == ALL else names[:1]:
            label = DIMENSIONS_BY_NAME[name].label
            yield Proof(code, KIND.label, label, amount=amount, check="C2", how=f"按{label}合计")


def _group(context: ReportContext, name: str) -> Iterator[Line]:
    totals = {code: int(context.measured[code].value or 0) for code in HEADLINE_CODES}
    yield Band(f"按{DIMENSIONS_BY_NAME[name].label}")
    for text, counts in counts_by_group(context.counting, name).items():
        if any(counts.values()):
            yield (DIMENSIONS_BY_NAME[name].label, *_cells(text, counts, totals[ALL]))
    yield Total(("", *_cells("小计", totals, totals[ALL])))


def _cells(text: str, counts: Mapping[str, int], whole: int) -> tuple[Value, ...]:
    everyone, registered = counts[ALL], counts[REGISTERED]
    return (
        text,
        Count(everyone),
        _share(everyone, whole),
        Count(registered),
        _share(registered, everyone),
        Count(counts[YOUTH]),
        Count(counts[MEMBERS]),
    )


def _share(part: int, whole: int) -> Any:
    share = percent(part, whole)
    return NO_DATA if share is None else Share(round(share / 100, 3))
