"""One row of a sheet becomes a person, or a row with the faults that keep it from being one."""

from __future__ import annotations

import contextlib
import dataclasses
import re
from typing import TYPE_CHECKING, Any

from storage.errors import UserError
from storage.intake.cleaning import Cleaner, Fault, shown
from storage.intake.fixes import likely
from storage.intake.guardians import Guardians
from storage.intake.planned import PlannedRow
from storage.intake.problems import RowProblem
from storage.kinds import PHONE
from storage.tables import BY_NAME
from storage.tables.unit import UNITS
from storage.tables.volunteer import RELATION, VOLUNTEERS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from storage.intake.mapping import Mapped
    from storage.schema import Column
    from storage.store import Store

# A fault in these keeps the whole row out; in others only the value, with a warning.
_VITAL = ("name", "id_number")
_OF_GUARDIANS = {
    name: VOLUNTEERS.by_name[name]
    for name in ("guardian_name", "guardian_relation", "guardian_phone")
}
_REMARK = re.compile(r"[(（]([^()（）\d]{1,6})[)）]\s*$")
_PUPILS = {"中学": "中小学生", "小学": "中小学生", "中职学校": "中职学生", "高校": "大学生"}
_UNIT_WORDS = (
    ("小学", "小学"), ("职业", "中职学校"), ("职中", "中职学校"), ("技工", "中职学校"),
    ("中专", "中职学校"), ("工程学校", "中职学校"), ("卫校", "中职学校"), ("学院", "高校"),
    ("大学", "高校"), ("高等专科", "高校"), ("学校", "中学"), ("中学", "中学"), ("中心校", "小学"),
    ("街道", "乡镇街道"), ("镇", "乡镇街道"), ("乡", "乡镇街道"), ("社区", "村社区"),
    ("村", "村社区"), ("公司", "企业"), ("厂", "企业"), ("园区", "园区"), ("局", "机关事业单位"),
    ("医院", "机关事业单位"),
)  # fmt: skip


def unit_kind(name: str) -> str:
    """The kind of unit that a name speaks of; a guess the clerk can change."""
    return next((kind for word, kind in _UNIT_WORDS if word in name), "其他")


def unit_constants(store: Store, name: str, unit_id: int, *, new: bool) -> dict[str, Any]:
    """What every row of a unit's roster has in common."""
    if not name:
        return {}
    kind = unit_kind(name) if new else store.get(UNITS, unit_id).kind
    constants: dict[str, Any] = {"school": unit_id}
    if kind in _PUPILS:
        constants["identity_class"] = _PUPILS[kind]
    return constants


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
    the clerk says; what stands in a row wins over both. `meant` says what a text of a field means,
    `coded` what codes of a field stand for in this sheet.
    """

    def __init__(
        self,
        store: Store,
        headers: Sequence[Mapped],
        fixed: dict[str, Any],
        stated: Mapping[str, str],
        meant: Mapping[tuple[str, str], str],
        *,
        coded: Mapping[str, Mapping[object, Any]] | None = None,
        date1904: bool = False,
    ) -> None:
        codes = coded or {}
        self._store = store
        self._names: dict[tuple[str, str], int | None] = {}
        self._called: dict[str, tuple[str, ...]] = {}
        self._number = next((one.index for one in headers if one.record_number), None)
        self._columns = [
            (one.index, one.header, one.column, _cleaner(made, meant).__getitem__)
            for one in headers
            if one.column is not None and not one.column.kind.target
            for made in (Cleaner(one.column, coded=codes.get(one.column.name), date1904=date1904),)
        ]
        self._phones = [
            (index, column.name) for index, _h, column, _r in self._columns if column.kind is PHONE
        ]
        self._links = [
            (one.index, one.header, one.column)
            for one in headers
            if one.column is not None and one.column.kind.target
        ]
        self._guardians = Guardians(headers, _OF_GUARDIANS)
        self._meant = meant
        self._fixed = {**fixed, **self._constants(stated)}
        self._stated = tuple(name for name in stated if name in self._fixed)
        self._given: dict[tuple[str, ...], tuple[str, ...]] = {}  # most rows give the same fields
        self._blank = {"name": "", **self._fixed}

    def _constants(self, stated: Mapping[str, str]) -> dict[str, Any]:
        """What the clerk says every row has, as values; raises `UserError` where it is none."""
        values: dict[str, Any] = {}
        for name, text in stated.items():
            column = VOLUNTEERS.by_name[name]
            if column.kind.target:
                value: Any = self._linked(column, text)
            else:
                value = Cleaner(column)[text]
            if isinstance(value, Fault) and value.value is not None:
                value = value.value
            if isinstance(value, Fault) or (value is None and text):
                why = value.text if isinstance(value, Fault) else "不在名录里"
                raise UserError(f"整份名册的{column.label}“{text}”{why}，请改正。")
            values[name] = value
        return values

    def read(
        self, number: int, cells: Sequence[Any], corrected: Mapping[int, str] | None = None
    ) -> PlannedRow:
        """The row as a person, or as rejected with every fault found."""
        row = PlannedRow(number, tuple(cells), corrected=corrected)
        if corrected:
            width = max(len(cells), 1 + max(corrected))
            filled = [*cells, *[None] * (width - len(cells))]
            cells = [corrected.get(at, cell) for at, cell in enumerate(filled)]
        values: dict[str, Any] = {}
        width = len(cells)
        for index, header, column, read in self._columns:
            value = read(cells[index]) if index < width else None
            if isinstance(value, Fault):
                self._note(row, column, header, value, cells[index])
                value = value.value
            if value is not None:
                values[column.name] = value
        self._whose(values, cells)
        if self._guardians:
            self._guardians.choose(values, cells)
        for index, header, column in self._links:
            self._link(row, values, column, header, cells[index] if index < width else None)
        if self._number is not None and self._number < width:
            digits = "".join(filter(str.isdigit, shown(cells[self._number])))
            row.target_id = int(digits) if digits else None
        self._finish(row, values)
        return row

    def _whose(self, values: dict[str, Any], cells: Sequence[Any]) -> None:
        """A telephone marked as a relative's is the guardian's, whatever heads its column."""
        for index, name in self._phones:
            if name not in values or not _is_text(cells, index) or values[name] == cells[index]:
                continue  # the last: read as it stands, so there is no remark
            remark = _REMARK.search(cells[index])
            if remark is None:
                continue
            with contextlib.suppress(ValueError):
                values.setdefault("guardian_relation", RELATION.parse(remark[1]))
                if name == "phone":
                    values.setdefault("guardian_phone", values.pop("phone"))

    def _finish(self, row: PlannedRow, values: dict[str, Any]) -> None:
        if "name" not in values and not any(p.column == "name" for p in row.problems):
            header = self._header("name")
            row.problems.append(RowProblem("name", header, "error", "姓名不能为空", "missing"))
        if row.problems and any(problem.severity == "error" for problem in row.problems):
            row.outcome = "rejected"
        given = (*values, *self._stated)
        row.given = self._given.setdefault(given, given)
        values = self._blank | values
        VOLUNTEERS.deduce(values)
        person = VOLUNTEERS.record(**values)
        for problem in VOLUNTEERS.check(person):
            severity = "warning" if problem.warning else "error"
            header = self._header(problem.column)
            row.problems.append(
                RowProblem(problem.column, header, severity, problem.message, "contradiction")
            )
            if severity == "error":
                row.outcome = "rejected"
        row.record = row.said = person

    def _note(
        self, row: PlannedRow, column: Column, header: str, fault: Fault, cell: object
    ) -> None:
        if fault.value is not None:
            message = f"{column.label}{fault.text}"
            row.problems.append(RowProblem(column.name, header, "warning", message, "doubtful"))
            return
        severity = "error" if column.name in _VITAL else "warning"
        tail = "" if severity == "error" else "，这一格没有导入"
        message = f"{column.label}{fault.text}{tail}"
        fix = likely(column.kind.choices, shown(cell))
        row.problems.append(RowProblem(column.name, header, severity, message, "unreadable", fix))

    def _link(
        self, row: PlannedRow, values: dict[str, Any], column: Column, header: str, cell: object
    ) -> None:
        name = " ".join(shown(cell).split())
        name = self._meant.get((column.name, name), name)
        if not name:
            return
        found = self._linked(column, name)
        if found is not None:
            values[column.name] = found
        elif column.name not in self._fixed:
            table = BY_NAME[column.kind.target]
            message = f"“{name}”不在{table.label}名录里，这一格没有导入"
            fix = likely(self._titles(column.kind.target), name)
            row.problems.append(
                RowProblem(column.name, header, "warning", message, "unknown_link", fix)
            )

    def _linked(self, column: Column, name: str) -> int | None:
        """The record of that name that a link field points to."""
        key = (column.kind.target, name)
        if key not in self._names:
            self._names[key] = self._store.named(BY_NAME[column.kind.target], name)
        return self._names[key]

    def _titles(self, target: str) -> tuple[str, ...]:
        """What the records are called that a link can point to; for short tables."""
        if target not in self._called:
            table = BY_NAME[target]
            sql = f"SELECT {table.title} AS title FROM {table.name} LIMIT 2000"
            self._called[target] = tuple(str(row["title"]) for row in self._store.rows(sql))
        return self._called[target]

    def _header(self, name: str) -> str:
        return next((header for _i, header, column, _r in self._columns if column.name == name), "")


def _cleaner(made: Cleaner, meant: Mapping[tuple[str, str], str]) -> Cleaner:
    """The cleaner, which is told what the clerk says the texts of its column mean."""
    for (name, text), wanted in meant.items():
        if name == made.column.name:
            value = made[wanted]
            made[text] = value
            if text.isdigit() and len(text) < 6:
                made[int(text)] = value  # a code in a cell of numbers
    return made


def _is_text(cells: Sequence[Any], index: int) -> bool:
    return index < len(cells) and isinstance(cells[index], str)


def make_unit(name: str) -> Any:
    """The record of a unit that is named in an import and not yet in the ledger."""
    if not name:
        raise UserError("请先填写名册来自哪个学校或单位。")
    return UNITS.parse({"name": name, "kind": unit_kind(name)})
