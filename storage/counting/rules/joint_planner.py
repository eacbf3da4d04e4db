"""Proposals of joint branches for small organizations (通知一·3; 团支部工作条例 §4).

Partners are searched in the same township first, then in the same sector, then anywhere in the
county. The plan is a greedy proposal of small groups, each with its reason.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage.counting.policy import policy_on
from storage.counting.rules.league_branches import judge_all
from storage.model.tables.league_branch import JOINT
from storage.model.tables.unit import UNITS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from storage.store.store import Store

MAX_BRANCH_MEMBERS = 50  # 团支部工作条例 §4: a branch has as a rule no more than 50 members


@dataclass(frozen=True, slots=True)
class Candidate:
    """An organization with one or two league members and no joint branch yet."""

    organization: int
    name: str
    members: int
    township: str | None = None
    sector: str | None = None


@dataclass(frozen=True, slots=True)
class JointGroup:
    """Organizations that could form a joint branch; the one with most members leads."""

    partners: tuple[Candidate, ...]
    why: str

    @property
    def lead(self) -> Candidate:
        """The leading organization."""
        return self.partners[0]

    @property
    def members(self) -> int:
        """The total of league members."""
        return sum(one.members for one in self.partners)


@dataclass(frozen=True, slots=True)
class JointPlan:
    """The proposed groups, and the candidates without partners; `least` is the minimum of members."""

    groups: tuple[JointGroup, ...]
    left: tuple[Candidate, ...]
    least: int


def group_candidates(candidates: Iterable[Candidate], least: int) -> JointPlan:
    """Group the candidates so that each group has at least `least` members."""
    left = sorted(candidates, key=lambda one: (-one.members, one.organization))
    groups: list[JointGroup] = []
    for key, why in _WAYS:
        left = _group(left, least, key, why, groups)
    return JointPlan(tuple(groups), tuple(left), least)


_WAYS: tuple[tuple[Callable[[Candidate], str | None], str], ...] = (
    (lambda one: one.township, "地域相近，同在{}"),
    (lambda one: one.sector, "行业相近，同属{}"),
    (lambda one: "本县", "附近没有同地域、同行业的组织，在{}范围内联合"),
)


def _group(
    candidates: Sequence[Candidate],
    least: int,
    key: Callable[[Candidate], str | None],
    why: str,
    groups: list[JointGroup],
) -> list[Candidate]:
    """Add the groups of candidates with the same key; return the candidates that are left."""
    by_key: dict[str, list[Candidate]] = defaultdict(list)
    left: list[Candidate] = []
    for one in candidates:
        value = key(one)
        (by_key[value] if value else left).append(one)
    for value, members in by_key.items():
        made, rest = _fill(members, least)
        groups.extend(
            JointGroup(partners, _explain(partners, why.format(value), least)) for partners in made
        )
        left.extend(rest)
    return sorted(left, key=lambda one: (-one.members, one.organization))


def _fill(
    candidates: Sequence[Candidate], least: int
) -> tuple[list[tuple[Candidate, ...]], list[Candidate]]:
    """Form groups as small as the rule allows; a rest that is too small joins the last group."""
    made: list[list[Candidate]] = []
    current: list[Candidate] = []
    for one in candidates:
        current.append(one)
        if len(current) > 1 and _members(current) >= least:
            made.append(current)
            current = []
    if made and _members([*made[-1], *current]) <= MAX_BRANCH_MEMBERS:
        made[-1] = [*made[-1], *current]
        current = []
    return [tuple(one) for one in made], current


def _members(candidates: Iterable[Candidate]) -> int:
    return sum(one.members for one in candidates)


def _explain(partners: Sequence[Candidate], why: str, least: int) -> str:
    counts = "、".join(f"{one.name} {one.members} 人" for one in partners)
    total = _members(partners)
    return f"{why}；{counts}，合计团员 {total} 人 ≥ {least}"


def candidates_of(store: Store, on: date) -> list[Candidate]:
    """Return the organizations that must be part of a joint branch on the day and are not."""
    places = _townships(store)
    return [
        Candidate(
            one.organization.id or 0,
            one.organization.name,
            one.members or 0,
            places.get(one.organization.unit or 0),
            one.organization.domain,
        )
        for one in judge_all(store, on)
        if one.required == JOINT and one.missing
    ]


def joint_plan(store: Store, on: date) -> JointPlan:
    """Return the proposal for the ledger as it is on the day."""
    return group_candidates(candidates_of(store, on), policy_on(store, on.year).joint_branch_from)


def partners_of(store: Store, organization: int, on: date) -> JointGroup | None:
    """Return the group proposed for one organization, or None without need or partners."""
    groups = joint_plan(store, on).groups
    return next(
        (group for group in groups
         if organization in {one.organization for one in group.partners}), None
    )  # fmt: skip


def _townships(store: Store) -> Mapping[int, str]:
    """Return the township's name of every unit that is one or lies in one."""
    units = {one.id or 0: one for one in store.select(UNITS)}
    found: dict[int, str] = {}
    for number, unit in units.items():
        seen = {number}
        while unit.kind != "乡镇街道" and unit.parent in units and unit.parent not in seen:
            seen.add(unit.parent)
            unit = units[unit.parent]
        if unit.kind == "乡镇街道":
            found[number] = unit.name
    return found
