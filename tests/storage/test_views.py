from datetime import date
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings

from by_hand import County
from counties import CODES, QUARTER, counties, held
from people import volunteer
from storage.counting.figures import CountingContext, figures
from storage.model.tables import BRANCH_COVERS, POLICIES, TABLES, TRAININGS, UNITS, VOLUNTEERS
from storage.model.tables.league_branch import BranchCover, LeagueBranch
from storage.model.tables.organization import Headcount, Organization
from storage.model.tables.setting import Policy
from storage.model.tables.training import Training
from storage.model.tables.unit import Unit
from storage.store.listing import count, every
from storage.views import VIEWS, views_of

ON = QUARTER.cut_off
BY_KEY = {(view.table.name, view.name): view for view in VIEWS}
OFTEN = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def _found(store, table, name, on=ON):
    return [row.record for row in every(store, BY_KEY[table, name].query(on))]


def test_views_have_names_of_their_own_and_belong_to_a_ledger():
    assert len(BY_KEY) == len({(view.table.name, view.label) for view in VIEWS}) == len(VIEWS)
    assert {view.table for view in VIEWS} <= set(TABLES)
    assert views_of(BRANCH_COVERS) == ()
    assert [view.label for view in views_of(VOLUNTEERS)][:4] == [
        "在册", "团员未注册", "待监护人同意", "本季新增",
    ]  # fmt: skip


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: f"{view.table.name}-{view.name}")
def test_every_view_pages_over_a_new_ledger(store, view):
    assert count(store, view.query(ON)) == len(list(every(store, view.query(ON))))


@OFTEN
@given(county=counties())
def test_views_list_what_the_figures_count(store, county):
    with held(store, county):
        figure = {one.code: one.figure for one in figures(store, QUARTER)}
        listed = {key: count(store, view.query(ON)) for key, view in BY_KEY.items()}
    lacking = {
        code: one.denominator - one.numerator
        for code, one in figure.items()
        if one.denominator is not None and code != "V03"
    }
    assert listed["volunteer", "roster"] == figure["V01"].value
    assert listed["volunteer", "unregistered_members"] == lacking["V08"]
    assert listed["volunteer", "awaiting_consent"] == figure["V12"].value
    assert listed["volunteer", "new"] == figure["V05"].value
    assert listed["volunteer", "unregistered_students"] == lacking["V09"]
    assert listed["volunteer", "pupils"] == figure["V10"].value
    assert listed["volunteer", "backbone"] == figure["V13"].value
    assert listed["organization", "missing"] == lacking["L04"]
    assert listed["organization", "uncounted"] == figure["L07"].value
    assert listed["organization", "civil"] == figure["O02"].value
    assert listed["organization", "off_platform"] == lacking["O06"]
    assert listed["training", "quarter"] == figure["T01"].value
    assert listed["training", "year"] == figure["T05"].value
    assert listed["unit", "without_brigade"] == lacking["O04"]


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
        listed = {one.id for one in _found(store, "organization", "missing")}
    assert listed == {one.organization.id for one in judged if one.missing}
    assert len(listed) == 2 * 3 + 2 * 4  # with one or two members, and with three or four


@pytest.mark.parametrize("month", range(1, 13))
def test_this_quarter_is_the_one_the_day_lies_in(store, month):
    facts = {"category": "骨干", "content": "急救", "hours": 60, "organiser": "团区委"}
    with store.edit("录入") as edit:
        for held_in in range(1, 13):
            day = date(2026, held_in, 1)
            edit.save(TRAININGS, Training(name=str(held_in), held_on=day, **facts))
    found = [int(one.name) for one in _found(store, "training", "quarter", date(2026, month, 28))]
    first = (month - 1) // 3 * 3 + 1
    assert found == list(range(first, month + 1))


def test_views_follow_the_policy_of_the_year(store):
    with store.edit("录入") as edit:
        college = edit.save(UNITS, Unit(name="某学院", kind="高校", counted_by="市直"))
        edit.save(VOLUNTEERS, volunteer(school=college))
        edit.save(POLICIES, Policy(year=2027, only_own_county=False))
    assert len(_found(store, "volunteer", "roster")) == 0
    assert len(_found(store, "volunteer", "roster", date(2027, 3, 31))) == 1


def test_schools_without_people_have_yet_to_send_their_rosters(store):
    with store.edit("录入") as edit:
        first = edit.save(UNITS, Unit(name="木棉中学", kind="中学"))
        edit.save(UNITS, Unit(name="凤凰中学", kind="中学"))
        edit.save(UNITS, Unit(name="已停办中学", kind="中学", active=False))
        edit.save(VOLUNTEERS, volunteer(school=first))
    assert [one.name for one in _found(store, "unit", "without_roster")] == ["凤凰中学"]


def test_people_who_left_are_listed_apart(store):
    with store.edit("录入") as edit:
        edit.save(VOLUNTEERS, volunteer("甲"))
        edit.save(VOLUNTEERS, volunteer("乙", status="毕业", left_on=ON))
        edit.save(VOLUNTEERS, volunteer("丙", status="转出", left_on=date(2026, 12, 1)))
        edit.save(VOLUNTEERS, volunteer("丁", status="退出"))
    assert [one.name for one in _found(store, "volunteer", "gone")] == ["乙", "丁"]
    assert [one.name for one in _found(store, "volunteer", "roster")] == ["甲", "丙"]
