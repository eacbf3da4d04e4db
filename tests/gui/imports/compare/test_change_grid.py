"""The grid of changes: its check boxes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt

from gui.imports.check.preview_lines import PlanLines
from gui.imports.compare.change_grid import ChangeGrid
from gui.imports.compare.change_table import ACCEPTED, ChangeTable
from import_steps import person, volunteer_named
from storage.intake.pipeline import plan_import
from storage.intake.sources import Pasted
from storage.model.tables.volunteer import VOLUNTEERS
from windows import click, show


def test_a_click_on_the_check_box_accepts_one_change(
    page, session, qtbot, read, planned, roster, held
):
    rows = [
        person(one.name, one.id_number, phone=f"1390013900{at}", class_name="高二1班")
        for at, one in enumerate(held)
    ]
    read(roster(*rows))
    click(qtbot, page, "step_6")
    click(qtbot, page.compare, "view_updated")
    model, grid = page.compare.changes, page.compare.grid
    assert model.rowCount() == 6  # class, phone and what was blank, of two people
    field = VOLUNTEERS.by_name["phone"].label
    row = next(n for n in range(6) if model.index(n, 2).data() == field)
    assert not model.is_accepted(row)
    place = grid.visualRect(model.index(row, ACCEPTED)).center()
    planned(qtbot.mouseClick, grid.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
    with qtbot.waitSignal(page._work.applied, timeout=20_000):
        click(qtbot, page, "deed")
    assert volunteer_named(session, "王雨欣").phone == "13900139000"
    assert volunteer_named(session, "王雨欣").class_name == "高一1班"
    assert volunteer_named(session, "李静").phone == "13800138001"


@pytest.fixture
def grid(held, session, qtbot):
    """The changes of two known people whose sheet has other phones and classes."""
    rows = [f"{one.name}\t{one.id_number}\t1390013900{at}\t高二1班" for at, one in enumerate(held)]
    source = Pasted("\n".join(("姓名\t身份证号\t联系电话\t班级", *rows)) + "\n")
    table = ChangeTable()
    table.show_lines(PlanLines(plan_import(session.store, [source], "平地镇")))
    return show(qtbot, ChangeGrid(table), 700, 300)


def test_space_accepts_the_selected_rows_and_refuses_them_again(grid, qtbot):
    model = grid.model()
    ticked = []
    model.ticked.connect(lambda offers, accepted: ticked.append((len(offers), accepted)))
    grid.selectAll()
    grid.setFocus()
    qtbot.keyClick(grid, Qt.Key.Key_Space)
    assert all(model.is_accepted(row) for row in range(model.rowCount()))
    qtbot.keyClick(grid, Qt.Key.Key_Space)
    assert not any(model.is_accepted(row) for row in range(model.rowCount()))
    assert ticked == [(model.rowCount(), True), (model.rowCount(), False)]


def test_a_click_beside_the_check_boxes_changes_nothing(grid, qtbot):
    model = grid.model()
    place = grid.visualRect(model.index(0, ACCEPTED - 1)).center()
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert not model.is_accepted(0)
