"""Which field each column is: as the clerk says, as she said before, else as it is guessed."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from storage.intake.columns.mapping import Mapped, match, normal
from storage.intake.rows.links import FINDERS
from storage.model.tables import VOLUNTEERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from storage.intake.tables.header import Layout
    from storage.model.schema import Column, Table


@dataclass(frozen=True, slots=True)
class Told:
    """What the clerk said: of columns by their place, and earlier of headers in normal form."""

    columns: Mapping[int, str]
    remembered: Mapping[str, str]


def mapped_of(table: Table[Any], layout: Layout, told: Told) -> Iterator[tuple[Mapped, ...]]:
    """The mapping of each of the tables side by side, or of the only one."""
    for first, past in layout.blocks or ((0, len(layout.texts)),):
        texts, groups = layout.texts[first:past], layout.groups[first:past]
        found = _moved(match(table, texts, groups), first)
        chosen = _chosen(table, found, told)
        if any(link.kind.target == VOLUNTEERS.name for link in table.links):
            chosen = _finding(chosen, _moved(match(VOLUNTEERS, texts, groups), first))
        yield tuple(chosen)


def _moved(mapped: Sequence[Mapped], first: int) -> list[Mapped]:
    return [dataclasses.replace(one, index=one.index + first) for one in mapped]


def _finding(mapped: Sequence[Mapped], beside: Sequence[Mapped]) -> list[Mapped]:
    """The columns that only say which person is meant tell so."""
    return [
        dataclasses.replace(
            one, confidence=100, why=f"按{other.column.label}找人", finder=other.column
        )
        if one.column is None
        and not one.record_number
        and other.column is not None
        and other.column.name in FINDERS
        else one
        for one, other in zip(mapped, beside, strict=True)
    ]


def finders_in(headers: Sequence[Mapped]) -> dict[int, Column]:
    """The columns that say which person is meant, in a list that points to people."""
    return {one.index: one.finder for one in headers if one.finder is not None}


def needed(table: Table[Any], headers: Sequence[Mapped], given: set[str]) -> str:
    """The field without which a row tells of nobody and nothing, where the sheet lacks it."""
    there = given | {one.column.name for one in headers if one.column}
    required = [one for one in table.columns if one.required and one.default is None]
    called = [one for one in required if one.name == table.title] or required
    return next((one.label for one in called[:1] if one.name not in there), "")


def _chosen(table: Table[Any], mapped: Sequence[Mapped], told: Told) -> list[Mapped]:
    """The mapping with the clerk's decisions of now and of earlier, which win over every guess."""
    words = {normal(word) for one in table.columns for word in (one.label, *one.synonyms)}
    computed = {normal(one.label) for one in table.derived} - words
    said = {
        one.index: (told.remembered[normal(one.header)], "按上次")
        for one in mapped
        if normal(one.header) in told.remembered and not one.record_number
    }
    said |= {
        one.index: (told.columns[one.index], "您指定的")
        for one in mapped
        if one.index in told.columns
    }
    wanted = {name for name, _why in said.values() if name}
    made = []
    for one in mapped:
        if one.index in said:
            made.append(_decided(table, one, *said[one.index]))
        elif one.column is not None and one.column.name in wanted:
            made.append(Mapped(one.index, one.header, None, 0, f"已有一列是{one.column.label}"))
        elif normal(one.header) in computed:
            made.append(Mapped(one.index, one.header, None, 0, "由程序计算，不导入"))
        else:
            made.append(one)
    return made


def _decided(table: Table[Any], one: Mapped, name: str, why: str) -> Mapped:
    column = table.by_name.get(name)
    if column is not None:
        return Mapped(one.index, one.header, column, 100, why)
    return Mapped(one.index, one.header, None, 0, "按上次，不导入" if why == "按上次" else "不导入")
