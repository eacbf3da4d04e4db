"""Checks C4, C5, C13, C14: organizations and their league branches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.counting import counting_rules as rules
from storage.model.tables.league_branch import JOINT, LEAGUE_BRANCHES, NOT_BUILT, OWN
from storage.model.tables.organization import ASSOCIATION, CIVIL, ORGANIZATIONS
from storage.quarter.check import Check, CheckContext, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

_OWN = (
    "EXISTS (SELECT 1 FROM league_branch b"
    f" WHERE b.organization = t.id AND b.built = '{OWN}' AND {rules.in_force('b')})"
)
_JOINT = (
    f"(SELECT count(DISTINCT b.id) FROM league_branch b WHERE b.built = '{JOINT}'"
    f" AND {rules.in_force('b')} AND (b.organization = t.id OR b.id IN"
    " (SELECT c.branch FROM branch_cover c WHERE c.organization = t.id"
    " AND ifnull(c.joined_on, '') <= :on)))"
)
TWICE = f"({rules.ACTIVE} AND {_OWN} + {_JOINT} > 1)"
PAPERLESS = (
    f"(t.built <> '{NOT_BUILT}' AND {rules.in_force()}"
    " AND (t.approval_number IS NULL OR t.secretary IS NULL))"
)


def check_built(context: CheckContext) -> Iterator[Finding]:
    """Yield a finding where more branches are built than required (已建 ≤ 应建)."""
    if context.measured["L01"].value is None:
        return
    judged = context.counting.judgements
    required = sum(one.in_rate for one in judged)
    built_ = [one for one in judged if one.built != NOT_BUILT]
    if len(built_) > required:
        outside = [one.organization.id or 0 for one in built_ if not one.in_rate]
        yield Finding(
            f"已建团 {len(built_)} 个，应建只有 {required} 个",
            "请核对已建团组织的民政注册凭证和截止日团员数；不该有的请撤销。",
            blocks=True,
            action="去核对",
            selection=context.chosen(ORGANIZATIONS, outside),
        )


def check_split(context: CheckContext) -> Iterator[Finding]:
    """Yield a finding for organizations in two branches (单独 + 联合 + 未建 = 应建)."""
    twice = context.select(ORGANIZATIONS, TWICE)
    count = context.count(twice)
    if count:
        yield Finding(
            f"{count} 个组织同时算在两个团组织里：{context.names(twice)}",
            "一个组织只能单独建团或参加一个联合团组织，请撤销多余的一个。",
            blocks=True,
            selection=twice,
        )


def check_association(context: CheckContext) -> Iterator[Finding]:
    """Yield a finding where the association has no valid credit code."""
    if context.measured["O03"].value != 0:  # nothing may be known of it yet
        return
    condition = f"({rules.ACTIVE} AND t.kind = '{ASSOCIATION}')"
    ours = context.select(ORGANIZATIONS, condition)
    if context.count(ours):
        text = "县青年志愿者协会没有 51、52、53 开头的统一社会信用代码"
        fix = f"请填上民政部门发的代码；还没有{CIVIL}的，如实报“否”。"
    else:
        text, fix = "还没有登记县青年志愿者协会", "请在“组织与团建”登记协会及其信用代码。"
    yield Finding(text, fix, blocks=False, action="去补", selection=ours)


def check_completeness(context: CheckContext) -> Iterator[Finding]:
    """Yield findings for branches without approval, secretary or three members."""
    papers = context.select(LEAGUE_BRANCHES, PAPERLESS)
    lacking = context.count(papers)
    if lacking:
        yield Finding(
            f"{lacking} 个团组织没有批复文号或书记",
            "请补上批复文号和书记姓名。",
            blocks=False,
            action="去补",
            selection=papers,
            view="paperless",
        )
    small = [
        one.organization.id or 0
        for one in context.counting.judgements
        if one.built != NOT_BUILT and any("人 <" in warning for warning in one.warnings)
    ]
    if small:
        yield Finding(
            f"{len(small)} 个已建团组织的团员不足三人",
            "单独建团的应转为联合或补足团员；联合的应再吸收邻近组织。",
            blocks=False,
            action="去核对",
            selection=context.chosen(ORGANIZATIONS, small),
        )


ORGANIZATION_CHECKS = (
    Check("C4", "已建团组织不多于应建", check_built),
    Check("C5", "单独 + 联合 + 未建 = 应建", check_split),
    Check("C13", "协会的统一社会信用代码有效", check_association),
    Check("C14", "已建团组织都有批复、书记和三名以上团员", check_completeness),
)
