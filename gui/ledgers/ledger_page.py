"""The page of a ledger: views, search and filters over a grid, and the panel of one record."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt, QTimer, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from gui import shortcuts
from gui.appearance import theme
from gui.ledgers.ledger import count_sentence
from gui.ledgers.list_export import export_list
from gui.ledgers.panel.record_panel import RecordPanel
from gui.models.list_query import ALL, ListQuery
from gui.models.record_list import UNKNOWN, UNREADABLE
from gui.models.record_table import RecordTable
from gui.widgets.buttons import primary_button, quiet_button
from gui.widgets.empty_state import EmptyState
from gui.widgets.field.search_field import SearchField
from gui.widgets.grid.column_chooser import ColumnChooser
from gui.widgets.grid.filter_popup import FilterPopup
from gui.widgets.grid.record_grid import RecordGrid
from gui.widgets.list.chip_row import ChipRow
from gui.widgets.page_head import PageHead
from storage.errors import UserError
from storage.store import listing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent

    from gui.ledgers.ledger import Ledger
    from gui.session import Route, Session
    from storage.model.schema import Table


class ViewCounts(QTimer):
    """Recounts the views shortly after a change; call `start` when the page is shown."""

    def __init__(
        self,
        session: Session,
        table: Table[Any],
        list_query: ListQuery,
        chips: ChipRow,
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._session, self._table, self._page = session, table, page
        self._list_query, self._chips = list_query, chips
        self._total = UNKNOWN  # how many there are in all, once that was counted
        self.setSingleShot(True)
        self.timeout.connect(self._count)
        for signal in (session.changed, session.quarter_changed):
            signal.connect(lambda _what: self.start())

    @Slot()
    def _count(self) -> None:
        if not self._page.isVisible():
            return
        session, list_query = self._session, self._list_query
        if not list_query.base_condition:
            self._set(ALL, session.store.count(self._table))
        for name in ([ALL] if list_query.base_condition else []) + [*list_query.views]:
            query = list_query.view_query(name, session.quarter.cut_off)
            session.figure_queries.submit(
                f"view {self._page.objectName()} {name}",
                partial(listing.count, query=query),
                partial(self._set, name),
            )

    def total_of(self, total: int, *, narrowed: bool) -> int:
        """Return the number of all records as far as known; `total` is the number listed."""
        if total == UNREADABLE:
            return UNREADABLE
        if not self._list_query.base_condition:
            return self._session.store.count(self._table)
        return self._total if narrowed else total

    def _set(self, name: str, count: int) -> None:
        if name == ALL:
            self._total = count
        self._chips.set_count(name, count)


PANEL_OPEN = "panel/wanted"


class LedgerPage(QWidget):
    """The page of any table, configured by its `Ledger`."""

    def __init__(self, session: Session, ledger: Ledger) -> None:
        super().__init__()
        self.setObjectName(f"page_{ledger.name}")
        self._session = session
        self._ledger = ledger
        self._table = ledger.table
        self.list_query = ListQuery(
            self._table, ledger.views, self, ledger.newest_first_by, ledger.condition
        )
        self.head = PageHead(ledger.title or ledger.label)
        self.chips = ChipRow()
        self.search = SearchField(f"在{ledger.label}里找　Ctrl+F", "在本页里找")
        self.model = RecordTable(session, self._table, ledger.columns, ledger.tones, self)
        self.grid = RecordGrid(session, self.model, ledger.columns, ledger.name)
        self._panel: RecordPanel | None = None
        self.empty = EmptyState()
        self._counts = ViewCounts(session, self._table, self.list_query, self.chips, self)
        self._add_buttons()
        self._lay_out()
        self._connect_list()
        self._add_keys()
        self._load()

    def _add_buttons(self) -> None:
        session = self._session
        for action in self._ledger.all_actions:
            button = quiet_button(action.text, action.icon)
            button.clicked.connect(lambda _=False, route=action.route: session.go(route))
            self.head.add(button)
        out = quiet_button("导出", "file-output")
        out.setObjectName("export_list")
        out.setToolTip("把现在列出的导出为 Excel，证件号和电话遮蔽；改过可以再导入")
        out.clicked.connect(lambda: export_list(self, session, self._ledger, self.model.query))
        self.head.add(out)
        self._columns = quiet_button("列", "columns-3")
        self._columns.setObjectName("columns_button")
        self._columns.setToolTip("选择显示哪些列")
        self._columns.clicked.connect(self._choose_columns)
        self.head.add(self._columns)
        new = primary_button("新增", "plus")
        new.setObjectName("new")
        new.setToolTip(f"新增{self._ledger.label}　Ctrl+N")
        new.clicked.connect(lambda: self.add())
        self.head.add(new)

    def _lay_out(self) -> None:
        self.search.setObjectName("ledger_search")
        self.search.setFixedWidth(theme.FILTER)
        views = [(view.name, view.label) for view in self._ledger.views]
        self.chips.set_views([(ALL, "全部"), *views])
        bar = QHBoxLayout()
        bar.setSpacing(theme.GAP)
        bar.addWidget(self.chips, 1)
        bar.addWidget(self.search, 0, Qt.AlignmentFlag.AlignTop)
        card = QFrame()
        card.setProperty("role", "card")
        self._stack = QStackedLayout(card)
        self._stack.setContentsMargins(1, 1, 1, 1)
        self._stack.addWidget(self.grid)
        self._stack.addWidget(self.empty)
        self._body = QHBoxLayout()
        self._body.setSpacing(theme.SPACE)
        self._body.addWidget(card, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.EDGE, theme.MARGIN, theme.EDGE, theme.MARGIN)
        column.setSpacing(theme.SPACE)
        column.addWidget(self.head)
        column.addLayout(bar)
        column.addLayout(self._body, 1)
        self.search.setVisible(bool(self._table.search or self._table.through))
        self.setFocusProxy(self.grid)

    def _connect_list(self) -> None:
        session, list_query = self._session, self.list_query
        list_query.changed.connect(self._load)
        self.chips.view_chosen.connect(list_query.choose_view)
        self.chips.filter_removed.connect(list_query.remove_condition)
        self.search.searched.connect(list_query.search)
        self.search.escaped.connect(self.grid.setFocus)
        self.search.stepped.connect(lambda _key: self.grid.setFocus())
        self.model.count_changed.connect(self._show_count)
        self.grid.head.sort_requested.connect(self._toggle_sort)
        self.grid.head.filter_requested.connect(self._filter)
        self.grid.column_layout.changed.connect(self._mark_header)
        self.grid.selection_described.connect(session.selection_described)
        self.grid.chosen.connect(self._show)
        self.grid.opened.connect(self.open_panel)
        self.grid.removal_requested.connect(
            lambda: session.remove(self._table, self.grid.selected_ids())
        )
        self.empty.button.clicked.connect(self._on_empty_action)
        session.quarter_changed.connect(lambda _quarter: self._load())

    @property
    def panel(self) -> RecordPanel:
        """The panel next to the grid, built when first shown."""
        if self._panel is None:
            ledger = self._ledger
            made = RecordPanel(
                self._session, self._table, ledger.form_groups, ledger.subtitle, ledger.tabs, self
            )
            made.hide()
            made.saved.connect(self.grid.go_to)
            made.removed.connect(self.grid.setFocus)
            made.closed.connect(self._close_panel)
            self._body.addWidget(made)
            self._panel = made
        return self._panel

    def _add_keys(self) -> None:
        for key, action in (
            (shortcuts.NEW, lambda: self.add()),
            (shortcuts.FIND, self.search.take_focus),
            (shortcuts.PANEL, self._toggle_panel),
            (shortcuts.SAVE, lambda: self.panel.save()),
        ):
            shortcuts.bind(key, self, action)  # a page that is hidden does not hear them

    # the list

    @Slot()
    def _load(self) -> None:
        list_query = self.list_query
        self.chips.choose(list_query.view)
        self.chips.show_filters(list_query.conditions)
        if self.search.text() != list_query.typed:
            self.search.setText(list_query.typed)
        self._mark_header()
        self.model.set_query(list_query.query(self._session.quarter.cut_off))

    @Slot()
    def _mark_header(self) -> None:
        names = [self.model.column(at).name for at in range(self.model.columnCount())]
        order = self.list_query.order
        sorts = (names.index(order), self.list_query.descending) if order in names else None
        filtered = self.list_query.filtered
        self.grid.head.mark(sorts, frozenset(at for at, n in enumerate(names) if n in filtered))

    @Slot(int)
    def _toggle_sort(self, section: int) -> None:
        self._apply_order(partial(self.list_query.toggle_sort, self.model.column(section).name))

    def _apply_order(self, order: Callable[[int], None]) -> None:
        try:
            order(self.model.total)
        except UserError as error:
            self._session.notify(str(error), "warn")

    @Slot(int, QPoint)
    def _filter(self, section: int, corner: QPoint) -> None:
        shown = self.model.column(section)
        popup = FilterPopup(self._session, self.model.query, shown, self)
        popup.chosen.connect(
            lambda conditions: self.list_query.replace_conditions(shown.name, conditions)
        )
        sort = partial(self.list_query.sort, shown.name)
        popup.sorted.connect(lambda down: self._apply_order(partial(sort, descending=down)))
        popup.open_at(corner)

    @Slot()
    def _choose_columns(self) -> None:
        chooser = ColumnChooser(self.grid.column_layout, dict(self._table.shown), self)
        chooser.open_under(self._columns)

    @Slot(int)
    def _show_count(self, total: int) -> None:
        narrowed = self.list_query.is_narrowed
        whole = self._counts.total_of(total, narrowed=narrowed)
        self.head.set_status(count_sentence(self._table, total, whole, narrowed=narrowed))
        if total == 0:
            self._show_empty_state()
        held = self.grid.hasFocus() or self.empty.button.hasFocus()
        self._stack.setCurrentWidget(self.empty if total == 0 else self.grid)
        self.setFocusProxy(self.empty.button if total == 0 else self.grid)
        if held:
            self.setFocus()

    def _show_empty_state(self) -> None:
        label = self._ledger.label
        if self.list_query.is_narrowed:
            self.empty.show_message(
                "search", "没有符合条件的记录", "换个词，或去掉筛选再看。", "看全部"
            )
            return
        first = self._ledger.actions[0].text if self._ledger.actions else f"新增{label}"
        self.empty.show_message(self._ledger.icon, f"还没有{label}", self._ledger.purpose, first)

    @Slot()
    def _on_empty_action(self) -> None:
        if self.list_query.is_narrowed:
            self.list_query.clear()
        elif self._ledger.actions:
            self._session.go(self._ledger.actions[0].route)
        else:
            self.add()

    # the panel

    @Slot(object)
    def _show(self, record_id: int) -> None:
        wanted = self._session.settings.value(PANEL_OPEN, True, bool) is True
        if not wanted and not self._is_panel_open():
            return
        if self.panel.show_record(record_id, from_grid=True):
            self.panel.show()
        elif self.panel.record_id is not None:
            self.grid.go_to(self.panel.record_id)
            self.grid.suspend_typing()

    def _is_panel_open(self) -> bool:
        return self._panel is not None and self._panel.isVisible()

    @Slot()
    def open_panel(self) -> None:
        """Show the current record in the panel and focus its form."""
        self._session.settings.setValue(PANEL_OPEN, True)
        record_id = self.grid.current_id()
        if record_id is not None and self.panel.show_record(record_id):
            self.panel.show()
            self.panel.form.focus_first()

    def add(self, preset: Mapping[str, object] | None = None) -> None:
        """Show the form for a new record, filled in with `preset`."""
        if self.panel.show_new(preset or self._ledger.preset):
            self.panel.show()
            self.panel.form.focus_first()

    @Slot()
    def _close_panel(self) -> None:
        self.panel.hide()
        self.setFocus()

    @Slot()
    def _toggle_panel(self) -> None:
        if self._is_panel_open():
            self._session.settings.setValue(PANEL_OPEN, False)
            self.panel.close_panel()
        else:
            self.open_panel()

    def show_route(self, route: Route) -> None:
        """Apply a route: a view or selection, a record, or the form for a new one."""
        self.list_query.apply_request(route.view, route.selection, route.words)
        if route.new:
            self.add(route.preset)
        elif route.record_id is not None:
            self.grid.go_to(route.record_id)
            if self.panel.show_record(route.record_id):
                self.panel.show()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.model.wake()
        self._counts.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.model.sleep()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._is_panel_open():
            self.panel.close_panel()
        else:
            super().keyPressEvent(event)
