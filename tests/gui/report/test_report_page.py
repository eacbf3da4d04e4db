from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton

from gui.report.report_page import ReportPage
from storage.counting.indicators import INDICATORS
from windows import click, show, text


def test_the_report_is_shown_with_the_figures_it_rests_on(page, qtbot):
    assert "报送" in text(page, "page_title")
    lines = page.side.figures.findChildren(QAbstractButton)
    qtbot.waitUntil(lambda: len(page.side.figures.findChildren(QAbstractButton)) >= len(INDICATORS))
    lines = page.side.figures.findChildren(QAbstractButton)
    assert [line.objectName() for line in lines] == [f"figure_{one.code}" for one in INDICATORS]
    assert all(line.accessibleName() for line in lines)


def test_a_figure_leads_to_the_records_behind_it(page, session, qtbot):
    qtbot.waitUntil(lambda: page.findChild(QAbstractButton, "figure_V02") is not None)
    with qtbot.waitSignal(session.route_requested) as heard:
        click(qtbot, page, "figure_V02")
    (route,) = heard.args
    assert route.page == "volunteers"
    assert route.selection is not None


def test_an_empty_ledger_offers_the_first_step(session, qtbot):
    page = show(qtbot, ReportPage(session))
    assert text(page, "message_text") == "还没有可以报的数据"
    for name in ("export", "to_giving", "seal"):
        assert not page.findChild(QAbstractButton, name).isEnabled()
    assert not page.side.checks.isVisible()
    with qtbot.waitSignal(session.route_requested) as heard:
        click(qtbot, page, "message_button")
    assert heard.args[0].page == "import"
    page.show_export()
    with qtbot.waitSignal(session.route_requested) as heard:
        click(qtbot, page, "fill_office")
    assert heard.args[0].page == "settings"
