"""The constants of a roster."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QComboBox

from gui.imports.columns.constants import Constants
from people import id_number
from storage.intake.pipeline import plan_import
from storage.intake.sources import Pasted
from storage.model.tables.volunteer import VOLUNTEERS
from windows import click, show


def test_a_constant_is_added_and_removed_by_its_chip(page, qtbot, read, planned, tmp_path):
    path = tmp_path / "名册.csv"
    path.write_text(f"姓名,身份证号\n王雨欣,{id_number()}\n", "utf-8-sig")
    read(path)
    click(qtbot, page, "step_3")
    grade = VOLUNTEERS.by_name["grade"]
    page.columns.findChild(QComboBox, "constant_field").setCurrentText(grade.label)
    page.columns.findChild(QComboBox, "constant_value").setEditText("高一")
    lines = planned(click, qtbot, page, "add_constant")
    assert lines.rows[0].record.grade == "高一"
    lines = planned(click, qtbot, page, "constant_grade")
    assert lines.rows[0].record.grade is None


@pytest.fixture
def constants(session, qtbot):
    widget = show(qtbot, Constants(session), 700, 120)
    widget.show_plan(plan_import(session.store, [Pasted("姓名\t性别\n王雨欣\t女\n")], "平地镇"))
    return widget


def test_the_values_of_the_chosen_field_are_offered(constants):
    field = constants.findChild(QComboBox, "constant_field")
    value = constants.findChild(QComboBox, "constant_value")
    field.setCurrentText(VOLUNTEERS.by_name["sex"].label)
    assert {value.itemText(at) for at in range(value.count())} >= {"男", "女"}
    field.setCurrentText(VOLUNTEERS.by_name["note"].label)
    assert value.count() == 0


def test_only_a_known_field_with_a_value_is_added(constants, qtbot):
    field = constants.findChild(QComboBox, "constant_field")
    value = constants.findChild(QComboBox, "constant_value")
    with qtbot.assertNotEmitted(constants.constants_changed):
        field.setCurrentText(VOLUNTEERS.by_name["grade"].label)
        value.setEditText("  ")
        click(qtbot, constants, "add_constant")
    value.setEditText(" 高  一 ")
    with qtbot.waitSignal(constants.constants_changed) as changed:
        click(qtbot, constants, "add_constant")
    assert changed.args == [{"grade": "高 一"}]
    assert value.currentText() == ""
