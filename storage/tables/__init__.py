"""The tables: the only list of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from storage.tables.dispatch import CORRECTIONS, DISPATCHES
from storage.tables.league_branch import BRANCH_COVERS, LEAGUE_BRANCHES
from storage.tables.mail import MAIL_ACCOUNTS
from storage.tables.membership import MEMBERSHIPS
from storage.tables.organization import HEADCOUNTS, ORGANIZATIONS
from storage.tables.plan import PLAN_PROGRESS, PLAN_ROWS, WORK_PLANS
from storage.tables.quarter import EXPLANATIONS, ZERO_REPORTS
from storage.tables.setting import OFFICES, POLICIES, TARGETS
from storage.tables.training import ATTENDANCES, TRAININGS
from storage.tables.unit import UNITS
from storage.tables.volunteer import VOLUNTEERS

if TYPE_CHECKING:
    from storage.schema import Table

__all__ = [
    "ATTENDANCES",
    "BRANCH_COVERS",
    "BY_NAME",
    "CORRECTIONS",
    "DISPATCHES",
    "EXPLANATIONS",
    "HEADCOUNTS",
    "LEAGUE_BRANCHES",
    "MAIL_ACCOUNTS",
    "MEMBERSHIPS",
    "OFFICES",
    "ORGANIZATIONS",
    "PLAN_PROGRESS",
    "PLAN_ROWS",
    "POLICIES",
    "TABLES",
    "TARGETS",
    "TRAININGS",
    "UNITS",
    "VOLUNTEERS",
    "WORK_PLANS",
    "ZERO_REPORTS",
]

TABLES: tuple[Table[Any], ...] = (
    UNITS,
    VOLUNTEERS,
    ORGANIZATIONS,
    HEADCOUNTS,
    LEAGUE_BRANCHES,
    BRANCH_COVERS,
    MEMBERSHIPS,
    TRAININGS,
    ATTENDANCES,
    WORK_PLANS,
    PLAN_ROWS,
    PLAN_PROGRESS,
    OFFICES,
    POLICIES,
    TARGETS,
    ZERO_REPORTS,
    EXPLANATIONS,
    MAIL_ACCOUNTS,
    DISPATCHES,
    CORRECTIONS,
)
BY_NAME = {table.name: table for table in TABLES}
