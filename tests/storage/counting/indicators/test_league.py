"""Figures on league branches: sets of organizations by their judgement."""

from __future__ import annotations

import json

import pytest

from counted import DAY, QUARTER, counted, save
from storage.counting.figures import CountingContext
from storage.counting.indicators.league import SETS, in_judged_set, judged_parameters
from storage.model.tables import HEADCOUNTS, LEAGUE_BRANCHES, ORGANIZATIONS

CIVIL = "51510411MJQ0000016"


@pytest.fixture
def bodies(store):
    """Five registered organizations with four, three, one, no and an unknown number of members."""
    numbers = [
        save(store, ORGANIZATIONS, {"name": name, "kind": "社会组织", "credit_code": code})[0]
        for name, code in zip(
            "甲乙丙丁戊",
            (CIVIL, "51510411MJQ0000024", "51510411MJQ0000032", "51510411MJQ0000040", "51510411MJQ0000059"),
            strict=True,
        )
    ]  # fmt: skip
    for number, members in zip(numbers, (4, 3, 1, 0), strict=False):
        save(store, HEADCOUNTS, {"organization": number, "league_members": members})
    facts = {"approval_number": "1号", "secretary": "李芳"}
    save(
        store, LEAGUE_BRANCHES,
        {**facts, "organization": numbers[0], "built": "单独", "name": "甲", "founded_on": DAY},
    )  # fmt: skip
    return numbers


def test_rates_are_of_those_that_must_build_alone_or_jointly(store, bodies):
    assert counted(store, "L01", "L06", "L07") == [3, 0, 1]
    assert counted(store, "L02", "L03", "L04") == [(1, 2), (0, 1), (1, 3)]


def test_a_branch_is_complete_with_name_approval_day_secretary_and_members(store, bodies):
    assert counted(store, "L05") == (1, 1)


def test_each_set_holds_the_numbers_of_its_organizations(store, bodies):
    found = judged_parameters(CountingContext(store, QUARTER).judgements)
    assert found.keys() == SETS.keys()
    assert json.loads(found["judged_in_rate"]) == bodies[:3]
    assert json.loads(found["judged_own"]) == bodies[:2]
    assert json.loads(found["judged_missing"]) == bodies[1:3]


def test_an_unknown_set_is_a_mistake_in_the_program():
    assert in_judged_set("judged_met") == "t.id IN (SELECT value FROM json_each(:judged_met))"
    with pytest.raises(KeyError):
        in_judged_set("judged_nice")
