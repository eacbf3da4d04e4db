"""导入: the import of files, and the reconciliation with the platform's export."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from gui.imports.import_page import ImportPage
from gui.widgets.list.segments import Segments

if TYPE_CHECKING:
    from pathlib import Path

    from gui.imports.reconcile.reconcile_page import ReconcilePage
    from gui.session import Route, Session

IMPORT, RECONCILE = "import", "reconcile"
SWITCH = ((IMPORT, "导入"), (RECONCILE, "和平台核对"))


class IntakePage(QWidget):
    """Shows one of two pages; a switch next to the title changes between them."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.importing = ImportPage(session)
        self.importing.frame.add_title_switch(self._switch(IMPORT))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.importing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.setFocusProxy(self.importing)

    def _switch(self, name: str) -> Segments:
        switch = Segments(SWITCH)
        switch.choose(name)
        switch.chosen.connect(self.show_part)
        switch.chosen.connect(lambda _name: switch.choose(name))  # it stays on its own page
        return switch

    @cached_property
    def reconciling(self) -> ReconcilePage:
        """The page of the reconciliation, built when it is first used."""
        from gui.imports.reconcile.reconcile_page import ReconcilePage

        page = ReconcilePage(self._session)
        page.head.add_title_switch(self._switch(RECONCILE))
        page.roster_requested.connect(self._import)
        self._stack.addWidget(page)
        return page

    @Slot(str)
    def show_part(self, name: str) -> None:
        """Show the page named IMPORT or RECONCILE."""
        page = self.importing if name == IMPORT else self.reconciling
        self._stack.setCurrentWidget(page)
        self.setFocusProxy(page)
        page.setFocus()

    @Slot(object)
    def _import(self, paths: tuple[Path, ...]) -> None:
        """Import the platform's export as a roster, unless another import is unfinished."""
        self.show_part(IMPORT)
        if self.importing.choose.sources and not self.importing.done.isVisible():
            self._session.notify(
                "这里还有一份没导完的名册，先导入它或放弃它，再导入平台的名单。", "warn"
            )
            return
        self.importing.start_over()
        self.importing.choose.add(paths)

    def show_route(self, route: Route) -> None:
        """Show the page of a route."""
        self.show_part(RECONCILE if route.view == RECONCILE else IMPORT)
        if route.view != RECONCILE:
            self.importing.show_route(route)
