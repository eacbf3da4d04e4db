"""What a name in a sheet points to: a unit by name or alias, a person by number or by more."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Any

from storage.intake.import_plan import Candidate
from storage.intake.sender.unit_names import Directory
from storage.intake.sender.units import unit_called
from storage.model.kinds.identity import plain_number
from storage.model.kinds.masks import could_be, name_with_number
from storage.model.tables import BY_NAME, UNITS, VOLUNTEERS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from storage.model.schema import Column, Table
    from storage.store.store import Store

# The columns beside a name that say who a person is, the surest first
FINDERS = ("id_number", "platform_number", "phone", "school", "class_name", "birth_date")
_SURE = ("id_number", "platform_number")
MANY = 2_000  # names among which a likely one is looked for
OWN_NUMBER = re.compile(r"([A-Z])(\d{6,})")


class Links:
    """Finds records by what people call them; the same question is put to the ledger once."""

    def __init__(self, store: Store, table: Table[Any]) -> None:
        self._store = store
        self._table = table
        self._found: dict[tuple[str, str], int | None] = {}
        self._people: dict[tuple[object, ...], tuple[int, ...]] = {}
        self._called: dict[str, tuple[str, ...]] = {}
        self._told: dict[tuple[str, int], str] = {}

    def find(self, target: str, name: str) -> int | None:
        """The record that a name or a record number (V000123) points to, or None."""
        key = (target, name)
        if key not in self._found:
            self._found[key] = self._look(target, name)
        return self._found[key]

    def unhidden(self, target: str, text: str) -> str:
        """The number beside a hidden name, 王某某（V000123）, whose it can be; else the text."""
        hidden = name_with_number(text)
        if hidden is None or (found := self.find(target, hidden[1])) is None:
            return text
        table = BY_NAME[target]
        title = self._store.value(f"SELECT {table.title} FROM {table.name} WHERE id = ?", (found,))
        return hidden[1] if could_be(hidden[0], str(title)) else text

    def _look(self, target: str, name: str) -> int | None:
        table = BY_NAME[target]
        own = OWN_NUMBER.fullmatch(name)
        if own and own[1] == table.name[0].upper():
            sql = f"SELECT id FROM {table.name} WHERE id = ?"
            number = self._store.value(sql, (int(own[2]),))
            if number is not None:
                return int(number)
        if table is UNITS:
            number = unit_called(self._store, name)
            return number if number is not None else self._directory.called(name)
        return self._store.named(table, name) if table.title in table.by_name else None

    @cached_property
    def _directory(self) -> Directory:
        """The units as they are written without their county, asked where a name is none's."""
        return Directory(self._store)

    def titles(self, target: str) -> tuple[str, ...]:
        """What the records are called that a link can point to; for short tables."""
        if target not in self._called:
            table = BY_NAME[target]
            sql = f"SELECT {table.title} AS title FROM {table.name} LIMIT {MANY}"
            self._called[target] = tuple(str(row["title"]) for row in self._store.rows(sql))
        return self._called[target]

    def kept(self, number: int, column: Column, name: str) -> int | None:
        """Where a record of the table points to now, if that is what the name says."""
        sql = f"SELECT {column.name} FROM {self._table.name} WHERE id = ?"
        found = self._store.value(sql, (number,))
        if found is None:
            return None
        key = (column.kind.target, found)
        if key not in self._told:
            target = BY_NAME[column.kind.target]
            sql = f"SELECT {target.title} FROM {target.name} WHERE id = ?"
            self._told[key] = str(self._store.value(sql, (found,)))
        return int(found) if self._told[key] == name else None

    def candidates(self, numbers: Sequence[int]) -> tuple[Candidate, ...]:
        """The people a name can mean, to be shown."""
        return tuple(
            Candidate(self._store.get(VOLUNTEERS, number), ("姓名相同",)) for number in numbers
        )

    def people(self, name: str, facts: Mapping[str, Any]) -> tuple[int, ...]:
        """Who a name and the facts beside it (`FINDERS`) can be; one alone is sure.

        An ID number or a volunteer number decides by itself; somebody of that number and of
        another name is nobody. A name alone is never sure, however rare it is.
        """
        key = (name, *(facts.get(fact) for fact in FINDERS))
        if key not in self._people:
            self._people[key] = self._who(name, facts)
        return self._people[key]

    def _who(self, name: str, facts: Mapping[str, Any]) -> tuple[int, ...]:
        for fact in _SURE:
            if facts.get(fact):
                number = plain_number(facts[fact]) if fact == "id_number" else facts[fact]
                found = self._ids(f"{fact} = ?", number)
                if found:
                    return (
                        found if not name else self._ids(f"{fact} = ? AND name = ?", number, name)
                    )
        own = self.find("volunteer", name) if OWN_NUMBER.fullmatch(name) else None
        if own is not None:
            return (own,)
        beside = [fact for fact in FINDERS if fact not in _SURE and facts.get(fact) is not None]
        where = " AND ".join(["name = ?", *(f"({one} = ? OR {one} IS NULL)" for one in beside)])
        return self._ids(where, name, *(facts[fact] for fact in beside))

    def _ids(self, where: str, *values: object) -> tuple[int, ...]:
        sql = f"SELECT id FROM {VOLUNTEERS.name} WHERE {where} LIMIT 20"
        return tuple(row["id"] for row in self._store.rows(sql, values))
