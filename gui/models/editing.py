"""Keeping one value typed into a cell, through the same door as a whole form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from storage.admission import admitted
from storage.errors import UserError

if TYPE_CHECKING:
    from gui.session import Session
    from storage.schema import Table


def keep(session: Session, table: Table[Any], record_id: int, name: str, typed: str) -> bool:
    """Keep a value in a record as it is now, with all else it was given meanwhile.

    A value that stands there already needs no edit. With faults nothing is kept; whose value it is
    and what is wrong with it are told, and the answer is False.
    """
    store, who = session.store, ""
    try:
        before = store.get(table, record_id)
        who = store.title_of(table, before)
        draft = table.draft(before)
        if str(draft.get(name, "")) == typed:
            return True
        record = admitted(store, table, {**draft, name: typed}, record_id)
        with session.edit(f"修改{table.label} {who}") as edit:
            edit.save(table, record)
    except UserError as error:
        session.say(f"{who}这一格没有改：{error}" if who else str(error), "bad")
        return False
    return True
