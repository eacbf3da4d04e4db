"""Figures on volunteers: roster, registration, members, students and minors."""

from __future__ import annotations

from datetime import date

import pytest

from counted import DAY, LATER, QUARTER, counted
from people import volunteer
from storage.model.tables import TARGETS, VOLUNTEERS
from storage.model.tables.setting import Target

REGISTERED = {"registration_status": "已注册"}


@pytest.fixture
def roster(store):
    """Eight people of all ages, one of whom has left."""
    with store.edit("录入") as edit:
        for name, born, facts in (
            ("十三岁", "2013-05-01", {"consented_on": DAY, "guardian_name": "李芳"}),
            ("十七岁", "2009-05-01", {**REGISTERED, "league_member": True}),
            ("二十岁", "2006-05-01", {"identity_class": "大学生", "league_member": True}),
            ("廿一岁", "2005-05-01", {**REGISTERED, "identity_class": "大学生"}),
            ("四十岁", "1986-05-01", {**REGISTERED, "registered_on": DAY, "backbone": True}),
            ("本年", "2000-05-01", {**REGISTERED, "registered_on": date(2026, 2, 1)}),
            ("以后", "2000-05-01", {**REGISTERED, "registered_on": LATER}),
            ("已毕业", "2005-05-01", {**REGISTERED, "status": "毕业", "left_on": DAY}),
        ):
            edit.save(VOLUNTEERS, volunteer(name, born, **facts))
    return store


def test_the_roster_and_the_registered_of_it_are_counted(roster):
    assert counted(roster, "V01", "V02", "V04") == [7, 3, 4]
    assert counted(roster, "V05", "V06") == [1, 2]


def test_members_and_students_are_shared_by_those_registered(roster):
    assert counted(roster, "V07", "V14", "V13") == [2, 1, 1]
    assert counted(roster, "V08", "V09") == [(1, 2), (1, 2)]


def test_minors_have_a_consent_or_are_waiting_for_one(roster):
    assert counted(roster, "V10", "V12") == [1, 1]
    assert counted(roster, "V11") == (1, 2)


def test_the_target_is_the_county_s_own(roster):
    assert counted(roster, "V03") == (3, None)
    with roster.edit("目标") as edit:
        edit.save(TARGETS, Target(year=QUARTER.year, indicator="V02", value=6))
    assert counted(roster, "V03") == (3, 6)
