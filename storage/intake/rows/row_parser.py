"""One row of a sheet becomes a record, or a row with the faults that keep it from being one."""

from __future__ import annotations

import contextlib
import dataclasses
import re
from typing import TYPE_CHECKING, Any

from rapidfuzz import fuzz, process

from storage.errors import UserError
from storage.intake.columns.mapping import Guardians
from storage.intake.import_plan import PlannedRow, RowProblem
from storage.intake.rows.cleaning import ABOVE, Cleaner, Fault, shown
from storage.intake.rows.links import Links
from storage.intake.rows.masked_cells import HiddenCells
from storage.intake.sender.unit_names import is_another
from storage.model.kinds import PHONE
from storage.model.kinds.text import SAME_AS_ABOVE
from storage.model.tables import BY_NAME
from storage.model.tables.volunteer import RELATION, VOLUNTEERS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from storage.intake.columns.mapping import Mapped
    from storage.model.schema import Column, Table
    from storage.store.store import Store

LIKE = 60  # how alike (0-100) a text must be to one that is known to be proposed

SURE = 75  # more alike than this wins over a text that holds the other


def likely(known: Sequence[str], text: str) -> str:
    """The known text that is most like this one, "" where none is."""
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


class Pointer:
    """Finds what the links of each row point to."""

    def __init__(
        self,
        reader: RowReader,
        links: Links,
        pointing: Sequence[tuple[int, Column]],
        finders: Mapping[int, Column],
        meant: Mapping[tuple[str, str], str],
    ) -> None:
        self._reader = reader
        self._links = links
        self._pointing = pointing
        self._meant = meant
        self._above: dict[str, str] = {}  # what the row before says, by field
        self._finders = [
            (column.name, index, Cleaner(column).__getitem__) for index, column in finders.items()
        ]

    def point(self, row: PlannedRow, values: dict[str, Any], cells: Sequence[Any]) -> None:
        """Put what the row's names point to among its values, or note what cannot be found."""
        for index, column in self._pointing:
            text = " ".join(shown(cells[index]).split())
            if text in SAME_AS_ABOVE:
                text = self._above.get(column.name, text)
            self._above[column.name] = text
            name = self._meant.get((column.name, text)) or self._links.unhidden(
                column.kind.target, text
            )
            kept = self._links.kept(row.target_id, column, name) if row.target_id else None
            if kept is not None:
                values[column.name] = kept
            elif column.kind.target == "volunteer" and self._finders:
                self._person(row, values, column, name, cells)
            elif name:
                self._by_name(row, values, column, name)

    def _by_name(self, row: PlannedRow, values: dict[str, Any], column: Column, name: str) -> None:
        target = column.kind.target
        if target == "volunteer":
            self._one_of(row, values, column, self._links.people(name, {}), name)
            return
        found = self._links.find(target, name)
        if found is not None:
            values[column.name] = found
            if self._reader.own and found != self._reader.fixed.get(column.name, found):
                message = f"{column.label}写的是“{name}”，台账里记在它名下，不在{self._reader.own}"
                self._reader.problem(row, column.name, "warning", message, "other_unit")
        elif column.name in self._reader.fixed and is_another(name, self._reader.own):
            message = (
                f"{column.label}写的是“{name}”，不是{self._reader.own}，也不在"
                f"{BY_NAME[target].label}名录里，请核对是哪个学校的人"
            )
            fix = likely(self._links.titles(target), name)
            self._reader.problem(row, column.name, "error", message, "unknown_link", fix)
        elif column.name not in self._reader.fixed:
            severity = "error" if column.name in self._reader.vital else "warning"
            tail = "" if severity == "error" else "，这一格没有导入"
            message = f"“{name}”不在{BY_NAME[target].label}名录里{tail}"
            fix = likely(self._links.titles(target), name)
            self._reader.problem(row, column.name, severity, message, "unknown_link", fix)

    def _person(
        self,
        row: PlannedRow,
        values: dict[str, Any],
        column: Column,
        name: str,
        cells: Sequence[Any],
    ) -> None:
        """Who is meant by a name with what stands beside it."""
        facts: dict[str, Any] = {}
        for fact, index, read in self._finders:
            value = read(cells[index])
            if fact == "school":
                value = self._links.find("unit", shown(cells[index])) if cells[index] else None
            if value is not None and value.__class__ is not Fault:
                facts[fact] = value
        if name or facts:
            self._one_of(
                row, values, column, self._links.people(name, facts), name, sure=bool(facts)
            )

    def _one_of(
        self,
        row: PlannedRow,
        values: dict[str, Any],
        column: Column,
        found: tuple[int, ...],
        name: str,
        *,
        sure: bool = False,
    ) -> None:
        if len(found) == 1 and (sure or name.startswith("V")):
            values[column.name] = found[0]
            return
        if not found:
            message = f"“{name}”不在志愿者台账里，请先导入花名册，或核对姓名和证件号"
            self._reader.problem(row, column.name, "error", message, "unknown_person")
            return
        values[column.name] = found[0]
        row.candidates = self._links.candidates(found)
        many = f"有{len(found)}人叫这个名字" if len(found) > 1 else "只有姓名相同"
        self._reader.problem(
            row, column.name, "warning", f"“{name}”{many}，请核对是哪一位", "which_person"
        )
        row.outcome = "held"


_OF_GUARDIANS = ("guardian_name", "guardian_relation", "guardian_phone")
_REMARK = re.compile(r"[(（]([^()（）\d]{1,6})[)）]\s*$")


def samples(mapped: Sequence[Mapped], rows: Sequence[Sequence[Any]]) -> tuple[Mapped, ...]:
    """The mapping with the first three different values of each column."""
    made = []
    for one in mapped:
        values: dict[str, None] = {}
        for row in rows[:200]:
            text = shown(row[one.index]) if one.index < len(row) else ""
            if text.strip():
                values.setdefault(text)
            if len(values) == 3:
                break
        made.append(dataclasses.replace(one, samples=tuple(values)))
    return tuple(made)


class RowReader:
    """Reads the rows of one sheet by its mapping.

    `fixed` are values every row has in common as the program sees it, `stated` texts by field as
    the clerk says, `implied` what a row without its record's number says by being there; what
    stands in a row wins over them. `meant` says what a text of a field means, `coded` what codes of
    a field stand for in this sheet. `finders` are the columns beside a name
    that say which person it is. `own` is the unit of the whole file.
    """

    def __init__(
        self,
        store: Store,
        table: Table[Any],
        headers: Sequence[Mapped],
        *,
        fixed: Mapping[str, Any],
        stated: Mapping[str, str],
        meant: Mapping[tuple[str, str], str],
        finders: Mapping[int, Column],
        coded: Mapping[str, Mapping[object, Any]] | None = None,
        implied: Mapping[str, str] | None = None,
        date1904: bool = False,
        own: str = "",
    ) -> None:
        self._table, self.own = table, own
        self._links = Links(store, table)
        mapped = [(one.index, one.header, one.column) for one in headers if one.column is not None]
        self._headers = {column.name: header for _at, header, column in mapped}
        self._number = next((one.index for one in headers if one.record_number), None)
        self._plain = [
            (column.name, index, column, _told(made, meant).__getitem__)
            for index, _header, column in mapped
            if not column.kind.target
            for made in (Cleaner(column, coded=(coded or {}).get(column.name), date1904=date1904),)
        ]
        self._hidden = HiddenCells(store, table, mapped)
        self._width = 1 + max((one.index for one in headers), default=0)
        phones = self._plain if table is VOLUNTEERS else []
        self._phones = {at: name for name, at, column, _read in phones if column.kind is PHONE}
        self._guardians = _guardians(headers) if table is VOLUNTEERS else None
        self._required = [one for one in table.columns if one.required and one.default is None]
        self.vital = {one.name for one in self._required} | set(table.key)
        self.fixed = {**fixed, **self._constants(stated)}
        self._stated = tuple(name for name in stated if name in self.fixed)
        pointing = [(at, column) for at, _header, column in mapped if column.kind.target]
        self._implied = self._constants(implied or {})
        self._pointer = Pointer(self, self._links, pointing, finders, meant) if pointing else None
        self._given: dict[tuple[str, ...], tuple[str, ...]] = {}  # most rows give the same fields
        self._above: dict[str, Any] = {}  # the values of the row before
        self._blank = {**_nothing_in(table, self._required), **self.fixed}

    def _constants(self, stated: Mapping[str, str]) -> dict[str, Any]:
        """What the clerk says every row has, as values; raises `UserError` where it is none."""
        values: dict[str, Any] = {}
        for name, text in stated.items():
            column = self._table.by_name[name]
            if column.kind.target:
                value: Any = self._links.find(column.kind.target, text)
            else:
                value = Cleaner(column)[text]
            if isinstance(value, Fault) and value.value is not None:
                value = value.value
            if isinstance(value, Fault) or (value is None and text):
                why = value.text if isinstance(value, Fault) else "不在名录里"
                raise UserError(f"每行都有的{column.label}“{text}”{why}，请改正。")
            values[name] = value
        return values

    def read(
        self, number: int, cells: Sequence[Any], corrected: Mapping[int, str] | None = None
    ) -> PlannedRow:
        """The row as a record, or as rejected with every fault found."""
        row = PlannedRow(number, cells, corrected=corrected)
        if corrected or len(cells) < self._width:
            cells = _mended(cells, self._width, corrected or {})
        values: dict[str, Any] = {}
        altered: tuple[int, ...] = ()
        for name, index, column, read in self._plain:
            cell = cells[index]
            value = read(cell)
            if value != cell:
                altered += (index,)
                if value is ABOVE:
                    value = self._of_above(column)
                if value.__class__ is Fault:
                    self._faulty(row, column, value, cell)
                    value = value.value
            if value is not None:
                values[name] = value
        row.altered, self._above = altered, values
        self._whose(values, cells, altered)
        row.target_id = self._own_number(cells)
        self._hidden.put_back(self, row, values, cells)
        if self._pointer:
            self._pointer.point(row, values, cells)
        self._finish(row, values)
        return row

    def _of_above(self, column: Column) -> Any:
        """What 同上 stands for; names and numbers are everybody's own."""
        if column.name == self._table.title or column.label.endswith("号"):
            return Fault("写了“同上”，各人不同，请写全")
        value = self._above.get(column.name)
        return ABOVE if value is None else value

    def _own_number(self, cells: Sequence[Any]) -> int | None:
        """The number by which a sheet of ours finds its record again."""
        if self._number is None:
            return None
        digits = "".join(filter(str.isdigit, shown(cells[self._number])))
        return int(digits) if digits else None

    def _whose(
        self, values: dict[str, Any], cells: Sequence[Any], altered: tuple[int, ...]
    ) -> None:
        """A telephone marked as a relative's is the guardian's, whatever heads its column."""
        for index in altered:
            name = self._phones.get(index)
            if name not in values or not isinstance(cells[index], str):
                continue
            remark = _REMARK.search(cells[index])
            if remark is None:
                continue
            with contextlib.suppress(ValueError):
                values.setdefault("guardian_relation", RELATION.parse(remark[1]))
                if name == "phone":
                    values.setdefault("guardian_phone", values.pop("phone"))
        if self._guardians is not None:
            self._guardians.choose(values, cells)

    def _finish(self, row: PlannedRow, values: dict[str, Any]) -> None:
        if self._implied and row.target_id is None:
            values = self._implied | values
        given = (*values, *self._stated) if self._stated else tuple(values)
        row.given = self._given.setdefault(given, given)
        values = self._blank | values
        self._table.deduce(values)
        whole = True
        for column in self._required:
            if values[column.name] is None or values[column.name] == "":
                whole = whole and column.name == self._table.title
                if not any(one.column == column.name for one in row.problems):
                    self.problem(row, column.name, "error", f"{column.label}不能为空", "missing")
        row.record = row.said = record = self._table.record(**values)
        if whole:
            for one in self._table.check(record):
                severity = "warning" if one.warning else "error"
                self.problem(row, one.column, severity, one.message, "contradiction")
        if row.problems and any(one.severity == "error" for one in row.problems):
            row.outcome = "rejected"

    def _faulty(self, row: PlannedRow, column: Column, fault: Fault, cell: object) -> None:
        if fault.value is not None:
            message = f"{column.label}{fault.text}"
            self.problem(row, column.name, "warning", message, "doubtful")
            return
        severity = "error" if column.name in self.vital else "warning"
        tail = "" if severity == "error" else "，这一格没有导入"
        message = f"{column.label}{fault.text}{tail}"
        fix = likely(column.kind.choices, shown(cell))
        self.problem(row, column.name, severity, message, "unreadable", fix)

    @property
    def masked(self) -> int:
        """How many cells were hidden, and left as the ledger has them."""
        return self._hidden.count

    def problem(
        self, row: PlannedRow, name: str, severity: str, message: str, code: str, fix: str = ""
    ) -> None:
        """Note what is the matter with a field of a row."""
        header = self._headers.get(name, "")
        row.problems += (RowProblem(name, header, severity, message, code, fix),)


def _guardians(headers: Sequence[Mapped]) -> Guardians | None:
    found = Guardians(headers, {name: VOLUNTEERS.by_name[name] for name in _OF_GUARDIANS})
    return found or None  # where there is nothing to choose, no row need be asked


def _nothing_in(table: Table[Any], required: Sequence[Column]) -> dict[str, Any]:
    """What stands in the required fields of a row that says nothing."""
    return {one.name: "" if one.name == table.title else None for one in required}


def _mended(cells: Sequence[Any], width: int, corrected: Mapping[int, str]) -> list[Any]:
    """The cells in full width, with the clerk's own texts in their places."""
    width = max(width, 1 + max(corrected, default=0))
    whole = [*cells, *[None] * (width - len(cells))]
    return [corrected.get(at, cell) for at, cell in enumerate(whole)]


def _told(made: Cleaner, meant: Mapping[tuple[str, str], str]) -> Cleaner:
    """The cleaner, which is told what the clerk says the texts of its column mean."""
    for (name, text), wanted in meant.items():
        if name == made.column.name:
            value = made[wanted]
            made[text] = value
            if text.isdigit() and len(text) < 6:
                made[int(text)] = value  # a code in a cell of numbers
    return made
