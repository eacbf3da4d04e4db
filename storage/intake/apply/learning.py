"""Store the decisions of an import on columns, texts, people and units for later imports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.intake.memory import (
    ANYWHERE,
    COLUMN,
    DIFFERENT,
    KNOWN,
    PERSON,
    SAME,
    SENDER,
    VALUE,
    person_subject,
    remember,
    sender_subject,
)
from storage.model.tables import VOLUNTEERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from storage.intake.rows.import_plan import FilePlan, Plan, SheetPlan
    from storage.store.store import Store

Fact = tuple[str, int, str, str, str]


def learn(store: Store, plan: Plan) -> None:
    """Store the clerk's decisions; what the program worked out itself is worked out again."""
    remember(store, plan.table, list(_facts(plan)))


def _facts(plan: Plan) -> Iterator[Fact]:
    for (name, text), meaning in plan.choices.values.items():
        yield VALUE, ANYWHERE, text, name, meaning
    for file in plan.files:
        yield from _sender(plan, file)
        for sheet in file.sheets:
            yield from _columns(plan, file, sheet)
            if plan.table is VOLUNTEERS:
                yield from _created_people(sheet)
                yield from _decided_people(plan, file, sheet)


def _sender(plan: Plan, file: FilePlan) -> Iterator[Fact]:
    """Yield the unit that the clerk chose for a file, to propose it for files of a like name."""
    subject = sender_subject(file.name)
    if file.usable and file.unit_id and subject and plan.choices.units.get(file.key):
        yield SENDER, ANYWHERE, subject, "", str(file.unit_id)


def _columns(plan: Plan, file: FilePlan, sheet: SheetPlan) -> Iterator[Fact]:
    choice = plan.choices.sheets.get((file.key, sheet.name))
    if choice is None or not sheet.rows:
        return
    for one in sheet.headers:
        if one.index in choice.columns and one.header:
            for unit in {file.unit_id, ANYWHERE}:
                yield COLUMN, unit, one.header, "", choice.columns[one.index]


def _created_people(sheet: SheetPlan) -> Iterator[Fact]:
    """Yield the record that each row without an ID number created, to match the same row again."""
    for row in sheet.rows:
        if row.outcome == "created" and row.target_id is not None and not row.candidates:
            yield KNOWN, ANYWHERE, person_subject(row.parsed), str(row.target_id), SAME


def _decided_people(plan: Plan, file: FilePlan, sheet: SheetPlan) -> Iterator[Fact]:
    choice = plan.choices.sheets.get((file.key, sheet.name))
    if choice is None or not choice.decisions:
        return
    for row in sheet.rows:
        decision = choice.decisions.get(row.row)
        if decision is None or row.parsed is None:
            continue
        if decision.same_as is not None:
            yield PERSON, ANYWHERE, person_subject(row.parsed), str(decision.same_as), SAME
        elif decision.different:
            for one in row.candidates:
                yield PERSON, ANYWHERE, person_subject(row.parsed), str(one.record.id), DIFFERENT
            if row.candidates and row.target_id is not None:
                yield PERSON, ANYWHERE, person_subject(row.parsed), str(row.target_id), SAME
