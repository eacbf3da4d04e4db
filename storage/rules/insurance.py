"""Insurance before activities that may endanger people (志愿服务条例 §17).

An activity is insured by its project's own policy, or by one of the organization that holds it, in
force on every day of it.
"""

from __future__ import annotations

from storage.tables.project import RISKY


def in_force(first: str, last: str, policy: str = "i") -> str:
    """Whether a policy holds on all days from the first to the last."""
    return f"({policy}.from_on <= {first} AND {policy}.until_on >= {last})"


# Of an activity
RISKY_ACTIVITY = f"t.project IN (SELECT p.id FROM project p WHERE p.risk = '{RISKY}')"
INSURED = (
    "EXISTS (SELECT 1 FROM insurance_policy i WHERE (i.organization = t.organization"
    " OR i.id = (SELECT p.insurance FROM project p WHERE p.id = t.project))"
    f" AND {in_force('t.held_on', 'ifnull(t.ended_on, t.held_on)')})"
)

# Of an organization
ORGANIZATION_INSURED = (
    "EXISTS (SELECT 1 FROM insurance_policy i WHERE i.organization = t.id"
    f" AND {in_force(':on', ':on')})"
)
