"""W16: every figure with last quarter's and last year's, and the reasons for decreases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exports.reports.figure_cells import figure_cell
from exports.sheet import Heading, Share, Sheet, headings_of
from storage.model.tables.quarter import EXPLANATIONS
from storage.quarter.corrections import figure_name
from storage.quarter.seal_diff import ADDED, CHANGED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exports.reports.report_context import ReportContext
    from exports.sheet import Value
    from storage.quarter.comparison_line import ComparisonLine as Line

# Kinds of change to the previous quarter since its seal, and what they mean
CHANGES_SINCE_SEAL = {
    CHANGED: "封存时已录入、后来改正的",
    ADDED: "日期在上季或以前、封存后才录入的",
}
INCLUDED = "上季数仍按封存的列，时点数和累计数的“比上季”已包括，不另计"
HEADINGS = (
    Heading("编号", "center"),
    Heading("要点", "center"),
    Heading("指标", wide=34),
    Heading("时段", "center"),
    Heading("计量单位", "center"),
    Heading("本季", "right", least=9),
    Heading("上季", "right", least=9),
    Heading("比上季", "right", least=9),
    Heading("上季增幅", "right", least=9),
    Heading("去年同期", "right", least=9),
    Heading("比去年同期", "right", least=9),
    Heading("同比增幅", "right", least=9),
    Heading("下降", "center"),
    *headings_of(EXPLANATIONS, ("text",), wide=64),
)


def sheet(context: ReportContext) -> Sheet:
    """Build the comparison, one row per figure."""
    comparison = context.comparison
    decreases = _decrease_note(len(comparison.decreased), context.unedited_mark)
    return Sheet(
        name="W16 对比与变动说明",
        title=f"{context.title}指标对比与变动说明",
        notes=(f"上季：{comparison.basis}。去年同期：{comparison.year_basis}。{decreases}",),
        headings=HEADINGS,
        rows=[tuple(_cells(line, context)) for line in comparison.lines],
        size=len(comparison.lines),
        remarks=tuple(remarks(context)),
        frozen_columns=3,
    )


def remarks(context: ReportContext) -> Iterator[str]:
    """Yield what this version corrects, and changes to the previous quarter since its seal."""
    if context.sealed is not None and context.sealed.corrected_lines:
        version = context.sealed.seal.version
        texts = [
            context.open_outgoing.text(_correction_text(one))
            for one in context.sealed.corrected_lines
        ]
        yield f"更正（第{version}版比第{version - 1}版）：{_join_sentences(texts)}"
    for kind, why in CHANGES_SINCE_SEAL.items():
        texts = [
            f"{one.label}由 {one.text.replace(' → ', ' 变为 ')}"
            for one in context.corrections
            if one.kind == kind
        ]
        if texts:
            yield f"上季封存后的{kind}（{why}；{INCLUDED}）：{_join_sentences(texts)}"


def _decrease_note(number: int, unedited_mark: str) -> str:
    if not number:
        return "没有下降的指标。"
    return f"下降 {number} 项，逐项写明原因；标{unedited_mark}的由台账变动写成，尚未经人修改。"


def _join_sentences(texts: list[str]) -> str:
    return "；".join(one.rstrip("。") for one in texts) + "。"


def _correction_text(line: Line) -> str:
    label = figure_name(line)
    if line.text.startswith("由 "):  # a draft names the numbers itself
        return f"{label}{line.text}"
    texts = f"：{line.text}" if line.text else ""
    return f"{label}由 {line.text_of(line.before)} 变为 {line.text_of(line.now)}{texts}"


def _cells(line: Line, context: ReportContext) -> Iterator[Value]:
    yield from (line.code, line.measure, line.label, line.span, line.unit)
    yield from (
        figure_cell(line.now, line.unit),
        figure_cell(line.before, line.unit),
        line.change_text,
    )
    yield _share(line.growth)
    yield from (
        figure_cell(line.year_ago, line.unit),
        line.year_change_text,
        _share(line.year_growth),
    )
    yield "是" if line.is_decrease else "否"
    mark = "" if line.written else context.unedited_mark
    yield f"{mark}{context.open_outgoing.text(line.text)}" if line.text else ""


def _share(growth: float | None) -> Value:
    return "—" if growth is None else Share(round(growth / 100, 3))
