"""Lists of records that belong to another, and the presets of a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gui.ledgers.panel.child_list import ChildList, ChildStack
from storage import clock
from storage.counting.policy import office_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from gui.session import Session
    from storage.model.schema import Table
    from storage.store.listing import Row


def child_list(
    table: Table[Any], link: str, columns: str, fields: str = "", **more: Any
) -> Callable[[Session], ChildList]:
    """Return a factory of such a list; column and field names are separated by blanks."""

    def make(session: Session) -> ChildList:
        shown = columns.split()
        return ChildList(session, table, link, shown, fields.split() or shown, **more)

    return make


def child_stack(
    *lists: tuple[str, Callable[[Session], ChildList]],
) -> Callable[[Session], ChildStack]:
    """Return a factory of several lists, each under its title."""
    return lambda session: ChildStack([(title, make(session)) for title, make in lists])


def recorder_preset(session: Session, _row: Row[Any]) -> dict[str, object]:
    """Preset of a service record: recorded by the clerk, today."""
    office = office_of(session.store)
    return {"recorder": office.clerk if office else None, "recorded_on": clock.today().isoformat()}


def activity_preset(session: Session, row: Row[Any]) -> dict[str, object]:
    """Preset of a service record at an activity: recorded today, of the activity's day."""
    preset = recorder_preset(session, row)
    return preset | {"served_on": row.record.held_on.isoformat(), "content": row.record.content}


def correction_preset(session: Session, row: Row[Any]) -> dict[str, object]:
    """Preset of a correction: the person, activity and day of the record it corrects."""
    one = row.record
    return recorder_preset(session, row) | {
        "volunteer": one.volunteer,
        "activity": one.activity,
        "served_on": one.served_on.isoformat(),
        "source": one.source,
    }


def guardian_preset(_session: Session, row: Row[Any]) -> dict[str, object]:
    """Preset of a consent: given by the guardian named in the roster."""
    person = row.record
    return {
        "guardian": person.guardian_name,
        "relation": person.guardian_relation,
        "phone": person.guardian_phone,
    }


def school_preset(_session: Session, row: Row[Any]) -> dict[str, object]:
    """Preset of a move: from the present school and class."""
    return {"from_unit": row.record.school, "from_class": row.record.class_name}


def project_preset(_session: Session, row: Row[Any]) -> dict[str, object]:
    """Preset of an activity: organization, place and leader of its project."""
    project = row.record
    return {"organization": project.organization, "place": project.place, "leader": project.leader}
