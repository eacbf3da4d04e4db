"""Views of projects, activities and service records."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from counted import DAY, save
from people import volunteer
from storage.model.tables import (
    ACTIVITIES,
    ORGANIZATIONS,
    PROJECTS,
    SERVICE_RECORDS,
    VOLUNTEERS,
)
from views import listed


@pytest.fixture
def served(store):
    """A team with one activity and a grown-up volunteer; what a record of theirs needs."""
    (team,) = save(store, ORGANIZATIONS, {})
    (activity,) = save(store, ACTIVITIES, {"name": "义诊", "organization": team, "held_on": DAY})
    with store.edit("录入") as edit:
        person = edit.save(VOLUNTEERS, volunteer("甲", "1990-01-01"))
    return {"volunteer": person, "activity": activity, "served_on": DAY, "recorded_on": DAY}


def numbers(store, table, name):
    return [one.id for one in listed(store, table, name)]


def test_an_activity_without_records_is_listed_until_it_has_one(store, served):
    assert numbers(store, "activity", "empty") == [served["activity"]]
    save(store, SERVICE_RECORDS, served)
    assert numbers(store, "activity", "empty") == []


def test_records_are_listed_by_what_makes_them_doubtful(store, served):
    long, early, added = save(
        store, SERVICE_RECORDS,
        {**served, "hours": 11 * 60},
        {**served, "hours": 60, "served_on": date(2026, 7, 1)},
        {**served, "hours": 60, "served_on": date(2026, 7, 9), "source": "补录"},
    )  # fmt: skip
    first = store.get(VOLUNTEERS, served["volunteer"])
    with store.edit("注册") as edit:
        facts = {"registration_status": "已注册", "registered_on": date(2026, 7, 2)}
        edit.save(VOLUNTEERS, replace(first, **facts))
    found = {
        name: numbers(store, "service_record", name)
        for name in ("long", "before", "added", "late", "unconsented", "overlapping")
    }
    assert found == {
        "long": [long], "before": [early], "added": [added], "late": [early, added],  # recorded on 1 August
        "unconsented": [], "overlapping": [],
    }  # fmt: skip


def test_projects_are_listed_by_what_they_lack(store, served):
    team = store.get(ACTIVITIES, served["activity"]).organization
    facts = {"organization": team, "direct_recruitment": True, "platform_number": "P1"}
    sound, risky, ended, cancelled = save(
        store, PROJECTS,
        {**facts, "name": "甲", "published_on": DAY},
        {**facts, "name": "乙", "platform_number": None, "risk": "较高"},
        {**facts, "name": "丙", "platform_number": "P3", "status": "已结束"},
        {"organization": team, "name": "丁", "status": "已取消", "risk": "较高"},
    )  # fmt: skip
    assert numbers(store, "project", "year") == [sound]
    assert numbers(store, "project", "unnumbered") == [risky]
    assert numbers(store, "project", "risky_uninsured") == [risky]
    assert numbers(store, "project", "stages_missing") == [ended]
    assert cancelled not in numbers(store, "project", "unbranded")
