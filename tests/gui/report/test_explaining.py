"""Explanations of a decrease: drafted, edited and saved."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton, QPlainTextEdit

from pages.report import check_rows, open_page, wait_settled
from storage.model.tables import EXPLANATIONS


def test_explanations_are_drafted_and_saved_as_edited(qtbot, session, sealed_county):
    page = open_page(qtbot, session)
    page.findChild(QAbstractButton, "mend_C16_block").click()
    field = page.findChild(QPlainTextEdit, "explain_V01")
    draft = field.toPlainText()
    assert "毕业" in draft
    field.setPlainText("初三、高三学生毕业离校。")
    page.findChild(QAbstractButton, "save_explanations").click()
    saved = {
        one.indicator: one for one in session.store.find(EXPLANATIONS, quarter=str(session.quarter))
    }
    assert saved["V01"].text == "初三、高三学生毕业离校。"
    assert saved["V01"].drafted == draft
    wait_settled(qtbot, page)
    assert not [row for row in check_rows(page) if row.startswith("C16")]


def test_explanations_are_shown_from_the_top(qtbot, session, sealed_county):
    page = open_page(qtbot, session)
    page.side.explain()
    bar = page.side.explanations._area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    page.side.explain()
    assert bar.value() == 0
    first = next(iter(page.side.explanations._texts.values()))
    assert first.hasFocus()
