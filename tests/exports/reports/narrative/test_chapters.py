"""The report's chapters: the figures in their table are the workbook's, targets as they were set."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from exports.pdf import Table
from exports.reports.narrative import chapters, render_report
from exports.reports.report_context import ReportContext
from exports.sheet import Heading, Sheet
from papers import texts_of_pages
from people import volunteer
from storage.model.period import Quarter
from storage.model.tables.setting import TARGETS, Target
from storage.model.tables.volunteer import VOLUNTEERS


@pytest.fixture(scope="module")
def text(package) -> str:
    return "\n".join(texts_of_pages(package["季度报告"].read_bytes()))


def test_figures_are_those_of_the_workbook(text, book):
    flat = re.sub(r"\s+", "", text)
    for row in book.rows("W01 指标汇总", "编号"):
        if row["指标"] is None or isinstance(row["数值"], str):
            continue
        value = row["数值"]
        shown = f"{value:.1%}" if row["计量单位"] == "%" else f"{value:,}"
        shown = f"{value:,.1f}" if row["计量单位"] in ("学时", "小时", "小时/人") else shown
        shown = f"{value:,.2f}" if row["计量单位"] == "元" else shown
        assert f"{row['编号']}{row['指标']}{row['时段']}{shown}" in flat, row


def test_a_target_that_is_not_set_is_stated_and_never_invented(store, today):
    data = render_report(ReportContext(store, Quarter(2026, 3), "masked", today)).data
    assert "未下达" in "".join(texts_of_pages(data))
    with store.edit("目标") as edit:
        edit.save(TARGETS, Target(year=2026, indicator="V02", value=7812))
    data = render_report(ReportContext(store, Quarter(2026, 3), "masked", today)).data
    assert "7,812" in "".join(texts_of_pages(data))


def test_only_figures_with_a_target_have_a_bar(store, today):
    with store.edit("一") as edit:
        edit.save(VOLUNTEERS, volunteer("甲", "2005-01-01", registration_status="已注册",
                                        registered_on=date(2026, 8, 1)))  # fmt: skip
    told = []
    for code in ("V02", "Y01"):
        context = ReportContext(store, Quarter(2026, 3), "masked", today)
        head, drawing = chapters.target_chart(context)
        assert head.text == "有目标的指标完成情况"
        told.append(drawing.make(400).description.split("；"))
        with store.edit("目标") as edit:
            edit.save(TARGETS, Target(year=2026, indicator=code, value=4))
    youth = "注册青年志愿者数 1 人 / 4 人"
    assert (youth in told[0], youth in told[1]) == (False, True)
    assert not any(one.startswith("在册志愿者数") for one in told[1])


def test_months_are_drawn_only_where_somebody_registered(store, today):
    assert chapters.month_chart(ReportContext(store, Quarter(2026, 3), "masked", today)) == []
    with store.edit("一") as edit:
        edit.save(VOLUNTEERS, volunteer("甲", "2005-01-01", registration_status="已注册",
                                        registered_on=date(2026, 8, 1)))  # fmt: skip
    head, drawing = chapters.month_chart(ReportContext(store, Quarter(2026, 3), "masked", today))
    assert head.text == "2026年每月新注册志愿者（人）"
    assert drawing.make(400).description.endswith("8 月 1，9 月 0")


def test_the_chapters_state_where_there_are_no_organizations_or_faults(store, today):
    context = ReportContext(store, Quarter(2026, 3), "masked", today)
    said = [block.text for block in chapters.league(context)]
    assert "截止日没有应建团组织的志愿服务组织。" in said
    assert said[-1] == "没有需要预警的组织。"
    assert chapters.faults(context)[-1].text == "没有发现数据问题。"


def test_a_sheet_with_notes_has_them_under_its_table():
    sheet = Sheet("W09 表", "标题", (Heading("名称"),), [("甲",)])
    head, table = chapters.captioned(sheet, "表")
    assert (head.text, type(table)) == ("表", Table)
    _head, ending = chapters.captioned(replace(sheet, notes=("一。", "二。")), "表")
    assert ending.parts[-1].text == "注：一。二。"
