"""The window: navigation between pages, search, shortcuts and status."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QPoint, Slot
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from gui import shortcuts
from gui.app.page_factories import build_page
from gui.app.rail import Rail
from gui.app.shortcut_sheet import ShortcutSheet
from gui.app.status_line import StatusLine
from gui.app.task_bar import TaskBar
from gui.app.top_bar import TopBar
from gui.appearance import theme
from gui.page_catalogue import PAGES, page_with_table
from gui.session import Route

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QResizeEvent

    from gui.app.search_popup import SearchPopup
    from gui.session import Session
    from storage.store.listing import Row


class MainWindow(QMainWindow):
    """Shows one page at a time; a page is built when it is first shown."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._pages: dict[str, QWidget] = {}
        self._narrow = False
        self.setWindowTitle("青志台账")
        self.setMinimumSize(*theme.MIN_WINDOW)
        entries = [(p.name, p.label, p.icon, p.shortcut, p.group) for p in PAGES]
        self.rail = Rail(entries)
        self.top_bar = TopBar(session)
        self.task_bar = TaskBar()
        self.stack = QStackedWidget()
        self.status_line = StatusLine(session)
        self._lay_out()
        self.notice_bar = self.status_line.notice
        self._connect()
        self._recall()
        self.show_page(PAGES[0].name)

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        for part in (self.top_bar, self.task_bar):
            right.addWidget(part)
        right.addWidget(self.stack, 1)
        right.addWidget(self.status_line)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(right, 1)
        central = QWidget()
        central.setLayout(row)
        self.setCentralWidget(central)

    def _connect(self) -> None:
        session = self._session
        self.rail.chosen.connect(self.show_page)
        self.rail.folded.connect(lambda folded: session.settings.setValue("rail/folded", folded))
        session.route_requested.connect(self.go)
        session.task_started.connect(self.task_bar.show_task)
        session.changed.connect(self._update_counts)
        self.top_bar.search.searched.connect(self._search)
        for page in PAGES:
            shortcuts.bind(page.shortcut, self, partial(self.show_page, page.name))
        for key, action in (
            (shortcuts.SEARCH, self.top_bar.search.take_focus),
            (shortcuts.UNDO, session.undo),
            (shortcuts.REDO, session.redo),
            (shortcuts.IMPORT, partial(self.go, Route("import"))),
            (shortcuts.SHEET, lambda: ShortcutSheet(self).open_over(self)),
        ):
            shortcuts.bind(key, self, action)
        self._update_counts()

    @Slot(str)
    def show_page(self, name: str) -> QWidget:
        """Show a page, building it first if need be."""
        if name not in self._pages:
            self._pages[name] = build_page(name, self._session)
            self.stack.addWidget(self._pages[name])
        self.rail.choose(name)
        self._session.selection_described.emit("")
        self.stack.setCurrentWidget(self._pages[name])
        self._pages[name].setFocus()
        return self._pages[name]

    @Slot(object)
    def go(self, route: Route) -> None:
        """Show a route's page and, where the page supports it, the view or record of the route."""
        page = self.show_page(route.page)
        show_route = getattr(page, "show_route", None)
        if show_route is not None:
            show_route(route)

    @cached_property
    def search_popup(self) -> SearchPopup:
        """The popup of search results; built at the first search."""
        from gui.app.search_popup import SearchPopup

        popup, search = SearchPopup(self._session, self), self.top_bar.search
        search.stepped.connect(popup.handle_key)
        search.escaped.connect(popup.hide)
        search.blurred.connect(popup.hide)
        popup.chosen.connect(self._open)
        return popup

    @Slot(str)
    def _search(self, typed: str) -> None:
        field = self.top_bar.search
        self.search_popup.move(field.mapTo(self, QPoint(0, field.height() + 2)))
        self.search_popup.search(typed)

    @Slot(object)
    def _open(self, row: Row[Any]) -> None:
        self.top_bar.search.clear()
        self.go(Route(page_with_table(row.table), table=row.table.name, record_id=row.record.id))

    @Slot()
    def _update_counts(self, _changes: object = None) -> None:
        self.rail.set_foot(self._session.ledger_owner())
        for page in PAGES:
            if page.counted:
                self.rail.set_count(page.name, self._session.store.count(page.counted))

    def _recall(self) -> None:
        settings = self._session.settings
        self.resize(*theme.WINDOW)
        shape = settings.value("window/shape")
        if isinstance(shape, QByteArray):
            self.restoreGeometry(shape)
        self.rail.fold(self._folded())

    def _folded(self) -> bool:
        """Return whether the rail is folded: by the clerk's choice, or in a narrow window."""
        return self._narrow or self._session.settings.value("rail/folded", False, bool) is True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._narrow != (self.width() < theme.NARROW_WINDOW):
            self._narrow = not self._narrow
            self.rail.fold(self._folded())

    def closeEvent(self, event: QCloseEvent) -> None:
        holder = self.focusWidget()
        if holder is not None:
            holder.clearFocus()  # a cell that is being edited is saved
        self._session.settings.setValue("window/shape", self.saveGeometry())
        self._session.close()
        event.accept()
