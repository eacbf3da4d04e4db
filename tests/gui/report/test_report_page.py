from __future__ import annotations

import hashlib
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QAbstractButton, QLabel

from gui import printing
from gui.report.export_options import FOLDER
from gui.report.report_page import ReportPage
from gui.widgets.pdf.pdf_file import PdfFile
from storage.counting.indicators import INDICATORS
from storage.demo import make_county
from storage.sending import export_log
from windows import click, show, text


@pytest.fixture
def county(store):
    """A sample county in the ledger."""
    make_county(store, date.today())


@pytest.fixture
def page(session, county, qtbot, tmp_path):
    """The page with its report made, writing into a temporary folder."""
    session.settings.setValue(FOLDER, str(tmp_path / "给 市里"))
    made = show(qtbot, ReportPage(session))
    qtbot.waitUntil(lambda: made.paper.view.file is not None, timeout=30_000)
    return made


def export(qtbot, page: ReportPage) -> None:
    page.show_export()
    click(qtbot, page, "export")
    qtbot.waitUntil(lambda: page._session.writing is None, timeout=30_000)
    qtbot.wait(50)


def test_the_report_is_shown_with_the_figures_it_rests_on(page, qtbot):
    assert "报送" in text(page, "page_title")
    lines = page.standing.figures.findChildren(QAbstractButton)
    qtbot.waitUntil(
        lambda: len(page.standing.figures.findChildren(QAbstractButton)) >= len(INDICATORS)
    )
    lines = page.standing.figures.findChildren(QAbstractButton)
    assert [line.objectName() for line in lines] == [f"figure_{one.code}" for one in INDICATORS]
    assert all(line.accessibleName() for line in lines)


def test_a_figure_leads_to_the_records_behind_it(page, session, qtbot):
    qtbot.waitUntil(lambda: page.findChild(QAbstractButton, "figure_V02") is not None)
    with qtbot.waitSignal(session.route_requested) as heard:
        click(qtbot, page, "figure_V02")
    (route,) = heard.args
    assert route.page == "volunteers"
    assert route.selection is not None


def test_the_quarter_is_written_listed_and_logged(page, session, qtbot):
    export(qtbot, page)
    files = sorted(page.giving.options.folder.iterdir())
    assert len(files) == 6
    assert page.giving.results.isVisible()
    assert page.giving.results.title.text() == "已导出 6 个文件"
    for one in page.giving.results._written:
        assert hashlib.sha256(one.path.read_bytes()).hexdigest() == one.sha256
    assert {one.privacy for one in export_log.last_exports(session.store)} == {"masked"}
    qtbot.waitUntil(lambda: "上次导出" in text(page, "page_sentence"))
    assert "脱敏" in text(page, "page_sentence")


def test_the_files_are_copied_to_be_pasted_elsewhere(page, qtbot):
    export(qtbot, page)
    click(qtbot, page, "copy_files")
    urls = QGuiApplication.clipboard().mimeData().urls()
    assert [url.toLocalFile() for url in urls] == [
        str(one.path) for one in page.giving.results._written
    ]


def test_a_fingerprint_is_copied_whole(page, qtbot):
    export(qtbot, page)
    click(qtbot, page, "copy_hash")
    assert QGuiApplication.clipboard().text() == page.giving.results._written[0].sha256


def test_a_summary_gives_no_roster(page, qtbot):
    click(qtbot, page, "to_giving")
    click(qtbot, page, "privacy_summary")
    qtbot.waitUntil(
        lambda: page.paper.making is None and not page._timer.isActive(), timeout=30_000
    )
    export(qtbot, page)
    assert not [one for one in page.giving.results._written if "名册" in one.path.name]


def test_full_numbers_need_a_reason_which_is_logged(page, session, qtbot):
    click(qtbot, page, "to_giving")
    click(qtbot, page, "privacy_full")
    click(qtbot, page, "export")
    assert "向谁提供" in text(page, "export_fault")
    assert not page.giving.options.folder.exists()
    qtbot.keyClicks(page.giving.options.reason, "city committee")
    with qtbot.waitSignal(page.giving.written, timeout=60_000):
        qtbot.keyClick(page.giving.options.reason, Qt.Key.Key_Return)
    assert page.giving.results.isVisible()
    assert page.focusWidget().objectName() == "open_folder"
    first = page.giving.results._files.itemAt(0).widget()
    assert "附册打开密码" in text(first, "annex_password")
    (reason,) = {one.reason for one in export_log.last_exports(session.store)}
    assert reason == "city committee"
    assert page.giving.options.reason.text() == ""


def test_a_failing_export_shows_its_sentence_and_leaves_nothing(page, session, qtbot):
    page.giving.options.folder.parent.parent.mkdir(exist_ok=True)
    page.giving.options.folder.parent.write_bytes(b"")  # a file where the folder should be
    notices = []
    session.notice_posted.connect(notices.append)
    export(qtbot, page)
    assert "建不了文件夹" in page.findChild(QLabel, "export_fault").text()
    assert notices[-1].tone == "bad"
    assert list(export_log.last_exports(session.store)) == []
    assert not page.giving.results.isVisible()


def test_without_a_printer_a_sentence_says_what_to_do(page, session, qtbot):
    page.paper.finder._look = list
    with qtbot.waitSignal(session.notice_posted) as heard:
        qtbot.keyClick(page.paper.view.pages, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    (notice,) = heard.args
    assert notice.text == "未检测到打印机，可先存为 PDF。"
    assert text(page, "print").strip() == "打印"


def test_the_report_is_printed_on_the_chosen_printer(page, qtbot, monkeypatch, tmp_path):
    def choose(_parent, _file, _current):
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "printed.pdf"))
        printer.setPageLayout(printing.page_layout_for(page.paper.view.file.sizes[0]))
        printer.setPrintRange(QPrinter.PrintRange.PageRange)
        printer.setFromTo(1, 2)
        return printer

    monkeypatch.setattr(printing, "choose_printer", choose)
    page.paper.finder._look = lambda: ["HP LaserJet"]
    click(qtbot, page, "print")
    qtbot.waitUntil(lambda: (tmp_path / "printed.pdf").exists(), timeout=30_000)
    qtbot.waitUntil(lambda: not page._session._tasks, timeout=30_000)
    assert len(PdfFile.open(tmp_path / "printed.pdf").sizes) == 2


def test_another_quarter_makes_another_report(page, session, qtbot):
    before = page.paper.view.file.content
    session.choose_quarter(session.quarter.previous)
    qtbot.waitUntil(
        lambda: page.paper.making is None and page.paper.view.file.content != before, timeout=30_000
    )
    assert session.quarter.label in text(page, "page_title")


def test_an_empty_ledger_says_what_to_do_first(session, qtbot):
    page = show(qtbot, ReportPage(session))
    assert text(page, "message_text") == "还没有可以报的数据"
    for name in ("export", "to_giving", "seal"):
        assert not page.findChild(QAbstractButton, name).isEnabled()
    assert not page.standing.checks.isVisible()
    with qtbot.waitSignal(session.route_requested) as heard:
        click(qtbot, page, "message_button")
    assert heard.args[0].page == "import"
    page.show_export()
    with qtbot.waitSignal(session.route_requested) as heard:
        click(qtbot, page, "fill_office")
    assert heard.args[0].page == "settings"


def test_a_report_that_fails_shows_why(session, county, qtbot, monkeypatch):
    from gui.report import report_preview
    from storage.errors import UserError

    def fail(*_facts):
        raise UserError("字体文件不见了，请重新安装。")

    monkeypatch.setattr(report_preview, "make", fail)
    page = show(qtbot, ReportPage(session))
    qtbot.waitUntil(lambda: page.paper.making is None)
    assert text(page, "message_detail") == "字体文件不见了，请重新安装。"
