"""Which records of a table a change in another may count anew; of other pairs, all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from storage.tables.dispatch import DISPATCHES
from storage.tables.governance import CHARTERS
from storage.tables.organization import ORGANIZATIONS
from storage.tables.paper import CERTIFICATES
from storage.tables.person import CONSENTS, MOVEMENTS
from storage.tables.project import ACTIVITIES, PROJECTS
from storage.tables.recognition import AWARDS, INCENTIVES
from storage.tables.service import SERVICE_RECORDS
from storage.tables.star import STAR_GRANTS
from storage.tables.training import ATTENDANCES, TRAININGS
from storage.tables.unit import UNITS
from storage.tables.volunteer import VOLUNTEERS

if TYPE_CHECKING:
    from storage.schema import Table

# By the table that is counted and the one that changed: what gives the numbers of the records
# concerned, from the numbers of those changed; a record concerns itself anyhow
_TOUCHES: dict[tuple[Table[Any], Table[Any]], str] = {
    (VOLUNTEERS, SERVICE_RECORDS): "SELECT volunteer FROM service_record WHERE id IN ({ids})",
    (VOLUNTEERS, CONSENTS): "SELECT volunteer FROM consent WHERE id IN ({ids})",
    (VOLUNTEERS, MOVEMENTS): "SELECT volunteer FROM movement WHERE id IN ({ids})",
    (VOLUNTEERS, STAR_GRANTS): "SELECT volunteer FROM star_grant WHERE id IN ({ids})",
    (VOLUNTEERS, ATTENDANCES): "SELECT volunteer FROM attendance WHERE id IN ({ids})",
    (VOLUNTEERS, TRAININGS): "SELECT volunteer FROM attendance WHERE training IN ({ids})",
    (VOLUNTEERS, UNITS): "SELECT id FROM volunteer WHERE school IN ({ids})",
    (SERVICE_RECORDS, VOLUNTEERS): "SELECT id FROM service_record WHERE volunteer IN ({ids})",
    (SERVICE_RECORDS, UNITS): (
        "SELECT s.id FROM volunteer v CROSS JOIN service_record s ON s.volunteer = v.id"
        " WHERE v.school IN ({ids})"
    ),
    (ACTIVITIES, SERVICE_RECORDS): "SELECT activity FROM service_record WHERE id IN ({ids})",
    (ACTIVITIES, VOLUNTEERS): "SELECT activity FROM service_record WHERE volunteer IN ({ids})",
    (ACTIVITIES, ORGANIZATIONS): "SELECT id FROM activity WHERE organization IN ({ids})",
    (ACTIVITIES, UNITS): (
        "SELECT a.id FROM organization o CROSS JOIN activity a ON a.organization = o.id"
        " WHERE o.unit IN ({ids})"
    ),
    (ACTIVITIES, PROJECTS): "SELECT id FROM activity WHERE project IN ({ids})",
    (SERVICE_RECORDS, ACTIVITIES): "SELECT id FROM service_record WHERE activity IN ({ids})",
    (SERVICE_RECORDS, PROJECTS): (
        "SELECT s.id FROM activity a CROSS JOIN service_record s ON s.activity = a.id"
        " WHERE a.project IN ({ids})"
    ),
    (ATTENDANCES, TRAININGS): "SELECT id FROM attendance WHERE training IN ({ids})",
    (ATTENDANCES, UNITS): (
        "SELECT a.id FROM volunteer v CROSS JOIN attendance a ON a.volunteer = v.id"
        " WHERE v.school IN ({ids})"
    ),
    **{
        (table, VOLUNTEERS): f"SELECT id FROM {table.name} WHERE volunteer IN ({{ids}})"
        for table in (ATTENDANCES, STAR_GRANTS, CERTIFICATES, AWARDS, INCENTIVES)
    },
}
# Where a table is looked into for nothing but whose its records are (`storage.attribution`): the
# column that decides, without a change of which nothing counts differently
_DECISIVE: dict[tuple[Table[Any], Table[Any]], str] = {
    **{
        (table, VOLUNTEERS): "school"
        for table in (SERVICE_RECORDS, ATTENDANCES, CERTIFICATES, AWARDS, INCENTIVES)
    },
    **{
        (table, UNITS): "counted_by"
        for table in (VOLUNTEERS, SERVICE_RECORDS, ATTENDANCES, ACTIVITIES)
    },
}
# Tables of which a record may count differently because another of the same table changed
_AMONG_THEMSELVES = {
    SERVICE_RECORDS: "SELECT corrects FROM service_record WHERE id IN ({ids}) AND corrects > 0",
    STAR_GRANTS: (
        "SELECT o.id FROM star_grant t JOIN star_grant o ON o.volunteer = t.volunteer"
        " WHERE t.id IN ({ids})"
    ),
}
_ONLY_ITSELF = "SELECT id FROM volunteer WHERE 0"
# Tables of which any may, by a rule that looks at all of them; they are short
_ANY_OF_THEM = (ORGANIZATIONS, CHARTERS, PROJECTS, DISPATCHES)


def concerned(counted: Table[Any], changed: Table[Any]) -> str | None:
    """SQL for the numbers of the records to count anew, over `{ids}`; None where it is all."""
    if counted is not changed:
        return _TOUCHES.get((counted, changed))
    return None if counted in _ANY_OF_THEM else _AMONG_THEMSELVES.get(counted, _ONLY_ITSELF)


def decisive(counted: Table[Any], changed: Table[Any]) -> str:
    """The one column by whose change a record concerns others, "" where any may."""
    return _DECISIVE.get((counted, changed), "")
