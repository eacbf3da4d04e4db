"""What the rule on league branches looks at, read from the ledger as it is on a day."""

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
    """A joint branch in force: its record, who leads it, and the members of all who take part.

    `uncounted` of its organizations have no headcount yet.
    """

    branch: LeagueBranch
    lead: str
    organizations: int
    members: int
    uncounted: int = 0


@dataclass(frozen=True, slots=True)
class BranchFacts:
    """What the rule looks at in one organization on the cut-off day.

    `registered` is proven by the credit code; `members` are league members, None where nobody has
    counted them; `own` and `joint` are branches in force.
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
    """Yield what the rule looks at for every organization that is there on the day."""
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
    """The joint branch of every organization that leads or joins one; the one it leads wins."""
    there = {row["id"]: row for row in rows}
    joined: dict[int, list[int]] = defaultdict(list)
    for cover in covers:
        joined[cover["branch"]].append(cover["organization"])
    made: dict[int, JointBranch] = {}
    for branch in branches:
        together = {branch.organization, *joined[branch.id or 0]} & there.keys()
        counts = [there[number]["counted"] for number in together]
        known = [count for count in counts if count is not None]
        lead = there.get(branch.organization, {}).get("name", "")
        joint = JointBranch(branch, lead, len(together), sum(known), len(counts) - len(known))
        made.update({number: joint for number in together if number not in made})
        if branch.organization in there:
            made[branch.organization] = joint
    return made
