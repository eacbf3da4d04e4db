"""Which organizations must have a league branch, whether they have it, and why (通知一·3).

民法典 §1259: 以上 includes the number itself, so three members require a branch of their own, as
团支部工作条例 §4 also says; one or two require a share in a joint one. Organizations without
members, or not registered with the civil-affairs department, are listed outside the rate.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage.counting.policy import policy_on
from storage.counting.rules.league_facts import BranchFacts, JointBranch, facts_of
from storage.model.tables.league_branch import JOINT, NOT_BUILT, OWN, LeagueBranch
from storage.model.tables.organization import CIVIL, Organization, civil_registered

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from storage.model.tables.setting import Policy
    from storage.store.store import Store

NOT_REQUIRED, NOT_COUNTED_YET = "不计", "待统计"
UNPROVEN = "登记为民政注册，但统一社会信用代码不能证明（应以51、52或53开头）"


@dataclass(frozen=True, slots=True)
class ThreeHaves:
    """The three haves (三有) of a branch: 有组织 (name, approval, founding day), 有团干, 有团员."""

    has_papers: bool
    has_secretary: bool
    has_members: bool

    @property
    def is_complete(self) -> bool:
        """Whether the branch has all three."""
        return self.has_papers and self.has_secretary and self.has_members

    def __str__(self) -> str:
        words = zip(
            ("组织", "团干", "团员"),
            (self.has_papers, self.has_secretary, self.has_members),
            strict=True,
        )
        return "、".join(f"{'有' if has else '缺'}{word}" for word, has in words)


@dataclass(frozen=True, slots=True)
class Judgement:
    """The judgement on one organization; `three_haves` is None without a branch.

    An organization that the city counts has no warnings and no requirement.
    """

    organization: Organization
    members: int | None
    required: str
    built: str
    warnings: tuple[str, ...]
    three_haves: ThreeHaves | None
    explanation: str
    branch: LeagueBranch | None

    @property
    def in_rate(self) -> bool:
        """Whether the organization must have a branch and counts in the rate."""
        return self.required in (OWN, JOINT)

    @property
    def met(self) -> bool:
        """Whether the organization has the branch it must have."""
        return self.in_rate and self.built == self.required

    @property
    def missing(self) -> bool:
        """Whether the organization lacks the branch it must have."""
        return self.in_rate and not self.met

    @property
    def warning(self) -> str:
        """All warnings as one text."""
        return "；".join(self.warnings)


def judge(facts: BranchFacts, policy: Policy) -> Judgement:
    """Apply the rule to one organization."""
    required = _required(facts, policy)
    built = OWN if facts.own else JOINT if facts.joint else NOT_BUILT
    branch = facts.own or (facts.joint.branch if facts.joint else None)
    warnings = tuple(_warnings(facts, policy, required)) if facts.ours else ()
    text = f"{_requirement_reason(facts, policy, required)}；{_built_text(facts)}。"
    return Judgement(
        organization=facts.organization,
        members=facts.members,
        required=required,
        built=built,
        warnings=warnings,
        three_haves=_three_haves(facts) if facts.ours else None,
        explanation=text + (f"预警：{'；'.join(warnings)}。" if warnings else ""),
        branch=branch,
    )


def _required(facts: BranchFacts, policy: Policy) -> str:
    if not facts.registered or not facts.ours or facts.members == 0:
        return NOT_REQUIRED
    if facts.members is None:
        return NOT_COUNTED_YET
    return OWN if facts.members >= policy.own_branch_from else JOINT


def _three_haves(facts: BranchFacts) -> ThreeHaves | None:
    if facts.own:
        branch, members = facts.own, facts.members or 0
    elif facts.joint:
        branch, members = facts.joint.branch, facts.joint.members
    else:
        return None
    papers = (branch.name, branch.approval_number, branch.founded_on)
    return ThreeHaves(None not in papers, branch.secretary is not None, members >= 1)


def _warnings(facts: BranchFacts, policy: Policy, required: str) -> Iterator[str]:
    claimed = facts.organization.registration == CIVIL
    if claimed and not civil_registered(facts.organization):
        yield UNPROVEN
    least, members = policy.own_branch_from, facts.members
    if facts.own and members is not None and members < least:
        yield f"已单独建团，但现有团员 {members} 人 < {least}，应转为联合团支部或补足团员"
    if facts.joint and not facts.own:
        yield from _joint_warnings(facts.joint, policy)
        if required == OWN:
            yield f"已联合建团，但团员已有 {members} 人，应单独建团"


def _joint_warnings(joint: JointBranch, policy: Policy) -> Iterator[str]:
    least = policy.joint_branch_from
    if joint.organizations < 2:
        yield "联合团支部只有牵头的组织，没有覆盖别的组织"
    if joint.members < least and not joint.uncounted:
        yield f"联合团支部合计团员 {joint.members} 人 < {least}"


def _requirement_reason(facts: BranchFacts, policy: Policy, required: str) -> str:
    """Return the reason for the requirement."""
    if not facts.registered:
        return "没有民政注册的凭证，单列，不计入建团率"
    if not facts.ours:
        return "民政注册，所属单位由市里统计，不计入本县建团率"
    if facts.members is None:
        return "民政注册，截止日前没有团员人数，待统计"
    if required == NOT_REQUIRED:
        return "民政注册，没有团员，单列，不计入建团率"
    sign = "≥" if required == OWN else "<"
    count = f"{facts.members} 人 {sign} {policy.own_branch_from}"
    return f"民政注册，团员 {count}，应{required}建团"


def _built_text(facts: BranchFacts) -> str:
    """Return the sentence on the existing branch."""
    if facts.own:
        return f"已单独建团{_papers(facts.own)}"
    if not facts.joint:
        return "未建团"
    joint = facts.joint
    leads = joint.branch.organization == facts.organization.id
    who = "牵头联合建团" if leads else f"由“{joint.lead}”牵头联合建团"
    size = f"{joint.organizations} 个组织合计团员 {joint.members} 人"
    return f"已{who}{_papers(joint.branch)}，{size}"


def _papers(branch: LeagueBranch) -> str:
    return f"（批复 {branch.approval_number}）" if branch.approval_number else "（缺批复文号）"


def judge_all(store: Store, on: date) -> list[Judgement]:
    """Judge every organization that exists on the day."""
    policy = policy_on(store, on.year)
    return [judge(facts, policy) for facts in facts_of(store, policy, on)]


def judge_one(store: Store, organization: int, on: date) -> Judgement | None:
    """Judge one organization; None where it does not exist on the day."""
    every = judge_all(store, on)
    return next((one for one in every if one.organization.id == organization), None)
