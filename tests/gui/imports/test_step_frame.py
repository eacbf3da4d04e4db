"""The list of steps, and the undo of decisions."""

import pytest
from PySide6.QtCore import Qt

from gui.app.main_window import MainWindow
from gui.imports.step_frame import StepItem, StepRail
from import_steps import person, set_current, type_over
from people import id_number, volunteer
from storage.model.tables.volunteer import VOLUNTEERS
from storage.store.listing import Query, count
from windows import click, show


@pytest.fixture
def steps(session, qtbot):
    return show(qtbot, StepRail(("选择", "认表", "检查", "完成")), 240, 140)


def test_only_done_and_ready_steps_can_be_opened(steps, qtbot):
    steps.show_progress(1, 2)
    chosen = []
    steps.chosen.connect(chosen.append)
    click(qtbot, steps, "step_1")
    click(qtbot, steps, "step_3")
    assert chosen == [0, 2]
    assert not steps.findChild(StepItem, "step_2").isEnabled()
    assert not steps.findChild(StepItem, "step_4").isEnabled()


def test_the_accessible_name_of_each_step_has_its_state(steps):
    steps.show_progress(1, 2)
    names = [one.accessibleName() for one in steps.findChildren(StepItem)]
    assert names == [
        "第 1 步 选择，已完成",
        "第 2 步 认表，当前一步",
        "第 3 步 检查，未开始",
        "第 4 步 完成，未开始",
    ]


def test_steps_are_reached_by_the_keyboard(steps, qtbot):
    steps.show_progress(2, 2)
    first = steps.findChild(StepItem, "step_1")
    first.setFocus()
    with qtbot.waitSignal(steps.chosen) as heard:
        qtbot.keyClick(first, Qt.Key.Key_Space)
    assert heard.args == [0]


def test_the_accessible_name_of_a_step_has_its_summary(steps):
    steps.show_progress(2, 2)
    steps.set_states((("2 份", "second"), ("", "second"), ("3 处问题", "bad"), ("", "second")))
    names = [one.accessibleName() for one in steps.findChildren(StepItem)]
    assert names[0] == "第 1 步 选择，已完成，2 份"
    assert names[2] == "第 3 步 检查，当前一步，3 处问题"


def test_ctrl_z_undoes_the_decision_before_an_edit_of_a_ledger(session, qtbot, roster):
    window = show(qtbot, MainWindow(session), 1366, 738)
    with session.edit("登记") as edit:
        edit.save(VOLUNTEERS, volunteer("别人"))
    page = window.show_page("import").importing
    page.choose.add((roster(person("李静"), person("", id_number())),))
    with qtbot.waitSignal(page._work.planned, timeout=20_000):
        click(qtbot, page, "deed")
    set_current(page, 1, "name")
    with qtbot.waitSignal(page._work.planned, timeout=20_000):
        type_over(qtbot, page.check.grid, "王雨欣")
    assert page._work.lines.counts["created"] == 2
    control = Qt.KeyboardModifier.ControlModifier
    with qtbot.waitSignal(page._work.planned, timeout=20_000):
        qtbot.keyClick(page.check.grid, Qt.Key.Key_Z, control)
    assert page._work.lines.counts["rejected"] == 1
    assert count(session.store, Query(VOLUNTEERS)) == 1
    qtbot.keyClick(page.check.grid, Qt.Key.Key_Z, control)  # no decision is left to take back
    qtbot.waitUntil(lambda: count(session.store, Query(VOLUNTEERS)) == 0)
