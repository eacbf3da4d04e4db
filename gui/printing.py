"""Printing of a PDF: printers listed off the window's thread, pages painted in bands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, QSizeF, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo

from gui.tasks import start_detached
from gui.widgets.pdf.pdf_file import POINTS_PER_INCH
from storage.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from gui.widgets.pdf.pdf_file import PdfFile
    from storage.progress import Progress

NO_PRINTER = "未检测到打印机，可先存为 PDF"
NO_ANSWER = "查找打印机超过 {} 秒没有结果（可能有连不上的网络打印机），可先存为 PDF"
SEARCH_TIMEOUT = 15  # seconds; a network printer that is switched off answers never
DPI = 300
BAND_ROWS = 512  # rows painted at a time: a whole page would take 35 MB, an A3 one 70


class _PrinterNames(QObject):
    """Carries the names from the listing thread to the window's; outlives both."""

    received = Signal(object)


class PrinterFinder(QObject):
    """Lists printers on a detached thread, which is abandoned if it never returns.

    Signals:
        found(names): printers, perhaps none
        failed(sentence): no list within `timeout` seconds
    """

    found = Signal(object)
    failed = Signal(str)

    def __init__(
        self,
        parent: QObject | None = None,
        list_printers: Callable[[], Sequence[str]] = QPrinterInfo.availablePrinterNames,
        timeout: float = SEARCH_TIMEOUT,
    ) -> None:
        super().__init__(parent)
        self._look = list_printers
        self._answer: _PrinterNames | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(round(timeout * 1000))
        self._timer.timeout.connect(self._on_timeout)

    @property
    def is_searching(self) -> bool:
        """Whether a list is awaited."""
        return self._answer is not None

    def start(self) -> None:
        """Begin listing; one of the signals follows."""
        if self._answer is not None:
            return
        answer = self._answer = _PrinterNames()
        answer.received.connect(self._on_names)
        list_printers = self._look
        start_detached(lambda: answer.received.emit(tuple(list_printers())), "printers")
        self._timer.start()

    @Slot(object)
    def _on_names(self, names: tuple[str, ...]) -> None:
        if self._answer is not None and self.sender() is self._answer:
            self._stop_waiting()
            self.found.emit(names)

    @Slot()
    def _on_timeout(self) -> None:
        self._stop_waiting()
        self.failed.emit(NO_ANSWER.format(self._timer.interval() // 1000) + "。")

    def _stop_waiting(self) -> None:
        self._timer.stop()
        self._answer = None


def choose_printer(parent: QWidget, file: PdfFile, current: int) -> QPrinter | None:
    """Show the system's print dialog; returns the printer with its settings, None if cancelled."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageLayout(page_layout_for(file.sizes[0]))
    dialog = QPrintDialog(printer, parent)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, True)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintCurrentPage, True)
    dialog.setMinMax(1, len(file.sizes))
    dialog.setFromTo(current + 1, current + 1)
    return printer if dialog.exec() else None


def chosen_pages(printer: QPrinter, count: int, current: int) -> range:
    """Return the pages selected in the dialog, counted from 0."""
    chosen = printer.printRange()
    if chosen == QPrinter.PrintRange.CurrentPage:
        return range(current, current + 1)
    if chosen == QPrinter.PrintRange.PageRange and printer.fromPage():
        return range(printer.fromPage() - 1, min(printer.toPage() or count, count))
    return range(count)


def page_layout_for(size: QSizeF) -> QPageLayout:
    """Return the paper and orientation for a page size: A4, A3 or its own."""
    across = size.width() > size.height()
    upright = size.transposed() if across else size
    paper = QPageSize(upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    turn = QPageLayout.Orientation.Landscape if across else QPageLayout.Orientation.Portrait
    layout = QPageLayout()
    layout.setMode(QPageLayout.Mode.FullPageMode)
    layout.setPageSize(paper)
    layout.setOrientation(turn)
    return layout


def print_pages(file: PdfFile, printer: QPrinter, pages: Sequence[int], progress: Progress) -> int:
    """Print pages and return how many; raises `UserError` when the printer refuses.

    Each page requests the paper it was made for, unless the dialog was given another paper: then
    every page is fitted to that.
    """
    asked = page_layout_for(file.sizes[0]).pageSize()
    own = printer.pageLayout().pageSize().id() == asked.id()
    printer.setFullPage(True)
    printer.setResolution(DPI)
    painter = QPainter()
    try:
        for done, page in enumerate(pages):
            progress(done, len(pages))
            if own:
                printer.setPageLayout(page_layout_for(file.sizes[page]))
            if not (painter.isActive() and printer.newPage()) and not painter.begin(printer):
                raise UserError("打印机没有接受这份文件，请检查它是否开着、有没有纸，再打印一次。")
            _paint(painter, printer, file, page)
        progress(len(pages), len(pages))
    except BaseException:
        printer.abort()
        raise
    finally:
        if painter.isActive():
            painter.end()
    return len(pages)


def _paint(painter: QPainter, printer: QPrinter, file: PdfFile, page: int) -> None:
    paper = printer.paperRect(QPrinter.Unit.DevicePixel)
    inch = printer.resolution() / POINTS_PER_INCH
    page_size = file.sizes[page] * inch
    fit = min(paper.width() / page_size.width(), paper.height() / page_size.height(), 1.0)
    fine = min(DPI / printer.resolution(), 1.0)
    size = (page_size * fit * fine).toSize().expandedTo(QSize(1, 1))
    painter.save()
    painter.translate((paper.width() - page_size.width() * fit) / 2, 0)
    painter.scale(1 / fine, 1 / fine)
    for top in range(0, size.height(), BAND_ROWS):
        painter.drawImage(0, top, file.image(page, size, top, BAND_ROWS))
    painter.restore()


def open_externally(path: Path) -> None:
    """Open a file or folder with the system's program for it; raises `UserError`."""
    if not path.exists():
        raise UserError(f"《{path.name}》已经不在原来的位置了，请重新导出。")
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
        raise UserError(f"系统里没有能打开《{path.name}》的程序，文件在 {path.parent}。")
