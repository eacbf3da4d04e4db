"""What a quarter's papers are made from: figures, the records behind them, titles, marks."""

from __future__ import annotations

from datetime import date

import pytest

from exports.reports.report_context import ReportContext, report_context
from rows_by_hand import CUT_OFF
from storage.counting.indicators import INDICATORS
from storage.model.period import Quarter
from storage.quarter.sealing import seal_unchecked
from storage.store import listing


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda one: one.code)
def test_an_indicator_has_as_many_records_as_its_figure(county, quarter, indicator):
    one = ReportContext(county, quarter, "masked", CUT_OFF).measured[indicator.code]
    is_behind = listing.count(county, one.part.query(quarter))
    if indicator.amount:
        return
    said = one.figure.numerator if one.unit == "%" else one.value
    assert is_behind == said or (one.unit == "是否" and bool(is_behind) == bool(said))


def test_a_draft_and_a_sealed_quarter_are_marked_apart(store):
    said = {}
    for draft in (True, False):
        with report_context(store, Quarter(2026, 3), "masked", date(2026, 10, 8)) as context:
            assert context.draft is draft
            said[draft] = (
                context.page_mark,
                context.watermark,
                context.unedited_mark,
                context.footer,
            )
        seal_unchecked(store, Quarter(2026, 3), date(2026, 10, 8))
    assert said[True] == (
        "草稿（尚未封存，不作报送依据）", "草稿", "［草稿］", "草稿 · 脱敏 · 生成于 2026-10-08",
    )  # fmt: skip
    assert said[False] == ("", "", "［程序拟写］", "第1版 · 脱敏 · 生成于 2026-10-08")


def test_every_page_of_a_sample_county_is_marked(county, quarter, today):
    context = ReportContext(county, quarter, "masked", today)
    assert context.page_mark.endswith("　·　示例数据")
    assert context.footer.startswith("示例数据 · 草稿 · ")


def test_titles_name_the_county_and_the_quarter(county, store, quarter, today):
    context = ReportContext(county, quarter, "masked", today)
    assert (context.county, context.cut_off) == ("仁和区", "9月30日")
    assert context.title == "仁和区2026年三季度青年志愿服务"
    unset = ReportContext(store, quarter, "masked", today)
    assert (unset.county, unset.office.name) == ("本县", "（未设置单位）")


def test_whole_numbers_leave_in_the_annex_alone(store, quarter, today):
    for privacy, masked, annex, papers in (
        ("summary", True, "summary", "summary"),
        ("masked", True, "masked", "masked"),
        ("full", False, "full", "masked"),
    ):
        context = ReportContext(store, quarter, privacy, today)
        assert context.masked is masked
        assert (context.outgoing.privacy, context.open_outgoing.privacy) == (annex, papers)


def test_a_figure_of_nothing_selected_has_no_records(store, quarter, today):
    context = ReportContext(store, quarter, "masked", today)
    assert (list(context.rows(None)), context.numbers(None)) == ([], frozenset())


def test_records_behind_a_figure_are_named_by_number(county, quarter, today):
    context = ReportContext(county, quarter, "masked", today)
    part = context.measured["O01"].part
    assert {row.record.id for row in context.rows(part)} == context.numbers(part)
    assert len(context.numbers(part)) == context.measured["O01"].value
