"""Paragraphs of the report that the clerk has rewritten."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from storage.model.tables.quarter import REPORT_TEXTS, ReportText

if TYPE_CHECKING:
    from collections.abc import Mapping

    from storage.model.period import Quarter
    from storage.store.edit import Edit
    from storage.store.store import Store


def load_texts(store: Store, quarter: Quarter) -> Mapping[str, str]:
    """Return the texts written for the quarter, by paragraph."""
    found = store.find(REPORT_TEXTS, quarter=str(quarter))
    return {one.paragraph: one.text for one in found}


def save_texts(store: Store, edit: Edit, quarter: Quarter, texts: Mapping[str, str]) -> None:
    """Save paragraphs; an empty text removes the record, so that the draft is used again."""
    saved = {one.paragraph: one for one in store.find(REPORT_TEXTS, quarter=str(quarter))}
    for paragraph, text in texts.items():
        old = saved.get(paragraph)
        if text.strip():
            record = ReportText(quarter=str(quarter), paragraph=paragraph, text=text.strip())
            edit.save(REPORT_TEXTS, replace(record, id=old.id if old else None))
        elif old is not None and old.id is not None:
            edit.remove(REPORT_TEXTS, old.id)
