"""Headcounts against the roster: an organization has no fewer people than are listed in it."""

from datetime import date

import pytest

from people import volunteer
from storage.faults import find_faults
from storage.model.tables import HEADCOUNTS, MEMBERSHIPS, ORGANIZATIONS, VOLUNTEERS
from storage.model.tables.organization import Headcount, Membership, Organization

ON, EARLIER = date(2026, 9, 30), date(2026, 6, 30)


@pytest.fixture
def team(store):
    """A team of two league members, one of whom came lately, and one who is none."""
    with store.edit("录入") as edit:
        team = edit.save(ORGANIZATIONS, Organization(name="阳光队", kind="志愿服务队"))
        for name, member, joined in (
            ("王雨欣", True, EARLIER), ("李芳", True, ON), ("周嘉诚", None, EARLIER),
        ):  # fmt: skip
            person = edit.save(VOLUNTEERS, volunteer(name, league_member=member))
            made = Membership(volunteer=person, organization=team, joined_on=joined)
            edit.save(MEMBERSHIPS, made)
    return team


def found(store, team, *counts):
    with store.edit("统计") as edit:
        for day, league, members in counts:
            edit.save(
                HEADCOUNTS,
                Headcount(organization=team, counted_on=day, league_members=league, members=members),
            )  # fmt: skip
    return {one.code for one in find_faults(store, ON, ON)} & {"H-3", "H-4"}


@pytest.mark.parametrize(
    ("league", "members", "codes"),
    [(2, 3, set()), (1, 3, {"H-3"}), (2, 2, {"H-4"}), (0, 0, {"H-3", "H-4"}), (2, None, set()),
     (9, 99, set())],
)  # fmt: skip
def test_a_head_count_below_the_roster_is_found(store, team, league, members, codes):
    assert found(store, team, (ON, league, members)) == codes


def test_only_the_last_headcount_and_members_joined_by_then_are_compared(store, team):
    assert found(store, team, (EARLIER, 1, 2)) == set()  # the one who joined lately was not there
    assert found(store, team, (ON, 2, 3)) == set()
    assert found(store, team, (date(2026, 10, 1), 0, 0)) == set()  # not up to the cut-off


def test_people_who_left_are_no_longer_counted_as_members(store, team):
    person = store.find(VOLUNTEERS, name="李芳")[0]
    with store.edit("转出") as edit:
        edit.save(VOLUNTEERS, volunteer("李芳", id=person.id, league_member=True, status="转出",
                                        left_on=ON))  # fmt: skip
    assert found(store, team, (ON, 1, 2)) == set()
