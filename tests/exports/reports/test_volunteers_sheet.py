"""W05: each group of volunteers sums to the county's figures."""

from __future__ import annotations

from datetime import date

from exports.reports import volunteers_sheet
from exports.reports.report_context import ReportContext
from exports.sheet import Band, Total
from people import volunteer
from sheets import rows_by_heading
from storage.counting.figures.dimensions import DIMENSIONS
from storage.model.tables import VOLUNTEERS


def test_each_group_of_volunteers_sums_to_the_whole_county(book, summary):
    rows = book.rows("W05 志愿者统计", "类别")
    group: list[dict] = []
    groups = 0
    for row in rows:
        if row["在册人数"] is None:
            group = []
        elif row["分组"] == "小计":
            groups += 1
            for label, code in (("在册人数", "V01"), ("已注册", "V04"), ("注册青年", "V02"), ("在册团员", "V07")):  # fmt: skip
                assert sum(one[label] for one in group) == row[label] == summary[code]["数值"]
        else:
            group.append(row)
    assert groups == len(DIMENSIONS)


def test_the_report_s_shorter_form_leaves_out_the_kind_of_group_and_most_groups(county, quarter):
    context = ReportContext(county, quarter, "masked", date(2026, 10, 8))
    short = volunteers_sheet.composition(context)
    assert [one.label for one in short.headings][:2] == ["分组", "在册人数"]
    bands = [row.text for row in short.rows if isinstance(row, Band)]
    assert bands == ["按性别", "按年龄", "按政治面貌", "按身份类别"]
    totals = [row.values for row in short.rows if isinstance(row, Total)]
    assert len(totals) == len(bands)
    assert {tuple(one) for one in totals} == {tuple(totals[0])}


def test_shares_are_of_the_roster_and_a_group_of_nobody_is_left_out(store, quarter):
    with store.edit("录入") as edit:
        for number in range(3):
            registered = {"registration_status": "已注册", "registered_on": date(2026, 8, 1)}
            edit.save(VOLUNTEERS, volunteer(f"学生{number}", **(registered if number else {})))
    sheet = volunteers_sheet.sheet(ReportContext(store, quarter, "masked", date(2026, 10, 8)))
    male, total = [
        row for row in rows_by_heading(sheet) if row["类别"] == "性别" or row["分组"] == "小计"
    ][:2]
    assert (male["分组"], male["在册人数"], male["已注册"]) == ("男", 3, 2)
    assert (male["占在册"], male["注册率"]) == (1.0, 0.667)
    assert (total["类别"], total["分组"], total["在册人数"]) == ("", "小计", 3)
