"""Since when what a record tells of holds, by the record's own date; and what names what.

A table that is not here keeps rules, settings and what is said of a quarter: those are no facts
that were held before somebody entered them, and they are always seen.
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
# By the table's name, the day since when a row's fact holds, as SQL over `{row}`; "" for none
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
# A roster holds as of the day it was entered: when somebody on it registered says nothing of a
# roster before the first
ROSTER_TABLES = frozenset((VOLUNTEERS.name,))
# Of what stands for long only the number can be told from dates: how it is (an account, a
# certificate, a team) is known as of the day it was entered
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
# What is the map and no fact: seen in every quarter before the first entry, though not counted
REFERENCE_TABLES = frozenset((UNITS.name,))
# By the table, which others name its records so that these were there when those were: a service
# record of the quarter is of somebody who was there in the quarter
REFERENCED_BY: Mapping[str, tuple[tuple[Table[Any], str], ...]] = {
    VOLUNTEERS.name: ((SERVICE_RECORDS, "volunteer"), (ATTENDANCES, "volunteer")),
    ACTIVITIES.name: ((SERVICE_RECORDS, "activity"),),
    PROJECTS.name: ((ACTIVITIES, "project"),),
    TRAININGS.name: ((ATTENDANCES, "training"),),
    ORGANIZATIONS.name: ((ACTIVITIES, "organization"), (PROJECTS, "organization")),
    UNITS.name: ((VOLUNTEERS, "school"), (ORGANIZATIONS, "unit")),
}


def state_key(name: str) -> str:
    """How the records of a table are, beside how many there are, as something that is known."""
    return f"{name}.state"


# What corrects an older record of the same table is no new record
CORRECTION_LINKS = {SERVICE_RECORDS.name: "corrects"}
