"""Keeping one record that was typed into a form, or showing why it cannot be kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.errors import Invalid, UserError

if TYPE_CHECKING:
    from gui.session import Session
    from gui.widgets.form.record_form import RecordForm


def save_form(session: Session, form: RecordForm, record_id: int | None, reason: str) -> int | None:
    """Keep what the form holds and return its number; None where it has faults, which are shown."""
    try:
        record = session.store.parse(form.table, form.draft(), record_id)
        with session.edit(reason) as edit:
            number = edit.save(form.table, record)
    except Invalid as error:
        form.show_problems(error.problems)
        form.focus_first()
        return None
    except UserError as error:
        session.notify(str(error), "bad")
        return None
    return number
