"""Printing a PDF: printers looked for without freezing, pages painted as images in bands."""

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
PATIENCE = 15  # seconds; a network printer that is switched off answers never
DPI = 300
BAND = 512  # rows painted at a time: a whole page would take 35 MB, an A3 one 70


class _Answer(QObject):
    """Carries the names from the thread that looks to the window's; outlives both."""

    came = Signal(object)


class PrinterFinder(QObject):
    """Looks for printers on a thread of its own, which is left behind if it never answers.

    Signals:
        found(names): printers, perhaps none
        failed(sentence): there is no answer
    """

    found = Signal(object)
    failed = Signal(str)

    def __init__(
        self,
        parent: QObject | None = None,
        look: Callable[[], Sequence[str]] = QPrinterInfo.availablePrinterNames,
        patience: float = PATIENCE,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._answer: _Answer | None = None
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(round(patience * 1000))
        self._patience.timeout.connect(self._give_up)

    @property
    def looking(self) -> bool:
        """Whether an answer is awaited."""
        return self._answer is not None

    def start(self) -> None:
        """Look; one of the signals follows."""
        if self._answer is not None:
            return
        answer = self._answer = _Answer()
        answer.came.connect(self._take)
        look = self._look
        start_detached(lambda: answer.came.emit(tuple(look())), "printers")
        self._patience.start()

    @Slot(object)
    def _take(self, names: tuple[str, ...]) -> None:
        if self._answer is not None and self.sender() is self._answer:
            self._stop()
            self.found.emit(names)

    @Slot()
    def _give_up(self) -> None:
        self._stop()
        self.failed.emit(NO_ANSWER.format(self._patience.interval() // 1000) + "。")

    def _stop(self) -> None:
        self._patience.stop()
        self._answer = None


def choose_printer(parent: QWidget, file: PdfFile, current: int) -> QPrinter | None:
    """Ask for printer, pages, copies and sides in the system's own dialog; None when given up."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageLayout(layout_for(file.sizes[0]))
    dialog = QPrintDialog(printer, parent)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, True)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintCurrentPage, True)
    dialog.setMinMax(1, len(file.sizes))
    dialog.setFromTo(current + 1, current + 1)
    return printer if dialog.exec() else None


def pages_chosen(printer: QPrinter, count: int, current: int) -> range:
    """The pages that the dialog was told to print, from 0."""
    chosen = printer.printRange()
    if chosen == QPrinter.PrintRange.CurrentPage:
        return range(current, current + 1)
    if chosen == QPrinter.PrintRange.PageRange and printer.fromPage():
        return range(printer.fromPage() - 1, min(printer.toPage() or count, count))
    return range(count)


def layout_for(size: QSizeF) -> QPageLayout:
    """The paper for a page: A4, A3 or whatever it is, upright or across."""
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
    """Paint the pages and return how many; raises `UserError` when the printer refuses.

    Each page asks for the paper it was made for, unless another paper was chosen in the dialog:
    then every page is fitted to that.
    """
    asked = layout_for(file.sizes[0]).pageSize()
    own = printer.pageLayout().pageSize().id() == asked.id()
    printer.setFullPage(True)
    printer.setResolution(DPI)
    painter = QPainter()
    try:
        for done, page in enumerate(pages):
            progress(done, len(pages))
            if own:
                printer.setPageLayout(layout_for(file.sizes[page]))
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
    full_text = file.sizes[page] * inch
    fit = min(paper.width() / full_text.width(), paper.height() / full_text.height(), 1.0)
    fine = min(DPI / printer.resolution(), 1.0)
    size = (full_text * fit * fine).toSize().expandedTo(QSize(1, 1))
    painter.save()
    painter.translate((paper.width() - full_text.width() * fit) / 2, 0)
    painter.scale(1 / fine, 1 / fine)
    for top in range(0, size.height(), BAND):
        painter.drawImage(0, top, file.image(page, size, top, BAND))
    painter.restore()


def open_outside(path: Path) -> None:
    """Have the system's own program open a file or folder; raises `UserError`."""
    if not path.exists():
        raise UserError(f"《{path.name}》已经不在原来的位置了，请重新导出。")
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
        raise UserError(f"系统里没有能打开《{path.name}》的程序，文件在 {path.parent}。")
