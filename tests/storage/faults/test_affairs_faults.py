from datetime import date

import pytest

from people import volunteer
from storage.faults import RULES, find_faults
from storage.model.tables import (
    ACTIVITIES,
    INSURANCE_POLICIES,
    LEAGUE_BRANCHES,
    ORGANIZATIONS,
    PROJECTS,
    SERVICE_RECORDS,
    UNITS,
    VOLUNTEERS,
    WEST_VOLUNTEERS,
)
from storage.model.tables.league_branch import LeagueBranch
from storage.model.tables.organization import Organization
from storage.model.tables.project import Activity, Project
from storage.model.tables.service_record import ServiceRecord
from storage.model.tables.support_resources import InsurancePolicy
from storage.model.tables.talent import WestVolunteer

ON, DAY = date(2026, 9, 30), date(2026, 7, 4)


def keep(store, table, record):
    with store.edit("录入") as edit:
        return edit.save(table, record)


def found(store, code):
    return [one.record_id for one in find_faults(store, ON, date(2026, 10, 12)) if one.code == code]


@pytest.fixture
def team(store):
    return keep(store, ORGANIZATIONS, Organization(name="阳光队", kind="志愿服务队"))


@pytest.mark.parametrize(
    ("code", "closed_on", "odd"),
    [(None, None, True), ("51510411MJQ0000016", None, False), (None, DAY, False),
     ("11510411MB0000001X", None, True)],
)  # fmt: skip
def test_an_association_without_proof_of_registration_is_found(store, code, closed_on, odd):
    association = Organization(
        name="协会", kind="青年志愿者协会", credit_code=code, closed_on=closed_on
    )
    number = keep(store, ORGANIZATIONS, association)
    assert found(store, "O-5") == ([number] if odd else [])


@pytest.mark.parametrize(("day", "late"), [(date(2026, 9, 29), True), (ON, False), (None, False)])
def test_an_election_overdue_is_found(store, team, day, late):
    number = keep(
        store, LEAGUE_BRANCHES, LeagueBranch(organization=team, built="单独", next_election_on=day)
    )
    assert found(store, "B-1") == ([number] if late else [])


def test_an_activity_whose_name_is_no_service_is_found(store, team):
    facts = {"organization": team, "held_on": DAY, "place": "广场"}
    keep(store, ACTIVITIES, Activity(name="义诊", **facts))
    odd = keep(store, ACTIVITIES, Activity(name="青年队团建", **facts))
    assert found(store, "A-5") == [odd]


@pytest.mark.parametrize(
    ("hours", "confirmer", "long", "unconfirmed", "off_step"),
    [(8, None, False, False, False), (8.1, None, True, False, True), (12, None, True, False, False),
     (12.5, None, False, True, False), (12.5, "李芳", True, False, False), (24, "李芳", True, False, False)],
)  # fmt: skip
def test_long_days_and_odd_lengths_are_found(
    store, team, hours, confirmer, long, unconfirmed, off_step
):
    activity = keep(
        store, ACTIVITIES, Activity(name="防汛", organization=team, held_on=DAY, place="江边")
    )
    person = keep(store, VOLUNTEERS, volunteer(born="2000-05-17"))
    number = keep(store, SERVICE_RECORDS, ServiceRecord(
        volunteer=person, activity=activity, served_on=DAY, hours=round(hours * 60), recorder="周嘉诚",
        recorded_on=DAY, confirmer=confirmer))  # fmt: skip
    for code, odd in (("S-9", long), ("S-3", unconfirmed), ("S-10", off_step)):
        assert found(store, code) == ([number] if odd else []), code


def test_an_ended_project_without_its_four_stages_is_found(store, team):
    stages = dict.fromkeys(("promoted_on", "trained_on", "served_on", "summed_up_on"), DAY)
    keep(store, PROJECTS, Project(name="齐", organization=team, status="已结束", **stages))
    odd = Project(name="缺", organization=team, status="已结束", **{**stages, "summed_up_on": None})
    number = keep(store, PROJECTS, odd)
    keep(store, PROJECTS, Project(name="还在做", organization=team))
    assert found(store, "P-2") == [number]


def test_a_policy_that_lapsed_is_found_until_it_is_renewed(store, team):
    def policy(number, until):
        return InsurancePolicy(number=number, insurer="某公司", organization=team,
                               from_on=date(2025, 1, 1), until_on=until)  # fmt: skip

    keep(store, INSURANCE_POLICIES, policy("甲", ON))
    assert found(store, "I-1") == []
    old = keep(store, INSURANCE_POLICIES, policy("乙", date(2026, 9, 29)))
    assert found(store, "I-1") == []
    with store.edit("删除") as edit:
        edit.remove(INSURANCE_POLICIES, 1)
    assert found(store, "I-1") == [old]


def test_a_west_volunteer_whose_time_is_over_is_found(store):
    one = WestVolunteer(name="陈思远", unit=store.named(UNITS, "平地镇"), started_on=date(2025, 8, 1),
                        ended_on=date(2026, 8, 1))  # fmt: skip
    number = keep(store, WEST_VOLUNTEERS, one)
    assert found(store, "K-1") == [number]


def test_errors_come_before_warnings():
    severities = [rule.severity for rule in RULES]
    assert severities == sorted(severities)
