"""Exporting the quarter: privacy, folder, and the files written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from exports.draft_mark import DRAFT_WORD
from exports.package import SHORTEST_REASON
from exports.package.encryption import readable_password
from exports.package.export import export_package
from gui.appearance import theme
from gui.report.export_options import ExportOptions
from gui.report.export_results import ExportResults
from gui.sending.sending_view import SendingView
from gui.tasks import TaskResult
from gui.widgets.buttons import link_button, primary_button
from storage.errors import UserError
from storage.seals.seal import last_seal

if TYPE_CHECKING:
    from gui.session import Session


class ExportSide(QWidget):
    """Options at the top, the files below, then what sends them.

    Signals:
        closed(): the card should be hidden
        written(): a package was exported
    """

    closed = Signal()
    written = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.version: int | None = None
        self.options = ExportOptions(session)
        self.results = ExportResults(session)
        self.results.hide()
        self.results.closed.connect(self.results.hide)
        self.export = primary_button("导出报送包", "package")
        self.export.setObjectName("export")
        self.export.clicked.connect(self.write)
        back = link_button("返回对账")
        back.setObjectName("close_giving")
        back.clicked.connect(self.closed)
        title = QLabel("报送包")
        title.setProperty("role", "section")
        head = QHBoxLayout()
        head.addWidget(title, 1)
        head.addWidget(back)
        holder = QWidget()
        holder.setProperty("role", "plain")
        parts = QVBoxLayout(holder)
        parts.setContentsMargins(0, 0, theme.GAP // 2, 0)
        parts.setSpacing(theme.SPACE)
        parts.addLayout(head)
        self.sending = SendingView(session, lambda: self.options.folder)
        self.written.connect(self.sending.refresh)
        self.sending.seal_requested.connect(self.closed)
        self.options.reason.returnPressed.connect(self.write)
        for part in (self.options, self.export, self.results, self.sending):
            parts.addWidget(part)
        parts.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(holder)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(area)

    @Slot()
    def write(self) -> None:
        """Write the package in the background."""
        session, quarter, out = self._session, self._session.quarter, self.options.folder
        privacy, reason = self.options.privacy, self.options.reason.text().strip()
        password = readable_password() if privacy == "full" else ""
        version, result = self.version, TaskResult()
        work = result.wrap(
            lambda store, progress: export_package(
                store, quarter, out, privacy, reason, progress, password=password, version=version
            )
        )
        self.options.show_problem("")
        if privacy == "full" and len(reason) < SHORTEST_REASON:
            self.options.show_problem("请写明向谁提供、作什么用，再导出完整的号码。")
            self.options.reason.setFocus()
            return
        try:
            task = session.write("正在导出报送包", work)
        except UserError as error:
            session.notify(str(error), "bad")
            return
        result.when_closed(task, lambda: self._on_written(result, password))

    def _on_written(self, result: TaskResult, password: str) -> None:
        if result.done:
            draft = last_seal(self._session.store, self._session.quarter) is None
            self.results.show_written(result.value, password)
            self.results.show()
            self.results.take_focus()
            self.options.reason.clear()
            self.written.emit()
            folder = self.options.folder
            self._session.notify(
                f"已导出{DRAFT_WORD if draft else ''}到 {folder}",
                "good",
                "打开文件夹",
                self.results.open_folder,
            )
        elif result.error is not None:
            self.options.show_problem(str(result.error))
