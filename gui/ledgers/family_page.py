"""Several ledgers on one page, behind a switch next to the title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from gui.ledgers.ledger_page import LedgerPage
from gui.widgets.list.segments import Segments

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gui.ledgers.ledger import Ledger
    from gui.session import Route, Session


class FamilyPage(QWidget):
    """Shows one ledger of a family at a time; its page is built when first shown."""

    def __init__(self, session: Session, ledgers: Sequence[Ledger]) -> None:
        super().__init__()
        self._session = session
        self._ledgers = {ledger.name: ledger for ledger in ledgers}
        self._pages: dict[str, LedgerPage] = {}
        self._switches: dict[str, Segments] = {}
        self._stack = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.show_ledger(ledgers[0].name)

    def ledger(self, name: str) -> LedgerPage:
        """Return the page of a ledger by the name of its table or roster."""
        if name not in self._pages:
            page = LedgerPage(self._session, self._ledgers[name])
            choices = [(one.name, one.tab or one.label) for one in self._ledgers.values()]
            switch = Segments(choices)
            switch.choose(name)
            switch.chosen.connect(self.show_ledger)
            page.head.add_title_switch(switch)
            self._pages[name], self._switches[name] = page, switch
            self._stack.addWidget(page)
        return self._pages[name]

    @Slot(str)
    def show_ledger(self, name: str) -> None:
        """Switch to a ledger."""
        page = self.ledger(name)
        self._switches[name].choose(name)
        self._stack.setCurrentWidget(page)
        self.setFocusProxy(page)
        page.setFocus()

    def show_route(self, route: Route) -> None:
        """Show the ledger of a route, and the view or record it names."""
        name = route.table or next(iter(self._ledgers))
        self.show_ledger(name)
        self._pages[name].show_route(route)
