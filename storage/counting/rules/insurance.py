"""Insurance before activities that may endanger people (志愿服务条例 §17).

An activity is insured by its project's own policy, or by those of the organization that holds it,
on every day of it; one policy may take over where another ends.
"""

from __future__ import annotations

from storage.model.tables.project import RISKY


def in_force(first: str, last: str, policy: str = "i") -> str:
    """Whether a policy holds on all days from the first to the last."""
    return f"({policy}.from_on <= {first} AND {policy}.until_on >= {last})"


# Of an activity
RISKY_ACTIVITY = f"t.project IN (SELECT p.id FROM project p WHERE p.risk = '{RISKY}')"
_LAST_DAY = "ifnull(t.ended_on, t.held_on)"


def _covering(policy: str) -> str:
    """The policies that cover an activity, whenever they are in force."""
    return (
        f"SELECT 1 FROM insurance_policy {policy} WHERE ({policy}.organization = t.organization"
        f" OR {policy}.id = (SELECT p.insurance FROM project p WHERE p.id = t.project))"
    )


# The first day is covered, and so is the day after each policy that ends before the last one
INSURED = (
    f"(EXISTS ({_covering('i')} AND {in_force('t.held_on', 't.held_on')})"
    f" AND NOT EXISTS ({_covering('i')} AND i.until_on >= t.held_on AND i.until_on < {_LAST_DAY}"
    f" AND NOT EXISTS ({_covering('n')} AND n.until_on > i.until_on"
    " AND n.from_on <= date(i.until_on, '+1 day'))))"
)

# Of an organization
ORGANIZATION_INSURED = (
    "EXISTS (SELECT 1 FROM insurance_policy i WHERE i.organization = t.id"
    f" AND {in_force(':on', ':on')})"
)
