"""W00: who reports what, how it is counted, how private it is, and which sheets follow."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from exports.reports import cover_sheet
from exports.reports.report_context import ReportContext, report_context
from exports.sheet import Band, Heading, Sheet
from storage.model.period import Quarter
from storage.model.tables.setting import OFFICES, Office, Policy
from storage.model.tables.unit import UNITS
from storage.quarter.sealing import seal_unchecked

THIRD, TODAY = Quarter(2026, 3), date(2026, 10, 8)
BEHIND = (Sheet("W01 指标汇总", "指标", (Heading("编号"),), ()),)
POLICY = Policy(year=2026)


def told(sheet: Sheet) -> dict[object, object]:
    """What stands beside each item of a cover."""
    return {row[0]: row[1] for row in sheet.rows if isinstance(row, tuple)}


@pytest.fixture
def office(store):
    with store.edit("设置") as edit:
        edit.save(OFFICES, Office(
            name="共青团仁和区委员会", county=store.named(UNITS, "仁和区"), clerk="王志远",
            leader="李芳", recipient="共青团攀枝花市委员会",
        ))  # fmt: skip


@pytest.mark.usefixtures("office")
def test_the_office_the_quarter_and_the_sheets_behind_are_named(store):
    sheet = cover_sheet.sheet(ReportContext(store, THIRD, "masked", TODAY), BEHIND)
    bands = [row.text[:2] for row in sheet.rows if isinstance(row, Band)]
    assert bands == ["一、", "二、", "三、", "四、"]
    rows = told(sheet)
    assert rows["单位全称"] == "共青团仁和区委员会"
    assert rows["报告期"] == "2026 年三季度（2026-07-01 至 2026-09-30）"
    assert (rows["统计截止日"], rows["生成日期"]) == (date(2026, 9, 30), TODAY)
    assert [rows[one] for one in rows if str(one).endswith("（签字）")] == ["王志远", "李芳"]
    assert rows["W01"] == "指标汇总：指标"


@pytest.mark.usefixtures("office")
def test_only_a_sealed_quarter_has_room_for_the_seal(store):
    with report_context(store, THIRD, "masked", TODAY) as context:
        draft = told(cover_sheet.sheet(context, BEHIND))
    assert draft["草稿"] == "这个季度还没有封存，数字还会变，不作报送依据；不盖章。"
    assert "单位盖章" not in draft
    seal_unchecked(store, THIRD, TODAY)
    with report_context(store, THIRD, "masked", TODAY) as context:
        final = told(cover_sheet.sheet(context, BEHIND))
    assert str(final["单位盖章"]).strip() == ""
    assert "草稿" not in final


@pytest.mark.parametrize(
    ("privacy", "word", "begins"),
    [("summary", "汇总", "汇总：只有统计数"), ("masked", "脱敏", "脱敏：个人名册另附"),
     ("full", "全量", "全量：含完整的证件号码")],
)  # fmt: skip
def test_the_privacy_of_the_papers_is_explained(store, privacy, word, begins):
    rows = told(cover_sheet.sheet(ReportContext(store, THIRD, privacy, TODAY), BEHIND))
    assert str(rows[word]).startswith(begins)


def test_a_rule_the_clerk_set_otherwise_is_stated_as_set():
    rules = dict(cover_sheet.adjustable_rules(POLICY))
    assert rules["青年"].startswith("截止日满 14 至 35 周岁（含）")
    assert rules["注册目标"].startswith("完成率只计 14 至 35 周岁")
    changed = replace(POLICY, youth_to=28, youth_target=False, own_branch_from=5, report_within=7)
    rules = dict(cover_sheet.adjustable_rules(changed))
    assert rules["青年"].startswith("截止日满 14 至 28 周岁（含）")
    assert rules["注册目标"] == "完成率按全年龄注册志愿者计，青年注册数另列。"
    assert "团员 5 人以上（含 5 人）单独建；不足 5 人联合建" in rules["建团"]
    assert rules["报送期限"].startswith("季末后 7 天内")
