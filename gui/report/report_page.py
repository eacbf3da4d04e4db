"""报表与报送: how the quarter stands, the report as it will be given out, sealing and giving."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from exports.reports.report_context import PRIVACY
from gui import notice, routes
from gui.appearance import theme
from gui.formatting import format_logged_at
from gui.report.export_side import ExportSide
from gui.report.quarter_state import QuarterState, load_state
from gui.report.report_preview import Paper
from gui.report.side import VERSIONS, QuarterSide
from gui.session import Route
from gui.tasks import TaskResult
from gui.widgets.buttons import primary_button, quiet_button
from gui.widgets.page_head import PageHead
from gui.widgets.pill import Pill
from storage import clock
from storage.counting.policy import office_of
from storage.errors import UserError
from storage.model.tables.organization import ORGANIZATIONS
from storage.model.tables.volunteer import VOLUNTEERS
from storage.quarter.sealing import check_sealable, seal_quarter
from storage.seals.seal import last_seal
from storage.sending import export_log

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from gui.session import Session
    from storage.counting.indicators import MeasuredIndicator

SIDE = 352
PAUSE = 600  # milliseconds after a change before the report is made again
FOR_GOOD = (
    "封存后，这一季的数字、口径、目标和名册都按现在的样子留存，不能解封。"
    "以后的改动会列为补报或更正，另封一版。"
)


class ReportPage(QWidget):
    """Counts and makes the report again when anything has changed and it is in view."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("page_reports")
        self._session = session
        self._stale = True
        self._state: QuarterState | None = None
        self._version: int | None = None  # the one that is looked at; None for the last
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self.head = PageHead("报表与报送")
        self.pill = Pill()
        self.pill.setObjectName("seal_state")
        self.paper = Paper(session, self)
        self.standing = QuarterSide(session)
        self.giving = ExportSide(session)
        self._give = quiet_button("报送包", "package")
        self._give.setObjectName("to_giving")
        self._seal = primary_button("封存", "lock")
        self._seal.setObjectName("seal")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.head.add_title_switch(self.pill)
        for button in (self.paper.button, self._give, self._seal):
            self.head.add(button)
        self._side = QStackedWidget()
        self._side.setFixedWidth(SIDE)
        self._side.addWidget(self.standing)
        self._side.addWidget(self.giving)
        body = QHBoxLayout()
        body.setSpacing(theme.SPACE)
        body.addWidget(self._side)
        body.addWidget(self.paper.view, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.EDGE, theme.MARGIN, theme.EDGE, theme.MARGIN)
        column.setSpacing(theme.SPACE)
        column.addWidget(self.head)
        column.addLayout(body, 1)

    def _connect(self) -> None:
        session, giving, standing = self._session, self.giving, self.standing
        self._timer.timeout.connect(self._refresh)
        session.changed.connect(lambda _changes: self._wait())
        session.quarter_changed.connect(lambda _quarter: self._begin_quarter())
        session.writing_changed.connect(lambda _writing: self._allow())
        giving.options.privacy_changed.connect(lambda _privacy: self._wait())
        giving.options.office_requested.connect(lambda: session.go(Route("settings")))
        giving.closed.connect(lambda: self._side.setCurrentWidget(standing))
        giving.written.connect(self._update_head)
        standing.figures.records_requested.connect(self._show_records)
        standing.went.connect(session.go)
        standing.versions.opened.connect(self._open)
        standing.versions.corrected.connect(self._correct)
        self.paper.made.connect(self._show_papers)
        self.paper.refused.connect(
            lambda sentence: session.notify(sentence, "warn", "导出报送包", giving.write)
        )
        self.paper.view.action_requested.connect(lambda: session.go(Route("import")))
        self._give.clicked.connect(self.show_export)
        self._seal.clicked.connect(self._ask_to_seal)
        shortcut = QShortcut(QKeySequence("Ctrl+P"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.paper.print)

    # how it stands

    def _wait(self) -> None:
        self._stale = True
        if self.isVisible():
            self._timer.start()

    def _begin_quarter(self) -> None:
        self.giving.results.hide()
        self._side.setCurrentWidget(self.standing)
        self.standing.begin()
        self._version = None
        self._stale = True
        if self.isVisible():
            self._refresh()

    @Slot()
    def _refresh(self) -> None:
        """Count, check and make the report, off this thread."""
        session, quarter, version = self._session, self._session.quarter, self._version
        self._stale = False
        self._state = None
        self.head.set_title(f"{quarter.label}报送")
        options = self.giving.options
        options.show_folder()
        options.show_lacking(office=office_of(session.store) is None)
        self.standing.forget_papers()
        if self._empty():
            session.figure_queries.forget("reports")
            self.standing.show_nothing()
            self.paper.show_empty()
        else:
            self.standing.checks.show_waiting()
            today = clock.today()
            session.figure_queries.submit(
                "reports", lambda own: load_state(own, quarter, today, version), self._show_state,
                0.0, self.standing.checks.show_unreadable,
            )  # fmt: skip
            self.paper.ask(options.privacy, version)
        self._update_head()
        self._allow()

    def _show_state(self, state: QuarterState) -> None:
        self._state = state
        self.giving.version = state.shown.version if state.shown else None
        self.standing.show_state(state)
        self._update_head()
        self._allow()

    def _show_papers(self, verdicts: object) -> None:
        self.standing.show_papers(verdicts)  # type: ignore[arg-type]
        self._allow()

    @Slot()
    def _update_head(self) -> None:
        """Say in a sentence how the quarter stands, and beside the title whether it is sealed."""
        state = self._state
        self.pill.set_text(*_sealed(state))
        if state is None:
            day = self._session.quarter.cut_off
            self.head.set_status(f"统计到 {day:%Y-%m-%d}")
            return
        if state.last is None:
            sentence = state.readiness.sentence
        else:
            sentence = f"封存于 {state.last.sealed_at:%Y-%m-%d %H:%M}，{_changes_summary(state)}"
        last = next(iter(export_log.last_exports(self._session.store, 1)), None)
        given = (
            f" · 上次导出 {format_logged_at(last.at)}（{PRIVACY[last.privacy]}）" if last else ""
        )
        self.head.set_status(sentence + given)

    def _empty(self) -> bool:
        store = self._session.store
        return not store.count(VOLUNTEERS) and not store.count(ORGANIZATIONS)

    def _allow(self) -> None:
        idle, state = self._session.writing is None, self._state
        self.paper.allow()
        self.giving.export.setEnabled(idle and not self._empty())
        self._give.setEnabled(not self._empty())
        sealed = last_seal(self._session.store, self._session.quarter) is not None
        self._seal.setText(" 封存更正" if sealed else " 封存")
        wanted = state is not None and (not sealed or state.corrected)
        self._seal.setEnabled(idle and wanted and self.standing.ready)
        self.standing.versions.allow(idle and self.standing.ready)
        self._seal.setToolTip(_reason(state, ready=self.standing.ready))

    def _show_records(self, one: MeasuredIndicator) -> None:
        route = routes.records_route(one)
        if route is not None:
            self._session.go(route)

    def _open(self, version: int) -> None:
        self.standing.tabs.take_focus()  # the link that was pressed is made anew
        self._version = version
        self._refresh()

    @Slot()
    def show_export(self) -> None:
        """Show how the quarter is given out."""
        self._side.setCurrentWidget(self.giving)
        self.giving.export.setFocus()

    def show_route(self, route: Route) -> None:
        """Show what another page asks for: explanations, silent units, the giving."""
        if route.view == "giving":
            self.show_export()
        elif route.view:
            self._side.setCurrentWidget(self.standing)
            self.standing.want(route.view)

    # sealing

    @Slot()
    def _ask_to_seal(self) -> None:
        if self._state is not None and self._state.last is not None:
            self.standing.choose(VERSIONS)
            self.standing.versions.reason.setFocus()
        else:
            self._seal_as("")

    def _correct(self, reason: str) -> None:
        self._seal_as(reason)

    def _seal_as(self, reason: str) -> None:
        """Seal after asking, as it is for good."""
        session, quarter, today, result = (
            self._session,
            self._session.quarter,
            clock.today(),
            TaskResult(),
        )
        try:
            check_sealable(session.store, quarter, today, reason)
            if not notice.confirm(self, f"封存 {quarter.label}？", FOR_GOOD, "封存"):
                return
            work = result.wrap(
                lambda store, progress: seal_quarter(
                    store, quarter, today, reason, progress=progress
                )
            )
            task = session.write(f"正在封存 {quarter.label}", work)
        except UserError as error:
            session.notify(str(error), "bad")
            return
        result.when_closed(task, lambda: self._finish_seal(result))

    def _finish_seal(self, result: TaskResult) -> None:
        if result.done:
            self._version = None
            self.standing.versions.reason.clear()
            self._session.changed.emit(())  # no record did, yet every page tells of it
            self._session.notify(
                f"{result.value.quarter.label}已封存：{result.value.label}", "good"
            )

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._refresh()
        self.paper.view.pages.setFocus()


def _sealed(state: QuarterState | None) -> tuple[str, str]:
    if state is None:
        return "", "neutral"
    if state.shown is None or state.last is None:
        return "未封存", "neutral"
    if state.shown.version != state.last.version:
        return f"正在看{state.shown.label}，已有{state.last.label}", "warn"
    if state.moved:
        return f"已封存{state.last.label}，有更正", "warn"
    return f"已封存{state.last.label}", "good"


def _changes_summary(state: QuarterState) -> str:
    if not state.corrected:
        return "以后这一季没有改动"
    moved = f"{len(state.moved)} 个指标变了" if state.moved else "指标没有变"
    return f"以后改了 {state.many:,} 条记录，{moved}"


def _reason(state: QuarterState | None, *, ready: bool) -> str:
    if state is None:
        return "正在对账"
    if state.last is not None and not state.corrected:
        return "封存以后这一季没有改动"
    return "封存这一季，数字不再变" if ready else "先处理“对账”里红色的几条"
