"""Projects and activities: days in order, and what a publication and a risk ask for."""

import pytest

from drafts import refusals, warnings
from storage.model.tables import ACTIVITIES, BRANDS, ORGANIZATIONS, PROJECTS
from storage.model.tables.organization import Organization
from storage.model.tables.project import Brand, Project
from storage.store.listing import Query, every

PROJECT = {"name": "巡河", "organization": 1}
ACTIVITY = {"name": "巡河", "organization": 1, "held_on": "2026-07-04", "place": "江边"}


def test_a_project_does_not_end_before_it_begins():
    draft = {**PROJECT, "started_on": "2026-07-04", "ended_on": "2026-07-03"}
    assert refusals(PROJECTS, draft) == [("ended_on", "结束日期早于开始日期")]


@pytest.mark.parametrize(("changed", "column", "sentence"), [
    ({"published_on": "2026-07-04"}, "platform_number", "有平台发布日期，缺平台编号，不计入每年三场"),
    ({"platform_number": "A1"}, "published_on", "有平台编号，缺平台发布日期，算不出是哪一年的"),
    ({"risk": "较高"}, "insurance", "风险较高，活动前应当参保（志愿服务条例 §17）"),
])  # fmt: skip
def test_a_project_that_lacks_something_is_accepted_with_a_warning(changed, column, sentence):
    assert warnings(PROJECTS, {**PROJECT, **changed}) == [(column, sentence)]


@pytest.mark.parametrize("changed", [
    {}, {"risk": "较高", "status": "已取消"}, {"published_on": "2026-07-04", "platform_number": "A1"},
])  # fmt: skip
def test_a_sound_project_is_accepted_without_a_warning(changed):
    assert warnings(PROJECTS, {**PROJECT, **changed}) == []


@pytest.mark.parametrize(("changed", "column", "sentence"), [
    ({"ended_on": "2026-07-03"}, "ended_on", "结束日期早于活动日期"),
    ({"records_done_on": "2026-07-03"}, "records_done_on", "记录完成日期早于活动日期"),
])  # fmt: skip
def test_the_days_of_an_activity_follow_its_first(changed, column, sentence):
    assert refusals(ACTIVITIES, {**ACTIVITY, **changed}) == [(column, sentence)]


def test_who_accompanies_is_named_with_what_he_is():
    draft = {**ACTIVITY, "accompanied_by": "周老师"}
    assert warnings(ACTIVITIES, draft) == [("accompanist", "请把陪同人身份也填上")]
    assert warnings(ACTIVITIES, {**ACTIVITY, "ended_on": "2026-07-04"}) == []


def test_a_brand_counts_its_projects(store):
    with store.edit("录入") as edit:
        lead = edit.save(ORGANIZATIONS, Organization(name="青年志愿者协会", kind="青年志愿者协会"))
        brand = edit.save(BRANDS, Brand(name="萤火"))
        edit.save(PROJECTS, Project(name="巡河", organization=lead, brand=brand))
        edit.save(PROJECTS, Project(name="护林", organization=lead))
    counts = {row.record.name: row.value("projects") for row in every(store, Query(BRANDS))}
    assert counts["萤火"] == 1
