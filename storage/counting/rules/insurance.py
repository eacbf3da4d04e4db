"""Insurance before activities that may endanger people (志愿服务条例 §17).

An activity is insured if its project's own policy, or those of its organization, cover every day of
it; one policy may follow another without a gap.
"""

from __future__ import annotations

from storage.model.tables.project import RISKY


def in_force(first: str, last: str, policy: str = "i") -> str:
    """Return the condition that a policy is in force on all days from `first` to `last`."""
    return f"({policy}.from_on <= {first} AND {policy}.until_on >= {last})"


# Conditions on an activity
RISKY_ACTIVITY = f"t.project IN (SELECT p.id FROM project p WHERE p.risk = '{RISKY}')"
_LAST_DAY = "ifnull(t.ended_on, t.held_on)"


def _covering(policy: str) -> str:
    """Return a query for the policies of an activity, whatever their days."""
    return (
        f"SELECT 1 FROM insurance_policy {policy} WHERE ({policy}.organization = t.organization"
        f" OR {policy}.id = (SELECT p.insurance FROM project p WHERE p.id = t.project))"
    )


# The first day is covered, and so is the day after each policy that ends before the last day
INSURED = (
    f"(EXISTS ({_covering('i')} AND {in_force('t.held_on', 't.held_on')})"
    f" AND NOT EXISTS ({_covering('i')} AND i.until_on >= t.held_on AND i.until_on < {_LAST_DAY}"
    f" AND NOT EXISTS ({_covering('n')} AND n.until_on > i.until_on"
    " AND n.from_on <= date(i.until_on, '+1 day'))))"
)

# Condition on an organization
ORGANIZATION_INSURED = (
    "EXISTS (SELECT 1 FROM insurance_policy i WHERE i.organization = t.id"
    f" AND {in_force(':on', ':on')})"
)
