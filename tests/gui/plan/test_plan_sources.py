"""Where a plan comes from: a file, the clipboard, last year's; and removing one."""

from PySide6.QtWidgets import (
    QApplication,
)

from pages.plan import NOTICE
from storage.model.tables import PLAN_PROGRESS, WORK_PLANS
from storage.model.tables.plan import PlanProgress
from storage.plan.year_plan import plan_on
from windows import click, text


def test_the_last_plan_is_copied_for_the_quarters_year(page, session, qtbot):
    page.sources_button.fill()
    action = page.sources_button.menu().actions()[2]
    assert action.text() == "照 2020 年的做一份 2026 年的"
    action.trigger()
    assert page.importing.model.rowCount() == 29
    click(qtbot, page.importing, "keep_plan")
    assert plan_on(session.store, 2026).year == 2026
    assert "2026年工作要点" in text(page.head, "page_sentence")


def test_a_file_that_is_no_notice_is_reported_and_the_page_stays(page, session, qtbot, tmp_path):
    path = tmp_path / "名册.csv"
    path.write_text("姓名,班级\n张三,一班\n", "utf-8")
    with qtbot.waitSignal(session.notice_posted) as heard:
        page.sources.read(path)
    assert "《名册.csv》里没有找到工作要点的表" in heard.args[0].text
    qtbot.waitUntil(lambda: not session._tasks)
    assert not page.importing.isVisible()


def test_a_table_copied_from_a_notice_is_pasted(page, session, qtbot):
    QApplication.clipboard().setText(NOTICE.read_text("utf-8"))
    page.sources_button.fill()
    page.sources_button.menu().actions()[1].trigger()
    assert page.importing.model.rowCount() == 6
    click(qtbot, page.importing, "leave_import")
    QApplication.clipboard().setText("什么也不是")
    with qtbot.waitSignal(session.notice_posted) as heard:
        page.sources_button.menu().actions()[1].trigger()
    assert heard.args[0].text.startswith("剪贴板里没有找到工作要点的表")


def test_a_plan_nobody_has_filled_can_be_removed_and_comes_back_by_undo(page, rows, session, qtbot):
    page.sources_button.fill()
    action = page.sources_button.menu().actions()[-1]
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
