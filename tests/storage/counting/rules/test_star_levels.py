from datetime import date

import pytest

from people import volunteer
from storage.counting.rules.star_levels import rules_on, star_status, status_for
from storage.counting.save_checks import objections
from storage.model.tables import (
    ACTIVITIES,
    ORGANIZATIONS,
    SERVICE_RECORDS,
    STAR_GRANTS,
    STAR_RULES,
    VOLUNTEERS,
)
from storage.model.tables.organization import Organization
from storage.model.tables.project import Activity
from storage.model.tables.service_record import ServiceRecord
from storage.model.tables.star import StarGrant, StarRule

HOUR = 60
ON = date(2026, 9, 30)


@pytest.mark.parametrize(
    ("hours", "held", "reached", "due"),
    [
        (99.9, 0, 0, ()),
        (100, 0, 1, (1,)),
        (299.9, 1, 1, ()),
        (300, 0, 2, (1, 2)),  # what was missed is caught up, the lowest first
        (600, 2, 3, (3,)),
        (1000, 0, 4, (1, 2, 3, 4)),
        (1500, 3, 4, (4,)),  # five stars only from four
        (1500, 4, 5, (5,)),
        (9999, 5, 5, ()),
        (0, 3, 0, ()),  # an old grant, its hours never entered
    ],
)
def test_hours_reach_stars_and_the_fifth_needs_the_fourth(store, hours, held, reached, due):
    found = status_for(int(hours * HOUR), held, rules_on(store, ON))
    assert (found.reached, found.due) == (reached, due)


def test_the_fifth_star_is_by_review(store):
    rules = rules_on(store, ON)
    assert status_for(1500 * HOUR, 4, rules).by_review == (5,)
    assert status_for(1000 * HOUR, 3, rules).by_review == ()


def test_the_hours_missing_to_the_next_star_are_stated(store):
    rules = rules_on(store, ON)
    assert status_for(90 * HOUR, 0, rules).minutes_to_next == 10 * HOUR
    assert status_for(1500 * HOUR, 0, rules).minutes_to_next is None
    assert status_for(100 * HOUR - 1, 0, rules).minutes_to_next == 1
    assert status_for(100 * HOUR, 1, rules).minutes_to_next == 200 * HOUR


def test_a_star_after_one_that_is_not_reached_is_not_reached_either():
    def rule(star, hours, *, needs_previous=False):
        return StarRule(rule_set="规则", effective_from=ON, star=star, hours_needed=hours,
                        needs_previous=needs_previous)  # fmt: skip

    assert status_for(60 * HOUR, 0, [rule(1, 100), rule(2, 50)]).due == ()
    waits = [rule(1, 10), rule(3, 20, needs_previous=True), rule(4, 30)]
    assert status_for(60 * HOUR, 1, waits).due == ()


def test_the_rules_that_hold_are_the_last_ones_in_force_on_the_day(store):
    with store.edit("新规则") as edit:
        later = StarRule(rule_set="新规则", effective_from=ON, star=1, hours_needed=50)
        edit.save(STAR_RULES, later)
    assert [one.hours_needed for one in rules_on(store, ON)] == [50]
    before = [one.hours_needed for one in rules_on(store, date(2026, 9, 29))]
    assert before == [100, 300, 600, 1000, 1500]
    assert rules_on(store, date(2000, 1, 1)) == []


@pytest.fixture
def person(store):
    """Somebody with 100 hours since the day of registration, and 8 from before."""
    days = [date(2026, 1, 1), *(date(2026, 2, day) for day in range(1, 14))]
    with store.edit("录入") as edit:
        team = edit.save(ORGANIZATIONS, Organization(name="队", kind="志愿服务队"))
        there = Activity(name="义诊", organization=team, held_on=days[0], place="广场")
        activity = edit.save(ACTIVITIES, there)
        one = volunteer(registration_status="已注册", registered_on=date(2026, 2, 1))
        number = edit.save(VOLUNTEERS, one)
        for day in days:
            hours = 4 if day.day == 13 else 8
            edit.save(SERVICE_RECORDS, ServiceRecord(
                volunteer=number, activity=activity, served_on=day, hours=hours * HOUR,
                recorder="周嘉诚", recorded_on=day))  # fmt: skip
    return number


def test_a_person_s_hours_count_from_the_day_of_registration(store, person):
    assert star_status(store, person, ON).due == (1,)
    assert star_status(store, person, date(2026, 2, 12)).minutes_to_next == 4 * HOUR


def test_a_star_is_saved_only_after_the_one_before_and_warned_of_without_its_hours(store, person):
    def said(star, **facts):
        grant = StarGrant(volunteer=person, star=star, granted_on=ON, **facts)
        return [(one.warning, one.message) for one in objections(store, STAR_GRANTS, grant)]

    assert said(1) == []
    assert said(2) == [(True, "注册以后的时长不足 300 小时，还没有达到这一星")]
    assert said(5) == [(False, "没有先认定前一星，不能认定（四川（试行））")]
    assert said(5, historical=True) == []
