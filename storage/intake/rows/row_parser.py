"""Stage 4 of an import, second half: a row of cells becomes a record, or is rejected."""

from __future__ import annotations

import contextlib
import re
from typing import TYPE_CHECKING, Any

from storage.errors import UserError
from storage.intake.columns.mapped_table import finders_in
from storage.intake.rows.import_plan import PlannedRow
from storage.intake.rows.links import LinkReader, Links, likely
from storage.intake.rows.masked_cells import MaskedCells
from storage.intake.vocabulary.cell_values import ABOVE, Cleaner, Fault, cell_text
from storage.intake.vocabulary.column_match import IS_GUARDIAN
from storage.model.kinds import PHONE, YES_NO
from storage.model.tables.volunteer import RELATION, VOLUNTEERS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from storage.intake.vocabulary.column_match import MappedColumn
    from storage.model.schema import Column, Table
    from storage.store.store import Store

_RELATIONS = ("父亲", "母亲")
_OF_GUARDIANS = ("guardian_name", "guardian_relation", "guardian_phone")
_REMARK = re.compile(r"[(（]([^()（）\d]{1,6})[)）]\s*$")


class RowParser:
    """Parses the rows of one table by the fields of its columns.

    `fixed` are values that every row has in common as the program finds, `stated` texts by field as
    the clerk says, `implied` what a row without its record's number says by being there; what
    stands in a row wins over them. `meanings` says what a text of a field means, `codes` what codes
    of a field stand for in this table. `unit` is the unit of the whole file, "" without one.
    """

    def __init__(
        self,
        store: Store,
        table: Table[Any],
        columns: Sequence[MappedColumn],
        *,
        fixed: Mapping[str, Any],
        stated: Mapping[str, str],
        meanings: Mapping[tuple[str, str], str],
        codes: Mapping[str, Mapping[object, Any]] | None = None,
        implied: Mapping[str, str] | None = None,
        date1904: bool = False,
        unit: str = "",
    ) -> None:
        self._table = table
        self._links = Links(store, table)
        mapped = [(one.index, one.header, one.column) for one in columns if one.column is not None]
        self._headers = {column.name: header for _at, header, column in mapped}
        self._number = next((one.index for one in columns if one.record_number), None)
        self._plain = [
            (column.name, index, column, _with_meanings(made, meanings).__getitem__)
            for index, _header, column in mapped
            if not column.kind.target
            for made in (Cleaner(column, codes=(codes or {}).get(column.name), date1904=date1904),)
        ]
        self._masked = MaskedCells(store, table, mapped)
        self._width = 1 + max((one.index for one in columns), default=0)
        phones = self._plain if table is VOLUNTEERS else []
        self._phones = {at: name for name, at, column, _read in phones if column.kind is PHONE}
        self._guardians = _guardians(columns) if table is VOLUNTEERS else None
        self._required = [one for one in table.columns if one.required and one.default is None]
        self._vital = {one.name for one in self._required} | set(table.key)
        self._fixed = {**fixed, **self._constants(stated)}
        self._stated = tuple(name for name in stated if name in self._fixed)
        self._implied = self._constants(implied or {})
        references = [one for one in mapped if one[2].kind.target]
        self._references = references and LinkReader(
            self._links,
            references,
            finders_in(columns),
            meanings,
            fixed=self._fixed,
            vital=self._vital,
            unit=unit,
        )
        self._given: dict[tuple[str, ...], tuple[str, ...]] = {}  # most rows give the same fields
        self._above: dict[str, Any] = {}  # the values of the row before
        self._blank = {**_blank_values(table, self._required), **self._fixed}

    def _constants(self, stated: Mapping[str, str]) -> dict[str, Any]:
        """Return the values that the clerk set for every row; raises `UserError` if invalid."""
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

    def parse(
        self, number: int, cells: Sequence[Any], corrected: Mapping[int, str] | None = None
    ) -> PlannedRow:
        """Return the row with its record, or as rejected with every fault found."""
        row = PlannedRow(number, cells, corrected=corrected)
        if corrected or len(cells) < self._width:
            cells = _corrected(cells, self._width, corrected or {})
        values: dict[str, Any] = {}
        altered: tuple[int, ...] = ()
        for name, index, column, read in self._plain:
            cell = cells[index]
            value = read(cell)
            if value != cell:
                altered += (index,)
                if value is ABOVE:
                    value = self._value_above(column)
                if value.__class__ is Fault:
                    self._note_fault(row, column, value, cell)
                    value = value.value
            if value is not None:
                values[name] = value
        row.altered, self._above = altered, values
        self._assign_phones(values, cells, altered)
        row.target_id = self._own_number(cells)
        self._masked.restore(row, values, cells)
        if self._references:
            self._references.read(row, values, cells)
        self._finish(row, values)
        return row

    def _value_above(self, column: Column) -> Any:
        """Return the value that 同上 repeats; names and numbers are never repeated."""
        if column.name == self._table.title or column.label.endswith("号"):
            return Fault("写了“同上”，各人不同，请写全")
        value = self._above.get(column.name)
        return ABOVE if value is None else value

    def _own_number(self, cells: Sequence[Any]) -> int | None:
        """Return the record number that a returned sheet has in this row, or None."""
        if self._number is None:
            return None
        digits = "".join(filter(str.isdigit, cell_text(cells[self._number])))
        return int(digits) if digits else None

    def _assign_phones(
        self, values: dict[str, Any], cells: Sequence[Any], altered: tuple[int, ...]
    ) -> None:
        """Assign a telephone marked as a relative's to the guardian, whatever its header."""
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
        row.fields = self._given.setdefault(given, given)
        values = self._blank | values
        self._table.deduce(values)
        whole = True
        for column in self._required:
            if values[column.name] is None or values[column.name] == "":
                whole = whole and column.name == self._table.title
                if not any(one.column == column.name for one in row.problems):
                    self._add_problem(
                        row, column.name, "error", f"{column.label}不能为空", "missing"
                    )
        row.record = row.parsed = record = self._table.record(**values)
        if whole:
            for one in self._table.check(record):
                severity = "warning" if one.warning else "error"
                self._add_problem(row, one.column, severity, one.message, "contradiction")
        if row.problems and any(one.severity == "error" for one in row.problems):
            row.outcome = "rejected"

    def _note_fault(self, row: PlannedRow, column: Column, fault: Fault, cell: object) -> None:
        if fault.value is not None:
            message = f"{column.label}{fault.text}"
            self._add_problem(row, column.name, "warning", message, "doubtful")
            return
        severity = "error" if column.name in self._vital else "warning"
        tail = "" if severity == "error" else "，这一格没有导入"
        message = f"{column.label}{fault.text}{tail}"
        fix = likely(column.kind.choices, cell_text(cell))
        self._add_problem(row, column.name, severity, message, "unreadable", fix)

    @property
    def masked(self) -> int:
        """The number of masked cells, whose values in the ledger stay unchanged."""
        return self._masked.count

    def _add_problem(
        self, row: PlannedRow, name: str, severity: str, message: str, code: str, fix: str = ""
    ) -> None:
        header = self._headers.get(name, "")
        row.add_problem(name, severity, message, code, header=header, fix=fix)


def _guardians(columns: Sequence[MappedColumn]) -> Guardians | None:
    found = Guardians(columns, {name: VOLUNTEERS.by_name[name] for name in _OF_GUARDIANS})
    return found or None  # where there is nothing to choose, the step is left out for every row


def _blank_values(table: Table[Any], required: Sequence[Column]) -> dict[str, Any]:
    """Return the values of required fields for a row that leaves them blank."""
    return {one.name: "" if one.name == table.title else None for one in required}


def _corrected(cells: Sequence[Any], width: int, corrected: Mapping[int, str]) -> list[Any]:
    """Return the cells, padded to the header's width, with the clerk's corrections."""
    width = max(width, 1 + max(corrected, default=0))
    whole = [*cells, *[None] * (width - len(cells))]
    return [corrected.get(at, cell) for at, cell in enumerate(whole)]


def _with_meanings(made: Cleaner, meanings: Mapping[tuple[str, str], str]) -> Cleaner:
    """Add the clerk's meanings of texts to the cleaner of a column."""
    for (name, text), wanted in meanings.items():
        if name == made.column.name:
            value = made[wanted]
            made[text] = value
            if text.isdigit() and len(text) < 6:
                made[int(text)] = value  # a code in a cell of numbers
    return made


class Guardians:
    """Chooses the guardian of each row among the relatives whom its columns name."""

    def __init__(self, headers: Sequence[MappedColumn], columns: Mapping[str, Column]) -> None:
        members: dict[str, dict[str, int]] = {}
        for one in headers:
            if one.member:
                members.setdefault(one.member, {})[one.part] = one.index
        self._members = tuple(members.items())
        self._read = {name: Cleaner(column) for name, column in columns.items()}

    def __bool__(self) -> bool:
        """Whether there are relatives to choose from or values to add."""
        return len(self._members) > 1 or any(name in _RELATIONS for name, _ in self._members)

    def choose(self, values: dict[str, Any], cells: Sequence[Any]) -> None:
        """Set the guardian's fields: of the relative named as guardian, else of the first one."""
        filled = [one for one in self._members if self._is_filled(one[1], cells)]
        named = (one for one in filled if self._is_guardian(one[1], cells))
        chosen = next(named, filled[0] if filled else None)
        if chosen is None:
            return
        member, places = chosen
        for name in self._read:
            value = self._value(name, places, cells)
            if value is not None:
                values[name] = value
            elif chosen is not self._members[0]:
                values.pop(name, None)
        if member in _RELATIONS:
            values["guardian_relation"] = member

    def _is_filled(self, places: Mapping[str, int], cells: Sequence[Any]) -> bool:
        return any(self._value(name, places, cells) for name in ("guardian_name", "guardian_phone"))

    def _is_guardian(self, places: Mapping[str, int], cells: Sequence[Any]) -> bool:
        at = places.get(IS_GUARDIAN, len(cells))
        try:
            return at < len(cells) and YES_NO.parse(cells[at]) is True
        except ValueError:
            return False

    def _value(self, name: str, places: Mapping[str, int], cells: Sequence[Any]) -> Any:
        at = places.get(name, len(cells))
        value = self._read[name][cells[at]] if at < len(cells) else None
        return value.value if isinstance(value, Fault) else value
