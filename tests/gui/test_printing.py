from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QDesktopServices, QImage, QPageSize
from PySide6.QtPrintSupport import QPrinter

from gui.printing import PrinterFinder, chosen_pages, open_externally, page_layout_for, print_pages
from gui.widgets.pdf.pdf_file import PdfFile
from papers import A4, pdf
from storage.errors import Cancelled, UserError
from storage.progress import silent

A3_ACROSS = (A4[1] * 2**0.5, A4[1])


@pytest.fixture
def printer(qapp, tmp_path):
    """A printer that writes what it prints into a PDF."""
    made = QPrinter(QPrinter.PrinterMode.HighResolution)
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(tmp_path / "printed.pdf"))
    made.setPageLayout(page_layout_for(PdfFile(pdf(("一",))).sizes[0]))
    return made


def ink(file: PdfFile, page: int) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of what is dark on the page, in points."""
    size = file.sizes[page].toSize()
    image = file.image(page, size).convertToFormat(QImage.Format.Format_Grayscale8)
    pixels, stride = bytes(image.constBits()), image.bytesPerLine()
    dark = [(at % stride, at // stride) for at, grey in enumerate(pixels) if grey < 128]
    dark = [(x, y) for x, y in dark if x < size.width()]
    xs, ys = [x for x, _ in dark], [y for _, y in dark]
    return min(xs), min(ys), max(xs), max(ys)


def test_printers_are_found_on_another_thread(qtbot):
    finder = PrinterFinder(list_printers=lambda: ["HP LaserJet"])
    with qtbot.waitSignal(finder.found) as heard:
        finder.start()
    assert heard.args == [("HP LaserJet",)]
    assert not finder.is_searching


def test_a_printer_that_never_answers_becomes_a_sentence(qtbot):
    finder = PrinterFinder(list_printers=lambda: time.sleep(0.5) or [], timeout=0.05)
    with qtbot.waitSignal(finder.failed) as heard:
        finder.start()
    assert "可先存为 PDF" in heard.args[0]
    with qtbot.assertNotEmitted(finder.found, wait=700):
        pass


def test_what_is_printed_is_where_it_was_on_the_page(printer, tmp_path):
    source = PdfFile(pdf(("共青团仁和区委",), ("第二页",), ("第三页",)))
    assert print_pages(source, printer, range(3), silent) == 3
    printed = PdfFile.open(tmp_path / "printed.pdf")
    assert len(printed.sizes) == 3
    assert ink(printed, 0) == pytest.approx(ink(source, 0), abs=2)


def test_pages_of_another_size_ask_for_their_own_paper(printer, tmp_path):
    wide = pdf(("A3 横排",), size=A3_ACROSS)
    source = PdfFile(wide)
    printer.setPageLayout(page_layout_for(source.sizes[0]))
    print_pages(source, printer, [0], silent)
    (size,) = PdfFile.open(tmp_path / "printed.pdf").sizes
    assert size.width() == pytest.approx(A3_ACROSS[0], abs=3)
    assert size.height() == pytest.approx(A3_ACROSS[1], abs=3)


def test_a_wide_page_is_fitted_to_the_paper_that_was_chosen(printer, tmp_path):
    source = PdfFile(pdf(("A3 横排",), size=A3_ACROSS))
    chosen = printer.pageLayout()
    chosen.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageLayout(chosen)
    print_pages(source, printer, [0], silent)
    printed = PdfFile.open(tmp_path / "printed.pdf")
    assert printed.sizes[0].width() == pytest.approx(A4[0], abs=2)
    assert ink(printed, 0)[0] == pytest.approx(80 / 2, abs=3)


def test_only_the_range_that_was_chosen_is_printed(printer):
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 3)
    assert chosen_pages(printer, 12, 5) == range(1, 3)
    printer.setPrintRange(QPrinter.PrintRange.CurrentPage)
    assert chosen_pages(printer, 12, 5) == range(5, 6)
    printer.setPrintRange(QPrinter.PrintRange.AllPages)
    assert chosen_pages(printer, 12, 5) == range(12)


def test_paper_formats_are_recognized_by_size():
    assert (
        page_layout_for(PdfFile(pdf(("一",))).sizes[0]).pageSize().id() == QPageSize.PageSizeId.A4
    )
    across = page_layout_for(PdfFile(pdf(("一",), size=A3_ACROSS)).sizes[0])
    assert across.pageSize().id() == QPageSize.PageSizeId.A3
    assert across.orientation() == across.Orientation.Landscape


def test_printing_stops_when_it_is_cancelled(printer):
    def stop(done: int, _total: int) -> None:
        if done == 1:
            raise Cancelled

    with pytest.raises(Cancelled):
        print_pages(PdfFile(pdf(("一",), ("二",))), printer, range(2), stop)


@pytest.mark.qt_log_ignore(r"QPainter::begin\(\): Returned false")
def test_a_printer_that_refuses_becomes_a_sentence(qapp, tmp_path):
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "no such folder" / "printed.pdf"))
    with pytest.raises(UserError, match="打印机没有接受"):
        print_pages(PdfFile(pdf(("一",))), printer, [0], silent)


def test_a_missing_file_is_not_opened(tmp_path, monkeypatch):
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    with pytest.raises(UserError, match="不在原来的位置"):
        open_externally(tmp_path / "没有.pdf")
    (tmp_path / "有.pdf").write_bytes(b"")
    with pytest.raises(UserError, match="没有能打开"):
        open_externally(tmp_path / "有.pdf")


def test_bands_cover_the_page_without_a_seam(qapp):
    file = PdfFile(pdf(("一",)))
    size = QSize(600, 848)
    full_text = file.image(0, size)
    for top in range(0, 848, 100):
        band = file.image(0, size, top, 100)
        assert band == full_text.copy(0, top, 600, band.height())
