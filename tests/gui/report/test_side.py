from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from gui import notice
from gui.report.report_page import ReportPage
from gui.session import Route
from pages.report import open_page, wait_settled
from storage.seals.seal import seals
from windows import click, show


def test_what_was_begun_for_one_quarter_is_discarded_in_another(qtbot, session, sealed_county):
    page = open_page(qtbot, session)
    page.findChild(QAbstractButton, "mend_C19_block").click()
    card = page.side.zero_reports
    card.units.item(0).setCheckState(Qt.CheckState.Checked)
    card.confirmed_by.setText("李芳")
    session.choose_quarter(session.quarter.previous)
    wait_settled(qtbot, page)
    assert not card.isVisible()
    assert not card._ticked
    assert card.confirmed_by.text() == ""


def test_a_route_leads_to_the_zero_reports(qtbot, session, sealed_county):
    page = ReportPage(session)
    page.show_route(Route("reports", view="zero"))
    show(qtbot, page)
    wait_settled(qtbot, page)
    assert page.side.zero_reports.isVisible()


def test_sealing_needs_confirmation_and_is_final(qtbot, session, ready_county, monkeypatch):
    page = open_page(qtbot, session)
    answers = [False, True]
    asked = []

    def answer(_parent, question, detail, yes):
        asked.append((question, detail, yes))
        return answers.pop(0)

    monkeypatch.setattr(notice, "confirm", answer)
    click(qtbot, page, "seal")
    assert seals(session.store, session.quarter) == []
    click(qtbot, page, "seal")
    qtbot.waitUntil(lambda: "第 1 版" in page.pill.text(), timeout=60_000)
    wait_settled(qtbot, page)
    assert "不能解封" in asked[0][1]
    assert page.pill.text() == "已封存第 1 版"
    assert not page.findChild(QAbstractButton, "seal").isEnabled()
