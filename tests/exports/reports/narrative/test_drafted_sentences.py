"""Sentences drafted from figures: each says its figures, and nothing that is not known."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from exports.reports.narrative.drafted_sentences import (
    net_growth,
    overview_paragraphs,
    remove_spaces,
    share_text,
)
from exports.reports.report_context import ReportContext
from people import volunteer
from storage.model.period import Quarter
from storage.model.tables import VOLUNTEERS
from storage.quarter.quarter_source import open_source
from storage.quarter.sealing import seal_unchecked


def test_drafted_sentences_contain_the_figures(county, quarter, today):
    context = ReportContext(county, quarter, "masked", today)
    people = next(overview_paragraphs(context))
    of = context.measured
    assert people.startswith(f"截至9月30日，全区注册青年志愿者（14—35周岁）{of['V02'].value:,}人")
    assert re.search(r"比上季度净[增减]\d+人", people)
    assert f"年度目标{of['V02'].target:,}人，完成{of['V03'].value:.1f}%" in people


def test_no_growth_is_claimed_where_there_was_nothing_before(store, today):
    with store.edit("一") as edit:
        edit.save(VOLUNTEERS, volunteer("甲", "2005-01-01", registration_status="已注册",
                                        registered_on=date(2026, 8, 1)))  # fmt: skip
    context = ReportContext(store, Quarter(2026, 3), "masked", today)
    assert context.measured["V02"].value == 1
    assert net_growth(context) == ""
    later = ReportContext(store, Quarter(2026, 4), "masked", today)
    assert net_growth(later) == ""  # a first report
    seal_unchecked(store, Quarter(2026, 3), today)
    later = ReportContext(store, Quarter(2026, 4), "masked", today)
    assert net_growth(later) == "，与上季度持平"
    assert "尚未下达本年度注册目标" in next(overview_paragraphs(context))


def test_shares_of_money_are_counted_from_yuan(county, quarter, today, book):
    of = ReportContext(county, quarter, "masked", today).measured["F02"]
    row = next(row for row in book.rows("W01 指标汇总", "编号") if row["编号"] == "F02")
    budget = next(row for row in book.rows("W01 指标汇总", "编号") if row["编号"] == "F01")
    assert row["分母"] == budget["数值"] == of.figure.denominator / 100
    assert share_text(of).endswith(f"/{budget['数值']:,.0f}元）")


def test_running_text_has_no_spaces_about_its_numbers():
    assert remove_spaces("团员注册率由 66.7% 变为 66.5%（−0.2 个百分点）：减少 1 人") == (
        "团员注册率由66.7%变为66.5%（−0.2个百分点）：减少1人"
    )
    assert remove_spaces("英雄攀枝花 青春志愿行 A B") == "英雄攀枝花 青春志愿行A B"


def test_the_report_of_a_quarter_before_the_first_roster_claims_nothing(store):
    store.clock = lambda: datetime(2026, 10, 8, 9, tzinfo=UTC)
    with store.edit("导入") as edit:
        edit.save_new(VOLUNTEERS, [volunteer("甲")])
    now = ReportContext(store, Quarter(2026, 3), "masked", date(2026, 10, 12))
    assert "在册志愿者1人" in next(overview_paragraphs(now))
    then = Quarter(2020, 1)
    with open_source(store, then, date(2026, 10, 12)):
        people, bodies, branches, trainings = overview_paragraphs(
            ReportContext(store, then, "masked", date(2026, 10, 12))
        )
    assert "在册志愿者无数据；" in people
    assert "无数据人" not in people
    assert "志愿者协会注册情况无数据" in bodies
    assert (branches, trainings) == ("团组织建设情况无数据。", "教育培训情况无数据。")
