"""工作要点: the year's plan row by row, its state in the quarter, and what is left to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from gui import shortcuts
from gui.appearance import theme
from gui.plan.plan_grid import PlanGrid
from gui.plan.plan_panel import PlanPanel
from gui.plan.plan_sources import PlanSources
from gui.plan.plan_table import PlanTable
from gui.session import Route
from gui.widgets.empty_state import EmptyState
from gui.widgets.list.chip_row import ChipRow
from gui.widgets.page_head import PageHead
from storage import clock
from storage.model.tables.plan import WORK_PLANS
from storage.plan.plan_progress import VIEW_LABELS, PlanStatus, plan_status, recount
from storage.seals.seal import last_seal

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QShowEvent

    from gui.session import Session
    from storage.counting.indicators import MeasuredIndicator
    from storage.model.schema import Table
    from storage.store.edit import Changes
    from storage.store.store import Store

ALL = "all"
NO_MATCH = ("search", "没有这样的要点", "换一个筛选再看。")
ALL_DONE = {
    "unfilled": ("circle-check", "这一季的进展都填好了", "可以回“报表与报送”看还差什么。"),
}
SEALED_NOTE = " · 这一季已封存，再改的算补报、更正"


class PlanPage(QWidget):
    """Shows the plan at once, and its drafts when the figures are counted."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("page_plan")
        self._session = session
        self._quarter = session.quarter
        self._status = PlanStatus(None, session.quarter)
        self._view = ALL
        self._counted = False
        self._changed_tables: set[Table[Any]] = set()  # since the figures were counted
        self._counting_tables: frozenset[Table[Any]] = (
            frozenset()
        )  # which of them are being counted now
        self._stale = True
        self.head = PageHead(WORK_PLANS.label)
        self.chips = ChipRow()
        self.model = PlanTable(self)
        self.grid = PlanGrid(self.model)
        self.empty = EmptyState()
        self.panel = PlanPanel(session)
        self.sources = PlanSources(session, self)
        self.sources_button, self.importing = self.sources.button, self.sources.preview
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.head.add(self.sources_button)
        self.chips.set_views(list(VIEW_LABELS.items()))
        self.panel.hide()
        card = QFrame()
        card.setProperty("role", "card")
        self._cards = QStackedLayout(card)
        self._cards.setContentsMargins(1, 1, 1, 1)
        self._cards.addWidget(self.grid)
        self._cards.addWidget(self.empty)
        body = QHBoxLayout()
        body.setSpacing(theme.SPACE)
        body.addWidget(card, 1)
        body.addWidget(self.panel)
        list_page = QWidget()
        column = QVBoxLayout(list_page)
        column.setContentsMargins(theme.EDGE, theme.MARGIN, theme.EDGE, theme.MARGIN)
        column.setSpacing(theme.SPACE)
        column.addWidget(self.head)
        column.addWidget(self.chips)
        column.addLayout(body, 1)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(list_page)
        self._pages.addWidget(self.importing)
        self.setFocusProxy(self.grid)

    def _connect(self) -> None:
        session = self._session
        session.changed.connect(self._on_changed)
        session.quarter_changed.connect(lambda _quarter: self._on_quarter_changed())
        self.chips.view_chosen.connect(self.choose)
        self.grid.chosen.connect(self._show_row)
        self.grid.opened.connect(self._edit_row)
        self.panel.closed.connect(self._close_panel)
        self.panel.figure_requested.connect(self._show_records)
        self.empty.button.clicked.connect(self._on_empty_action)
        self.importing.closed.connect(self._close_import)
        self.sources.preview_requested.connect(self._show_import)
        for key, action in (
            (shortcuts.PANEL, self._toggle),
            (shortcuts.SAVE, self.panel.save),
            (shortcuts.NEXT_ITEM, lambda: self.grid.step(1)),
            (shortcuts.PREVIOUS_ITEM, lambda: self.grid.step(-1)),
        ):
            shortcuts.bind(key, self, action, within=True)

    # the list

    def _on_changed(self, changes: Changes) -> None:
        self._changed_tables |= {change.table for change in changes}
        self._reload_soon()

    def _reload_soon(self) -> None:
        self._stale = True
        if self.isVisible():
            self._reload()

    def _on_quarter_changed(self) -> None:
        """Show another quarter after saving what was typed for this one."""
        if self._session.quarter == self._quarter:
            return
        if not self.panel.save_pending():
            self._session.choose_quarter(self._quarter)
            return
        self._quarter = self._session.quarter
        self._counted = False
        self._reload_soon()

    def _reload(self) -> None:
        """Show the plan with the figures known so far; count them again if they are outdated."""
        session, quarter, today = self._session, self._quarter, clock.today()
        self._stale = False
        known = self._status.measured if self._status.quarter == quarter else ()
        self._show(plan_status(session.store, quarter, today, known))
        changed_tables = frozenset(self._changed_tables)
        if self._status.plan is None or (self._counted and not changed_tables):
            return

        def count(own: Store) -> PlanStatus:
            figures = recount(own, quarter, known, changed_tables) if known else None
            return plan_status(own, quarter, today, figures)

        self._counting_tables = changed_tables
        session.figure_queries.submit(
            "plan", count, self._show_counted,
            0.0, lambda error: self.head.set_status(f"数字统计不出来：{error}"),
        )  # fmt: skip

    def _show_counted(self, found: PlanStatus) -> None:
        if found.quarter == self._quarter:
            self._counted = True
            self._changed_tables -= self._counting_tables
            self._show(found)

    def _show(self, found: PlanStatus) -> None:
        self._status = found
        self.sources.set_plan(found.plan, self._quarter.year)
        for view in VIEW_LABELS:
            self.chips.set_count(view, found.count(view))
        self.chips.choose(self._view)
        self.chips.setVisible(found.plan is not None)
        self.model.show_lines(found, self._view)
        self._show_headline(found)
        rows = self.model.rowCount()
        self._cards.setCurrentWidget(self.grid if rows else self.empty)
        self._refresh_panel()

    def _show_headline(self, found: PlanStatus) -> None:
        if found.plan is None:
            self.head.set_status("这一年还没有工作要点")
            self.empty.show_message(
                "list-checks", "还没有工作要点",
                "市里的通知是一张表：导入以后，每一条都能填分工、进展和佐证。", "从通知导入",
            )  # fmt: skip
            return
        day = found.quarter.cut_off
        sealed = SEALED_NOTE if last_seal(self._session.store, found.quarter) else ""
        filled = len(found.lines) - found.count("unfilled")
        self.head.set_status(
            f"《{found.plan.title}》 · {len(found.lines)} 条，{found.quarter.label}已填 {filled} 条"
            f" · 统计到 {day:%Y-%m-%d}{sealed}"
        )
        self.empty.show_message(*ALL_DONE.get(self._view, NO_MATCH), "看全部")

    @Slot(str)
    def choose(self, view: str) -> None:
        """Show one of the views."""
        self._view = view
        self._show(self._status)

    @Slot()
    def _on_empty_action(self) -> None:
        if self._status.plan is None:
            self.sources.button.choose_file()
        else:
            self.choose(ALL)

    # the panel

    @Slot(int)
    def _show_row(self, row_id: int) -> None:
        line = next((one for one in self._status.lines if one.row.id == row_id), None)
        if line is None:
            return
        if self.panel.show_line(line, self._quarter, counted=self._counted):
            self.panel.show()
        elif self.panel.row_id is not None:
            self.grid.go_to(self.panel.row_id)

    def _refresh_panel(self) -> None:
        shown = self.panel.row_id
        if shown is None:
            return
        line = next((one for one in self._status.lines if one.row.id == shown), None)
        if line is None:
            self.panel.clear()
        else:
            self.panel.show_line(line, self._quarter, counted=self._counted)

    @Slot()
    def _edit_row(self) -> None:
        row_id = self.grid.current_id()
        if row_id is not None:
            self._show_row(row_id)
            self.panel.focus_progress()

    @Slot()
    def _close_panel(self) -> None:
        self.panel.hide()
        self.grid.setFocus()

    @Slot()
    def _toggle(self) -> None:
        if self.panel.isVisible():
            self.panel.close_panel()
        else:
            self._edit_row()

    @Slot(object)
    def _show_records(self, one: MeasuredIndicator) -> None:
        from gui.page_catalogue import PAGES

        table = one.indicator.table
        page = next((page.name for page in PAGES if table in page.tables), None)
        if page is None:
            self._session.notify(f"{table.label}没有单独的一页，请在各条记录的详情里看。", "link")
            return
        self._session.go(Route(page, table=table.name, selection=one.part, words=one.label))

    def show_route(self, route: Route) -> None:
        """Show the view or the row of a route."""
        self.choose(route.view or ALL)
        if route.record_id is None:
            return
        if self.grid.go_to(route.record_id):
            self._show_row(route.record_id)
        else:
            self._session.notify("这一条属于另一年的要点，在右上角换到那一年的季度再看。", "link")

    @Slot()
    def _show_import(self) -> None:
        self._pages.setCurrentWidget(self.importing)

    @Slot()
    def _close_import(self) -> None:
        self._pages.setCurrentIndex(0)
        self._reload()
        self.grid.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._reload()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if shortcuts.is_pressed(event, shortcuts.CLOSE) and self.panel.isVisible():
            self.panel.close_panel()
        else:
            super().keyPressEvent(event)
