"""The progress of a row in earlier quarters."""

from gui.plan import plan_panel
from pages.plan import choose, field, saved_progress, state
from storage.model.period import Quarter
from windows import click


def test_another_quarter_has_its_own_progress_and_offers_the_state_before(
    page, rows, session, qtbot
):
    choose(qtbot, page, rows["1.1"])
    state(page, qtbot, "已完成")
    field(page).setPlainText("三季度的话。")
    session.choose_quarter(Quarter(2026, 4))
    assert saved_progress(session, rows["1.1"]).progress == "三季度的话。"
    assert saved_progress(session, rows["1.1"], Quarter(2026, 4)) is None
    assert page.panel.progress.draft()["state"] == "已完成"
    assert field(page).toPlainText() == ""
    click(qtbot, page.panel, "save")
    assert saved_progress(session, rows["1.1"], Quarter(2026, 4)).state == "已完成"
    page.panel._bar.setCurrentIndex(plan_panel.HISTORY_TAB)
    labels = {one.text() for one in page.panel.history.findChildren(type(page.panel._title))}
    assert {"2026 年四季度", "2026 年三季度", "三季度的话。"} <= labels
