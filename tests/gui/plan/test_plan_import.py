"""A plan read from a notice: previewed, corrected and saved in one edit."""

from PySide6.QtWidgets import (
    QFileDialog,
    QPushButton,
)

from pages.plan import NOTICE
from storage.model.tables import PLAN_ROWS, WORK_PLANS
from storage.plan.year_plan import plan_on
from windows import click, text


def test_a_notice_is_previewed_and_saved_in_one_edit(page, session, qtbot, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(NOTICE), ""))
    page.sources_button.fill()
    page.sources_button.menu().actions()[0].trigger()
    qtbot.waitUntil(page.importing.isVisible, timeout=10_000)
    assert page.importing.model.rowCount() == 6
    assert "3 个方面、6 条" in text(page.importing, "page_sentence")
    assert "第 29 行" in text(page.importing, "doubts")
    assert session.store.count(WORK_PLANS) == 1
    click(qtbot, page.importing, "keep_plan")
    assert not page.importing.isVisible()
    assert plan_on(session.store, 2027).year == 2027
    session.undo()
    assert session.store.count(WORK_PLANS) == 1


def test_the_year_may_be_changed_before_saving(page, session, qtbot):
    page.sources.read(NOTICE)
    qtbot.waitUntil(page.importing.isVisible, timeout=10_000)
    year = page.importing.year
    year.setFocus()
    year.selectAll()
    qtbot.keyClicks(year, "20")
    assert not page.importing.findChild(QPushButton, "keep_plan").isEnabled()
    qtbot.keyClicks(year, "20")
    assert "2020 年的要点已经有了" in text(page.importing, "page_sentence")
    assert page.importing.findChild(QPushButton, "keep_plan").text() == " 更新"
    click(qtbot, page.importing, "leave_import")
    assert not page.importing.isVisible()
    assert session.store.count(PLAN_ROWS) == 29
