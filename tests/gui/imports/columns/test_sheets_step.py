"""The sheets step: headers, skipped rows and sheets that are not imported."""

from __future__ import annotations

from PySide6.QtCore import Qt

from gui.imports.import_state import SHEETS
from import_steps import ROSTERS, SCHOOL, person, set_current
from people import id_number
from windows import click, text


def test_a_row_excluded_by_delete_is_included_again_in_the_sheet(
    page, qtbot, read, planned, roster
):
    read(roster(person("李静"), person("赵一诺")))
    set_current(page, 1, "name")
    lines = planned(qtbot.keyClick, page.check.grid, Qt.Key.Key_Delete)
    assert [row.record.name for row in lines.rows] == ["李静"]
    assert "您选择不导入 1 行" in text(page, "skipped")
    click(qtbot, page, "step_2")
    page.sheets._grid.setCurrentIndex(page.sheets._model.index(2, 0))
    assert page.sheets._model.index(2, 0).data() == "您选择不导入"
    assert text(page, "switch_row") == "第 3 行也导入"
    lines = planned(click, qtbot, page, "switch_row")
    assert len(lines.rows) == 2
    assert page._at == SHEETS


def test_a_skipped_total_is_included_by_its_button(page, qtbot, read, planned, tmp_path):
    path = tmp_path / "名册.csv"
    path.write_text(f"姓名,身份证号\n王雨欣,{id_number()}\n合计,1\n", "utf-8-sig")
    assert len(read(path)) == 1
    click(qtbot, page, "step_2")
    page.sheets._grid.setCurrentIndex(page.sheets._model.index(2, 0))
    assert len(planned(click, qtbot, page, "switch_row")) == 2


def test_a_sheet_without_a_header_is_shown_so_that_one_can_be_chosen(page, qtbot, table, read):
    path = table(("甲", "乙"), ("谁", "证件"), ("王雨欣", id_number()), ("李静", id_number()))
    read(path)
    assert page._at == SHEETS
    qtbot.waitUntil(lambda: page.sheets._model.rowCount() == 4)
    page.sheets._grid.setCurrentIndex(page.sheets._model.index(1, 1))
    assert text(page, "take_header") == "第 2 行是表头"
    with qtbot.waitSignal(page._work.planned, timeout=20_000):
        click(qtbot, page, "take_header")
    assert page._work.lines.plan.files[0].sheets[0].header_row == 2


def test_the_sheet_shows_its_header_and_the_skipped_rows(page, qtbot, read):
    read(ROSTERS / "title_rows.xlsx", unit=SCHOOL)
    click(qtbot, page, "step_2")
    qtbot.waitUntil(lambda: page.sheets._model.rowCount() > 4)
    model = page.sheets._model
    assert model.index(3, 0).data() == "表头"
    assert model.index(0, 0).data() == "标题行"
    assert "第 4 行是表头，共 74 人" in text(page, "sheet_sentence")


def test_an_unchecked_sheet_is_not_imported(page, qtbot, read):
    read(ROSTERS / "class_sheets.xlsx", unit=SCHOOL)
    click(qtbot, page, "step_2")
    before = len(page._work.lines)
    item = page.sheets._list.item(2)
    with qtbot.waitSignal(page._work.planned, timeout=20_000):
        item.setCheckState(Qt.CheckState.Unchecked)
    assert len(page._work.lines) < before
    assert page._at == SHEETS
