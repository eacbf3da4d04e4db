"""The tables: the only list of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from storage.model.tables.attachment import ATTACHMENTS
from storage.model.tables.calendar import HOLIDAYS
from storage.model.tables.dispatch import CORRECTIONS, DISPATCHES
from storage.model.tables.governance_record import CHARTERS, MEETINGS, POLICY_DOCUMENTS
from storage.model.tables.league_branch import BRANCH_COVERS, LEAGUE_BRANCHES
from storage.model.tables.mail import MAIL_ACCOUNTS
from storage.model.tables.organization import HEADCOUNTS, MEMBERSHIPS, ORGANIZATIONS
from storage.model.tables.paper import CERTIFICATES
from storage.model.tables.person import CONSENTS, MOVEMENTS
from storage.model.tables.plan import PLAN_PROGRESS, PLAN_ROWS, WORK_PLANS
from storage.model.tables.project import ACTIVITIES, BRANDS, PROJECTS
from storage.model.tables.quarter import EXPLANATIONS, REPORT_TEXTS, ZERO_REPORTS
from storage.model.tables.recognition import AWARDS, EXCHANGES, INCENTIVES, PUBLICITIES
from storage.model.tables.service_record import SERVICE_RECORDS
from storage.model.tables.setting import OFFICES, POLICIES, TARGETS
from storage.model.tables.star import STAR_GRANTS, STAR_RULES
from storage.model.tables.support_resources import (
    FUNDS,
    INCUBATIONS,
    INSURANCE_POLICIES,
    NEEDS,
    PARTNERSHIPS,
    PURCHASES,
    SITES,
)
from storage.model.tables.talent import TALENTS, WEST_VOLUNTEERS
from storage.model.tables.training import ATTENDANCES, TRAININGS
from storage.model.tables.unit import UNITS
from storage.model.tables.volunteer import VOLUNTEERS

if TYPE_CHECKING:
    from storage.model.schema import Table

TABLES: tuple[Table[Any], ...] = (
    # units, people, organizations
    UNITS, VOLUNTEERS, ORGANIZATIONS, HEADCOUNTS, LEAGUE_BRANCHES, BRANCH_COVERS, MEMBERSHIPS,
    CONSENTS, MOVEMENTS, TRAININGS, ATTENDANCES,
    # service and what it earns
    BRANDS, PROJECTS, ACTIVITIES, SERVICE_RECORDS, STAR_GRANTS, CERTIFICATES, AWARDS, INCENTIVES,
    # what it stands on
    TALENTS, WEST_VOLUNTEERS, SITES, NEEDS, INSURANCE_POLICIES, FUNDS, PURCHASES, INCUBATIONS,
    PARTNERSHIPS,
    # its checks and decisions
    PUBLICITIES, EXCHANGES, MEETINGS, CHARTERS, POLICY_DOCUMENTS, ATTACHMENTS,
    # the plan and the quarter
    WORK_PLANS, PLAN_ROWS, PLAN_PROGRESS, ZERO_REPORTS, EXPLANATIONS, REPORT_TEXTS,
    DISPATCHES, CORRECTIONS,
    # what the clerk sets
    OFFICES, POLICIES, TARGETS, STAR_RULES, HOLIDAYS, MAIL_ACCOUNTS,
)  # fmt: skip
BY_NAME = {table.name: table for table in TABLES}

__all__ = [
    "ACTIVITIES",
    "ATTACHMENTS",
    "ATTENDANCES",
    "AWARDS",
    "BRANCH_COVERS",
    "BRANDS",
    "BY_NAME",
    "CERTIFICATES",
    "CHARTERS",
    "CONSENTS",
    "CORRECTIONS",
    "DISPATCHES",
    "EXCHANGES",
    "EXPLANATIONS",
    "FUNDS",
    "HEADCOUNTS",
    "HOLIDAYS",
    "INCENTIVES",
    "INCUBATIONS",
    "INSURANCE_POLICIES",
    "LEAGUE_BRANCHES",
    "MAIL_ACCOUNTS",
    "MEETINGS",
    "MEMBERSHIPS",
    "MOVEMENTS",
    "NEEDS",
    "OFFICES",
    "ORGANIZATIONS",
    "PARTNERSHIPS",
    "PLAN_PROGRESS",
    "PLAN_ROWS",
    "POLICIES",
    "POLICY_DOCUMENTS",
    "PROJECTS",
    "PUBLICITIES",
    "PURCHASES",
    "REPORT_TEXTS",
    "SERVICE_RECORDS",
    "SITES",
    "STAR_GRANTS",
    "STAR_RULES",
    "TABLES",
    "TALENTS",
    "TARGETS",
    "TRAININGS",
    "UNITS",
    "VOLUNTEERS",
    "WEST_VOLUNTEERS",
    "WORK_PLANS",
    "ZERO_REPORTS",
]
