import dataclasses
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
)

from gui.session import Route
from pages.plan import choose, field
from people import volunteer
from storage.model.period import Quarter
from storage.model.tables import PLAN_PROGRESS, PLAN_ROWS, VOLUNTEERS
from storage.model.tables.plan import PlanProgress
from windows import click, text


def test_all_rows_are_listed_under_their_nine_sections(page):
    assert page.model.rowCount() == 29 + 9
    assert [page.model.entry(at).text[:2] for at in page.model.bands()] == [
        f"{n}、" for n in "一二三四五六七八九"
    ]
    assert "29 条，2026 年三季度已填 0 条" in text(page.head, "page_sentence")


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


def test_each_view_lists_the_rows_it_names(page, rows, session, qtbot):
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


def test_a_route_leads_to_a_row_or_a_view(page, rows):
    page.show_route(Route("plan", record_id=rows["8.1"].id))
    assert page.panel.row_id == rows["8.1"].id
    page.show_route(Route("plan", view="leading"))
    assert page.grid.current_id() == rows["8.1"].id
    assert page.model.place(rows["1.1"].id) is None


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


def test_known_figures_stay_in_view_while_they_are_recounted(page, rows, session, qtbot):
    choose(qtbot, page, rows["5.2a"])
    with session.edit("名册") as edit:
        edit.save(VOLUNTEERS, volunteer("李四", backbone=True))
    assert "骨干志愿者数" in field(page).toPlainText()  # the old one or already the new
    qtbot.waitUntil(lambda: "骨干志愿者数2人" in field(page).toPlainText(), timeout=10_000)


def test_figures_that_depend_on_the_plan_itself_are_recounted(page, rows, session, qtbot):
    choose(qtbot, page, rows["9.3"])
    before = field(page).toPlainText()
    assert "要点任务落实到人率0.0%（0/29）" in before
    with session.edit("分工") as edit:
        edit.save(
            PLAN_ROWS,
            dataclasses.replace(rows["1.1"], responsible="周嘉诚", deadline=date(2026, 12, 1)),
        )
    qtbot.waitUntil(lambda: "（1/29）" in field(page).toPlainText(), timeout=10_000)


def test_a_sealed_quarter_is_stated_in_the_head(page, session):
    assert "封存" not in text(page.head, "page_sentence")
    session.store.connection.execute(
        "INSERT INTO seal (quarter, version, sealed_at, made_on, reason, digest, contents)"
        " VALUES ('2026Q3', 1, '2026-10-08T09:00:00', '2026-10-08', '', '', x'')"
    )
    session.store.connection.commit()
    page.choose("leading")
    assert "这一季已封存" in text(page.head, "page_sentence")


def test_a_row_of_another_years_plan_is_reported(page, rows, session, qtbot):
    page.sources.copy(2026)
    click(qtbot, page, "keep_plan")
    with qtbot.waitSignal(session.notice_posted) as heard:
        page.show_route(Route("plan", record_id=rows["1.1"].id))
    assert "属于另一年的要点" in heard.args[0].text
