"""The conditions shared by several views: year, quarter, coming days, what is going on."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from counted import save
from people import volunteer
from storage.model.tables import (
    INSURANCE_POLICIES,
    POLICIES,
    PURCHASES,
    TRAININGS,
    UNITS,
    VOLUNTEERS,
)
from storage.model.tables.setting import Policy
from storage.model.tables.training import Training
from storage.model.tables.unit import Unit
from storage.store.listing import every
from storage.views.view import in_quarter, in_year, ongoing, view, within_days
from views import ON, listed


@pytest.mark.parametrize("month", range(1, 13))
def test_this_quarter_is_the_one_the_day_lies_in(store, month):
    facts = {"category": "骨干", "content": "急救", "hours": 60, "organiser": "团区委"}
    with store.edit("录入") as edit:
        for held_in in range(1, 13):
            day = date(2026, held_in, 1)
            edit.save(TRAININGS, Training(name=str(held_in), held_on=day, **facts))
    found = [int(one.name) for one in listed(store, "training", "quarter", date(2026, month, 28))]
    first = (month - 1) // 3 * 3 + 1
    assert found == list(range(first, month + 1))


def test_views_follow_the_policy_of_the_year(store):
    with store.edit("录入") as edit:
        college = edit.save(UNITS, Unit(name="某学院", kind="高校", counted_by="市直"))
        edit.save(VOLUNTEERS, volunteer(school=college))
        edit.save(POLICIES, Policy(year=2027, only_own_county=False))
    assert len(listed(store, "volunteer", "roster")) == 0
    assert len(listed(store, "volunteer", "roster", date(2027, 3, 31))) == 1


@pytest.mark.parametrize(
    ("days", "expected"),
    [(-1, []), (0, ["甲"]), (61, ["甲"]), (62, [])],
)
def test_a_day_comes_within_so_many_days_from_the_cut_off(store, days, expected):
    save(
        store, INSURANCE_POLICIES,
        {"number": "甲", "from_on": date(2026, 1, 1), "until_on": ON + timedelta(days)},
    )  # fmt: skip
    ending = view(INSURANCE_POLICIES, "ending", "两个月内到期", within_days("until_on", 61))
    assert [row.record.number for row in every(store, ending.query(ON))] == expected


def test_what_has_begun_is_going_on_until_its_last_day(store):
    save(
        store, PURCHASES,
        {"name": "未签", "signed_on": ON + timedelta(1)},
        {"name": "在履行", "signed_on": ON, "ended_on": ON + timedelta(1)},
        {"name": "没有期限", "signed_on": ON},
        {"name": "已完", "signed_on": date(2026, 1, 1), "ended_on": ON},
    )  # fmt: skip
    running = view(PURCHASES, "running", "履行中", ongoing("signed_on", "ended_on"))
    found = {row.record.name for row in every(store, running.query(ON))}
    assert found == {"在履行", "没有期限"}


def test_conditions_need_no_parameter_but_the_cut_off():
    one = view(PURCHASES, "x", "试", in_year("signed_on"), in_quarter("signed_on"))
    assert set(re.findall(r":[a-z_]+", one.condition)) == {":on"}
