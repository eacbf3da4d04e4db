"""报表与报送: the quarter as it will be given out, where each figure comes from, and the giving."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from exports.package import SHORTEST_REASON, preview
from exports.package.locking import readable_password
from exports.reports.material import PRIVACY
from gui import printing, theme
from gui.pages.registry import page_of
from gui.pages.report.figure_list import FigureList
from gui.pages.report.giving import give_out
from gui.pages.report.options import Options
from gui.pages.report.results import Results
from gui.pdf.file import PdfFile
from gui.result import Result
from gui.session import Place
from gui.tasks import Task
from gui.telling import noted
from gui.widgets.buttons import primary_button, quiet_button
from gui.widgets.page_head import PageHead
from gui.widgets.pdf_view import PdfView
from storage import export_log
from storage.errors import UserError
from storage.indicators import figures
from storage.policy import office_of
from storage.store import Store
from storage.tables.organization import ORGANIZATIONS
from storage.tables.volunteer import VOLUNTEERS

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from gui.session import Session
    from storage.indicators import Measured

SIDE = 352
PAUSE = 600  # milliseconds after a change before the report is made again
BUG = "程序出了点问题，没有做完；数据没有改动，经过已记入日志。"


class ReportPage(QWidget):
    """Makes the report again when anything has changed and it is in view."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("page_reports")
        self._session = session
        self._stale = True
        self._making: Task | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self.head = PageHead("报表与报送")
        self.options = Options(session)
        self.results = Results(session)
        self.results.hide()
        self.figures = FigureList()
        self.view = PdfView(keys_of=self)
        self.finder = printing.PrinterFinder(self)
        self._print = quiet_button("打印", "printer")
        self._print.setObjectName("print")
        self._print.setToolTip("打印预览的这份报告　Ctrl+P")
        self._export = primary_button("导出季度报表", "package")
        self._export.setObjectName("export")
        self.head.add(self._print)
        self.head.add(self._export)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        side = QWidget()
        side.setFixedWidth(SIDE)
        left = QVBoxLayout(side)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(theme.SPACE)
        left.addWidget(self.options)
        left.addWidget(self.results)
        left.addWidget(self.figures, 1)
        body = QHBoxLayout()
        body.setSpacing(theme.SPACE)
        body.addWidget(side)
        body.addWidget(self.view, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.EDGE, theme.MARGIN, theme.EDGE, theme.MARGIN)
        column.setSpacing(theme.SPACE)
        column.addWidget(self.head)
        column.addLayout(body, 1)

    def _connect(self) -> None:
        session = self._session
        self._timer.timeout.connect(self._refresh)
        session.changed.connect(lambda _changes: self._wait())
        session.quarter_changed.connect(lambda _quarter: self._begin_quarter())
        session.writing_changed.connect(lambda _writing: self._allow())
        self.options.privacy_changed.connect(lambda _privacy: self._wait())
        self.options.office_wanted.connect(lambda: session.go(Place("settings")))
        self.results.closed.connect(self.results.hide)
        self.figures.wanted.connect(self._show_records)
        self.view.asked.connect(lambda: session.go(Place("import")))
        self._export.clicked.connect(self._write)
        self._print.clicked.connect(self._find_printer)
        self.finder.found.connect(self._print_on)
        self.finder.failed.connect(lambda sentence: self._no_printer(sentence))
        shortcut = QShortcut(QKeySequence("Ctrl+P"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self._find_printer)

    # making the preview

    def _wait(self) -> None:
        self._stale = True
        if self.isVisible():
            self._timer.start()

    def _begin_quarter(self) -> None:
        self.results.hide()
        self._stale = True
        if self.isVisible():
            self._refresh()

    @Slot()
    def _refresh(self) -> None:
        """Count the figures and make the report, off this thread."""
        session, quarter = self._session, self._session.quarter
        self._stale = False
        self.head.set_title(f"{quarter.label}报送")
        self._tell_state()
        self.options.show_folder()
        self.options.show_lacking(office=office_of(session.store) is None)
        if self._empty():
            self.figures.show_figures(())
            self.view.show_empty(
                "还没有可以报的数据",
                "先导入一份花名册，或登记组织和团建情况，这里就会出现季度报告。",
                "导入花名册",
            )
        else:
            session.figures.ask(
                "reports", lambda own: figures(own, quarter), self.figures.show_figures
            )
            self._make()
        self._allow()

    def _tell_state(self) -> None:
        quarter = self._session.quarter
        last = next(iter(export_log.given_out(self._session.store, 1)), None)
        given = f"上次导出 {noted(last.at)}（{PRIVACY[last.privacy]}）" if last else "还没有导出过"
        self.head.say(f"统计到 {quarter.cut_off:%Y-%m-%d} · {given}")

    def _make(self) -> None:
        if self._making is not None:
            self._making.cancel()
        path, quarter = self._session.store.path, self._session.quarter
        privacy, result = self.options.privacy, Result()

        def work(_progress: object) -> bytes:
            with Store(path) as own:
                return preview(own, quarter, privacy, date.today())

        self.view.show_loading("正在生成报告…")
        task = Task(result.of(work), self._session, "正在生成报告")
        self._making = task
        result.then(task, lambda: self._show(task, result))
        task.start()

    def _show(self, task: Task, result: Result) -> None:
        if task is not self._making:
            return
        self._making = None
        if result.done:
            self.view.show_pdf(result.value)
        elif not result.cancelled:
            self.view.show_error(str(result.error or BUG))
        self._allow()

    def _empty(self) -> bool:
        store = self._session.store
        return not store.count(VOLUNTEERS) and not store.count(ORGANIZATIONS)

    def _allow(self) -> None:
        self._print.setEnabled(self.view.file is not None and not self.finder.looking)
        self._export.setEnabled(self._session.writing is None and not self._empty())

    def _show_records(self, one: Measured) -> None:
        table = one.indicator.table
        place = Place(page_of(table), table=table.name, selection=one.part, words=one.label)
        self._session.go(place)

    # giving it out

    @Slot()
    def _write(self) -> None:
        quarter, out = self._session.quarter, self.options.folder
        privacy, reason = self.options.privacy, self.options.reason.text().strip()
        password = readable_password() if privacy == "full" else ""
        result = Result()
        work = result.of(
            lambda store, progress: give_out(
                store, quarter, out, privacy, reason, progress, password=password
            )
        )
        self.options.show_fault("")
        if privacy == "full" and len(reason) < SHORTEST_REASON:
            self.options.show_fault("请写明向谁提供、作什么用，再导出完整的号码。")
            self.options.reason.setFocus()
            return
        try:
            task = self._session.write("正在导出季度报表", work)
        except UserError as error:
            self._session.say(str(error), "bad")
            return
        result.then(task, lambda: self._finish(result, password))

    def _finish(self, result: Result, password: str) -> None:
        if result.done:
            self.results.show_written(result.value, password)
            self.results.show()
            self.options.reason.clear()
            self._tell_state()
            folder = self.options.folder
            self._session.say(f"已导出到 {folder}", "good", "打开文件夹", self.results.open_folder)
        elif result.error is not None:
            self.options.show_fault(str(result.error))

    # printing

    @Slot()
    def _find_printer(self) -> None:
        if self.view.file is None or self.finder.looking:
            return
        self._print.setText("正在查找打印机…")
        self.finder.start()
        self._allow()

    def _no_printer(self, sentence: str) -> None:
        self._reset_print()
        self._session.say(sentence, "warn", "导出季度报表", self._write)

    def _reset_print(self) -> None:
        self._print.setText("打印")
        self._allow()

    @Slot(object)
    def _print_on(self, names: tuple[str, ...]) -> None:
        self._reset_print()
        if not names:
            self._no_printer(printing.NO_PRINTER + "。")
            return
        shown = self.view.file
        if shown is None:
            return
        current = self.view.pages.current
        printer = printing.choose_printer(self, shown, current)
        if printer is None:
            return
        file = PdfFile(shown.content)
        pages = printing.pages_chosen(printer, len(file.sizes), current)
        result = Result()
        work = result.of(lambda progress: printing.print_pages(file, printer, pages, progress))
        result.then(self._session.run("正在打印", work), file.close)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._refresh()
        self.view.pages.setFocus()
