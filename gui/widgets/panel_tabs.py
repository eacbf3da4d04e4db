"""The tabs of a record's panel besides its form: those every record has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gui.widgets.evidence_list import EvidenceList
from gui.widgets.history_list import HistoryList
from gui.widgets.source_list import SourceList
from storage.tables.attachment import ATTACHMENTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from gui.session import Session
    from storage.schema import Table


@dataclass(frozen=True, slots=True)
class Tab:
    """A further tab; its widget has `show_record(row or None)`."""

    label: str
    make: Callable[[Session], Any]


def own_tabs(table: Table[Any]) -> tuple[Tab, ...]:
    """What every record has: papers, where its values came from, what happened to it."""
    return (
        Tab(ATTACHMENTS.label, lambda session: EvidenceList(session, table)),
        Tab("来源", lambda session: SourceList(session, table)),
        Tab("历史", lambda session: HistoryList(session, table)),
    )
