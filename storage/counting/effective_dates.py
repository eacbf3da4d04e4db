"""The day from which a record's fact holds, by the record's own date, and which tables name which.

A table that is not listed holds rules, settings or notes on a quarter: no facts that could have
held before they were entered. Its records are always visible.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from storage.model.tables.governance_record import CHARTERS, MEETINGS, POLICY_DOCUMENTS
from storage.model.tables.league_branch import BRANCH_COVERS, LEAGUE_BRANCHES
from storage.model.tables.organization import HEADCOUNTS, MEMBERSHIPS, ORGANIZATIONS
from storage.model.tables.paper import CERTIFICATES
from storage.model.tables.person import CONSENTS
from storage.model.tables.plan import PLAN_PROGRESS, PLAN_ROWS
from storage.model.tables.project import ACTIVITIES, PROJECTS
from storage.model.tables.recognition import AWARDS, EXCHANGES, INCENTIVES, PUBLICITIES
from storage.model.tables.service_record import SERVICE_RECORDS
from storage.model.tables.star import STAR_GRANTS
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
    from collections.abc import Mapping

    from storage.model.schema import Table

_HELD = "(SELECT r.held_on FROM main.training r WHERE r.id = {row}.training)"
_QUARTER_END = (
    "date(substr({row}.quarter, 1, 4) || '-01-01', '+' || (3 * substr({row}.quarter, 6, 1))"
    " || ' months', '-1 day')"
)
# By table name: SQL over `{row}` for the day from which the fact holds; "" where it has none
EFFECTIVE_DAYS: Mapping[str, str] = {
    **{
        table.name: f"{{row}}.{day}"
        for table, day in (
            (VOLUNTEERS, "registered_on"),
            (ORGANIZATIONS, "founded_on"),
            (HEADCOUNTS, "counted_on"),
            (LEAGUE_BRANCHES, "founded_on"),
            (BRANCH_COVERS, "joined_on"),
            (MEMBERSHIPS, "joined_on"),
            (CONSENTS, "given_on"),
            (TRAININGS, "held_on"),
            (ACTIVITIES, "held_on"),
            (SERVICE_RECORDS, "served_on"),
            (STAR_GRANTS, "granted_on"),
            (CERTIFICATES, "issued_on"),
            (AWARDS, "awarded_on"),
            (INCENTIVES, "applied_on"),
            (PUBLICITIES, "published_on"),
            (EXCHANGES, "held_on"),
            (TALENTS, "from_on"),
            (WEST_VOLUNTEERS, "started_on"),
            (SITES, "opened_on"),
            (NEEDS, "collected_on"),
            (INSURANCE_POLICIES, "from_on"),
            (FUNDS, "happened_on"),
            (PURCHASES, "signed_on"),
            (INCUBATIONS, "started_on"),
            (PARTNERSHIPS, "paired_on"),
            (MEETINGS, "held_on"),
            (CHARTERS, "from_on"),
            (POLICY_DOCUMENTS, "issued_on"),
        )
    },
    PROJECTS.name: "ifnull({row}.published_on, {row}.started_on)",
    ATTENDANCES.name: _HELD,
    PLAN_PROGRESS.name: _QUARTER_END,
    PLAN_ROWS.name: "",
    UNITS.name: "",
}
# A roster is valid as of the day it was entered: a person's registration date is no evidence of a
# roster before the first one
ROSTER_TABLES = frozenset((VOLUNTEERS.name,))
# Of lasting records only the number follows from dates; their state (an account, a certificate, a
# team) is known from the day it was entered
LASTING_TABLES = frozenset(
    table.name
    for table in (
        ORGANIZATIONS,
        TALENTS,
        WEST_VOLUNTEERS,
        SITES,
        INCUBATIONS,
        PARTNERSHIPS,
        CHARTERS,
    )
)
# The map rather than facts: visible in every quarter before the first entry, though not counted
REFERENCE_TABLES = frozenset((UNITS.name,))
# By table name: the tables whose records prove that the records they link to existed as well. A
# service record of the quarter is of a volunteer who was there in the quarter
REFERENCED_BY: Mapping[str, tuple[tuple[Table[Any], str], ...]] = {
    VOLUNTEERS.name: ((SERVICE_RECORDS, "volunteer"), (ATTENDANCES, "volunteer")),
    ACTIVITIES.name: ((SERVICE_RECORDS, "activity"),),
    PROJECTS.name: ((ACTIVITIES, "project"),),
    TRAININGS.name: ((ATTENDANCES, "training"),),
    ORGANIZATIONS.name: ((ACTIVITIES, "organization"), (PROJECTS, "organization")),
    UNITS.name: ((VOLUNTEERS, "school"), (ORGANIZATIONS, "unit")),
}


def state_key(name: str) -> str:
    """Return the key in `Knowledge.unknown` for the state of a table's records, not their number."""
    return f"{name}.state"


# Links to the corrected record: a correction of an older record is no new record
CORRECTION_LINKS = {SERVICE_RECORDS.name: "corrects"}
