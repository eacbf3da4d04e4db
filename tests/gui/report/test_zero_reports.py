"""零报告: units without data, confirmed by somebody."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from pages.report import check_rows, open_page, wait_settled
from storage.model.tables import ZERO_REPORTS
from windows import click, text


def test_a_zero_report_needs_a_tick_and_a_name(qtbot, session, sealed_county):
    page = open_page(qtbot, session)
    before = session.store.count(ZERO_REPORTS)
    page.findChild(QAbstractButton, "mend_C19_block").click()
    card = page.side.zero_reports
    assert card.isVisible()
    assert not page.findChild(QAbstractButton, "note_zero").isEnabled()
    for at in range(card.units.count()):
        card.units.item(at).setCheckState(Qt.CheckState.Checked)
    click(qtbot, page, "note_zero")
    assert "谁确认" in text(page, "zero_fault")
    assert session.store.count(ZERO_REPORTS) == before
    card.confirmed_by.setText("李芳")
    click(qtbot, page, "note_zero")
    assert session.store.count(ZERO_REPORTS) == before + 1
    wait_settled(qtbot, page)
    assert not [row for row in check_rows(page) if row.startswith("C19")]
