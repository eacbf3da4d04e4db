"""Members join while the head counts of both quarters have capacity for them."""

from collections import Counter
from datetime import date

from people import volunteer
from storage.demo.sample_members import Capacity, Team
from storage.demo.sample_organizations import volunteer_count
from storage.model.tables import HEADCOUNTS, MEMBERSHIPS, UNITS, VOLUNTEERS

JUNE, SEPTEMBER = date(2026, 6, 30), date(2026, 9, 30)
PERSON = volunteer("甲", registered_on=date(2026, 5, 1))
MEMBER = volunteer("乙", registered_on=date(2026, 5, 1), league_member=True)
LATE = volunteer("丙", registered_on=date(2026, 8, 1), league_member=True)


def test_no_more_league_members_and_people_fit_than_were_counted():
    capacity = Capacity(JUNE, league=0, people=1)
    assert capacity.allows(PERSON)
    assert not capacity.allows(MEMBER)
    capacity.add(PERSON)
    assert capacity.people == 0
    assert not capacity.allows(PERSON)
    capacity = Capacity(JUNE, league=1, people=2)
    capacity.add(MEMBER)
    assert (capacity.league, capacity.people) == (0, 1)


def test_people_registered_after_the_day_take_no_place_of_it():
    capacity = Capacity(JUNE, league=0, people=0)
    assert capacity.allows(LATE)
    capacity.add(LATE)
    assert (capacity.league, capacity.people) == (0, 0)


def test_a_team_takes_a_person_on_all_its_days_or_not_at_all():
    june, september = Capacity(JUNE, 1, 5), Capacity(SEPTEMBER, 0, 5)
    team = Team(1, None, (june, september))
    assert not team.join(MEMBER)
    assert (june.league, june.people, september.people) == (1, 5, 5)
    assert team.join(PERSON)
    assert (june.people, september.people) == (4, 4)


def test_nobody_joins_twice_and_none_who_is_not_registered(county):
    members = county.find(MEMBERSHIPS)
    people = {one.id: one for one in county.find(VOLUNTEERS)}
    assert max(Counter(one.volunteer for one in members).values()) == 1
    assert all(one.joined_on == people[one.volunteer].registered_on for one in members)
    backbones = {one.volunteer for one in members if one.role == "骨干"}
    assert backbones == {one.volunteer for one in members if people[one.volunteer].backbone}


def test_no_organization_has_more_members_than_its_last_head_count(county, quarter):
    counted = {
        one.organization: one.members
        for one in county.find(HEADCOUNTS)
        if one.counted_on == quarter.cut_off
    }
    joined = Counter(one.organization for one in county.find(MEMBERSHIPS))
    assert {
        number: count
        for number, count in joined.items()
        if count > counted.get(number, volunteer_count(0))
    } == {}


def test_students_join_the_brigade_of_their_own_school_first(county):
    school = county.named(UNITS, "攀西示例学院")
    (brigade,) = county.select(HEADCOUNTS, "league_members = 120")
    students = {one.id for one in county.find(VOLUNTEERS, school=school)}
    joined = [one for one in county.find(MEMBERSHIPS) if one.volunteer in students]
    own = sum(one.organization == brigade.organization for one in joined)
    assert own / len(joined) > 0.8
