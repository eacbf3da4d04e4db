import dataclasses
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFileDialog,
    QPlainTextEdit,
    QPushButton,
)

from gui.plan import plan_panel
from gui.plan.plan_page import PlanPage
from gui.session import Route
from people import volunteer
from storage.model.period import Quarter
from storage.model.tables import PLAN_PROGRESS, PLAN_ROWS, VOLUNTEERS, WORK_PLANS
from storage.model.tables.plan import PlanProgress
from storage.plan.year_plan import plan_on, rows_of
from windows import click, show, text

NOTICE = Path(__file__).parents[2] / "reference" / "notice-2027.txt"
Q3 = Quarter(2026, 3)


@pytest.fixture
def page(session, qtbot):
    """The page over the plan of 2020, its figures counted."""
    session.choose_quarter(Q3)
    with session.edit("名册") as edit:
        edit.save(VOLUNTEERS, volunteer(backbone=True))
    made = show(qtbot, PlanPage(session))
    qtbot.waitUntil(lambda: made._counted, timeout=10_000)
    return made


@pytest.fixture
def rows(session):
    return {one.measure_number: one for one in rows_of(session.store, plan_on(session.store, 2026))}


def place_of(page, row):
    return page.model.place(row.id)


def choose(qtbot, page, row):
    """Click the row's task."""
    index = page.model.index(place_of(page, row), 0)
    page.grid.scrollTo(index)
    area = page.grid.visualRect(index)
    qtbot.mouseClick(page.grid.viewport(), Qt.MouseButton.LeftButton, pos=area.center())
    assert page.panel.row_id == row.id


def field(page) -> QPlainTextEdit:
    return page.panel.progress.findChild(QPlainTextEdit, "progress")


def state(page, qtbot, word):
    box = page.panel.progress._fields["state"].editor.widget
    box.setCurrentText(word)
    return box


def kept(session, row, quarter=Q3):
    return next(iter(session.store.find(PLAN_PROGRESS, row=row.id, quarter=str(quarter))), None)


def test_all_rows_stand_under_their_nine_sections(page):
    assert page.model.rowCount() == 29 + 9
    assert [page.model.entry(at).text[:2] for at in page.model.bands()] == [
        f"{n}、" for n in "一二三四五六七八九"
    ]
    assert "29 条，2026 年三季度已填 0 条" in text(page.head, "page_sentence")


def test_a_row_chosen_shows_its_draft_marked_as_one(page, rows, qtbot):
    choose(qtbot, page, rows["5.2a"])
    assert page.panel.isVisible()
    assert text(page.panel, "panel_title") == "5.2a　分层分类培训，建立实训基地"
    assert "骨干志愿者数1人" in field(page).toPlainText()
    assert page.panel.progress._mark.text() == "草稿"


def test_saving_an_untouched_draft_keeps_the_state_and_no_text(page, rows, session, qtbot):
    choose(qtbot, page, rows["5.2a"])
    state(page, qtbot, "推进中")
    click(qtbot, page.panel, "save")
    found = kept(session, rows["5.2a"])
    assert (found.state, found.progress) == ("推进中", None)
    assert not page.panel.dirty()
    assert page.panel.progress._mark.text() == "草稿"
    assert page.focusWidget() is page.panel._bar  # the button that was pressed is gone


def test_what_is_typed_is_no_draft_any_more_and_can_be_turned_back(page, rows, session, qtbot):
    choose(qtbot, page, rows["5.2a"])
    state(page, qtbot, "推进中")
    draft = field(page).toPlainText()
    field(page).setFocus()
    field(page).moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClicks(field(page), "ok")
    assert page.panel.progress._mark.text() == ""
    qtbot.keyClick(page.panel, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert kept(session, rows["5.2a"]).progress.endswith("ok")
    click(qtbot, page.panel, "draft_turn")
    assert field(page).toPlainText() == draft
    click(qtbot, page.panel, "save")
    assert kept(session, rows["5.2a"]).progress is None


def test_a_draft_that_is_adopted_is_kept_as_it_stands(page, rows, session, qtbot):
    choose(qtbot, page, rows["5.2a"])
    state(page, qtbot, "推进中")
    draft = field(page).toPlainText()
    click(qtbot, page.panel, "draft_turn")
    click(qtbot, page.panel, "save")
    assert kept(session, rows["5.2a"]).progress == draft
    with session.edit("名册") as edit:
        edit.save(VOLUNTEERS, volunteer("李四", backbone=True))
    qtbot.waitUntil(lambda: page._counted)
    assert field(page).toPlainText() == draft


def test_a_draft_follows_the_records_while_other_fields_are_typed(page, rows, session, qtbot):
    choose(qtbot, page, rows["5.2a"])
    problems = page.panel.progress.findChild(QPlainTextEdit, "problems")
    problems.setPlainText("人手不足")
    with session.edit("名册") as edit:
        edit.save(VOLUNTEERS, volunteer("李四", backbone=True))
    qtbot.waitUntil(lambda: "骨干志愿者数2人" in field(page).toPlainText(), timeout=10_000)
    assert problems.toPlainText() == "人手不足"
    assert page.panel.dirty()


def test_without_a_state_nothing_is_kept_and_the_fault_stands_at_the_state(
    page, rows, session, qtbot
):
    choose(qtbot, page, rows["1.1"])
    field(page).setPlainText("开了会。")
    click(qtbot, page.panel, "save")
    assert kept(session, rows["1.1"]) is None
    assert text(page.panel, "state_problem") == "进展状态不能为空"
    other = page.model.index(place_of(page, rows["1.2"]), 0)
    qtbot.mouseClick(
        page.grid.viewport(), Qt.MouseButton.LeftButton, pos=page.grid.visualRect(other).center()
    )
    assert page.panel.row_id == rows["1.1"].id  # what was typed is not lost
    assert page.grid.current_id() == rows["1.1"].id


def test_going_to_another_row_keeps_what_was_typed(page, rows, session, qtbot):
    choose(qtbot, page, rows["1.1"])
    state(page, qtbot, "已完成")
    field(page).setPlainText("开了会。")
    choose(qtbot, page, rows["1.2"])
    assert kept(session, rows["1.1"]).progress == "开了会。"


def test_another_quarter_has_its_own_progress_and_offers_the_state_before(
    page, rows, session, qtbot
):
    choose(qtbot, page, rows["1.1"])
    state(page, qtbot, "已完成")
    field(page).setPlainText("三季度的话。")
    session.choose_quarter(Quarter(2026, 4))
    assert kept(session, rows["1.1"]).progress == "三季度的话。"
    assert kept(session, rows["1.1"], Quarter(2026, 4)) is None
    assert page.panel.progress.draft()["state"] == "已完成"
    assert field(page).toPlainText() == ""
    click(qtbot, page.panel, "save")
    assert kept(session, rows["1.1"], Quarter(2026, 4)).state == "已完成"
    page.panel._bar.setCurrentIndex(plan_panel.BEFORE)
    labels = {one.text() for one in page.panel.history.findChildren(type(page.panel._title))}
    assert {"2026 年四季度", "2026 年三季度", "三季度的话。"} <= labels


def test_a_quarter_is_not_left_while_what_was_typed_has_faults(page, rows, session, qtbot):
    choose(qtbot, page, rows["1.1"])
    field(page).setPlainText("没写状态。")
    session.choose_quarter(Quarter(2026, 4))
    assert session.quarter == Q3
    assert field(page).toPlainText() == "没写状态。"


def test_our_share_and_deadline_are_kept_with_the_row(page, rows, session, qtbot):
    choose(qtbot, page, rows["1.1"])
    page.panel._bar.setCurrentIndex(plan_panel.OF_ROW)
    page.panel.form.field_widget("our_share").setPlainText("成立领导小组")
    page.panel.form.field_widget("deadline").setText("2026-09-01")
    click(qtbot, page.panel, "save")
    found = session.store.get(PLAN_ROWS, rows["1.1"].id)
    assert (found.our_share, found.deadline) == ("成立领导小组", date(2026, 9, 1))
    assert kept(session, rows["1.1"]) is None  # nobody has said how the quarter stands
    assert page._standing.lines[0].overdue


def test_keys_walk_the_rows_over_the_bands_and_open_close_the_panel(page, rows, qtbot):
    page.grid.setFocus()
    assert page.grid.go_to(rows["1.3c"].id)
    qtbot.keyClick(page.grid, Qt.Key.Key_Down)
    assert page.grid.current_id() == rows["2.1"].id
    qtbot.keyClick(page.grid, Qt.Key.Key_Up)
    assert page.grid.current_id() == rows["1.3c"].id
    qtbot.keyClick(page.grid, Qt.Key.Key_Return)
    assert page.panel.isVisible()
    assert QApplication.focusWidget() is field(page)
    qtbot.keyClick(field(page), Qt.Key.Key_Escape)
    assert not page.panel.isVisible()
    assert QApplication.focusWidget() is page.grid
    qtbot.keyClick(page.grid, Qt.Key.Key_F4)
    assert page.panel.isVisible()


def test_each_view_holds_what_it_says(page, rows, session, qtbot):
    with session.edit("样") as edit:
        edit.save(
            PLAN_PROGRESS,
            PlanProgress(row=rows["1.1"].id, quarter="2026Q3", state="滞后", evidence_note="文"),
        )
        edit.save(PLAN_ROWS, dataclasses.replace(rows["2.1"], deadline=date(2026, 9, 1)))
    for view, number in (
        ("unfilled", 28),
        ("behind", 2),
        ("unproven", 28),
        ("leading", 6),
        ("all", 29),
    ):
        button = click(qtbot, page, f"view_{view}")
        assert button.text().endswith(f"  {number}")
        assert sum(page.model.line(at) is not None for at in range(page.model.rowCount())) == number
    with session.edit("都填好") as edit:
        for row in rows.values():
            if row.measure_number != "1.1":
                edit.save(PLAN_PROGRESS, PlanProgress(row=row.id, quarter="2026Q3", state="推进中"))
    page.choose("unfilled")
    assert "都填好了" in text(page.empty, "message_text")


def test_a_figure_leads_to_the_records_behind_it(page, rows, session, qtbot):
    choose(qtbot, page, rows["5.2a"])
    button = page.panel.findChild(QAbstractButton, "figure_V13")
    with qtbot.waitSignal(session.route_requested) as heard:
        button.click()
    (route,) = heard.args
    assert (route.page, route.table) == ("volunteers", "volunteer")
    assert route.selection is not None
    assert button.accessibleName() == "骨干志愿者数 1 人"


def test_a_figure_whose_records_have_no_page_says_so(page, rows, session, qtbot):
    choose(qtbot, page, rows["5.2a"])
    with qtbot.waitSignal(session.notice_posted) as heard:
        page.panel.findChild(QAbstractButton, "figure_T03").click()
    assert "没有单独的一页" in heard.args[0].text


def test_other_pages_can_ask_for_a_row_or_a_view(page, rows):
    page.show_route(Route("plan", record_id=rows["8.1"].id))
    assert page.panel.row_id == rows["8.1"].id
    page.show_route(Route("plan", view="leading"))
    assert page.grid.current_id() == rows["8.1"].id
    assert page.model.place(rows["1.1"].id) is None


def test_a_notice_is_looked_at_and_kept_in_one_edit(page, session, qtbot, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(NOTICE), ""))
    page.another.fill()
    page.another.menu().actions()[0].trigger()
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


def test_the_year_may_be_changed_before_it_is_kept(page, session, qtbot):
    page.bringing.read(NOTICE)
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


def test_the_last_plan_is_copied_for_the_quarters_year(page, session, qtbot):
    page.another.fill()
    action = page.another.menu().actions()[2]
    assert action.text() == "照 2020 年的做一份 2026 年的"
    action.trigger()
    assert page.importing.model.rowCount() == 29
    click(qtbot, page.importing, "keep_plan")
    assert plan_on(session.store, 2026).year == 2026
    assert "2026年工作要点" in text(page.head, "page_sentence")


def test_a_file_that_is_no_notice_is_said_and_the_page_stays(page, session, qtbot, tmp_path):
    path = tmp_path / "名册.csv"
    path.write_text("姓名,班级\n张三,一班\n", "utf-8")
    with qtbot.waitSignal(session.notice_posted) as heard:
        page.bringing.read(path)
    assert "《名册.csv》里没有找到工作要点的表" in heard.args[0].text
    qtbot.waitUntil(lambda: not session._tasks)
    assert not page.importing.isVisible()


def test_before_there_is_a_plan_the_page_offers_to_import_one(page, session, qtbot):
    session.choose_quarter(Quarter(2019, 4))
    assert text(page, "message_text") == "还没有工作要点"
    assert text(page, "message_button") == "从通知导入"
    assert not page.chips.isVisible()


def test_columns_give_way_and_none_is_cut_off(page, rows, qtbot):
    def shown():
        grid = page.grid
        return [at for at in range(page.model.columnCount()) if not grid.isColumnHidden(at)]

    assert len(shown()) == page.model.columnCount()
    choose(qtbot, page, rows["1.1"])
    qtbot.waitUntil(lambda: len(shown()) < page.model.columnCount())
    for width in (1130, 900, 760):
        page.resize(width, 680)
        qtbot.wait(20)
        assert {0, 6} <= set(shown())
        assert sum(page.grid.columnWidth(at) for at in shown()) <= page.grid.viewport().width()


def test_what_is_known_of_the_figures_stays_in_view_while_they_are_counted_anew(
    page, rows, session, qtbot
):
    choose(qtbot, page, rows["5.2a"])
    with session.edit("名册") as edit:
        edit.save(VOLUNTEERS, volunteer("李四", backbone=True))
    assert "骨干志愿者数" in field(page).toPlainText()  # the old one or already the new
    qtbot.waitUntil(lambda: "骨干志愿者数2人" in field(page).toPlainText(), timeout=10_000)


def test_figures_that_rest_on_the_plan_itself_are_counted_anew(page, rows, session, qtbot):
    choose(qtbot, page, rows["9.3"])
    before = field(page).toPlainText()
    assert "要点任务落实到人率0.0%（0/29）" in before
    with session.edit("分工") as edit:
        edit.save(
            PLAN_ROWS,
            dataclasses.replace(rows["1.1"], responsible="周嘉诚", deadline=date(2026, 12, 1)),
        )
    qtbot.waitUntil(lambda: "（1/29）" in field(page).toPlainText(), timeout=10_000)


def test_the_same_field_of_row_after_row_is_filled_by_keys(page, rows, session, qtbot):
    choose(qtbot, page, rows["1.3c"])
    page.panel._bar.setCurrentIndex(plan_panel.OF_ROW)
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


def test_a_table_copied_from_a_notice_is_pasted(page, session, qtbot):
    QApplication.clipboard().setText(NOTICE.read_text("utf-8"))
    page.another.fill()
    page.another.menu().actions()[1].trigger()
    assert page.importing.model.rowCount() == 6
    click(qtbot, page.importing, "leave_import")
    QApplication.clipboard().setText("什么也不是")
    with qtbot.waitSignal(session.notice_posted) as heard:
        page.another.menu().actions()[1].trigger()
    assert heard.args[0].text.startswith("剪贴板里没有找到工作要点的表")


def test_a_plan_nobody_has_filled_can_be_removed_and_comes_back_by_undo(page, rows, session, qtbot):
    page.another.fill()
    action = page.another.menu().actions()[-1]
    assert action.text() == "删除 2020 年的要点"
    with session.edit("样") as edit:
        number = edit.save(
            PLAN_PROGRESS, PlanProgress(row=rows["1.1"].id, quarter="2026Q2", state="滞后")
        )
    with qtbot.waitSignal(session.notice_posted) as heard:
        action.trigger()
    assert "已填过 1 条进展" in heard.args[0].text
    with session.edit("删") as edit:
        edit.remove(PLAN_PROGRESS, number)
    action.trigger()
    assert session.store.count(WORK_PLANS) == 0
    assert text(page, "message_text") == "还没有工作要点"
    session.undo()
    assert page.model.rowCount() == 38


def test_a_sealed_quarter_is_said_to_be_one(page, session):
    assert "封存" not in text(page.head, "page_sentence")
    session.store.connection.execute(
        "INSERT INTO seal (quarter, version, sealed_at, made_on, reason, digest, contents)"
        " VALUES ('2026Q3', 1, '2026-10-08T09:00:00', '2026-10-08', '', '', x'')"
    )
    session.store.connection.commit()
    page.choose("leading")
    assert "这一季已封存" in text(page.head, "page_sentence")


def test_a_row_of_another_years_plan_is_said_to_be_one(page, rows, session, qtbot):
    page.bringing.copy(2026)
    click(qtbot, page, "keep_plan")
    with qtbot.waitSignal(session.notice_posted) as heard:
        page.show_route(Route("plan", record_id=rows["1.1"].id))
    assert "属于另一年的要点" in heard.args[0].text
