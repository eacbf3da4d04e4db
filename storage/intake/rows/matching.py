"""Who in the ledger a row of a file is: by record number or ID number surely, else perhaps."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from storage.intake.import_plan import Candidate
from storage.model.schema import text_of
from storage.model.tables.volunteer import VOLUNTEERS, Volunteer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from storage.store.store import Store

PORTION = 5_000  # values in one look-up


@dataclass(slots=True)
class Known:
    """The people of the ledger that a file's rows could be."""

    by_id: dict[int, Volunteer] = field(default_factory=dict)
    by_number: dict[str, Volunteer] = field(default_factory=dict)
    by_name: dict[str, list[Volunteer]] = field(default_factory=dict)

    def perhaps(self, person: Volunteer) -> list[Candidate]:
        """People of the same name who could be this one: same birth date, phone, or class.

        Two different ID numbers are two people, however alike they are otherwise.
        """
        return [
            Candidate(one, reasons)
            for one in self.by_name.get(person.name, ())
            if not (one.id_number and person.id_number and one.id_number != person.id_number)
            and (reasons := tuple(_reasons(one, person)))
        ]


def _reasons(one: Volunteer, other: Volunteer) -> Iterator[str]:
    if one.birth_date and one.birth_date == other.birth_date:
        yield "姓名、出生日期相同"
    if one.phone and one.phone == other.phone:
        yield "姓名、电话相同"
    same_place = one.school is not None and one.school == other.school
    differ = one.birth_date and other.birth_date and one.birth_date != other.birth_date
    if same_place and one.class_name and one.class_name == other.class_name and not differ:
        yield "姓名、学校、班级相同"


FACTS = ("name", "birth_date", "phone", "class_name", "id_number")


def who(person: Volunteer) -> str:
    """Who stands in a row, as it is remembered: what a row without a number can be told by."""
    return "|".join(getattr(person, fact) or "" for fact in FACTS)


def who_told(subject: str) -> str:
    """The same for people to read, with the numbers masked."""
    facts = zip(FACTS, subject.split("|"), strict=False)
    texts = (text_of(VOLUNTEERS.by_name[name], text, masked=True) for name, text in facts if text)
    return " ".join(texts)


def look_up(store: Store, people: Iterable[Volunteer], ids: Iterable[int] = ()) -> Known:
    """Fetch whoever in the ledger the people of a file could be, in few large look-ups."""
    known = Known()
    numbers: set[str] = set()
    names: set[str] = set()
    unsure: set[str] = set()
    for person in people:
        names.add(person.name)
        if person.id_number:
            numbers.add(person.id_number)
        else:
            unsure.add(person.name)
    for one in _fetch(store, "id", sorted(set(ids))):
        known.by_id[one.id or 0] = one
    for one in _fetch(store, "id_number", sorted(numbers)):
        known.by_number[one.id_number or ""] = one
        known.by_id[one.id or 0] = one
    for one in _fetch(store, "name", sorted(unsure)):
        known.by_name.setdefault(one.name, []).append(one)
    for one in _fetch(store, "name", sorted(names - unsure), " AND id_number IS NULL"):
        known.by_name.setdefault(one.name, []).append(one)
    return known


def _fetch(store: Store, column: str, values: list[Any], more: str = "") -> Iterator[Volunteer]:
    for start in range(0, len(values), PORTION):
        portion = values[start : start + PORTION]
        places = ", ".join("?" * len(portion))
        yield from store.select(VOLUNTEERS, f"{column} IN ({places}){more}", portion)
