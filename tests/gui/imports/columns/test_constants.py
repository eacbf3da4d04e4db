"""The constants of a roster."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox

from people import id_number
from storage.model.tables.volunteer import VOLUNTEERS
from windows import click


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
