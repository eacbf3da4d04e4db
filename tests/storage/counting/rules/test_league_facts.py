"""The facts on organizations that the rule on league branches judges, read as of a day."""

from __future__ import annotations

from datetime import date

from storage.counting.rules.league_branches import judge_all
from storage.model.tables.league_branch import (
    BRANCH_COVERS,
    LEAGUE_BRANCHES,
    BranchCover,
    LeagueBranch,
)
from storage.model.tables.organization import HEADCOUNTS, ORGANIZATIONS, Headcount, Organization
from storage.model.tables.unit import UNITS, Unit

ON = date(2026, 9, 30)
CIVIL_CODE = "51510411MJQ0000016"


def _save(store, *pairs):
    with store.edit("录入") as edit:
        return [edit.save(table, record) for table, record in pairs]


def _organization(name, code=CIVIL_CODE, **fields):
    return ORGANIZATIONS, Organization(name=name, kind="社会组织", credit_code=code, **fields)


def _judged(store, on=ON):
    return {one.organization.name: one for one in judge_all(store, on)}


def test_the_last_headcount_up_to_the_cut_off_counts(store):
    (number,) = _save(store, _organization("甲"))
    for day, members in ((date(2026, 3, 31), 5), (ON, 2), (date(2026, 10, 1), 9)):
        _save(store, (HEADCOUNTS, Headcount(organization=number, counted_on=day,
                                            league_members=members)))  # fmt: skip
    assert _judged(store)["甲"].members == 2
    assert _judged(store, date(2026, 6, 30))["甲"].members == 5
    assert _judged(store, date(2025, 12, 31))["甲"].required == "待统计"


def test_organizations_founded_later_or_closed_before_are_left_out(store):
    _save(store, _organization("后建", founded_on=date(2026, 10, 1)))
    _save(
        store,
        _organization("已撤", closed_on=ON),
        _organization("将撤", closed_on=date(2027, 1, 1)),
    )
    _save(store, _organization("后登记", registered_on=date(2026, 10, 1)))
    found = _judged(store)
    assert found.keys() == {"将撤", "后登记"}
    assert found["后登记"].required == "不计"


def test_a_branch_counts_from_its_founding_to_its_closing(store):
    (number,) = _save(store, _organization("甲"))
    branch = LeagueBranch(
        organization=number, built="单独", founded_on=date(2026, 4, 1), closed_on=date(2026, 9, 1)
    )
    _save(store, (LEAGUE_BRANCHES, branch))
    built = [_judged(store, date(2026, month, 30))["甲"].built for month in (3, 4, 8, 9)]
    assert built == ["未建", "单独", "单独", "未建"]


def test_a_joint_branch_covers_its_lead_and_its_others_and_sums_their_members(store):
    lead, second, third, late = _save(store, *(_organization(name) for name in "甲乙丙丁"))
    for number, members in ((lead, 1), (second, 2)):
        _save(store, (HEADCOUNTS, Headcount(organization=number, counted_on=ON,
                                            league_members=members)))  # fmt: skip
    (branch,) = _save(
        store,
        (LEAGUE_BRANCHES, LeagueBranch(organization=lead, built="联合", founded_on=ON)),
    )
    _save(
        store,
        (BRANCH_COVERS, BranchCover(branch=branch, organization=second, joined_on=ON)),
        (BRANCH_COVERS, BranchCover(branch=branch, organization=third)),
        (BRANCH_COVERS, BranchCover(branch=branch, organization=late, joined_on=date(2026, 12, 1))),
    )
    found = _judged(store)
    assert {name: one.built for name, one in found.items()} == {
        "甲": "联合", "乙": "联合", "丙": "联合", "丁": "未建",
    }  # fmt: skip
    assert found["甲"].met
    assert found["乙"].met
    assert "3 个组织合计团员 3 人" in found["甲"].explanation
    assert _judged(store, date(2026, 9, 29))["乙"].built == "未建"


def test_units_counted_by_the_city_take_their_organizations_with_them(store):
    (unit,) = _save(store, (UNITS, Unit(name="某学院", kind="高校", counted_by="市直")))
    (number,) = _save(store, _organization("甲", unit=unit))
    _save(store, (HEADCOUNTS, Headcount(organization=number, counted_on=ON, league_members=5)))
    assert not _judged(store)["甲"].in_rate


def test_an_organization_that_leads_a_joint_branch_is_judged_by_that_one(store):
    lead, other, third = _save(store, *(_organization(name) for name in "甲乙丙"))
    first, own = _save(
        store,
        (LEAGUE_BRANCHES, LeagueBranch(organization=other, built="联合", approval_number="1号")),
        (LEAGUE_BRANCHES, LeagueBranch(organization=lead, built="联合", approval_number="2号")),
    )
    _save(
        store,
        (BRANCH_COVERS, BranchCover(branch=first, organization=lead)),
        (BRANCH_COVERS, BranchCover(branch=own, organization=third)),
    )
    assert {name: one.branch.id for name, one in _judged(store).items()} == {
        "甲": own, "乙": first, "丙": own,
    }  # fmt: skip
