from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.counting.rules.league_branches import judge, judge_all
from storage.counting.rules.league_facts import BranchFacts, JointBranch
from storage.model.tables.league_branch import (
    BRANCH_COVERS,
    LEAGUE_BRANCHES,
    BranchCover,
    LeagueBranch,
)
from storage.model.tables.organization import HEADCOUNTS, ORGANIZATIONS, Headcount, Organization
from storage.model.tables.setting import Policy
from storage.model.tables.unit import UNITS, Unit

ON = date(2026, 9, 30)
POLICY = Policy(year=2020)
CIVIL_CODE = "51510411MJQ0000016"
PAPERS = {
    "name": "团支部",
    "approval_number": "青团发〔2026〕3号",
    "founded_on": date(2026, 3, 1),
    "secretary": "王雨欣",
}
ASSOCIATION = Organization(
    id=1, name="萤火助学会", kind="社会组织", registration="民政注册", credit_code=CIVIL_CODE
)
OWN = LeagueBranch(id=1, organization=1, built="单独", **PAPERS)


def joint(members=5, organizations=3, lead=1, uncounted=0):
    branch = LeagueBranch(id=9, organization=lead, built="联合", **PAPERS)
    return JointBranch(branch, "青山社工站", organizations, members, uncounted)


def facts(members, **others):
    return BranchFacts(
        **{"organization": ASSOCIATION, "registered": True, "members": members, **others}
    )


@pytest.mark.parametrize(
    ("members", "required", "in_rate"),
    [(None, "待统计", False), (0, "不计", False), (1, "联合", True), (2, "联合", True),
     (3, "单独", True), (50, "单独", True)],
)  # fmt: skip
def test_three_members_make_a_branch_of_their_own_and_none_make_none(members, required, in_rate):
    found = judge(facts(members), POLICY)
    assert (found.required, found.in_rate, found.met) == (required, in_rate, False)


def test_an_organization_without_proof_of_registration_is_listed_but_out_of_the_rate():
    claimed = Organization(id=1, name="某队", kind="社会组织", registration="民政注册")
    found = judge(facts(9, organization=claimed, registered=False, own=OWN), POLICY)
    assert (found.required, found.built, found.in_rate, found.met) == ("不计", "单独", False, False)
    assert "不能证明" in found.warning
    plain = Organization(id=1, name="某队", kind="志愿服务队")
    assert judge(facts(9, organization=plain, registered=False), POLICY).warnings == ()


NO_APPROVAL = LeagueBranch(id=2, organization=1, built="单独", name="团支部")


@pytest.mark.parametrize(("state", "explanation"), [
    (facts(None), "民政注册，截止日前没有团员人数，待统计；未建团。"),
    (facts(0), "民政注册，没有团员，单列，不计入建团率；未建团。"),
    (facts(2), "民政注册，团员 2 人 < 3，应联合建团；未建团。"),
    (facts(3, own=OWN), "民政注册，团员 3 人 ≥ 3，应单独建团；已单独建团（批复 青团发〔2026〕3号）。"),
    (facts(3, own=NO_APPROVAL), "民政注册，团员 3 人 ≥ 3，应单独建团；已单独建团（缺批复文号）。"),
    (facts(4, registered=False), "没有民政注册的凭证，单列，不计入建团率；未建团。"),
    (facts(3, joint=joint(members=2, organizations=1)),
     "民政注册，团员 3 人 ≥ 3，应单独建团；已牵头联合建团（批复 青团发〔2026〕3号），1 个组织合计团员 2 人。"
     "预警：联合团支部只有牵头的组织，没有覆盖别的组织；联合团支部合计团员 2 人 < 3；"
     "已联合建团，但团员已有 3 人，应单独建团。"),
    (facts(1, joint=joint(organizations=2)),
     "民政注册，团员 1 人 < 3，应联合建团；已牵头联合建团（批复 青团发〔2026〕3号），2 个组织合计团员 5 人。"),
])  # fmt: skip
def test_the_explanation_gives_the_reason_the_branch_and_every_warning(state, explanation):
    judged = judge(state, POLICY)
    assert judged.explanation == explanation
    assert judged.warning == explanation.partition("预警：")[2].rstrip("。")


def test_an_organization_the_city_counts_is_out_of_the_county_s_rate():
    found = judge(facts(9, ours=False), POLICY)
    assert not found.in_rate
    assert "市里统计" in found.explanation


def test_a_branch_of_its_own_with_three_members_meets_the_rule_and_says_why():
    found = judge(facts(5, own=OWN), POLICY)
    assert found.met
    assert found.explanation == (
        "民政注册，团员 5 人 ≥ 3，应单独建团；已单独建团（批复 青团发〔2026〕3号）。"
    )


def test_a_branch_that_shrank_below_three_is_warned_of_and_no_longer_meets_the_rule():
    found = judge(facts(2, own=OWN), POLICY)
    assert (found.required, found.built, found.met) == ("联合", "单独", False)
    assert "现有团员 2 人 < 3" in found.warning
    assert judge(facts(3, own=OWN), POLICY).warnings == ()
    assert "现有团员 0 人" in judge(facts(0, own=OWN), POLICY).warning


def test_a_joint_branch_meets_the_rule_for_one_or_two_members_but_not_for_three():
    for members in (1, 2):
        assert judge(facts(members, joint=joint()), POLICY).met
    found = judge(facts(3, joint=joint()), POLICY)
    assert (found.required, found.built, found.met) == ("单独", "联合", False)
    assert "应单独建团" in found.warning


def test_a_joint_branch_needs_three_members_together_and_a_second_organization():
    assert "合计团员 2 人 < 3" in judge(facts(1, joint=joint(2)), POLICY).warning
    assert judge(facts(1, joint=joint(3)), POLICY).warnings == ()
    assert "没有覆盖" in judge(facts(2, joint=joint(3, organizations=1)), POLICY).warning
    assert judge(facts(1, joint=joint(2, uncounted=1)), POLICY).warnings == ()


def test_the_lead_of_a_joint_branch_is_named_to_those_it_covers():
    assert "由“青山社工站”牵头联合建团" in judge(facts(1, joint=joint(lead=7)), POLICY).explanation
    assert "已牵头联合建团" in judge(facts(1, joint=joint(lead=1)), POLICY).explanation


def test_a_branch_of_its_own_goes_before_a_joint_one():
    found = judge(facts(3, own=OWN, joint=joint(1)), POLICY)
    assert (found.built, found.met, found.warnings) == ("单独", True, ())


@pytest.mark.parametrize("paper", ["name", "approval_number", "founded_on"])
def test_a_branch_without_all_its_papers_is_not_organized(paper):
    bare = LeagueBranch(id=1, organization=1, built="单独", **{**PAPERS, paper: None})
    haves = judge(facts(5, own=bare), POLICY).three_haves
    assert (haves.has_papers, haves.has_secretary, haves.has_members, haves.is_complete) == (
        False,
        True,
        True,
        False,
    )


def test_the_three_haves_are_organization_secretary_and_members():
    bare = LeagueBranch(id=1, organization=1, built="单独", **{**PAPERS, "secretary": None})
    assert str(judge(facts(5, own=bare), POLICY).three_haves) == "有组织、缺团干、有团员"
    assert not judge(facts(0, own=OWN), POLICY).three_haves.has_members
    assert not judge(facts(None, own=OWN), POLICY).three_haves.has_members
    assert judge(facts(1, own=OWN), POLICY).three_haves.is_complete
    assert judge(facts(0, joint=joint(1)), POLICY).three_haves.has_members
    assert judge(facts(5), POLICY).three_haves is None


@given(
    st.none() | st.integers(0, 9), st.booleans(), st.booleans(), st.booleans(), st.booleans(),
    st.integers(2, 5),
)  # fmt: skip
def test_every_organization_in_the_rate_is_built_alone_jointly_or_not(
    members, registered, ours, has_own, has_joint, least
):
    policy = Policy(year=2020, own_branch_from=least)
    found = judge(
        facts(
            members, registered=registered, ours=ours, own=OWN if has_own else None,
            joint=joint() if has_joint else None,
        ),
        policy,
    )  # fmt: skip
    assert found.in_rate == (registered and ours and bool(members))
    assert found.met + found.missing == found.in_rate
    if found.in_rate:
        assert (found.required == "单独") == (members >= least)
    assert (found.three_haves is not None) == (ours and found.built != "未建")
    assert ours or not found.warnings
    assert found.explanation.endswith("。")


# --- over a ledger -----------------------------------------------------------


def _keep(store, *pairs):
    with store.edit("录入") as edit:
        return [edit.save(table, record) for table, record in pairs]


def _organization(name, code=CIVIL_CODE, **fields):
    return ORGANIZATIONS, Organization(name=name, kind="社会组织", credit_code=code, **fields)


def _judged(store, on=ON):
    return {one.organization.name: one for one in judge_all(store, on)}


def test_the_last_headcount_up_to_the_cut_off_counts(store):
    (number,) = _keep(store, _organization("甲"))
    for day, members in ((date(2026, 3, 31), 5), (ON, 2), (date(2026, 10, 1), 9)):
        _keep(store, (HEADCOUNTS, Headcount(organization=number, counted_on=day,
                                            league_members=members)))  # fmt: skip
    assert _judged(store)["甲"].members == 2
    assert _judged(store, date(2026, 6, 30))["甲"].members == 5
    assert _judged(store, date(2025, 12, 31))["甲"].required == "待统计"


def test_what_was_founded_later_or_closed_before_is_not_there(store):
    _keep(store, _organization("后建", founded_on=date(2026, 10, 1)))
    _keep(
        store,
        _organization("已撤", closed_on=ON),
        _organization("将撤", closed_on=date(2027, 1, 1)),
    )
    _keep(store, _organization("后登记", registered_on=date(2026, 10, 1)))
    found = _judged(store)
    assert found.keys() == {"将撤", "后登记"}
    assert found["后登记"].required == "不计"


def test_a_branch_counts_from_its_founding_to_its_closing(store):
    (number,) = _keep(store, _organization("甲"))
    branch = LeagueBranch(
        organization=number, built="单独", founded_on=date(2026, 4, 1), closed_on=date(2026, 9, 1)
    )
    _keep(store, (LEAGUE_BRANCHES, branch))
    built = [_judged(store, date(2026, month, 30))["甲"].built for month in (3, 4, 8, 9)]
    assert built == ["未建", "单独", "单独", "未建"]


def test_a_joint_branch_covers_its_lead_and_its_others_and_sums_their_members(store):
    lead, second, third, late = _keep(store, *(_organization(name) for name in "甲乙丙丁"))
    for number, members in ((lead, 1), (second, 2)):
        _keep(store, (HEADCOUNTS, Headcount(organization=number, counted_on=ON,
                                            league_members=members)))  # fmt: skip
    (branch,) = _keep(
        store,
        (LEAGUE_BRANCHES, LeagueBranch(organization=lead, built="联合", founded_on=ON)),
    )
    _keep(
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


def test_an_organization_that_leads_a_joint_branch_is_judged_by_that_one(store):
    lead, other, third = _keep(store, *(_organization(name) for name in "甲乙丙"))
    first, own = _keep(
        store,
        (LEAGUE_BRANCHES, LeagueBranch(organization=other, built="联合", approval_number="1号")),
        (LEAGUE_BRANCHES, LeagueBranch(organization=lead, built="联合", approval_number="2号")),
    )
    _keep(
        store,
        (BRANCH_COVERS, BranchCover(branch=first, organization=lead)),
        (BRANCH_COVERS, BranchCover(branch=own, organization=third)),
    )
    assert {name: one.branch.id for name, one in _judged(store).items()} == {
        "甲": own, "乙": first, "丙": own,
    }  # fmt: skip


def test_units_counted_by_the_city_take_their_organizations_with_them(store):
    (unit,) = _keep(store, (UNITS, Unit(name="某学院", kind="高校", counted_by="市直")))
    (number,) = _keep(store, _organization("甲", unit=unit))
    _keep(store, (HEADCOUNTS, Headcount(organization=number, counted_on=ON, league_members=5)))
    assert not _judged(store)["甲"].in_rate
