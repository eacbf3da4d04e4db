"""The panel of one plan row: its progress, our share, figures and keys."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
)

from gui.plan import plan_panel
from pages.plan import Q3, choose, field, saved_progress, state
from storage.model.period import Quarter
from storage.model.tables import PLAN_ROWS
from storage.plan.year_plan import plan_on, rows_of
from windows import click


def test_going_to_another_row_saves_what_was_typed(page, rows, session, qtbot):
    choose(qtbot, page, rows["1.1"])
    state(page, qtbot, "已完成")
    field(page).setPlainText("开了会。")
    choose(qtbot, page, rows["1.2"])
    assert saved_progress(session, rows["1.1"]).progress == "开了会。"


def test_a_quarter_is_not_left_while_what_was_typed_has_faults(page, rows, session, qtbot):
    choose(qtbot, page, rows["1.1"])
    field(page).setPlainText("没写状态。")
    session.choose_quarter(Quarter(2026, 4))
    assert session.quarter == Q3
    assert field(page).toPlainText() == "没写状态。"


def test_our_share_and_deadline_are_saved_with_the_row(page, rows, session, qtbot):
    choose(qtbot, page, rows["1.1"])
    page.panel._bar.setCurrentIndex(plan_panel.ROW_TAB)
    page.panel.form.field_widget("our_share").setPlainText("成立领导小组")
    page.panel.form.field_widget("deadline").setText("2026-09-01")
    click(qtbot, page.panel, "save")
    found = session.store.get(PLAN_ROWS, rows["1.1"].id)
    assert (found.our_share, found.deadline) == ("成立领导小组", date(2026, 9, 1))
    assert (
        saved_progress(session, rows["1.1"]) is None
    )  # the progress of the quarter is not filled in
    assert page._status.lines[0].overdue


def test_a_figure_leads_to_the_records_behind_it(page, rows, session, qtbot):
    choose(qtbot, page, rows["5.2a"])
    button = page.panel.findChild(QAbstractButton, "figure_V13")
    with qtbot.waitSignal(session.route_requested) as heard:
        button.click()
    (route,) = heard.args
    assert (route.page, route.table) == ("volunteers", "volunteer")
    assert route.selection is not None
    assert button.accessibleName() == "骨干志愿者数 1 人"


def test_a_figure_whose_records_have_no_page_is_reported(page, rows, session, qtbot):
    choose(qtbot, page, rows["5.2a"])
    with qtbot.waitSignal(session.notice_posted) as heard:
        page.panel.findChild(QAbstractButton, "figure_T03").click()
    assert "没有单独的一页" in heard.args[0].text


def test_the_same_field_of_row_after_row_is_filled_by_keys(page, rows, session, qtbot):
    choose(qtbot, page, rows["1.3c"])
    page.panel._bar.setCurrentIndex(plan_panel.ROW_TAB)
    who = page.panel.form.field_widget("responsible")
    who.setFocus()
    for number in ("1.3c", "2.1", "2.2"):
        assert page.panel.row_id == rows[number].id
        qtbot.keyClicks(who, f"no{number}")
        qtbot.keyClick(who, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
        assert QApplication.focusWidget() is who
    found = {
        one.measure_number: one for one in rows_of(session.store, plan_on(session.store, 2026))
    }
    assert [found[n].responsible for n in ("1.3c", "2.1", "2.2")] == ["no1.3c", "no2.1", "no2.2"]
    qtbot.keyClick(who, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert page.panel.row_id == rows["2.2"].id
