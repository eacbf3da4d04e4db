"""Faults of rows, and the same fault in many rows as one."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from storage.intake.planned import Plan

SEVERITIES = ("error", "warning")
# What differs from row to row in a fault, so that the same faults can be counted together
_VARYING = re.compile(r"“[^”]*”|《[^》]*》|（[^（）]*）|(?<=台账中的)[^相，（]+|\d+")


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A fault in one cell. `severity`: error keeps the row out, warning does not.

    `code` says what kind of fault it is; `fix` is a text that would be right in the cell, if one is
    likely.
    """

    column: str
    header: str
    severity: str
    message: str
    code: str = ""
    fix: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stands: the file, the sheet, the row as WPS shows it."""

    file: str
    sheet: str
    row: int


@dataclass(slots=True)
class Group:
    """The same kind of fault in the same column; `fix` where one text mends all of them."""

    code: str
    severity: str
    column: str
    header: str
    message: str  # with … where the rows differ
    fix: str = ""
    places: list[Place] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many rows have it."""
        return len(self.places)


def grouped(plan: Plan) -> tuple[Group, ...]:
    """The faults of all rows, those that keep rows out first, then the most frequent."""
    groups: dict[tuple[str, ...], Group] = {}
    for file in plan.files:
        for sheet in file.sheets:
            for row in sheet.rows:
                if row.problems:
                    _sort_in(groups, row.problems, Place(file.name, sheet.name, row.row))
    return tuple(
        sorted(groups.values(), key=lambda one: (SEVERITIES.index(one.severity), -one.count))
    )


def _sort_in(
    groups: dict[tuple[str, ...], Group], problems: Iterable[RowProblem], place: Place
) -> None:
    for one in problems:
        key = (one.severity, one.code, one.column, alike(one.message))
        group = groups.get(key)
        if group is None:
            group = groups[key] = Group(
                one.code, one.severity, one.column, one.header, one.message, one.fix
            )
        elif group.message != one.message:
            group.message = alike(one.message)
        if group.fix != one.fix:
            group.fix = ""
        if not group.places or group.places[-1] != place:
            group.places.append(place)


def alike(message: str) -> str:
    """A fault without what differs from row to row."""
    return _VARYING.sub("…", message)
