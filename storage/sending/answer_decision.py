"""Decisions on the differences of an answer: refused, accepted for later, or applied at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.errors import Invalid, UserError
from storage.model.tables.dispatch import ACCEPTED, CORRECTIONS, OPEN, REFUSED, Correction

if TYPE_CHECKING:
    from datetime import date

    from storage.sending.answer_item import AnswerItem
    from storage.store.edit import Edit
    from storage.store.store import Store


def earlier_decisions(store: Store, quarter: str) -> dict[tuple[str, ...], Correction]:
    """Return the decisions on the quarter's differences by their item key."""
    found = store.select(CORRECTIONS, "quarter = ?", (quarter,))
    return {_key_of(one.sheet, one.row, one.item, one.theirs): one for one in found}


def item_key(item: AnswerItem) -> tuple[str, ...]:
    """Return the key that identifies an item when the same file is read again."""
    return _key_of(item.sheet, item.row, item.heading, item.theirs)


def _key_of(*words: str | None) -> tuple[str, ...]:
    return tuple(word or "" for word in words)


def accept_item(store: Store, edit: Edit, quarter: str, item: AnswerItem, on: date) -> Correction:
    """Record that the city is right and apply its value where the item is a field of a record.

    Raises `UserError` where the value does not fit the field.
    """
    done = None
    if item.can_be_applied:
        _apply(store, edit, item)
        done = on
    return _record_decision(store, edit, quarter, item, ACCEPTED, on, done)


def refuse_item(store: Store, edit: Edit, quarter: str, item: AnswerItem, on: date) -> Correction:
    """Record that our value remains."""
    return _record_decision(store, edit, quarter, item, REFUSED, on, None)


def _apply(store: Store, edit: Edit, item: AnswerItem) -> None:
    assert item.table is not None
    assert item.record is not None
    table = item.table
    draft = {**table.draft(store.get(table, item.record)), item.column: item.theirs}
    try:
        record = store.parse(table, draft, item.record)
    except Invalid as error:
        why = "；".join(problem.message for problem in error.problems)
        raise UserError(f"“{item.theirs}”填不进台账：{why}。可以不接受，或到记录里改。") from error
    edit.save(table, record)


def _record_decision(
    store: Store,
    edit: Edit,
    quarter: str,
    item: AnswerItem,
    decision: str,
    on: date,
    done: date | None,
) -> Correction:
    before = earlier_decisions(store, quarter).get(item_key(item))
    made = Correction(
        id=before.id if before else None,
        quarter=quarter,
        sheet=item.sheet,
        cell=item.cell,
        row=item.row or None,
        item=item.heading or None,
        ours=item.ours or None,
        theirs=item.theirs or None,
        decision=decision,
        decided_on=on,
        done_on=done,
    )
    edit.save(CORRECTIONS, made)
    return made


def open_items(store: Store, quarter: str) -> list[Correction]:
    """Return the quarter's corrections that are undecided, or accepted and not done."""
    where = "quarter = ? AND done_on IS NULL AND decision IN (?, ?)"
    return list(store.select(CORRECTIONS, where, (quarter, OPEN, ACCEPTED)))
