"""Ledgers of people that are part of the volunteers: who is in them, and their way out and back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings

import by_hand
from counties import ON, counties, held
from people import volunteer
from storage.cli.query import find_ledger
from storage.errors import UserError
from storage.intake.apply.batch import apply_plan
from storage.intake.pipeline import plan_import
from storage.intake.sources import Pasted
from storage.model.person_conditions import VALID, WANTING, WITHDRAWN
from storage.model.tables import CONSENTS, TABLES, VOLUNTEERS
from storage.model.tables.person import Consent
from storage.store.listing import Query, count, every
from storage.views.roster_views import GUARDIANS, LEAGUE_MEMBERS, ROSTERS, STUDENTS

OFTEN = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
STUDENTS_OF = ("中小学生", "中职学生", "大学生")


def names(store, condition, on=ON):
    query = Query(VOLUNTEERS, condition=condition, on=on)
    return {row.record.name for row in every(store, query)}


def add(store, *people):
    with store.edit("录入") as edit:
        return [edit.save(VOLUNTEERS, one) for one in people]


@OFTEN
@given(county=counties())
def test_rosters_list_the_people_of_the_counting_rules(store, county):
    there = [
        one for one in county.volunteers
        if one.status == "在册" or (one.left_on is not None and one.left_on > ON)
    ]  # fmt: skip
    expected = {
        LEAGUE_MEMBERS.name: [one.id for one in there if by_hand.member(one, ON)],
        STUDENTS.name: [one.id for one in there if one.identity_class in STUDENTS_OF],
        GUARDIANS.name: [one.id for one in there if by_hand.between(one, ON, 0, 17)],
    }
    with held(store, county):
        found = {
            one.name: [row.record.id for row in every(store, one.query(ON))] for one in ROSTERS
        }
    assert found == expected


@OFTEN
@given(county=counties())
def test_the_flags_of_a_person_agree_with_the_counting_rules(store, county):
    with held(store, county):
        rows = list(every(store, Query(VOLUNTEERS, on=ON)))
    for row, one in zip(rows, county.volunteers, strict=True):
        over = bool(by_hand.member(one, ON) and by_hand.overage(one, ON))
        assert bool(row.value("overage")) is over
        state = row.value("consent_state")
        if not by_hand.between(one, ON, 0, 17):
            assert state is None
        else:
            assert (state == VALID) is by_hand.consented(county, one, ON)


def test_consents_given_missing_and_withdrawn_are_distinguished(store):
    day = date(2026, 9, 1)
    _wanting, _valid, _back, on_paper = add(
        store,
        volunteer("甲", "2011-03-01"),
        volunteer("乙", "2011-03-01", consented_on=day),
        volunteer("丙", "2011-03-01", consented_on=day, consent_withdrawn_on=ON),
        volunteer("丁", "2011-03-01"),
    )
    with store.edit("同意书") as edit:
        paper = Consent(
            volunteer=on_paper, purpose="注册志愿者", guardian="李芳", given_on=day, withdrawn_on=ON
        )
        edit.save(CONSENTS, paper)
    told = {
        row.record.name: row.value("consent_state") for row in every(store, GUARDIANS.query(ON))
    }
    assert told == {"甲": WANTING, "乙": VALID, "丙": WITHDRAWN, "丁": WITHDRAWN}
    withdrawn = next(view for view in GUARDIANS.views if view.name == "withdrawn")
    assert names(store, withdrawn.condition) == {"丙", "丁"}


@pytest.mark.parametrize("roster", ROSTERS, ids=lambda one: one.name)
def test_a_roster_answers_to_its_names_and_knows_its_columns(store, roster):
    for word in (roster.word, roster.name, roster.label):
        assert find_ledger(word) == (VOLUNTEERS, roster)
    assert roster.label not in {table.label for table in TABLES}
    assert set(roster.columns) <= set(VOLUNTEERS.shown)
    assert set(roster.constants) | set(roster.preset) <= set(VOLUNTEERS.by_name)
    for view in roster.views:
        both = Query(VOLUNTEERS, condition=f"({roster.condition}) AND ({view.condition})", on=ON)
        assert count(store, both) == 0


def test_a_word_for_no_ledger_names_the_rosters_as_well():
    with pytest.raises(UserError, match="league-members"):
        find_ledger("cats")


def brought(store, text, roster=LEAGUE_MEMBERS, policy="update"):
    return plan_import(
        store, [Pasted(text)], table=VOLUNTEERS, policy=policy, implied=roster.constants
    )


def test_a_person_in_a_school_s_league_roster_is_a_member(store):
    known, _other = add(store, volunteer("王雨欣", league_member=None), volunteer("李芳"))
    number = store.get(VOLUNTEERS, known).id_number
    lines = f"姓名\t身份证号\t所在团支部\n王雨欣\t{number}\t高一（1）班\n周嘉诚\t\t高一（2）班"
    apply_plan(store, brought(store, lines))
    assert names(store, LEAGUE_MEMBERS.condition) == {"王雨欣", "周嘉诚"}


def test_a_row_with_its_own_value_overrides_the_roster_s_constant(store):
    apply_plan(store, brought(store, "姓名\t班级\t是否团员\n王雨欣\t高一\t否\n周嘉诚\t高一\t"))
    assert names(store, LEAGUE_MEMBERS.condition) == {"周嘉诚"}


def test_a_row_of_the_volunteers_own_sheet_implies_nothing(store):
    (number,) = add(store, volunteer("王雨欣", political_status="共青团员", league_member=None))
    text = f"台账编号\t姓名\t所在团支部\n{VOLUNTEERS.number(number)}\t王雨欣\t"
    (row,) = brought(store, text).rows()
    assert (row.outcome, row.offered) == ("unchanged", ())


def test_struck_off_the_roster_somebody_is_still_a_volunteer(store):
    (number,) = add(store, volunteer("王雨欣", league_member=True))
    person = store.get(VOLUNTEERS, number)
    with store.edit("离团") as edit:
        edit.save(VOLUNTEERS, replace(person, league_member=False))
    assert names(store, LEAGUE_MEMBERS.condition) == set()
    assert store.count(VOLUNTEERS) == 1
