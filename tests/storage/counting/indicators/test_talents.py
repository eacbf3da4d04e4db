"""Figures on social-work talents, by three definitions, and western-plan volunteers."""

from __future__ import annotations

import pytest

from counted import DAY, LAST_YEAR, LATER, QUARTER, counted, save
from storage.model.tables import POLICIES, TALENTS, TARGETS, UNITS, WEST_VOLUNTEERS


@pytest.fixture
def talents(store):
    save(
        store, TALENTS,
        {"name": "持证在岗", "in_post": True, "certificate": "社会工作师", "certificate_number": "1"},
        {"name": "学历在岗", "in_post": True, "education": "大学专科"},
        {"name": "在岗", "in_post": True, "education": "普通高中"},
        {"name": "专业", "in_post": False, "major": "社会工作"},
        {"name": "后取证", "in_post": True, "certificate": "社会工作师", "certificate_number": "2",
         "certified_on": LATER},
        {"name": "离岗", "in_post": True, "left_on": DAY},
    )  # fmt: skip
    return store


def test_talents_are_counted_by_three_definitions(talents):
    assert counted(talents, "Y01", "Y02", "Y03") == [4, 2, 2]
    assert counted(talents, "Y06") == (1, 4)


@pytest.mark.parametrize(
    ("definition", "expected"), [("在岗", 4), ("社会工作人才", 2), ("专业人才", 2)]
)
def test_the_policy_chooses_the_definition_that_is_reported(talents, definition, expected):
    save(talents, POLICIES, {"year": QUARTER.year, "talent_counted": definition})
    assert counted(talents, "Y04") == expected
    save(talents, TARGETS, {"year": QUARTER.year, "indicator": "Y04", "value": 8})
    assert counted(talents, "Y05") == (expected, 8)


def test_western_plan_volunteers_count_until_they_leave_or_their_time_ends(store):
    unit = store.named(UNITS, "平地镇")
    save(
        store, WEST_VOLUNTEERS,
        {"name": "甲", "unit": unit, "programme": "青少年社会工作", "subsidy": True, "insured": True},
        {"name": "乙", "unit": unit, "subsidy": True},
        {"name": "丙", "unit": unit, "started_on": LAST_YEAR, "ended_on": DAY},
        {"name": "丁", "unit": unit, "ended_on": LATER, "left_on": DAY},
        {"name": "戊", "unit": unit, "started_on": LATER},
    )  # fmt: skip
    assert counted(store, "K01", "K02") == [2, 1]
    assert counted(store, "K03") == (1, 2)
