"""Keeping one value typed into a cell, through the same door as a whole form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from storage.admission import admitted
from storage.errors import UserError

if TYPE_CHECKING:
    from gui.session import Session
    from storage.listing import Row


def keep(session: Session, row: Row[Any], name: str, typed: str) -> bool:
    """Keep a value; with faults nothing is kept, they are told, and the answer is False."""
    table = row.table
    draft = {**table.draft(row.record), name: typed}
    try:
        record = admitted(session.store, table, draft, row.record.id)
        with session.edit(f"修改{table.label} {session.store.title_of(table, row.record)}") as edit:
            edit.save(table, record)
    except UserError as error:
        session.say(str(error), "bad")
        return False
    return True
