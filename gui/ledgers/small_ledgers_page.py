"""其他台账: the smaller ledgers, listed in groups at the left; each opens as a page of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from gui.appearance import theme
from gui.ledgers.catalogue.ledger_groups import GROUPS
from gui.ledgers.ledger_page import LedgerPage
from gui.widgets.list.side_list import Entry, SideList

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gui.session import Route, Session

LEDGERS = {ledger.table.name: ledger for _, ledgers in GROUPS for ledger in ledgers}


class SmallLedgersPage(QWidget):
    """A list of ledgers with the chosen one at its right; its page is built when first shown."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("page_small_ledgers")
        self._session = session
        self._pages: dict[str, LedgerPage] = {}
        self.list = SideList()
        self.list.setObjectName("small_ledgers")
        self.list.setAccessibleName("其他台账")
        self.list.setStyleSheet("background: transparent;")
        self.list.setFixedWidth(theme.SIDE)
        self.list.chosen.connect(self.show_ledger)
        self._stack = QStackedWidget()
        side_column = QVBoxLayout()
        side_column.setContentsMargins(theme.SPACE, theme.SPACE, 0, theme.SPACE)
        side_column.addWidget(self.list)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(side_column)
        row.addWidget(self._stack, 1)
        self._counts: dict[str, int] = {}
        session.changed.connect(self._update_counts)
        self._update_counts()
        self.show_ledger(next(iter(LEDGERS)))

    def ledger(self, name: str) -> LedgerPage:
        """Return the page of a ledger by the name of its table."""
        if name not in self._pages:
            self._pages[name] = LedgerPage(self._session, LEDGERS[name])
            self._stack.addWidget(self._pages[name])
        return self._pages[name]

    @Slot(object)
    def show_ledger(self, name: str) -> None:
        """Show a ledger at the right of the list."""
        page = self.ledger(name)
        if self.list.chosen_key() != name:
            self.list.blockSignals(True)
            self.list.choose(name)
            self.list.blockSignals(False)
        self._stack.setCurrentWidget(page)
        self.setFocusProxy(page)

    def show_route(self, route: Route) -> None:
        """Show the ledger of a route, and the view or record it names."""
        if route.table:
            self.show_ledger(route.table)
            self._pages[route.table].setFocus()
            self._pages[route.table].show_route(route)

    @Slot()
    def _update_counts(self, _changes: object = None) -> None:
        counts = {name: self._session.store.count(one.table) for name, one in LEDGERS.items()}
        if counts != self._counts:
            self._counts = counts
            self.list.show_entries(self._entries(), self.list.chosen_key())

    def _entries(self) -> Iterator[Entry]:
        for title, ledgers in GROUPS:
            yield Entry(title)
            for ledger in ledgers:
                table = ledger.table
                count = self._counts[table.name]
                yield Entry(table.label, table.name, f"{count:,}" if count else "", ledger.icon)
