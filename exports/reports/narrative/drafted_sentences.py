"""Sentences of the report drafted from figures, unless the clerk wrote them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from exports.reports.narrative.open_problems import problems
from storage.counting.figure_numbers import PERCENT
from storage.counting.indicators import format_figure
from storage.counting.indicators.indicator import format_fraction
from storage.model.tables.plan import DONE, LASTING
from storage.quarter.report_text import load_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from exports.reports.report_context import ReportContext
    from storage.counting.indicators import MeasuredIndicator
    from storage.plan.plan_progress import PlanLine


NEXT = "下季度安排"
_BETWEEN = re.compile(r"(?<=[^\x00-\x7f]) (?=[!-~−])|(?<=[!-~]) (?=[^\x00-\x7f])")
MAX_PROBLEMS, MAX_NAMED = 3, 5  # problems, and rows of the plan, that are named


def figure_text(one: MeasuredIndicator) -> str:
    """Return a figure for running text: 7,812人."""
    bare = one.value is None or one.unit == PERCENT
    return format_figure(one.value, one.unit) + ("" if bare else one.unit)


def remove_spaces(text: str) -> str:
    """Return the text as official papers set it, without spaces between 由 and 718."""
    return _BETWEEN.sub("", text)


def share_text(one: MeasuredIndicator) -> str:
    """Return a share with its fraction, 83.3%（5/6）, or 无数据."""
    return figure_text(one) + ("" if one.value is None else format_fraction(one))


def county_phrase(context: ReportContext) -> str:
    """Return 全区, 全市 or 全县 by the ending of the county's name."""
    last = context.county[-1:]
    return f"全{last}" if last in "区县市" else "全县"


def overview_paragraphs(context: ReportContext) -> Iterator[str]:
    """Yield the paragraphs of the first chapter."""
    for name in DRAFTS:
        if name != NEXT:
            yield paragraph_text(context, name)


def paragraph_text(context: ReportContext, name: str) -> str:
    """Return a paragraph as the clerk wrote it, else as drafted."""
    saved = load_texts(context.store, context.quarter)
    return context.open_outgoing.text(saved[name]) if name in saved else DRAFTS[name](context)


def drafts(context: ReportContext) -> dict[str, str]:
    """Return every drafted paragraph by its name."""
    return {name: draft(context) for name, draft in DRAFTS.items()}


def _people(context: ReportContext) -> str:
    of = context.measured
    policy = context.counting.policy
    ages = f"{policy.youth_from}—{policy.youth_to}周岁"
    text = (
        f"截至{context.cut_off}，{county_phrase(context)}注册青年志愿者（{ages}）{figure_text(of['V02'])}"
        f"{net_growth(context)}。全年龄注册志愿者{figure_text(of['V04'])}，在册志愿者{figure_text(of['V01'])}；"
        f"本季新增注册{figure_text(of['V05'])}，本年累计新增{figure_text(of['V06'])}。"
    )
    if of["V02"].target is None:
        return text + "市里尚未下达本年度注册目标。"
    done, target = of["V03"], of["V02"].target
    return text + f"对照市下达的年度目标{target:,}人，完成{figure_text(done)}。"


def net_growth(context: ReportContext) -> str:
    """Return the clause on the change of young volunteers, "" without a previous figure."""
    line = next(one for one in context.comparison.lines if one.code == "V02")
    now, then = line.now, line.before
    if not then or now is None:
        return ""
    moved = int(now - then)
    if not moved:
        return "，与上季度持平"
    return f"，比上季度净{'增' if moved > 0 else '减'}{abs(moved):,}人"


def _organizations(context: ReportContext) -> str:
    of = context.measured
    registered = "已在民政部门注册" if of["O03"].value else "尚未在民政部门注册"
    if of["O03"].value is None:
        registered = "注册情况无数据"
    return (
        f"{county_phrase(context)}有青年志愿服务组织{figure_text(of['O01'])}，其中民政注册{figure_text(of['O02'])}；"
        f"青年志愿者协会{registered}。必建单位志愿服务大队覆盖率{share_text(of['O04'])}，"
        f"志愿四川平台入驻率{share_text(of['O06'])}。"
    )


def _branches(context: ReportContext) -> str:
    of = context.measured
    if of["L01"].value is None:
        return "团组织建设情况无数据。"
    if not of["L01"].value:
        return "截止日没有应建团组织的民政注册志愿服务组织。"
    return (
        f"应建团组织的志愿服务组织{figure_text(of['L01'])}，综合建团率{share_text(of['L04'])}："
        f"单独建团率{share_text(of['L02'])}，联合建团覆盖率{share_text(of['L03'])}；"
        f"三有合格率{share_text(of['L05'])}。"
    )


def _trainings(context: ReportContext) -> str:
    of = context.measured
    if of["T05"].value is None:
        return "教育培训情况无数据。"
    if not of["T05"].value:
        return "本年尚未举办培训。"
    quarter = "本季未举办培训"
    if of["T01"].value:
        quarter = (
            f"本季举办培训{figure_text(of['T01'])}，参训{figure_text(of['T02'])}、{figure_text(of['T03'])}，"
            f"共{figure_text(of['T04'])}"
        )
    return (
        f"{quarter}；本年累计{figure_text(of['T05'])}，参训{figure_text(of['T06'])}、{figure_text(of['T07'])}，"
        f"共{figure_text(of['T08'])}。骨干培训率{share_text(of['T09'])}。"
    )


def _next_quarter(context: ReportContext) -> str:
    """Draft the paragraph on open rows of the plan and the largest problems."""
    parts = [_open_plan_rows(context), _largest_problems(context)]
    return "".join(part for part in parts if part) or "下季度没有待推进的要点和待解决的问题。"


def _open_plan_rows(context: ReportContext) -> str:
    ahead = [one for one in context.plan.lines if one.state not in (DONE, LASTING)]
    if not ahead:
        return ""
    coming = context.quarter.next
    late = [one for one in ahead if one.overdue]
    due = [
        one
        for one in ahead
        if one.row.deadline and coming.first <= one.row.deadline <= coming.cut_off
    ]
    text = f"下季度继续推进工作要点{len(ahead)}条"
    text += f"，其中{_row_numbers(late)}已过时限，抓紧完成" if late else ""
    text += f"{'；' if late else '，其中'}{_row_numbers(due)}下季度到时限，按时完成" if due else ""
    return f"{text}。"


def _row_numbers(lines: Sequence[PlanLine]) -> str:
    """Return the numbers of the rows where they are few, else their count."""
    if len(lines) > MAX_NAMED:
        return f"{len(lines)}条"
    return "、".join(one.row.measure_number for one in lines)


def _largest_problems(context: ReportContext) -> str:
    """Return the sentence on the largest problems, each with its next step."""
    largest = [one for one in problems(context) if one.number][:MAX_PROBLEMS]
    clauses = (f"{one.what}{one.number:,}{one.unit}，{one.step}" for one in largest)
    return f"针对问题清单：{'；'.join(clauses)}。" if largest else ""


# The drafted paragraphs by name, in the order of the report
DRAFTS: dict[str, Callable[[ReportContext], str]] = {
    "志愿者队伍": _people,
    "志愿服务组织": _organizations,
    "团组织建设": _branches,
    "教育培训": _trainings,
    NEXT: _next_quarter,
}
