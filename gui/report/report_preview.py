"""The preview of the report as it will be exported, made in the background, and its printing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from exports.reports.agreement import check_papers
from exports.reports.narrative import render_report
from exports.reports.report_context import report_context
from gui import printing
from gui.tasks import Task, TaskResult
from gui.widgets.buttons import quiet_button
from gui.widgets.pdf.pdf_file import PdfFile
from gui.widgets.pdf.pdf_view import PdfView
from storage import clock
from storage.store.store import Store

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from gui.session import Session
    from storage.model.period import Quarter
    from storage.quarter.check import CheckResult

UNEXPECTED = "程序出了点问题，没有做完；数据没有改动，经过已记入日志。"


@dataclass(frozen=True, slots=True)
class PreviewResult:
    """A report, and whether it agrees with the workbook."""

    data: bytes
    results: tuple[CheckResult, ...]


def make_preview(
    store: Store, quarter: Quarter, privacy: str, on: date, version: int | None
) -> PreviewResult:
    """Make the report and check it against the figures."""
    with report_context(store, quarter, privacy, on, version) as context:
        report = render_report(context).data
        return PreviewResult(report, check_papers(context, report))


class ReportPreview(QObject):
    """Shows the report and prints it.

    Signals:
        loaded(verdicts): the report is shown; the results of its checks
        refused(sentence): why it cannot be printed
    """

    loaded = Signal(object)
    refused = Signal(str)

    def __init__(self, session: Session, page: QWidget) -> None:
        super().__init__(page)
        self._session, self._page = session, page
        self.task: Task | None = None
        self.view = PdfView(shortcut_owner=page)
        self.finder = printing.PrinterFinder(page)
        self.button = quiet_button("打印", "printer")
        self.button.setObjectName("print")
        self.button.setToolTip("打印预览的这份报告　Ctrl+P")
        self.button.clicked.connect(self.print)
        self.finder.found.connect(self._print_on)
        self.finder.failed.connect(self._refuse)

    def show_empty(self) -> None:
        """Show the first step where there is nothing to report."""
        self.cancel()
        self.view.show_empty(
            "还没有可以报的数据",
            "先导入一份花名册，或登记组织和团建情况，这里就会出现季度报告。",
            "导入花名册",
        )

    def cancel(self) -> None:
        """Cancel a report that is being made."""
        if self.task is not None:
            self.task.cancel()
        self.task = None

    def load(self, privacy: str, version: int | None) -> None:
        """Make the report again."""
        self.cancel()
        path, quarter, result = self._session.store.path, self._session.quarter, TaskResult()

        def work(_progress: object) -> PreviewResult:
            with Store(path) as own:
                return make_preview(own, quarter, privacy, clock.today(), version)

        self.view.show_loading("正在生成报告…")
        task = Task(result.wrap(work), self._session, "正在生成报告")
        self.task = task
        result.when_closed(task, lambda: self._show(task, result))
        task.start()

    def _show(self, task: Task, result: TaskResult) -> None:
        if task is not self.task:
            return
        self.task = None
        if result.done:
            self.view.show_pdf(result.value.data)
            self.loaded.emit(result.value.results)
        elif not result.cancelled:
            self.view.show_error(str(result.error or UNEXPECTED))
        self.update_button()

    def update_button(self) -> None:
        """Enable printing if there is something to print."""
        self.button.setEnabled(self.view.file is not None and not self.finder.is_searching)

    @Slot()
    def print(self) -> None:
        """Search for printers, then print on the chosen one."""
        if self.view.file is None or self.finder.is_searching:
            return
        self.button.setText("正在查找打印机…")
        self.finder.start()
        self.update_button()

    @Slot(str)
    def _refuse(self, sentence: str) -> None:
        self._reset()
        self.refused.emit(sentence)

    def _reset(self) -> None:
        self.button.setText(" 打印")
        self.update_button()

    @Slot(object)
    def _print_on(self, names: tuple[str, ...]) -> None:
        self._reset()
        if not names:
            self._refuse(printing.NO_PRINTER + "。")
            return
        pdf = self.view.file
        if pdf is None:
            return
        current = self.view.pages.current
        printer = printing.choose_printer(self._page, pdf, current)
        if printer is None:
            return
        file = PdfFile(pdf.content)
        pages = printing.chosen_pages(printer, len(file.sizes), current)
        result = TaskResult()
        work = result.wrap(lambda progress: printing.print_pages(file, printer, pages, progress))
        result.when_closed(self._session.run("正在打印", work), file.close)
