"""Figures on projects, activities, brands and partnerships."""

from __future__ import annotations

from datetime import date

import pytest

from counted import DAY, LAST_YEAR, LATER, counted, save
from storage.model.tables import ACTIVITIES, BRANDS, ORGANIZATIONS, PARTNERSHIPS, PROJECTS

STAGES = dict.fromkeys(("promoted_on", "trained_on", "served_on", "summed_up_on"), DAY)


@pytest.fixture
def team(store):
    (number,) = save(
        store, ORGANIZATIONS, {"platform_account": "队", "founded_on": date(2020, 1, 1)}
    )
    return number


def test_published_projects_count_once_by_their_platform_number(store, team):
    facts = {"organization": team, "direct_recruitment": True, "published_on": DAY}
    save(
        store, PROJECTS,
        {**facts, "name": "甲", "platform_number": "P1"},
        {**facts, "name": "乙", "platform_number": "P2"},
        {**facts, "name": "丙"},
        {**facts, "name": "丁", "platform_number": "P4", "status": "已取消"},
        {**facts, "name": "戊", "platform_number": "P5", "published_on": LAST_YEAR},
    )  # fmt: skip
    assert counted(store, "P01") == 2
    assert counted(store, "P02", "O07") == [(0, 1), (1, 1)]
    assert counted(store, "P04") == 1
    save(store, PROJECTS, {**facts, "name": "己", "platform_number": "P6"})
    assert counted(store, "P02") == (1, 1)
    assert counted(store, "P04") == 0


def test_an_organization_is_active_in_the_quarter_in_which_it_publishes(store, team):
    facts = {"organization": team, "platform_number": "P1"}
    save(store, PROJECTS, {**facts, "published_on": date(2026, 6, 30)})
    assert counted(store, "O07") == (0, 1)
    save(store, PROJECTS, {**facts, "platform_number": "P2", "published_on": date(2026, 7, 1)})
    assert counted(store, "O07") == (1, 1)


def test_the_other_reading_counts_the_events_of_the_projects(store, team):
    (project,) = save(
        store, PROJECTS,
        {"organization": team, "direct_recruitment": True, "published_on": DAY, "platform_number": "P1"},
    )  # fmt: skip
    for name in ("一", "二", "三"):
        save(store, ACTIVITIES, {"name": name, "organization": team, "project": project})
    assert counted(store, "P02", "P03") == [(0, 1), (1, 1)]


def test_an_organization_of_this_year_is_counted_as_new(store, team):
    save(store, ORGANIZATIONS, {"name": "新队", "founded_on": DAY})
    assert counted(store, "P05") == 1


def test_projects_that_ended_have_all_four_stages(store, team):
    facts = {"organization": team, "status": "已结束", "ended_on": DAY}
    save(
        store, PROJECTS,
        {**facts, **STAGES, "name": "甲"},
        {**facts, **STAGES, "name": "乙", "summed_up_on": None},
        {**facts, **STAGES, "name": "丙", "ended_on": LAST_YEAR},
    )  # fmt: skip
    assert counted(store, "P06") == (1, 2)


def test_activities_are_counted_in_quarter_and_year_and_by_project_and_brand(store, team):
    (brand,) = save(store, BRANDS, {})
    branded, excellent = save(
        store, PROJECTS,
        {"organization": team, "name": "甲", "brand": brand},
        {"organization": team, "name": "乙", "excellent": True},
    )  # fmt: skip
    save(
        store, ACTIVITIES,
        {"name": "一", "organization": team, "project": branded},
        {"name": "二", "organization": team, "project": excellent, "held_on": date(2026, 2, 1)},
        {"name": "三", "organization": team, "held_on": date(2026, 6, 30)},
        {"name": "四", "organization": team, "held_on": LAST_YEAR},
    )  # fmt: skip
    assert counted(store, "P08", "P09", "B01", "B02", "J03") == [1, 3, 1, 1, 1]
    assert counted(store, "P07") == (2, 3)


def test_partners_count_while_they_are_paired_and_their_guidance_in_the_year(store):
    save(
        store, PARTNERSHIPS,
        {"partner": "甲", "guided": 2},
        {"partner": "乙", "guided": 3, "paired_on": LAST_YEAR, "ended_on": DAY},
        {"partner": "丙", "guided": 9, "paired_on": LAST_YEAR, "ended_on": LAST_YEAR},
        {"partner": "丁", "paired_on": LATER},
    )  # fmt: skip
    assert counted(store, "J01", "J02") == [1, 5]
