"""工作台: what is left to do for the quarter, and the main figures.

What counts figures is loaded on the reader's thread, once the window is shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from gui.appearance import theme
from gui.home.month_chart import MonthChart
from gui.home.step_row import StepRow
from gui.home.upcoming_card import UpcomingCard
from gui.home.welcome import Welcome
from gui.page_catalogue import PAGES
from gui.session import Route
from gui.widgets.buttons import link_button, primary_button, quiet_button
from gui.widgets.card import Card, clear_layout
from gui.widgets.list.target_row import TargetRow
from gui.widgets.page_head import PageHead
from gui.widgets.pill import Pill
from gui.widgets.scroll_area import flush_scroll_area
from storage import clock
from storage.ledger.driver import DatabaseError
from storage.ledger.failure_messages import LedgerUnreadable, ledger_error
from storage.model.tables.organization import ORGANIZATIONS
from storage.model.tables.volunteer import VOLUNTEERS
from storage.store import history

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QShowEvent

    from gui.home.home_state import HomeState, ToDo
    from gui.session import Session
    from storage.counting.indicators.indicator import MeasuredIndicator
    from storage.errors import UserError
    from storage.model.period import Quarter
    from storage.quarter.readiness import Readiness
    from storage.store.history import RecentEdit
    from storage.store.store import Store

FIGURE_CODES = ("V02", "V08", "V11", "O04", "O06", "L04", "L05", "T09")
MAX_STEPS, MAX_RECENT = 7, 3
REFRESH_DELAY = 400  # milliseconds after a change before everything is counted again


def _load_state(store: Store, quarter: Quarter) -> HomeState:
    from gui.home.home_state import load_state

    return load_state(store, quarter)


class HomePage(QWidget):
    """The first page; figures are counted off the window's thread, and again after changes."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("page_home")
        self._session = session
        self.head = PageHead("工作台")
        self._figures = Card("主要指标", self._all_figures())
        self._chart = MonthChart()
        self._count = Pill()
        self._count.setObjectName("lacking")
        self._steps = Card("还差什么", self._count)
        self._coming = UpcomingCard(session)
        self._recent = Card("最近")
        self._stack = QStackedLayout(self)
        self._welcome = Welcome(session)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REFRESH_DELAY)
        self._stale = True
        self._lay_out()
        self._connect()

    def _all_figures(self) -> QWidget:
        button = link_button("全部指标")
        button.setObjectName("all_figures")
        button.clicked.connect(lambda: self._go("reports"))
        return button

    def _lay_out(self) -> None:
        for name, text, icon, make in (
            ("import", "导入花名册", "file-input", quiet_button),
            ("reports", "今天就报", "list-checks", primary_button),
        ):
            button = make(text, icon)
            button.setObjectName(f"to_{name}")
            button.clicked.connect(lambda _=False, name=name: self._go(name))
            self.head.add(button)
        chart = Card("今年每月新注册志愿者")
        chart.body.addWidget(self._chart, 1)
        left, right = QVBoxLayout(), QVBoxLayout()
        low = QHBoxLayout()
        low.setSpacing(theme.SPACE)
        low.addWidget(chart, 3)
        low.addWidget(self._coming, 4)
        left.addWidget(self._figures)
        left.addLayout(low, 1)
        right.addWidget(self._steps)
        right.addWidget(self._recent, 1)
        for column in (left, right):
            column.setSpacing(theme.SPACE)
        cards = QWidget()
        body = QHBoxLayout(cards)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(theme.SPACE)
        body.addLayout(left, 13)
        body.addLayout(right, 7)
        work = QWidget()
        column = QVBoxLayout(work)
        column.setContentsMargins(theme.EDGE, theme.MARGIN, theme.EDGE, theme.MARGIN)
        column.setSpacing(theme.SPACE)
        column.addWidget(self.head)
        column.addWidget(flush_scroll_area(cards), 1)
        self._stack.addWidget(work)
        self._stack.addWidget(self._welcome)

    def _connect(self) -> None:
        self._timer.timeout.connect(self._refresh)
        self._session.changed.connect(lambda _changes: self._timer.start())
        self._session.quarter_changed.connect(lambda _quarter: self._refresh())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._session.figure_queries.forget("home")  # seconds of work on a long ledger, for nobody

    @Slot()
    def _refresh(self) -> None:
        self._stale = True
        if not self.isVisible():
            return
        try:
            self._on_quarter_changed()
        except DatabaseError as error:
            self._show_unreadable(ledger_error(error, self._session.store.path))

    def _on_quarter_changed(self) -> None:
        store, quarter = self._session.store, self._session.quarter
        empty = not store.count(VOLUNTEERS) and not store.count(ORGANIZATIONS)
        self._stack.setCurrentIndex(1 if empty else 0)
        self._welcome.refresh()
        self.head.set_title(f"{quarter.label}")
        self.head.set_status("正在统计…")
        self._show_recent(history.recent(store, MAX_RECENT))
        if not empty:  # the reader would hold up the first picture of the window
            QTimer.singleShot(0, self, self._count_figures)

    def _count_figures(self) -> None:
        quarter = self._session.quarter
        if self.isVisible():
            self._session.figure_queries.submit(
                "home",
                lambda own: _load_state(own, quarter),
                self._show,
                0.0,
                self._show_unreadable,
            )

    def _show_unreadable(self, error: UserError) -> None:
        """Show that figures could not be counted, and offer recovery where the file is damaged."""
        self.head.set_status(f"统计不出来：{error}")
        clear_layout(self._steps.body)
        self._count.set_text("", "bad")
        broken = isinstance(error, LedgerUnreadable)
        row = StepRow(
            "数据文件读不出来" if broken else "没有统计出来", "可以从备份恢复" if broken else "",
            "bad", "去恢复" if broken else "",
        )  # fmt: skip
        row.action.setObjectName("to_restore")
        row.action.clicked.connect(lambda: self._session.go(Route("settings", table="data")))
        self._steps.body.addWidget(row)
        self._steps.body.addStretch(1)

    def _show(self, state: HomeState) -> None:
        """Show the counted state, and request the checks of the quarter."""
        from gui.home.home_state import countdown
        from storage.quarter.readiness import check_readiness

        self._stale = False
        quarter = self._session.quarter
        self.head.set_title(countdown(quarter, state, clock.today()))
        self._show_figures(state.figures)
        self._chart.show_months(state.months)
        self._coming.show_upcoming(state.upcoming)
        self._session.figure_queries.submit(
            "home",
            lambda own: check_readiness(own, quarter, clock.today()),
            lambda found: self._show_lacking(state, found),
            0.0,
            self._show_unreadable,
        )

    def _show_lacking(self, state: HomeState, found: Readiness) -> None:
        from gui.home.home_state import build_to_dos

        todo = build_to_dos(found, state.steps)
        pressing = [one for one in todo if one.tone != "link"]
        if pressing:
            self.head.set_status(f"还差 {len(pressing)} 件事，最要紧的：{pressing[0].text}。")
        else:
            self.head.set_status("都齐了，可以封存报送。" if state.seal is None else "没有缺的了。")
        self._count.set_text(f"{len(pressing)}" if pressing else "", "bad")
        self._show_steps(todo)

    def _show_figures(self, found: tuple[MeasuredIndicator, ...]) -> None:
        from gui.home.home_state import build_target_figure

        clear_layout(self._figures.body)
        by_code = {one.code: one for one in found}
        for one in (by_code[code] for code in FIGURE_CODES if code in by_code):
            row = TargetRow(build_target_figure(one))
            row.setObjectName(f"figure_{one.code}")
            row.clicked.connect(lambda _=False, one=one: self._show_records(one))
            self._figures.body.addWidget(row)

    def _show_steps(self, todo: list[ToDo]) -> None:
        clear_layout(self._steps.body)
        for at, one in enumerate(todo[:MAX_STEPS]):
            row = StepRow(one.text, one.detail, one.tone, one.action if one.route else "")
            row.action.setObjectName(f"to_do_{at}")
            row.action.clicked.connect(lambda _=False, route=one.route: self._session.go(route))
            self._steps.body.addWidget(row)
        if not todo:
            self._steps.body.addWidget(StepRow("这个季度没有缺的了", "", "good", ""))
        self._steps.body.addStretch(1)

    def _show_recent(self, done: tuple[RecentEdit, ...]) -> None:
        clear_layout(self._recent.body)
        for at, one in enumerate(done):
            undone = "　已撤销" if one.undone else ""
            when = f"{one.at:%m-%d %H:%M}{undone}"
            offer = at == 0 and not one.undone and len(done) > 1
            row = StepRow(one.reason, when, "second", "撤销" if offer else "", "history")
            row.action.clicked.connect(self._session.undo)
            self._recent.body.addWidget(row)
        self._recent.body.addStretch(1)

    def _show_records(self, one: MeasuredIndicator) -> None:
        from gui import routes

        route = routes.records_route(one)
        if route is not None:
            self._session.go(route)

    def _go(self, name: str) -> None:
        if any(page.name == name for page in PAGES):
            self._session.go(Route(name))
