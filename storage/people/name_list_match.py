"""Match a pasted list of names with the volunteers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage.model.kinds import NAME
from storage.model.kinds.identity import plain_number
from storage.model.tables.volunteer import VOLUNTEERS
from storage.store import listing
from storage.store.listing import Filter, Query

if TYPE_CHECKING:
    from datetime import date

    from storage.model.tables.volunteer import Volunteer
    from storage.store.listing import Row
    from storage.store.store import Store

MAX_CANDIDATES = 8
_SEPARATORS = re.compile(r"[\r\n、，,;；]+")
_NUMBER = re.compile(r"\d{4,17}[0-9Xx]?")
_ORDINAL = re.compile(r"^\s*\(?（?\d{1,3}[\s.．、)）]+")
_NUMBERS = ("id_number", "phone", "student_number", "platform_number")


@dataclass(frozen=True, slots=True)
class PastedName:
    """One person as pasted: a name and the numbers next to it."""

    name: str
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NameMatch:
    """The volunteers that a name matches: one, several to choose from, or none."""

    pasted: PastedName
    people: tuple[Row[Volunteer], ...]

    @property
    def certain(self) -> bool:
        """Whether exactly one volunteer matches."""
        return len(self.people) == 1


def parse_names(text: str) -> tuple[PastedName, ...]:
    """Parse pasted text, one person per line or between commas, without duplicates."""
    found: dict[PastedName, None] = {}
    for part in _SEPARATORS.split(text):
        pasted = _parse_name(part)
        if pasted is not None:
            found[pasted] = None
    return tuple(found)


def match_name(store: Store, pasted: PastedName, on: date) -> NameMatch:
    """Find volunteers by exact name, narrowed by the last digits of the numbers if any match."""
    query = Query(VOLUNTEERS, filters=(Filter("name", "is", pasted.name),), on=on)
    rows = listing.page(store, query, 0, MAX_CANDIDATES, MAX_CANDIDATES * 2)
    if pasted.numbers:
        rows = [row for row in rows if _has_numbers(row.record, pasted.numbers)] or rows
    return NameMatch(pasted, tuple(rows))


def _parse_name(part: str) -> PastedName | None:
    text = _ORDINAL.sub("", part.replace("\t", " "))
    numbers = tuple(plain_number(number) for number in _NUMBER.findall(text))
    words = _NUMBER.sub(" ", text).strip()
    try:
        return PastedName(NAME.parse(words), numbers) if words else None
    except ValueError:
        return None


def _has_numbers(volunteer: Volunteer, numbers: tuple[str, ...]) -> bool:
    held = [str(getattr(volunteer, name) or "") for name in _NUMBERS]
    return all(any(one.endswith(number) for one in held) for number in numbers)
