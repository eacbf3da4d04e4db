from dataclasses import replace
from datetime import date

import pytest

from storage.counting.figures import one_figure
from storage.model.period import Quarter
from storage.model.tables import ACTIVITIES, INSURANCE_POLICIES, ORGANIZATIONS, PROJECTS
from storage.model.tables.organization import Organization
from storage.model.tables.project import Activity, Project
from storage.model.tables.support_resources import InsurancePolicy

QUARTER = Quarter(2026, 3)
FIRST, LAST = date(2026, 8, 1), date(2026, 8, 3)


def keep(store, table, record):
    with store.edit("录入") as edit:
        return edit.save(table, record)


def rescue(store, *, risk="较高", insurance=None, holder=None):
    team = keep(store, ORGANIZATIONS, Organization(name="应急队", kind="志愿服务队"))
    facts = {"risk": risk, "insurance": insurance and insurance(store)}
    project = keep(store, PROJECTS, Project(name="山火巡护", organization=team, **facts))
    there = {"project": project, "held_on": FIRST, "ended_on": LAST, "place": "林场"}
    keep(store, ACTIVITIES, Activity(name="巡护", organization=team, **there))
    if holder:
        holder(store, team)
    return one_figure(store, QUARTER, "N01").figure


def policy(first, last, organization=None):
    return InsurancePolicy(
        number="PA-1", insurer="某保险公司", organization=organization, from_on=first, until_on=last
    )


@pytest.mark.parametrize(
    ("first", "last", "insured"),
    [
        (FIRST, LAST, 1),
        (date(2026, 8, 2), LAST, 0),
        (FIRST, date(2026, 8, 2), 0),
        (date(2025, 1, 1), date(2026, 12, 31), 1),
    ],
)
def test_a_policy_must_hold_on_every_day_of_a_risky_activity(store, first, last, insured):
    own = rescue(store, insurance=lambda s: keep(s, INSURANCE_POLICIES, policy(first, last)))
    assert (own.numerator, own.denominator) == (insured, 1)


def test_the_organization_s_policy_covers_its_activities_and_nobody_else_s(store):
    found = rescue(
        store, holder=lambda s, team: keep(s, INSURANCE_POLICIES, policy(FIRST, LAST, team))
    )
    assert (found.numerator, found.denominator) == (1, 1)


@pytest.mark.parametrize(
    ("ends", "begins", "insured"),
    [
        (date(2026, 8, 1), date(2026, 8, 2), 1),
        (date(2026, 8, 2), date(2026, 8, 1), 1),
        (date(2026, 8, 1), date(2026, 8, 3), 0),
        (date(2026, 7, 31), date(2026, 8, 1), 1),
        (date(2026, 7, 31), date(2026, 8, 2), 0),
    ],
)
def test_a_renewed_policy_takes_over_where_the_old_one_ends(store, ends, begins, insured):
    def hold(store, team):
        keep(store, INSURANCE_POLICIES, policy(date(2025, 8, 1), ends, team))
        renewed = replace(policy(begins, date(2027, 7, 31), team), number="PA-2")
        keep(store, INSURANCE_POLICIES, renewed)

    found = rescue(store, holder=hold)
    assert (found.numerator, found.denominator) == (insured, 1)


def test_a_policy_of_nobody_covers_nothing(store):
    found = rescue(store, holder=lambda s, team: keep(s, INSURANCE_POLICIES, policy(FIRST, LAST)))
    assert (found.numerator, found.denominator) == (0, 1)


@pytest.mark.parametrize("risk", ["无", "一般"])
def test_only_risky_projects_must_be_insured(store, risk):
    found = rescue(store, risk=risk)
    assert (found.value, found.denominator) == (None, 0)


def test_an_organization_is_covered_on_the_cut_off_day(store):
    team = keep(store, ORGANIZATIONS, Organization(name="应急队", kind="志愿服务队"))
    keep(store, INSURANCE_POLICIES, policy(FIRST, QUARTER.cut_off, team))
    assert one_figure(store, QUARTER, "N02").value == 100
    assert one_figure(store, Quarter(2026, 4), "N02").value == 0
