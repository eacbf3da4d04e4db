"""Figures on stars: reached by hours, granted, and due to be granted."""

from __future__ import annotations

from datetime import date

import pytest

from counted import DAY, LATER, QUARTER, counted, save
from people import volunteer
from storage.counting.indicators.stars import star_parameters
from storage.model.tables import (
    ACTIVITIES,
    ORGANIZATIONS,
    SERVICE_RECORDS,
    STAR_GRANTS,
    STAR_RULES,
    VOLUNTEERS,
)

STARS = [f"R{number:02}" for number in range(1, 6)]
GRANTED = [f"R{number:02}" for number in range(6, 11)]


@pytest.fixture
def person(store):
    """A registered volunteer with 320 hours after registration and 500 before it."""
    (team,) = save(store, ORGANIZATIONS, {})
    (activity,) = save(store, ACTIVITIES, {"organization": team, "held_on": date(2020, 1, 1)})
    with store.edit("录入") as edit:
        number = edit.save(
            VOLUNTEERS,
            volunteer("甲", "1990-01-01", registration_status="已注册", registered_on=date(2026, 1, 1)),
        )  # fmt: skip
        for month in range(1, 9):
            for day in range(1, 6):
                edit.save(SERVICE_RECORDS, SERVICE_RECORDS.record(
                    volunteer=number, activity=activity, served_on=date(2026, month, day),
                    hours=8 * 60, recorder="李芳", recorded_on=DAY,
                ))  # fmt: skip
    return number


def test_the_parameters_are_the_minutes_of_the_rules_in_force(store):
    found = star_parameters(store, QUARTER.cut_off)
    assert [found[f"star{star}"] for star in range(1, 6)] == [
        hours * 60 for hours in (100, 300, 600, 1000, 1500)
    ]
    assert [found[f"star{star}_previous"] for star in (1, 5)] == [0, 1]


def test_without_rules_no_star_is_reached(store, person):
    with store.edit("清空") as edit:
        for one in list(store.select(STAR_RULES)):
            edit.remove(STAR_RULES, one.id)
    assert star_parameters(store, QUARTER.cut_off)["star1"] is None
    assert counted(store, *STARS) == [0, 0, 0, 0, 0]


def test_a_person_is_counted_under_the_highest_star_that_the_hours_reach(store, person):
    assert counted(store, *STARS) == [0, 1, 0, 0, 0]
    assert counted(store, "R11") == 1
    save(
        store,
        STAR_GRANTS,
        {"volunteer": person, "star": 2, "granted_on": LATER, "historical": True},
    )
    assert counted(store, "R11") == 1


def test_a_person_is_counted_under_the_highest_star_granted_by_the_cut_off(store, person):
    facts = {"volunteer": person}
    save(store, STAR_GRANTS, {**facts, "star": 1, "granted_on": DAY})
    assert counted(store, *GRANTED, "R11") == [1, 0, 0, 0, 0, 1]
    save(store, STAR_GRANTS, {**facts, "star": 2, "granted_on": DAY})
    assert counted(store, *GRANTED, "R11") == [0, 1, 0, 0, 0, 0]
    save(store, STAR_GRANTS, {**facts, "star": 3, "granted_on": LATER, "historical": True})
    assert counted(store, *GRANTED) == [0, 1, 0, 0, 0]
