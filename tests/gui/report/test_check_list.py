"""The list of checks: what blocks the seal stands first; a reminder leads to its records."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton

from pages.report import check_rows, open_page
from storage.model.tables import VOLUNTEERS
from windows import text


def test_blockers_are_listed_first_and_sealing_is_disabled(qtbot, session, sealed_county):
    page = open_page(qtbot, session)
    listed = [row for row in check_rows(page) if row]
    assert listed[0].startswith("C16")
    assert any(row.startswith("C19") for row in listed)
    assert listed[-1].startswith("其余")
    assert "处挡住封存" in text(page, "page_sentence")
    assert page.pill.text() == "未封存"
    assert not page.findChild(QAbstractButton, "seal").isEnabled()


def test_a_reminder_leads_to_its_records(qtbot, session, sealed_county):
    page = open_page(qtbot, session)
    with qtbot.waitSignal(session.route_requested) as heard:
        page.findChild(QAbstractButton, "mend_C3_remind").click()
    route = heard.args[0]
    assert route.page == "volunteers"
    assert route.selection.table is VOLUNTEERS
