"""The facts that the rule on league branches judges, read from the ledger as of a day."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from storage.counting.attribution import counted_by_county
from storage.counting.counting_rules import CIVIL, in_force
from storage.model.tables.league_branch import JOINT, LEAGUE_BRANCHES, NOT_BUILT, OWN, LeagueBranch
from storage.model.tables.organization import ORGANIZATIONS, Organization

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from storage.model.tables.setting import Policy
    from storage.store.store import Store


@dataclass(frozen=True, slots=True)
class JointBranch:
    """A joint branch in force: its record, the leading organization's name, and its totals.

    `members` are the league members of all its `organizations`, of which `uncounted` have no
    headcount yet.
    """

    branch: LeagueBranch
    lead: str
    organizations: int
    members: int
    uncounted: int = 0


@dataclass(frozen=True, slots=True)
class BranchFacts:
    """The facts on one organization on the cut-off day.

    `registered` is proven by the credit code; `members` are league members, None without a
    headcount; `own` and `joint` are branches in force; `ours`: the county counts it.
    """

    organization: Organization
    registered: bool
    members: int | None
    own: LeagueBranch | None = None
    joint: JointBranch | None = None
    ours: bool = True


# League members of an organization by the last headcount up to the cut-off; NULL without one
MEMBERS = (
    "(SELECT h.league_members FROM headcount h"
    " WHERE h.organization = t.id AND h.counted_on <= :on ORDER BY h.counted_on DESC LIMIT 1)"
)
_ORGANIZATIONS = (
    f"SELECT t.*, {CIVIL} AS registered_by_now, {counted_by_county('unit')} AS ours, {MEMBERS} AS counted"
    f" FROM organization t WHERE {in_force()} ORDER BY t.id"
)
_BRANCHES = f"SELECT * FROM league_branch t WHERE t.built <> '{NOT_BUILT}' AND {in_force()}"
_COVERS = "SELECT branch, organization FROM branch_cover WHERE ifnull(joined_on, '') <= :on"


def facts_of(store: Store, policy: Policy, on: date) -> Iterator[BranchFacts]:
    """Yield the facts on every organization that exists on the day."""
    values = {"on": on.isoformat(), "only_own": int(policy.only_own_county)}
    rows = list(store.rows(_ORGANIZATIONS, values))
    branches = [LEAGUE_BRANCHES.from_row(row) for row in store.rows(_BRANCHES, values)]
    own = {branch.organization: branch for branch in branches if branch.built == OWN}
    covers = list(store.rows(_COVERS, values))
    joint = _joint(rows, [branch for branch in branches if branch.built == JOINT], covers)
    for row in rows:
        yield BranchFacts(
            ORGANIZATIONS.from_row(row),
            registered=bool(row["registered_by_now"]),
            members=row["counted"],
            own=own.get(row["id"]),
            joint=joint.get(row["id"]),
            ours=bool(row["ours"]),
        )


def _joint(
    rows: list[dict[str, Any]], branches: list[LeagueBranch], covers: list[dict[str, Any]]
) -> Mapping[int, JointBranch]:
    """Return the joint branch of each organization in one; a branch that it leads takes precedence."""
    by_number = {row["id"]: row for row in rows}
    joined: dict[int, list[int]] = defaultdict(list)
    for cover in covers:
        joined[cover["branch"]].append(cover["organization"])
    branch_of: dict[int, JointBranch] = {}
    for branch in branches:
        members = {branch.organization, *joined[branch.id or 0]} & by_number.keys()
        counts = [by_number[number]["counted"] for number in members]
        known = [count for count in counts if count is not None]
        lead = by_number.get(branch.organization, {}).get("name", "")
        joint = JointBranch(branch, lead, len(members), sum(known), len(counts) - len(known))
        branch_of.update({number: joint for number in members if number not in branch_of})
        if branch.organization in by_number:
            branch_of[branch.organization] = joint
    return branch_of
