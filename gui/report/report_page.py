"""报表与报送: the state of the quarter, the preview of its report, sealing and exporting."""

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
from gui.report.report_preview import ReportPreview
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

SIDE_WIDTH = 352
REFRESH_DELAY = 600  # milliseconds after a change before the report is made again
SEAL_WARNING = (
    "封存后，这一季的数字、口径、目标和名册都按现在的样子留存，不能解封。"
    "以后的改动会列为补报或更正，另封一版。"
)


class ReportPage(QWidget):
    """Recounts and remakes the report after any change while it is visible."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("page_reports")
        self._session = session
        self._stale = True
        self._state: QuarterState | None = None
        self._version: int | None = None  # the version shown; None for the last
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REFRESH_DELAY)
        self.head = PageHead("报表与报送")
        self.pill = Pill()
        self.pill.setObjectName("seal_state")
        self.preview = ReportPreview(session, self)
        self.side = QuarterSide(session)
        self.export_side = ExportSide(session)
        self._export_button = quiet_button("报送包", "package")
        self._export_button.setObjectName("to_giving")
        self._seal_button = primary_button("封存", "lock")
        self._seal_button.setObjectName("seal")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.head.add_title_switch(self.pill)
        for button in (self.preview.button, self._export_button, self._seal_button):
            self.head.add(button)
        self._side = QStackedWidget()
        self._side.setFixedWidth(SIDE_WIDTH)
        self._side.addWidget(self.side)
        self._side.addWidget(self.export_side)
        body = QHBoxLayout()
        body.setSpacing(theme.SPACE)
        body.addWidget(self._side)
        body.addWidget(self.preview.view, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.EDGE, theme.MARGIN, theme.EDGE, theme.MARGIN)
        column.setSpacing(theme.SPACE)
        column.addWidget(self.head)
        column.addLayout(body, 1)

    def _connect(self) -> None:
        session, export_side, side = self._session, self.export_side, self.side
        self._timer.timeout.connect(self._refresh)
        session.changed.connect(lambda _changes: self._refresh_later())
        session.quarter_changed.connect(lambda _quarter: self._on_quarter_changed())
        session.writing_changed.connect(lambda _writing: self._update_buttons())
        export_side.options.privacy_changed.connect(lambda _privacy: self._refresh_later())
        export_side.options.office_requested.connect(lambda: session.go(Route("settings")))
        export_side.closed.connect(lambda: self._side.setCurrentWidget(side))
        export_side.written.connect(self._update_head)
        side.figures.records_requested.connect(self._show_records)
        side.route_requested.connect(session.go)
        side.versions.opened.connect(self._open_version)
        side.versions.correction_requested.connect(self._seal_correction)
        self.preview.loaded.connect(self._show_verdicts)
        self.preview.refused.connect(
            lambda sentence: session.notify(sentence, "warn", "导出报送包", export_side.write)
        )
        self.preview.view.action_requested.connect(lambda: session.go(Route("import")))
        self._export_button.clicked.connect(self.show_export)
        self._seal_button.clicked.connect(self._ask_to_seal)
        shortcut = QShortcut(QKeySequence("Ctrl+P"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.preview.print)

    # the state of the quarter

    def _refresh_later(self) -> None:
        self._stale = True
        if self.isVisible():
            self._timer.start()

    def _on_quarter_changed(self) -> None:
        self.export_side.results.hide()
        self._side.setCurrentWidget(self.side)
        self.side.reset()
        self._version = None
        self._stale = True
        if self.isVisible():
            self._refresh()

    @Slot()
    def _refresh(self) -> None:
        """Count, check and make the report in the background."""
        session, quarter, version = self._session, self._session.quarter, self._version
        self._stale = False
        self._state = None
        self.head.set_title(f"{quarter.label}报送")
        options = self.export_side.options
        options.show_folder()
        options.show_missing_office(office=office_of(session.store) is None)
        self.side.clear_papers()
        if self._is_empty():
            session.figure_queries.forget("reports")
            self.side.show_nothing()
            self.preview.show_empty()
        else:
            self.side.checks.show_waiting()
            today = clock.today()
            session.figure_queries.submit(
                "reports", lambda own: load_state(own, quarter, today, version), self._show_state,
                0.0, self.side.checks.show_unreadable,
            )  # fmt: skip
            self.preview.load(options.privacy, version)
        self._update_head()
        self._update_buttons()

    def _show_state(self, state: QuarterState) -> None:
        self._state = state
        self.export_side.version = state.shown.version if state.shown else None
        self.side.show_state(state)
        self._update_head()
        self._update_buttons()

    def _show_verdicts(self, verdicts: object) -> None:
        self.side.show_papers(verdicts)  # type: ignore[arg-type]
        self._update_buttons()

    @Slot()
    def _update_head(self) -> None:
        """Show the quarter's state as a sentence, and its seal next to the title."""
        state = self._state
        self.pill.set_text(*_seal_text(state))
        if state is None:
            day = self._session.quarter.cut_off
            self.head.set_status(f"统计到 {day:%Y-%m-%d}")
            return
        if state.latest is None:
            sentence = state.readiness.sentence
        else:
            sentence = f"封存于 {state.latest.sealed_at:%Y-%m-%d %H:%M}，{_changes_summary(state)}"
        last = next(iter(export_log.last_exports(self._session.store, 1)), None)
        exported = (
            f" · 上次导出 {format_logged_at(last.at)}（{PRIVACY[last.privacy]}）" if last else ""
        )
        self.head.set_status(sentence + exported)

    def _is_empty(self) -> bool:
        store = self._session.store
        return not store.count(VOLUNTEERS) and not store.count(ORGANIZATIONS)

    def _update_buttons(self) -> None:
        idle, state = self._session.writing is None, self._state
        self.preview.update_button()
        self.export_side.export.setEnabled(idle and not self._is_empty())
        self._export_button.setEnabled(not self._is_empty())
        sealed = last_seal(self._session.store, self._session.quarter) is not None
        self._seal_button.setText(" 封存更正" if sealed else " 封存")
        wanted = state is not None and (not sealed or state.is_changed)
        self._seal_button.setEnabled(idle and wanted and self.side.ready)
        self.side.versions.set_enabled(idle and self.side.ready)
        self._seal_button.setToolTip(_seal_tooltip(state, ready=self.side.ready))

    def _show_records(self, one: MeasuredIndicator) -> None:
        route = routes.records_route(one)
        if route is not None:
            self._session.go(route)

    def _open_version(self, version: int) -> None:
        self.side.tabs.take_focus()  # the link that was pressed is built again
        self._version = version
        self._refresh()

    @Slot()
    def show_export(self) -> None:
        """Show the export options."""
        self._side.setCurrentWidget(self.export_side)
        self.export_side.export.setFocus()

    def show_route(self, route: Route) -> None:
        """Show a part of the page: explanations, zero reports, versions, or the export."""
        if route.view == "giving":
            self.show_export()
        elif route.view:
            self._side.setCurrentWidget(self.side)
            self.side.show_fix(route.view)

    # sealing

    @Slot()
    def _ask_to_seal(self) -> None:
        if self._state is not None and self._state.latest is not None:
            self.side.choose(VERSIONS)
            self.side.versions.reason.setFocus()
        else:
            self._seal_as("")

    def _seal_correction(self, reason: str) -> None:
        self._seal_as(reason)

    def _seal_as(self, reason: str) -> None:
        """Seal the quarter after confirmation, as a seal is final."""
        session, quarter, today, result = (
            self._session,
            self._session.quarter,
            clock.today(),
            TaskResult(),
        )
        try:
            check_sealable(session.store, quarter, today, reason)
            if not notice.confirm(self, f"封存 {quarter.label}？", SEAL_WARNING, "封存"):
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
            self.side.versions.reason.clear()
            self._session.changed.emit(())  # no record changed, but every page shows the seal
            self._session.notify(
                f"{result.value.quarter.label}已封存：{result.value.label}", "good"
            )

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._refresh()
        self.preview.view.pages.setFocus()


def _seal_text(state: QuarterState | None) -> tuple[str, str]:
    if state is None:
        return "", "neutral"
    if state.shown is None or state.latest is None:
        return "未封存", "neutral"
    if state.shown.version != state.latest.version:
        return f"正在看{state.shown.label}，已有{state.latest.label}", "warn"
    if state.figure_changes:
        return f"已封存{state.latest.label}，有更正", "warn"
    return f"已封存{state.latest.label}", "good"


def _changes_summary(state: QuarterState) -> str:
    if not state.is_changed:
        return "以后这一季没有改动"
    moved = f"{len(state.figure_changes)} 个指标变了" if state.figure_changes else "指标没有变"
    return f"以后改了 {state.change_count:,} 条记录，{moved}"


def _seal_tooltip(state: QuarterState | None, *, ready: bool) -> str:
    if state is None:
        return "正在对账"
    if state.latest is not None and not state.is_changed:
        return "封存以后这一季没有改动"
    return "封存这一季，数字不再变" if ready else "先处理“对账”里红色的几条"
