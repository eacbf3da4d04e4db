"""Counts the named views of a ledger for their chips, while somebody looks."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Slot

from gui.models.inquiry import ALL
from gui.models.lookup import UNKNOWN, UNREADABLE
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
        self._whole = UNKNOWN  # how many there are in all, once that was counted
        self.setSingleShot(True)
        self.timeout.connect(self._count)
        for signal in (session.changed, session.quarter_changed):
            signal.connect(lambda _what: self.start())

    @Slot()
    def _count(self) -> None:
        if not self._page.isVisible():
            return
        session, inquiry = self._session, self._inquiry
        if not inquiry.within:
            self._set(ALL, session.store.count(self._table))
        for name in ([ALL] if inquiry.within else []) + [*inquiry.views]:
            query = inquiry.of_view(name, session.quarter.cut_off)
            session.figures.ask(
                f"view {self._page.objectName()} {name}",
                partial(listing.count, query=query),
                partial(self._set, name),
            )

    def whole_of(self, total: int, *, narrowed: bool) -> int:
        """How many there are in all, as far as that is quickly told; `total` were found."""
        if total == UNREADABLE:
            return UNREADABLE
        if not self._inquiry.within:
            return self._session.store.count(self._table)
        return self._whole if narrowed else total

    def _set(self, name: str, count: int) -> None:
        if name == ALL:
            self._whole = count
        self._chips.set_count(name, count)
