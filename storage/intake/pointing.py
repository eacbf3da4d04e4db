"""The links of a row: what its names point to, and which person is meant by what stands beside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from storage.intake.cleaning import Cleaner, Fault, shown
from storage.intake.fixes import likely
from storage.intake.naming import is_another
from storage.kinds.text import SAME_AS_ABOVE
from storage.tables import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from storage.intake.links import Links
    from storage.intake.planned import PlannedRow
    from storage.intake.rows import RowReader
    from storage.schema import Column


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
