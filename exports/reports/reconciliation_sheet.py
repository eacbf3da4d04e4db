"""W17: figures recounted from the other sheets, by formulas that the city can recompute.

Each row compares two numbers that the spreadsheet computes from named columns: the figure in W01,
and the sum over the rows of its ledger, or another figure it must agree with.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from exports.sheet import COUNTER, Band, Count, Formula, Heading, Sheet, column_name
from exports.workbook.row_positions import numbered_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from exports.reports.report_context import ReportContext
    from exports.sheet import Line, Proof, Value

Part = Literal["value", "numerator", "denominator"]
NAME, FIGURES = "W17 校核与勾稽", "W01 指标汇总"
PART_LABELS = {"value": "数值", "numerator": "分子", "denominator": "分母"}
AGREES, DISAGREES = "相符", "不符"
POSITIVE = ">0"
TOLERANCE = 0.05  # hours are shown to a tenth
HEADINGS = (
    COUNTER,
    Heading("校核项", "center"),
    Heading("校核内容", wide=44),
    Heading("甲", "right", least=10),
    Heading("关系", "center"),
    Heading("乙", "right", least=10),
    Heading("结论", "center", least=8),
    Heading("甲的出处", wide=30),
    Heading("乙的出处", wide=30),
)


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation that must hold between sums of figures, each given by code and part."""

    check: str
    what: str
    left: tuple[tuple[str, Part], ...]
    sign: Literal["=", "≤"]
    right: tuple[tuple[str, Part], ...]


RELATIONS = (
    Relation("C3", "在册团员不多于在册志愿者", (("V07", "value"),), "≤", (("V01", "value"),)),
    Relation("C4", "单独建团的不多于应单独建的", (("L02", "numerator"),), "≤",
             (("L02", "denominator"),)),
    Relation("C4", "纳入联合的不多于应联合建的", (("L03", "numerator"),), "≤",
             (("L03", "denominator"),)),
    Relation("C5", "应单独建 + 应联合建 = 应建团的组织",
             (("L02", "denominator"), ("L03", "denominator")), "=", (("L04", "denominator"),)),
    Relation("C6", "本季参训人数不多于参训人次", (("T02", "value"),), "≤", (("T03", "value"),)),
    Relation("C6", "本年参训人数不多于参训人次", (("T06", "value"),), "≤", (("T07", "value"),)),
    Relation("C8", "本季注册不多于本年累计注册", (("V05", "value"),), "≤", (("V06", "value"),)),
    Relation("C8", "本季培训场次不多于本年累计", (("T01", "value"),), "≤", (("T05", "value"),)),
    Relation("C9", "注册青年不多于全年龄注册", (("V02", "value"),), "≤", (("V04", "value"),)),
    Relation("C11", "有同意 + 待补 = 未成年人", (("V11", "numerator"), ("V12", "value")), "=",
             (("V11", "denominator"),)),
    Relation("C12", "骨干参训的不多于骨干", (("T09", "numerator"),), "≤", (("V13", "value"),)),
)  # fmt: skip


def sheet(context: ReportContext, others: Sequence[Sheet]) -> Sheet:
    """Build the reconciliation of `others`, the sheets before it."""
    rows = list(_lines(context, others))
    right = sum(isinstance(row, tuple) and _conclusion_of(row) == AGREES for row in rows)
    size = sum(isinstance(row, tuple) for row in rows)
    return Sheet(
        name=NAME,
        title=f"{context.title}校核与勾稽",
        notes=(
            f"甲、乙两数都由公式从各表重新算出，改动任何一处，结论随之改变；现有 {size} 项，"
            f"相符 {right} 项。公式里的名称（如 W03_团员人数）就是各表同名的列。",
        ),
        headings=HEADINGS,
        rows=rows,
        size=size,
        frozen_columns=3,
        computed=True,
    )


def _conclusion_of(row: tuple[Value, ...]) -> object:
    cell = row[6]
    return cell.value if isinstance(cell, Formula) else cell


def _lines(context: ReportContext, others: Sequence[Sheet]) -> Iterator[Line]:
    number = 0
    yield Band("一、指标 = 明细（C1、C2）")
    for one in others:
        for proof in one.proofs:
            if _has_no_data(context, proof.code):
                continue
            number += 1
            yield _proof_row(number, context, one, proof)
    yield Band("二、指标之间（C3—C12）")
    for relation in RELATIONS:
        codes = [code for code, _part in (*relation.left, *relation.right)]
        known = all(code in context.measured for code in codes)
        if known and not any(_has_no_data(context, code) for code in codes):
            number += 1
            yield _relation_row(number, context, relation)


def _has_no_data(context: ReportContext, code: str) -> bool:
    """Whether the figure has no data in the quarter."""
    figure = context.measured[code].figure
    return figure.value is None and figure.numerator is None


def _proof_row(number: int, context: ReportContext, one: Sheet, proof: Proof) -> tuple[Value, ...]:
    measured = context.measured[proof.code]
    left = _figure_formula(context, proof.code, proof.part)
    right = Formula(proof.formula(one), proof_result(one, proof))
    part = "" if proof.part == "value" else PART_LABELS[proof.part]
    how = "，".join(filter(None, (part, proof.how)))
    what = f"{proof.code} {measured.label}" + (f"（{how}）" if how else "")
    where = f"{FIGURES}：{PART_LABELS[proof.part]}"
    return (
        number,
        proof.check,
        what,
        *_comparison_cells(left, "=", right),
        where,
        f"{one.name}：{proof.column}",
    )


def _relation_row(number: int, context: ReportContext, relation: Relation) -> tuple[Value, ...]:
    left, right = (_sum_formula(context, side) for side in (relation.left, relation.right))
    places = ["、".join(f"{code}{PART_LABELS[part]}" for code, part in side)
              for side in (relation.left, relation.right)]  # fmt: skip
    compared = _comparison_cells(left, relation.sign, right)
    return (number, relation.check, relation.what, *compared, *places)


def _comparison_cells(left: Formula, sign: str, right: Formula) -> tuple[Value, ...]:
    """Return both numbers, the sign between them and a formula for the conclusion."""
    difference = f"({left.text})-({right.text})"
    holds = f"ABS({difference})<={TOLERANCE}" if sign == "=" else f"({difference})<={TOLERANCE}"
    gap = float(left.value) - float(right.value)
    true = abs(gap) <= TOLERANCE if sign == "=" else gap <= TOLERANCE
    conclusion = Formula(f'IF({holds},"{AGREES}","{DISAGREES}")', AGREES if true else DISAGREES)
    return (left, sign, right, conclusion)


def _figure_formula(context: ReportContext, code: str, part: Part) -> Formula:
    """Return the formula that looks up a figure in W01 by its code."""
    column, codes = (column_name(FIGURES, label) for label in (PART_LABELS[part], "编号"))
    return Formula(
        f'INDEX({column},MATCH("{code}",{codes},0))', _figure_number(context, code, part)
    )


def _sum_formula(context: ReportContext, parts: Sequence[tuple[str, Part]]) -> Formula:
    formulas = [_figure_formula(context, *one) for one in parts]
    total = sum(float(one.value) for one in formulas)
    return Formula("+".join(one.text for one in formulas), _count_or_float(total))


def _figure_number(context: ReportContext, code: str, part: Part) -> int | float:
    one = context.measured[code]
    found = one.value if part == "value" else getattr(one.figure, part)
    return _count_or_float(float(found or 0))


def _count_or_float(number: float) -> int | float:
    return Count(number) if number.is_integer() else number


def proof_result(one: Sheet, proof: Proof) -> int | float:
    """Return the result of a proof's formula, counted from the same cells."""
    labels = [heading.label for heading in one.headings]
    place = labels.index(proof.column)
    amount = labels.index(proof.amount) if proof.amount else None
    total = 0.0
    for _row, cells in numbered_rows(one):
        if len(cells) == len(labels) and _meets(cells[place], proof.equals):
            value = 1 if amount is None else cells[amount]
            total += float(value) if isinstance(value, int | float) else 0.0
    return _count_or_float(total)


def _meets(value: object, wanted: str) -> bool:
    """Whether a cell meets a criterion of COUNTIF: a word, or any number above zero."""
    if wanted == POSITIVE:
        return isinstance(value, int | float) and value > 0
    return str(value) == wanted
