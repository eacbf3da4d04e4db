"""Resolve names in a sheet: units by name or alias, people by number or by several facts."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Any

from rapidfuzz import fuzz, process

from storage.intake.rows.import_plan import Candidate
from storage.intake.sender.units import Directory, find_unit, names_another_unit
from storage.intake.vocabulary.cell_values import Cleaner, Fault, cell_text
from storage.intake.vocabulary.column_match import FINDERS
from storage.model.kinds.identity import plain_number
from storage.model.kinds.masks import could_be, name_with_number
from storage.model.kinds.text import SAME_AS_ABOVE
from storage.model.tables import BY_NAME, UNITS, VOLUNTEERS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence, Set

    from storage.intake.rows.import_plan import PlannedRow
    from storage.model.schema import Column, Table
    from storage.store.store import Store

_SURE = ("id_number", "platform_number")
MANY = 2_000  # names among which a likely one is looked for
OWN_NUMBER = re.compile(r"([A-Z])(\d{6,})")


class Links:
    """Finds records by name or number; each query is run once."""

    def __init__(self, store: Store, table: Table[Any]) -> None:
        self._store = store
        self._table = table
        self._found: dict[tuple[str, str], int | None] = {}
        self._people: dict[tuple[object, ...], tuple[int, ...]] = {}
        self._titles: dict[str, tuple[str, ...]] = {}
        self._titles_by_id: dict[tuple[str, int], str] = {}

    def find(self, target: str, name: str) -> int | None:
        """Return the record that a name or a record number (V000123) means, or None."""
        key = (target, name)
        if key not in self._found:
            self._found[key] = self._query(target, name)
        return self._found[key]

    def unmask(self, target: str, text: str) -> str:
        """Return the number of a masked name it fits, as in 王某某（V000123）; else the text."""
        hidden = name_with_number(text)
        if hidden is None or (found := self.find(target, hidden[1])) is None:
            return text
        table = BY_NAME[target]
        title = self._store.value(f"SELECT {table.title} FROM {table.name} WHERE id = ?", (found,))
        return hidden[1] if could_be(hidden[0], str(title)) else text

    def _query(self, target: str, name: str) -> int | None:
        table = BY_NAME[target]
        own = OWN_NUMBER.fullmatch(name)
        if own and own[1] == table.name[0].upper():
            sql = f"SELECT id FROM {table.name} WHERE id = ?"
            number = self._store.value(sql, (int(own[2]),))
            if number is not None:
                return int(number)
        if table is UNITS:
            number = find_unit(self._store, name)
            return number if number is not None else self._directory.called(name)
        return self._store.named(table, name) if table.title in table.by_name else None

    @cached_property
    def _directory(self) -> Directory:
        """The directory of units, for names that no unit has exactly."""
        return Directory(self._store)

    def titles(self, target: str) -> tuple[str, ...]:
        """Return the titles of all records of a table that a link can mean; for short tables."""
        if target not in self._titles:
            table = BY_NAME[target]
            sql = f"SELECT {table.title} AS title FROM {table.name} LIMIT {MANY}"
            self._titles[target] = tuple(str(row["title"]) for row in self._store.rows(sql))
        return self._titles[target]

    def current(self, number: int, column: Column, name: str) -> int | None:
        """Return the record that a field refers to now, None where it has another name."""
        sql = f"SELECT {column.name} FROM {self._table.name} WHERE id = ?"
        found = self._store.value(sql, (number,))
        if found is None:
            return None
        key = (column.kind.target, found)
        if key not in self._titles_by_id:
            target = BY_NAME[column.kind.target]
            sql = f"SELECT {target.title} FROM {target.name} WHERE id = ?"
            self._titles_by_id[key] = str(self._store.value(sql, (found,)))
        return int(found) if self._titles_by_id[key] == name else None

    def candidates(self, numbers: Sequence[int]) -> tuple[Candidate, ...]:
        """Return people as candidates for display."""
        return tuple(
            Candidate(self._store.get(VOLUNTEERS, number), ("姓名相同",)) for number in numbers
        )

    def people(self, name: str, facts: Mapping[str, Any]) -> tuple[int, ...]:
        """Return the records of people that a name and other facts (`FINDERS`) match.

        An ID number or a volunteer number decides by itself; somebody of that number and of
        another name is nobody. A name alone is never sure, however rare it is.
        """
        key = (name, *(facts.get(fact) for fact in FINDERS))
        if key not in self._people:
            self._people[key] = self._find_people(name, facts)
        return self._people[key]

    def _find_people(self, name: str, facts: Mapping[str, Any]) -> tuple[int, ...]:
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


LIKE = 60  # how alike (0-100) a text must be to one that is known to be proposed

SURE = 75  # more alike than this wins over a text that holds the other


def likely(known: Sequence[str], text: str) -> str:
    """Return the known text most similar to this one, "" where none is similar."""
    text = "".join(text.split())
    if not known or not text:
        return ""
    best = process.extractOne(text, known, scorer=fuzz.ratio, score_cutoff=LIKE)
    if best and best[1] >= SURE:
        return best[0]
    holding = [one for one in known if text in one or one in text]
    if len(holding) == 1:
        return holding[0]
    return best[0] if best else ""


class LinkReader:
    """Reads the cells of a sheet that refer to other records.

    `references` are the columns with the names, by their places; `finders` those that say which
    person is meant. `meanings` says what a text of a field means, `fixed` what every row has in
    common, `vital` the fields without which a row is rejected, `unit` is the unit of the file.
    """

    def __init__(
        self,
        links: Links,
        references: Sequence[tuple[int, str, Column]],
        finders: Mapping[int, Column],
        meanings: Mapping[tuple[str, str], str],
        *,
        fixed: Mapping[str, Any],
        vital: Set[str],
        unit: str,
    ) -> None:
        self._links = links
        self._references = references
        self._meanings = meanings
        self._fixed, self._vital, self._unit = fixed, vital, unit
        self._headers = {column.name: header for _at, header, column in references}
        self._above: dict[str, str] = {}  # what the row before says, by field
        self._finders = [
            (column.name, index, Cleaner(column).__getitem__) for index, column in finders.items()
        ]

    def read(self, row: PlannedRow, values: dict[str, Any], cells: Sequence[Any]) -> None:
        """Set the records that a row's names refer to, or add a problem for those not found."""
        for index, _header, column in self._references:
            text = " ".join(cell_text(cells[index]).split())
            if text in SAME_AS_ABOVE:
                text = self._above.get(column.name, text)
            self._above[column.name] = text
            name = self._meanings.get((column.name, text)) or self._links.unmask(
                column.kind.target, text
            )
            current = self._links.current(row.target_id, column, name) if row.target_id else None
            if current is not None:
                values[column.name] = current
            elif column.kind.target == "volunteer" and self._finders:
                self._read_person(row, values, column, name, cells)
            elif name:
                self._read_name(row, values, column, name)

    def _read_name(
        self, row: PlannedRow, values: dict[str, Any], column: Column, name: str
    ) -> None:
        target, field = column.kind.target, column.name
        if target == "volunteer":
            self._choose(row, values, column, self._links.people(name, {}), name)
            return
        found = self._links.find(target, name)
        if found is not None:
            values[field] = found
            if self._unit and found != self._fixed.get(field, found):
                message = f"{column.label}写的是“{name}”，台账里记在它名下，不在{self._unit}"
                self._add_problem(row, field, "warning", message, "other_unit")
        elif field in self._fixed and names_another_unit(name, self._unit):
            message = (
                f"{column.label}写的是“{name}”，不是{self._unit}，也不在"
                f"{BY_NAME[target].label}名录里，请核对是哪个学校的人"
            )
            fix = likely(self._links.titles(target), name)
            self._add_problem(row, field, "error", message, "unknown_link", fix)
        elif field not in self._fixed:
            severity = "error" if field in self._vital else "warning"
            tail = "" if severity == "error" else "，这一格没有导入"
            message = f"“{name}”不在{BY_NAME[target].label}名录里{tail}"
            fix = likely(self._links.titles(target), name)
            self._add_problem(row, field, severity, message, "unknown_link", fix)

    def _read_person(
        self,
        row: PlannedRow,
        values: dict[str, Any],
        column: Column,
        name: str,
        cells: Sequence[Any],
    ) -> None:
        """Set the person that a name and the other finder columns of the row match."""
        facts: dict[str, Any] = {}
        for fact, index, read in self._finders:
            value = read(cells[index])
            if fact == "school":
                value = self._links.find("unit", cell_text(cells[index])) if cells[index] else None
            if value is not None and value.__class__ is not Fault:
                facts[fact] = value
        if name or facts:
            people = self._links.people(name, facts)
            self._choose(row, values, column, people, name, sure=bool(facts))

    def _choose(
        self,
        row: PlannedRow,
        values: dict[str, Any],
        column: Column,
        found: tuple[int, ...],
        name: str,
        *,
        sure: bool = False,
    ) -> None:
        """Set the only match, or hold the row where a name alone is not enough."""
        if len(found) == 1 and (sure or name.startswith("V")):
            values[column.name] = found[0]
            return
        if not found:
            message = f"“{name}”不在志愿者台账里，请先导入花名册，或核对姓名和证件号"
            self._add_problem(row, column.name, "error", message, "unknown_person")
            return
        values[column.name] = found[0]
        row.candidates = self._links.candidates(found)
        many = f"有{len(found)}人叫这个名字" if len(found) > 1 else "只有姓名相同"
        message = f"“{name}”{many}，请核对是哪一位"
        self._add_problem(row, column.name, "warning", message, "which_person")
        row.outcome = "held"

    def _add_problem(
        self, row: PlannedRow, field: str, severity: str, message: str, code: str, fix: str = ""
    ) -> None:
        header = self._headers.get(field, "")
        row.add_problem(field, severity, message, code, header=header, fix=fix)
