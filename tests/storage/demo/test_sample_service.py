"""Service records, stars, consents and movements of the sample county."""

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date, timedelta

from people import volunteer
from storage.demo.sample_service import ACTIVE_DAYS, FULL_DAY, _eligible
from storage.model.ages import ADULT_FROM, age_on
from storage.model.person_conditions import TO_SERVE
from storage.model.tables import (
    ACTIVITIES,
    CONSENTS,
    MOVEMENTS,
    SERVICE_RECORDS,
    STAR_GRANTS,
    VOLUNTEERS,
)
from storage.model.tables.project import Activity
from storage.model.tables.service_record import LATE


def test_the_devoted_served_just_so_many_full_days(county):
    days = Counter(
        one.volunteer for one in county.find(SERVICE_RECORDS) if one.content == "长期值守服务"
    )
    assert sorted(days.values()) == sorted(ACTIVE_DAYS)
    full = county.find(SERVICE_RECORDS, content="长期值守服务")
    assert {one.hours for one in full} == {FULL_DAY}


def test_three_records_are_corrected_with_a_reason(county):
    kept = {one.id: one for one in county.find(SERVICE_RECORDS)}
    corrections = [one for one in kept.values() if one.corrects]
    assert [one.hours for one in corrections] == [-60, 30, -180]
    assert all(one.reason for one in corrections)
    assert all(kept[one.corrects].volunteer == one.volunteer for one in corrections)


def test_at_usual_activities_minors_without_consent_are_the_odd_ones(county):
    people = {one.id: one for one in county.find(VOLUNTEERS)}
    activities = {one.id: one for one in county.find(ACTIVITIES)}
    alone = defaultdict(set)
    for one in county.find(SERVICE_RECORDS):
        person, activity = people[one.volunteer], activities[one.activity]
        if age_on(person.birth_date, one.served_on) >= ADULT_FROM or one.activity % 13 == 0:
            continue
        if not (person.consented_on and person.consented_on <= activity.held_on):
            alone[one.activity].add(one.volunteer)
    assert {len(found) <= 3 for found in alone.values()} == {True}


def test_an_accompanied_activity_has_minors_with_consent_and_three_without():
    day = date(2026, 9, 1)
    minors = [(n, volunteer(f"甲{n}", "2012-05-01", consented_on=consented))
              for n, consented in enumerate((day, None, None, None, None))]  # fmt: skip
    adult = (9, volunteer("乙", "1990-05-01"))
    activity = Activity(name="示例", organization=1, held_on=day, accompanist="老师")
    pool = [*minors, adult]
    assert [n for n, _ in _eligible(pool, activity, unguarded=False)] == [0, 1, 2, 3]
    assert [n for n, _ in _eligible(pool, activity, unguarded=True)] == [0, 1, 2, 3, 4, 9]
    alone = replace(activity, accompanist=None)
    assert [n for n, _ in _eligible(pool, alone, unguarded=False)] == [9]


def test_what_was_recorded_after_a_fortnight_is_marked_late(county):
    for one in county.find(SERVICE_RECORDS):
        if one.source != "平台":
            late = one.recorded_on - one.served_on >= timedelta(days=15)
            assert (one.source == LATE) == late, one.id


def test_stars_are_granted_but_for_one_that_is_applied_for(county):
    stars = county.find(STAR_GRANTS)
    assert [(one.star, one.granted_on is not None) for one in stars] == [
        (2, True), (3, True), (4, True), (4, False), (1, True),
    ]  # fmt: skip
    assert [one.star for one in stars if one.historical] == [1]


def test_consents_name_a_guardian_and_one_was_withdrawn(county):
    consents = county.find(CONSENTS)
    assert len(consents) == 21
    assert sum(one.withdrawn_on is not None for one in consents) == 1
    assert all(one.guardian for one in consents)
    assert {(one.purpose == TO_SERVE) == bool(one.activity) for one in consents} == {True}


def test_everybody_who_left_has_a_movement(county):
    moved = {one.volunteer: one.kind for one in county.find(MOVEMENTS)}
    left = {one.id for one in county.find(VOLUNTEERS) if one.left_on}
    assert left
    assert left <= set(moved)
    assert {"团组织关系转入", "团组织关系转出", "离团", "升学", "休学"} <= set(moved.values())
