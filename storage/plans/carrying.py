"""From one plan to the next: which row is the same task again, and what is kept of it."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from storage.tables.plan import PlanRow

ALIKE = 60.0  # out of 100: below it two rows are different tasks
SAME_NUMBER = 10.0  # what the same number in both plans is worth
OWN = ("measures", "our_share", "responsible")  # what the notice does not say and the county does
OF_THE_YEAR = (
    *OWN,
    "target",
    "deadline",
    "role",
    "task",
)  # the same where the year's plan is read again


def matches(rows: Sequence[PlanRow], before: Sequence[PlanRow]) -> Mapping[int, PlanRow]:
    """The earlier row of each row, by place, where there is one; no row serves twice."""
    pairs = [
        (score, at, old)
        for at, row in enumerate(rows)
        for old in before
        if (score := likeness(row, old)) >= ALIKE
    ]
    pairs.sort(key=lambda pair: (-pair[0], pair[1], pair[2].ordering))
    found: dict[int, PlanRow] = {}
    taken: set[str] = set()
    for _score, at, old in pairs:
        if at not in found and old.measure_number not in taken:
            found[at] = old
            taken.add(old.measure_number)
    return found


def likeness(row: PlanRow, old: PlanRow) -> float:
    """How likely two rows are the same task: by their headings and by their words."""
    heading = fuzz.ratio(row.item or row.task, old.item or old.task)
    wording = fuzz.partial_ratio(old.wording or old.task, row.wording or row.task)
    same = SAME_NUMBER if row.measure_number == old.measure_number else 0.0
    return (heading + wording) / 2 + same


def carried(rows: Sequence[PlanRow], before: Sequence[PlanRow]) -> list[PlanRow]:
    """The rows with what the county had made of the same tasks before."""
    found = matches(rows, before)
    return [_with(row, found.get(at), OWN) for at, row in enumerate(rows)]


def renewed(rows: Sequence[PlanRow], before: Sequence[PlanRow]) -> list[PlanRow]:
    """The rows of a plan that is read again: each keeps its record, and what the county wrote."""
    numbers = {old.measure_number: old for old in before}
    made = []
    for row in rows:
        old = numbers.get(row.measure_number)
        made.append(dataclasses.replace(_with(row, old, OF_THE_YEAR), id=old.id if old else None))
    return made


def _with(row: PlanRow, old: PlanRow | None, names: Sequence[str]) -> PlanRow:
    """The row with the earlier row's fields, where it says nothing of its own."""
    if old is None:
        return row
    first = ("role", "task")  # a word made by the reading, which gives way to one she chose
    kept = {
        name: getattr(old, name)
        for name in names
        if getattr(old, name) is not None and (name in first or not getattr(row, name))
    }
    return dataclasses.replace(row, **kept)
