"""Meeting frequency: whether an association meets as often as its charter says (通知一·3)."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from storage.counting.counting_rules import in_force
from storage.model.tables.governance_record import CHARTERS, MEETINGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from storage.model.tables.governance_record import Charter
    from storage.store.store import Store


@dataclass(frozen=True, slots=True)
class MeetingPeriod:
    """A period in which a body must meet at least once: after `begins`, up to and including `due`."""

    begins: date
    due: date
    met: bool


@dataclass(frozen=True, slots=True)
class MeetingDuty:
    """A charter with its periods up to a day, and the day by which the body must meet next."""

    charter: Charter
    slots: tuple[MeetingPeriod, ...]
    next_due: date
    met_already: bool

    def periods_due_since(self, day: date) -> tuple[MeetingPeriod, ...]:
        """Return the periods that ended on the day or later."""
        return tuple(slot for slot in self.slots if slot.due >= day)


def months_after(day: date, months: int) -> date:
    """Return the same day so many months later, or the month's last where it has no such day."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    for last in (day.day, 30, 29, 28):
        if last <= day.day:
            try:
                return day.replace(year=year, month=month, day=last)
            except ValueError:
                continue
    raise ValueError(day)


def periods(charter: Charter) -> Iterator[tuple[date, date]]:
    """Yield the periods (first day, due day) one after the other, without end."""
    for number in count():
        first = months_after(charter.from_on, number * charter.every_months)
        yield first, months_after(charter.from_on, (number + 1) * charter.every_months)


def check_meetings(charter: Charter, held: Iterable[date], on: date) -> MeetingDuty:
    """Compare the meetings held with the charter, up to the day."""
    days = [day for day in held if day <= on]
    slots: list[MeetingPeriod] = []
    for begins, due in periods(charter):
        met = any(begins < day <= due for day in days)
        if due > on:
            return MeetingDuty(charter, tuple(slots), due, met)
        slots.append(MeetingPeriod(begins, due, met))
    raise AssertionError("periods have no end")


_BEGUN = (
    "SELECT c.* FROM charter c JOIN organization t ON t.id = c.organization"
    f" WHERE c.from_on <= :on AND {in_force()} ORDER BY c.id"
)


def meeting_duties(store: Store, on: date) -> list[MeetingDuty]:
    """Return the duty of every charter on the day.

    Charters that begin later, or of an organization that does not exist, are left out.
    """
    held: dict[tuple[int | None, str], list[date]] = {}
    for meeting in store.select(MEETINGS):
        held.setdefault((meeting.organization, meeting.body), []).append(meeting.held_on)
    return [
        check_meetings(charter, held.get((charter.organization, charter.body), ()), on)
        for charter in map(CHARTERS.from_row, store.rows(_BEGUN, {"on": on.isoformat()}))
    ]
