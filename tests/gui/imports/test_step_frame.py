from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from gui.imports.step_frame import StepItem, StepRail
from windows import click, show


@pytest.fixture
def steps(session, qtbot):
    return show(qtbot, StepRail(("选择", "认表", "检查", "完成")), 240, 140)


def test_one_may_go_back_and_on_to_what_is_ready_only(steps, qtbot):
    steps.show_progress(1, 2)
    chosen = []
    steps.chosen.connect(chosen.append)
    click(qtbot, steps, "step_1")
    click(qtbot, steps, "step_3")
    assert chosen == [0, 2]
    assert not steps.findChild(StepItem, "step_2").isEnabled()
    assert not steps.findChild(StepItem, "step_4").isEnabled()


def test_each_step_says_its_state_in_words(steps):
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


def test_each_step_tells_how_it_stands(steps):
    steps.show_progress(2, 2)
    steps.set_states((("2 份", "second"), ("", "second"), ("3 处问题", "bad"), ("", "second")))
    names = [one.accessibleName() for one in steps.findChildren(StepItem)]
    assert names[0] == "第 1 步 选择，已完成，2 份"
    assert names[2] == "第 3 步 检查，当前一步，3 处问题"
