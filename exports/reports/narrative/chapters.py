"""The chapters of the report, each a list of blocks."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from exports.chart import Goal, column_chart, goal_chart
from exports.pdf import Band as PaperBand
from exports.pdf import Column, Drawing, Table, TableLook, body, caption, heading1, heading2, noted
from exports.reports import branches_sheet, comparison_sheet, trainings_sheet, volunteers_sheet
from exports.reports.narrative.drafted_sentences import (
    figure_text,
    overview_paragraphs,
    remove_spaces,
    share_text,
)
from exports.reports.narrative.open_problems import data_faults, problems
from exports.reports.narrative.sheet_tables import paper_table
from storage.counting.figure_numbers import PERCENT, WHETHER
from storage.counting.figures.monthly import registrations_by_month
from storage.counting.indicators.registry import FAMILY_OF
from storage.model.tables.organization import HEADCOUNTS, ORGANIZATIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from exports.reports.narrative.open_problems import Problem
    from exports.reports.report_context import ReportContext
    from exports.sheet import Sheet
    from storage.counting.indicators import MeasuredIndicator
    from storage.counting.rules.league_branches import Judgement

CHART_HEIGHT = 130  # points, height of the chart by month


def target_chart(context: ReportContext) -> list[Any]:
    """Return a bar chart of figures with targets, or nothing where no target is set."""
    rows = [
        _goal(one)
        for one in context.measured.values()
        if one.target and one.value is not None and one.unit in (PERCENT, "人", "场", "个")
        and not one.indicator.share_of_target
    ]  # fmt: skip
    return [caption("有目标的指标完成情况"), Drawing(partial(goal_chart, rows))] if rows else []


def month_chart(context: ReportContext) -> list[Any]:
    """Return a chart of the year's registrations by month, or nothing without any."""
    counted = registrations_by_month(context.store, context.quarter)
    if not any(one.count for one in counted):
        return []
    values = [(one.label, one.count) for one in counted]
    drawing = Drawing(lambda width: column_chart(values, width, CHART_HEIGHT, line=14))
    return [caption(f"{context.quarter.year}年每月新注册志愿者（人）"), drawing]


def _goal(one: MeasuredIndicator) -> Goal:
    share = one.value or 0
    return Goal(one.label, float(share), float(one.target or 0), f"{one.text} / {one.target_text}")


Story = list[Any]


def overview(context: ReportContext) -> Story:
    """Return the chapter 一、总体情况."""
    return [heading1("一、总体情况"), *(body(text) for text in overview_paragraphs(context))]


def figures(context: ReportContext) -> Story:
    """Return the chapter 二、指标完成情况."""
    columns = [
        Column("编号", "center"), Column("指标", weight=3), Column("时段", "center"),
        Column("完成数", "right"), Column("本年目标", "right"), Column("完成情况", "center"),
    ]  # fmt: skip
    table = Table(columns, list(_figure_rows(context)))
    sentence = (
        "各项指标按下表口径统计，统计规则见随附的季度报表 W01。市里没有下达目标的写“未下达”。"
    )
    return [
        heading1("二、指标完成情况"),
        body(sentence),
        *target_chart(context),
        caption("指标完成情况表"),
        table,
        *(body(remove_spaces(text)) for text in comparison_sheet.remarks(context)),
    ]


def _figure_rows(context: ReportContext) -> Iterator[Any]:
    family = ""
    for code, one in context.measured.items():
        if FAMILY_OF[code] != family:
            family = FAMILY_OF[code]
            yield PaperBand(family)
        value = share_text(one) if one.unit == PERCENT else one.text
        yield [code, one.label, one.indicator.span, value, one.target_text, _state(one)]


def _state(one: MeasuredIndicator) -> str:
    """Return the state of a figure against its target: 已达到, 未达到 or what is lacking."""
    if one.reached is None:
        return "—"
    if one.reached:
        return "已达到"
    if one.unit == WHETHER or one.indicator.share_of_target:
        return "未达到"
    unit = one.indicator.table.unit if one.unit == PERCENT else one.unit
    return f"差 {one.shortfall:,} {unit}"


def league(context: ReportContext) -> Story:
    """Return the chapter 四、组织与团建."""
    of, judged = context.measured, context.counting.judgements
    missing = [one for one in judged if one.missing]
    warned = [one for one in judged if one.warnings]
    story: Story = [heading1("四、组织与团建"), heading2("（一）建团情况")]
    if of["L01"].value:
        own, joint = (of[code].figure.denominator or 0 for code in ("L02", "L03"))
        built = of["L04"].figure.numerator or 0
        story.append(body(
            f"应单独建团的组织{own}个，应联合建团的组织{joint}个；已按要求建团{built}个，"
            f"应建未建{len(missing)}个，预警{figure_text(of['L06'])}，团员数待统计{figure_text(of['L07'])}。"
        ))  # fmt: skip
    else:
        story.append(body("截止日没有应建团组织的志愿服务组织。"))
    story.append(heading2("（二）应建未建"))
    story += _judgement_table(missing, "应建未建团组织名单", "应建团的组织都已建团。", explain=True)
    story.append(heading2("（三）预警"))
    return story + _judgement_table(warned, "团建预警名单", "没有需要预警的组织。", explain=False)


def _judgement_table(judged: Sequence[Judgement], title: str, none: str, *, explain: bool) -> Story:
    if not judged:
        return [body(none)]
    columns = [
        Column("序号", "center"),
        Column(ORGANIZATIONS.by_name["name"].label, weight=2),
        Column(HEADCOUNTS.by_name["league_members"].label, "right"),
        Column("应建", "center"), Column("现状", "center"),
        Column("判定说明" if explain else "预警内容", weight=4),
    ]  # fmt: skip
    rows = [
        [
            str(number), one.organization.name, "—" if one.members is None else str(one.members),
            one.required, one.built, branches_sheet.explanation(one) if explain else one.warning,
        ]
        for number, one in enumerate(judged, 1)
    ]  # fmt: skip
    return [caption(title), Table(columns, rows)]


def people(context: ReportContext) -> Story:
    """Return the chapter 五、队伍与培训."""
    of = context.measured
    story: Story = [
        heading1("五、队伍与培训"),
        heading2("（一）队伍构成"),
        body(
            f"在册团员{figure_text(of['V07'])}，注册率{share_text(of['V08'])}；"
            f"18岁以上在校大学生注册率{share_text(of['V09'])}；"
            f"骨干志愿者{figure_text(of['V13'])}。未成年人监护人同意完备率{share_text(of['V11'])}，"
            f"待补同意{figure_text(of['V12'])}。"
        ),
        *month_chart(context),
        *captioned(volunteers_sheet.composition(context), "志愿者队伍构成"),
        heading2("（二）教育培训"),
    ]
    return story + captioned(trainings_sheet.categories(context), "培训分类统计", weights=None)


def captioned(sheet: Sheet, title: str, weights: Any = None) -> Story:
    """Return a sheet as a table with a caption above and its notes below."""
    table = paper_table(sheet, weights or ())
    text = "注：" + "".join(sheet.notes)
    return [caption(title), noted(table, text) if sheet.notes else table]


def faults(context: ReportContext) -> Story:
    """Return the chapter 六、问题清单."""
    return [
        heading1("六、问题清单"),
        heading2("（一）待办事项"),
        *_problem_table(problems(context), "截止日没有发现需要处理的事项。", "下一步"),
        heading2("（二）数据质量"),
        *_problem_table(data_faults(context), "没有发现数据问题。", ""),
    ]


def _problem_table(listed_problems: Sequence[Problem], none: str, last: str) -> Story:
    if not listed_problems:
        return [body(none)]
    columns = [Column("序号", "center"), Column("问题", weight=4), Column("数量", "right")]
    columns += [Column(last, weight=3)] if last else []
    rows = [[str(n), one.what, one.amount, one.step] for n, one in enumerate(listed_problems, 1)]
    return [Table(columns, [row[: len(columns)] for row in rows], TableLook(before=6, after=10))]
