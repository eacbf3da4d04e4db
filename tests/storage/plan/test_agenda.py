"""What is coming: birthdays, meetings, terms, theme days, records and policies that fall due."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people import volunteer
from storage.model.ages import age_on
from storage.model.period import Quarter
from storage.model.tables import (
    ACTIVITIES,
    CHARTERS,
    HOLIDAYS,
    INSURANCE_POLICIES,
    LEAGUE_BRANCHES,
    MEETINGS,
    ORGANIZATIONS,
    VOLUNTEERS,
)
from storage.model.tables.calendar import OFF, Holiday
from storage.model.tables.governance_record import Charter, Meeting
from storage.model.tables.league_branch import OWN, LeagueBranch
from storage.model.tables.organization import Organization
from storage.model.tables.project import Activity
from storage.model.tables.support_resources import InsurancePolicy
from storage.plan.agenda import age_milestones, agenda
from storage.store import listing

Q4 = Quarter(2026, 4)


def texts(store, first, last):
    return [(one.day, one.text) for one in agenda(store, first, last)]


@pytest.fixture
def association(store):
    with store.edit("录入") as edit:
        return edit.save(
            ORGANIZATIONS, Organization(name="仁和区青年志愿者协会", kind="青年志愿者协会")
        )


@pytest.mark.parametrize(
    ("born", "ages"),
    [("2012-10-01", [14]), ("2012-12-31", [14]), ("2012-09-30", []), ("2013-01-01", []),
     ("2008-11-11", [18]), ("2016-11-11", [10]), ("1998-11-11", [28]), ("1991-11-11", [35]), ("1995-11-11", [])],
)  # fmt: skip
def test_who_reaches_an_age_in_the_quarter_is_listed_under_it(store, born, ages):
    with store.edit("录入") as edit:
        edit.save(VOLUNTEERS, volunteer("王雨欣", born))
    found = age_milestones(store, Q4)
    assert [one.text for one in found] == [f"1 人在 2026 年四季度满 {age} 周岁" for age in ages]
    for one in found:
        assert listing.count(store, one.selection.query(Q4)) == 1


@given(st.dates(date(1988, 1, 1), date(2018, 12, 31)))
def test_an_age_is_reached_in_exactly_one_quarter(born):
    quarters = [Quarter(year, number) for year in range(2020, 2030) for number in (1, 2, 3, 4)]
    for age in (10, 14, 18, 28, 35):
        reached = [q for q in quarters
                   if age_on(born.isoformat(), q.cut_off) >= age > age_on(born.isoformat(), q.previous.cut_off)]  # fmt: skip
        assert len(reached) == (date(2020, 1, 1) <= _birthday(born, age) <= date(2029, 12, 31))


def _birthday(born, age):
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return date(born.year + age, 3, 1)


def test_a_meeting_is_due_until_it_was_held(store, association):
    with store.edit("章程") as edit:
        edit.save(
            CHARTERS,
            Charter(
                organization=association, body="理事会", every_months=6, from_on=date(2026, 5, 1)
            ),
        )
    due = [(date(2026, 11, 1), "仁和区青年志愿者协会理事会到期应开")]
    assert texts(store, date(2026, 10, 8), date(2026, 11, 30)) == due
    with store.edit("会议") as edit:
        edit.save(
            MEETINGS,
            Meeting(
                body="理事会", organization=association, topic="半年工作", held_on=date(2026, 9, 9)
            ),
        )
    assert texts(store, date(2026, 10, 8), date(2026, 11, 30)) == []


def test_terms_and_policies_fall_due_on_their_days(store, association):
    with store.edit("录入") as edit:
        edit.save(LEAGUE_BRANCHES, LeagueBranch(organization=association, built=OWN, name="协会团支部",
                                                next_election_on=date(2026, 10, 20)))  # fmt: skip
        edit.save(INSURANCE_POLICIES, InsurancePolicy(number="P-1", insurer="示例保险", from_on=date(2025, 11, 1),
                                                      until_on=date(2026, 10, 31)))  # fmt: skip
    found = texts(store, date(2026, 10, 8), date(2026, 10, 31))
    assert found == [
        (date(2026, 10, 20), "协会团支部应换届"),
        (date(2026, 10, 31), "保单 P-1 到期"),
    ]


def test_records_are_due_ten_working_days_after_holidays_too(store, association):
    with store.edit("录入") as edit:
        kept = edit.save(
            ACTIVITIES,
            Activity(
                name="护江", organization=association, held_on=date(2026, 9, 25), place="江边"
            ),
        )
        for one in store.find(HOLIDAYS):  # what is seeded must not decide the test
            edit.remove(HOLIDAYS, one.id)
        for day in (1, 2, 5, 6, 7):
            edit.save(HOLIDAYS, Holiday(day=date(2026, 10, day), kind=OFF, name="国庆"))
    assert texts(store, date(2026, 10, 8), date(2026, 10, 31)) == [
        (date(2026, 10, 16), "“护江”的服务记录应录完")
    ]
    from dataclasses import replace

    with store.edit("录完") as edit:
        edit.save(
            ACTIVITIES, replace(store.get(ACTIVITIES, kept), records_done_on=date(2026, 10, 9))
        )
    assert texts(store, date(2026, 10, 8), date(2026, 10, 31)) == []


def test_theme_days_state_whether_an_activity_is_planned(store, association):
    (one,) = agenda(store, date(2026, 11, 20), date(2026, 12, 20))
    assert (one.day, one.detail) == (date(2026, 12, 5), "还没有登记主题活动")
    with store.edit("录入") as edit:
        edit.save(ACTIVITIES, Activity(name="主题日", organization=association, held_on=date(2026, 12, 5),
                                       place="广场", theme_day="12·5", records_done_on=date(2026, 12, 6)))  # fmt: skip
    (one,) = agenda(store, date(2026, 11, 20), date(2026, 12, 20))
    assert one.detail == "已登记主题活动 1 场"
