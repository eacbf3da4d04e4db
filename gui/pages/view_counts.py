"""Counts the named views of a ledger for their chips, while somebody looks."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Slot

from gui.models.inquiry import ALL
from storage import listing

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gui.models.inquiry import Inquiry
    from gui.session import Session
    from gui.widgets.chip_row import ChipRow
    from storage.schema import Table


class ViewCounts(QTimer):
    """Counts anew a moment after anything changed; `start` it when the page is shown."""

    def __init__(
        self, session: Session, table: Table[Any], inquiry: Inquiry, chips: ChipRow, page: QWidget
    ) -> None:
        super().__init__(page)
        self._session, self._table, self._page = session, table, page
        self._inquiry, self._chips = inquiry, chips
        self.setSingleShot(True)
        self.timeout.connect(self._count)
        for signal in (session.changed, session.quarter_changed):
            signal.connect(lambda _what: self.start())

    @Slot()
    def _count(self) -> None:
        if not self._page.isVisible():
            return
        session, table = self._session, self._table
        self._chips.set_count(ALL, session.store.count(table))
        for name in self._inquiry.views:
            query = self._inquiry.of_view(name, session.quarter.cut_off)
            session.figures.ask(
                f"view {table.name} {name}",
                partial(listing.count, query=query),
                partial(self._chips.set_count, name),
            )
