"""Lists of records that belong to another, and what a new one takes from that."""

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
    """How to make such a list; its columns, and the fields of its form, in words."""

    def make(session: Session) -> ChildList:
        shown = columns.split()
        return ChildList(session, table, link, shown, fields.split() or shown, **more)

    return make


def child_stack(
    *lists: tuple[str, Callable[[Session], ChildList]],
) -> Callable[[Session], ChildStack]:
    """How to make several lists under their titles."""
    return lambda session: ChildStack([(title, make(session)) for title, make in lists])


def recorder_preset(session: Session, _row: Row[Any]) -> dict[str, object]:
    """A service record is written down by the clerk, today."""
    office = office_of(session.store)
    return {"recorder": office.clerk if office else None, "recorded_on": clock.today().isoformat()}


def activity_preset(session: Session, row: Row[Any]) -> dict[str, object]:
    """A service record at an activity is of its day."""
    given = recorder_preset(session, row)
    return given | {"served_on": row.record.held_on.isoformat(), "content": row.record.content}


def correction_preset(session: Session, row: Row[Any]) -> dict[str, object]:
    """A correction is of the same person, activity and day."""
    one = row.record
    return recorder_preset(session, row) | {
        "volunteer": one.volunteer,
        "activity": one.activity,
        "served_on": one.served_on.isoformat(),
        "source": one.source,
    }


def guardian_preset(_session: Session, row: Row[Any]) -> dict[str, object]:
    """Who gives consent is the guardian the roster names."""
    person = row.record
    return {
        "guardian": person.guardian_name,
        "relation": person.guardian_relation,
        "phone": person.guardian_phone,
    }


def school_preset(_session: Session, row: Row[Any]) -> dict[str, object]:
    """Somebody moves from where he is now."""
    return {"from_unit": row.record.school, "from_class": row.record.class_name}


def project_preset(_session: Session, row: Row[Any]) -> dict[str, object]:
    """An activity is held by the organization whose project it belongs to."""
    project = row.record
    return {"organization": project.organization, "place": project.place, "leader": project.leader}
