"""Views of organizations, trainings and units."""

from __future__ import annotations

from itertools import product

from by_hand import County
from counted import save
from counties import CODES, QUARTER, held
from people import volunteer
from storage.counting.figures import CountingContext
from storage.model.tables import (
    LEAGUE_BRANCHES,
    ORGANIZATIONS,
    UNITS,
    VOLUNTEERS,
)
from storage.model.tables.league_branch import BranchCover, LeagueBranch
from storage.model.tables.organization import Headcount, Organization
from storage.model.tables.setting import Policy
from storage.model.tables.unit import Unit
from views import ON, listed


def test_the_organizations_that_have_yet_to_build_are_those_the_rule_names(store):
    """Every number of members from none to four, with and without each kind of branch."""
    county = County(Policy(id=1, year=2020))
    cases = product((None, 0, 1, 2, 3, 4), ("", "单独", "联合"), (False, True))
    for number, (members, built, covered) in enumerate(cases, 1):
        county.organizations.append(
            Organization(id=number, name=str(number), kind="社会组织", credit_code=CODES[1])
        )
        if members is not None:
            county.headcounts.append(
                Headcount(id=number, organization=number, counted_on=ON, league_members=members)
            )
        if built:
            county.branches.append(LeagueBranch(id=number, organization=number, built=built))
        if covered:
            county.covers.append(BranchCover(id=number, branch=99, organization=number))
    county.organizations.append(Organization(id=99, name="牵头", kind="社会组织"))
    county.branches.append(LeagueBranch(id=99, organization=99, built="联合"))
    with held(store, county):
        judged = CountingContext(store, QUARTER).judgements
        missing = {one.id for one in listed(store, "organization", "missing")}
    assert missing == {one.organization.id for one in judged if one.missing}
    assert len(missing) == 2 * 3 + 2 * 4  # with one or two members, and with three or four


def test_schools_without_people_are_listed_as_without_a_roster(store):
    with store.edit("录入") as edit:
        first = edit.save(UNITS, Unit(name="木棉中学", kind="中学"))
        edit.save(UNITS, Unit(name="凤凰中学", kind="中学"))
        edit.save(UNITS, Unit(name="已停办中学", kind="中学", active=False))
        edit.save(VOLUNTEERS, volunteer(school=first))
    assert [one.name for one in listed(store, "unit", "without_roster")] == ["凤凰中学"]


def test_branches_are_listed_by_how_they_are_built_and_what_they_lack(store):
    body, other = save(store, ORGANIZATIONS, {"name": "甲"}, {"name": "乙"})
    papers = {"name": "团支部", "approval_number": "1号", "founded_on": ON, "secretary": "李芳"}
    (own,) = save(store, LEAGUE_BRANCHES, {**papers, "organization": body, "built": "单独"})
    (joint,) = save(
        store,
        LEAGUE_BRANCHES,
        {**papers, "organization": other, "built": "联合", "secretary": None},
    )
    found = {
        name: [one.id for one in listed(store, "league_branch", name)]
        for name in ("own", "joint", "not_built", "paperless")
    }
    assert found == {"own": [own], "joint": [joint], "not_built": [], "paperless": [joint]}
