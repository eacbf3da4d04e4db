"""Figures on league branches of organizations: required and built (通知 一·3)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from storage.counting.indicators.indicator import STOCK, Indicator
from storage.counting.rules.league_branches import NOT_COUNTED_YET
from storage.model.tables.league_branch import BRANCH_COVERS, JOINT, LEAGUE_BRANCHES, NOT_BUILT, OWN
from storage.model.tables.organization import HEADCOUNTS, ORGANIZATIONS
from storage.model.tables.unit import UNITS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from storage.counting.rules.league_branches import Judgement

# Sets of organizations by their judgement, as parameters of conditions
SETS: Mapping[str, Callable[[Judgement], bool]] = {
    "judged_in_rate": lambda one: one.in_rate,
    "judged_met": lambda one: one.met,
    "judged_missing": lambda one: one.missing,
    "judged_own": lambda one: one.required == OWN,
    "judged_joint": lambda one: one.required == JOINT,
    "judged_built": lambda one: one.built != NOT_BUILT,
    "judged_sound": lambda one: one.three_haves is not None and one.three_haves.is_complete,
    "judged_warned": lambda one: bool(one.warnings),
    "judged_uncounted": lambda one: one.required == NOT_COUNTED_YET,
}


def in_judged_set(name: str) -> str:
    """Return the condition that an organization is in one of `SETS`; raises `KeyError` for others."""
    if name not in SETS:
        raise KeyError(name)
    return f"t.id IN (SELECT value FROM json_each(:{name}))"


def judged_parameters(judgements: Iterable[Judgement]) -> dict[str, object]:
    """Return the sets as JSON arrays of organization numbers, the parameters of conditions."""
    judged = list(judgements)
    return {
        name: json.dumps([one.organization.id for one in judged if belongs(one)])
        for name, belongs in SETS.items()
    }


def _league(
    code: str, label: str, rule: str, part: str, whole: str = "", required_target: int | None = None
) -> Indicator:
    return Indicator(
        code, label, "1.3c", "%" if whole else "个", STOCK, rule, ORGANIZATIONS, in_judged_set(part),
        whole=in_judged_set(whole) if whole else "", required_target=required_target,
        also_reads=(UNITS, HEADCOUNTS, LEAGUE_BRANCHES, BRANCH_COVERS),
    )  # fmt: skip


_LEAST = "{policy.own_branch_from}"

LEAGUE_FIGURES = (
    _league(
        "L01", "应建团组织数",
        "民政注册、截止日团员 1 人以上的组织；没有团员的单列，不计入（通知一·3）。",
        "judged_in_rate",
    ),
    _league(
        "L02", "单独建团率",
        f"已单独建团的 ÷ 团员 {_LEAST} 人以上（含 {_LEAST} 人）的民政注册组织（通知一·3；"
        "民法典 §1259；团支部工作条例 §4）。",
        "judged_met", "judged_own", 100,
    ),
    _league(
        "L03", "联合建团覆盖率",
        f"已纳入联合团组织的 ÷ 团员不足 {_LEAST} 人（至少 1 人）的民政注册组织（通知一·3）。",
        "judged_met", "judged_joint", 100,
    ),
    _league(
        "L04", "综合建团率",
        "（应单独建团且已单独建 + 应联合建团且已纳入联合）÷ 应建团组织数（通知一·3：100% 建团）。",
        "judged_met", "judged_in_rate", 100,
    ),
    _league(
        "L05", "三有合格率",
        "有组织（名称、批复、成立日期）、有团干（书记）、有团员的 ÷ 已建团的组织；"
        "联合的按合计团员计（团支部工作条例 §4）。",
        "judged_sound", "judged_built",
    ),
    _league(
        "L06", "建团预警数",
        f"已单独建团但团员现不足 {_LEAST} 人、联合团支部合计不足"
        " {policy.joint_branch_from} 人、应单独建而只有联合、称民政注册而无凭证的组织。",
        "judged_warned",
    ),
    _league(
        "L07", "团员数待统计组织数", "民政注册、截止日前没有录入团员人数的组织，暂不计入建团率。",
        "judged_uncounted",
    ),
)  # fmt: skip
