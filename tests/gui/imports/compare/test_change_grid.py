"""The grid of changes: its check boxes."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt

from gui.imports.compare.change_table import ACCEPTED
from import_steps import person, volunteer_named
from storage.model.tables.volunteer import VOLUNTEERS
from windows import click


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
