"""Opens the report page in tests and waits until it shows the quarter."""

from __future__ import annotations

from gui.report.check_list import CheckRow
from gui.report.report_page import ReportPage
from gui.widgets.elided import ElidedLabel
from windows import click, show


def open_page(qtbot, session):
    """Show the report page and wait until it shows the quarter."""
    page = show(qtbot, ReportPage(session))
    wait_settled(qtbot, page)
    return page


def wait_settled(qtbot, page):
    """Wait until the page has counted, made its report and written everything."""
    qtbot.waitUntil(
        lambda: (
            page._state is not None
            and page.preview.task is None
            and not page._timer.isActive()
            and page._session.writing is None
        ),
        timeout=60_000,
    )


def check_rows(page):
    """The texts of the checks listed."""
    return [row.findChild(ElidedLabel).full_text() for row in page.findChildren(CheckRow)]


def export(qtbot, page: ReportPage) -> None:
    page.show_export()
    click(qtbot, page, "export")
    qtbot.waitUntil(lambda: page._session.writing is None, timeout=30_000)
    qtbot.wait(50)
