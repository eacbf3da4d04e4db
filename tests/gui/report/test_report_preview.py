"""The preview of the report: another quarter's, a failure, and printing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter

from gui import printing
from gui.report.report_page import ReportPage
from gui.widgets.pdf.pdf_file import PdfFile
from windows import click, show, text


def test_without_a_printer_saving_as_pdf_is_suggested(page, session, qtbot):
    page.preview.finder._look = list
    with qtbot.waitSignal(session.notice_posted) as heard:
        qtbot.keyClick(page.preview.view.pages, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    (notice,) = heard.args
    assert notice.text == "未检测到打印机，可先存为 PDF。"
    assert text(page, "print").strip() == "打印"


def test_the_report_is_printed_on_the_chosen_printer(page, qtbot, monkeypatch, tmp_path):
    def choose(_parent, _file, _current):
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "printed.pdf"))
        printer.setPageLayout(printing.page_layout_for(page.preview.view.file.sizes[0]))
        printer.setPrintRange(QPrinter.PrintRange.PageRange)
        printer.setFromTo(1, 2)
        return printer

    monkeypatch.setattr(printing, "choose_printer", choose)
    page.preview.finder._look = lambda: ["HP LaserJet"]
    click(qtbot, page, "print")
    qtbot.waitUntil(lambda: (tmp_path / "printed.pdf").exists(), timeout=30_000)
    qtbot.waitUntil(lambda: not page._session._tasks, timeout=30_000)
    assert len(PdfFile.open(tmp_path / "printed.pdf").sizes) == 2


def test_another_quarter_makes_another_report(page, session, qtbot):
    before = page.preview.view.file.content
    session.choose_quarter(session.quarter.previous)
    qtbot.waitUntil(
        lambda: page.preview.task is None and page.preview.view.file.content != before,
        timeout=30_000,
    )
    assert session.quarter.label in text(page, "page_title")


def test_a_report_that_fails_shows_why(session, county, qtbot, monkeypatch):
    from gui.report import report_preview
    from storage.errors import UserError

    def fail(*_facts):
        raise UserError("字体文件不见了，请重新安装。")

    monkeypatch.setattr(report_preview, "make_preview", fail)
    page = show(qtbot, ReportPage(session))
    qtbot.waitUntil(lambda: page.preview.task is None)
    assert text(page, "message_detail") == "字体文件不见了，请重新安装。"
