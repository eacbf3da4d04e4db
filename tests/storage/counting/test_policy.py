"""The policy in force in a year, the office, and the city's targets."""

from __future__ import annotations

import pytest

from counted import save
from storage.counting.policy import office_of, policy_on, target_of
from storage.model.tables import OFFICES, POLICIES, TARGETS, UNITS
from storage.model.tables.setting import Policy


def test_without_a_policy_the_defaults_hold(store):
    with store.edit("清空") as edit:
        for one in list(store.select(POLICIES)):
            edit.remove(POLICIES, one.id)
    assert policy_on(store, 2026) == Policy(year=2026)


@pytest.mark.parametrize(
    ("year", "youth_to"), [(2023, 30), (2024, 30), (2025, 30), (2026, 35), (2030, 35)]
)
def test_the_latest_policy_up_to_the_year_holds_else_the_earliest(store, year, youth_to):
    with store.edit("口径") as edit:
        for one in list(store.select(POLICIES)):
            edit.remove(POLICIES, one.id)
        edit.save(POLICIES, Policy(year=2026, youth_to=35))
        edit.save(POLICIES, Policy(year=2024, youth_to=30))
    assert policy_on(store, year).youth_to == youth_to


def test_a_target_is_of_its_year_and_indicator_alone(store):
    save(store, TARGETS, {"year": 2026, "indicator": "V02", "value": 0})
    assert target_of(store, 2026, "V02") == 0
    assert target_of(store, 2025, "V02") is None
    assert target_of(store, 2026, "Y04") is None


def test_there_is_no_office_before_the_clerk_enters_it(store):
    assert office_of(store) is None
    save(store, OFFICES, {"name": "团区委", "county": store.named(UNITS, "仁和区")})
    assert office_of(store).name == "团区委"
