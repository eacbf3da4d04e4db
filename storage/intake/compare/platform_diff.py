"""Compare an export of the national platform with the ledger.

Whatever its headers are: it is read as any roster is, and people are matched by their ID numbers.
Nobody is made from it: whoever is not in the ledger is listed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from storage.intake.choices import Choices
from storage.intake.pipeline import plan_import
from storage.intake.rows.row_diff import hold
from storage.model.tables.volunteer import ON_ROSTER, REGISTERED, VOLUNTEERS, Volunteer
from storage.progress import silent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from storage.intake.rows.import_plan import Plan, PlannedRow
    from storage.intake.sources import Source
    from storage.progress import Progress
    from storage.store.store import Store

FROM_PLATFORM = ("registration_status", "platform_number", "registered_on", "platform_hours")


@dataclass(frozen=True, slots=True)
class HoursDifference:
    """A person whose hours in the ledger differ from the platform's, both in minutes."""

    person: Volunteer
    row: PlannedRow
    ours: int
    theirs: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """The result of comparing an export with the ledger; `plan` fills in missing values.

    `unclear` are rows whose person cannot be determined, each with its fault.
    """

    plan: Plan
    matched: int
    unclear: tuple[PlannedRow, ...]
    only_there: tuple[PlannedRow, ...]
    only_here: tuple[Volunteer, ...]
    hours: tuple[HoursDifference, ...]
    places: dict[int, str]  # of rows in the export, by the row's identity

    @property
    def differs(self) -> bool:
        """Whether there is any difference."""
        return bool(self.only_there or self.only_here or self.hours or self.unclear)

    def place(self, row: PlannedRow) -> str:
        """Return file, sheet and row number of a listed row, as WPS shows them."""
        return self.places[id(row)]


def compare(
    store: Store,
    sources: Sequence[Source],
    progress: Progress = silent,
    choices: Choices | None = None,
) -> Comparison:
    """Compare an export with the ledger; applying the plan fills registration and hours."""
    choices = replace(
        choices or Choices(),
        fields={**dict.fromkeys(FROM_PLATFORM, "update"), "school": "skip"},
        constants={"registration_status": REGISTERED},
    )
    made = plan_import(store, sources, choices=choices, progress=progress)
    unclear = tuple(row for row in made.rows() if row.outcome in ("held", "rejected"))
    only_there = []
    matched: dict[int, PlannedRow] = {}
    for row in made.rows():
        if row.outcome == "created":
            only_there.append(row)
            hold(row, "台账里没有这个人，没有导入", "only_there")
        elif row.outcome in ("updated", "unchanged") and row.target_id is not None:
            matched.setdefault(row.target_id, row)
    hours = tuple(_hours(store, matched))
    listed = {id(row) for row in (*unclear, *only_there, *(one.row for one in hours))}
    return Comparison(
        made,
        len(matched),
        unclear,
        tuple(only_there),
        tuple(_only_here(store, made, matched)),
        hours,
        {id(row): where for row, where in _row_positions(made) if id(row) in listed},
    )


def _row_positions(made: Plan) -> Iterator[tuple[PlannedRow, str]]:
    several = sum(bool(sheet.rows) for file in made.files for sheet in file.sheets) > 1
    for file in made.files:
        for sheet in file.sheets:
            where = f"《{file.shown}》{sheet.shown} " if several else ""
            yield from ((row, f"{where}第 {row.row} 行") for row in sheet.rows)


def _only_here(store: Store, made: Plan, matched: dict[int, Any]) -> Iterator[Volunteer]:
    """Yield the persons registered in the ledger who are missing from the export."""
    perhaps = {one.record.id for row in made.rows() for one in row.candidates}
    condition = "registration_status = ? AND status = ?"
    for person in store.select(VOLUNTEERS, condition, (REGISTERED, ON_ROSTER)):
        if person.id not in matched and person.id not in perhaps:
            yield person


def _hours(store: Store, matched: dict[int, PlannedRow]) -> Iterator[HoursDifference]:
    served = dict(
        store.execute("SELECT volunteer, sum(hours) FROM service_record GROUP BY volunteer")
    )
    for number, row in matched.items():
        theirs = row.parsed.platform_hours
        ours = served.get(number)
        if theirs is not None and ours is not None and ours != theirs:
            yield HoursDifference(row.record, row, ours, theirs)


def report(found: Comparison, batch: int | None) -> dict[str, Any]:
    """Return the comparison as plain data, for scripts."""
    show = VOLUNTEERS.by_name["platform_hours"].kind.show
    return {
        "batch": batch,
        "matched": found.matched,
        "only_there": [{"row": row.row, **_person_data(row.parsed)} for row in found.only_there],
        "only_here": [_person_data(person) for person in found.only_here],
        "hours_differ": [
            {"row": one.row.row, **_person_data(one.person),
             "ours": show(one.ours), "platform": show(one.theirs)}
            for one in found.hours
        ],
        "unclear": [
            {"row": row.row, "name": _name(row), "why": unclear_reason(row)}
            for row in found.unclear
        ],
    }  # fmt: skip


def unclear_reason(row: PlannedRow) -> str:
    """Return why a row could not be matched to a person."""
    return "；".join(problem.message for problem in row.problems)


def _name(row: PlannedRow) -> str:
    return row.parsed.name or "" if row.parsed is not None else ""


def _person_data(person: Volunteer) -> dict[str, Any]:
    number = VOLUNTEERS.number(person.id) if person.id else ""
    return {"number": number, "name": person.name, "class_name": person.class_name}


def sentences(found: Comparison) -> Iterator[str]:
    """Yield the comparison as lines for a person, without anybody's ID number."""
    yield f"对上 {found.matched} 人。"
    yield f"平台有本地无 {len(found.only_there)} 人："
    yield from (f"  第{row.row}行 {row.parsed.name}" for row in found.only_there)
    yield f"本地有平台无 {len(found.only_here)} 人："
    yield from (f"  {VOLUNTEERS.number(one.id or 0)} {one.name}" for one in found.only_here)
    yield f"时长不一致 {len(found.hours)} 人："
    show = VOLUNTEERS.by_name["platform_hours"].kind.show
    for one in found.hours:
        yield (
            f"  第{one.row.row}行 {one.person.name}：本地 {show(one.ours)} 小时，"
            f"平台 {show(one.theirs)} 小时"
        )
    if found.unclear:
        yield f"对不上是谁 {len(found.unclear)} 行："
        yield from (f"  第{row.row}行 {_name(row)}：{unclear_reason(row)}" for row in found.unclear)
