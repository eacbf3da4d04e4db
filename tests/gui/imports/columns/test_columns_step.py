"""The columns step: fields mapped by hand, and missing ones."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox

from gui.imports.import_state import CHECK, COLUMNS
from people import id_number
from storage.model.tables.volunteer import VOLUNTEERS
from windows import click, text


def test_tables_side_by_side_keep_their_own_columns(page, qtbot, read, tmp_path):
    rows = ["姓名,曾用名,身份证号,,姓名,曾用名,身份证号"]
    rows += [f"王一,王小一,{id_number()},,李一,李小一,{id_number()}" for _ in range(6)]
    path = tmp_path / "并排.csv"
    path.write_text("\n".join(rows), "utf-8-sig")
    read(path)
    click(qtbot, page, "step_3")
    name = VOLUNTEERS.by_name["name"].label
    page.columns._set_field(1, name)
    assert page.columns._labels[0] == "不导入"
    assert page.columns._labels[4] == name


def test_a_column_is_mapped_to_another_field(page, qtbot, table, read):
    path = table(("姓名", "身份证号", "绰号"), ("王雨欣", id_number(), "小王"))
    read(path)
    click(qtbot, page, "step_3")
    box = page.columns.findChild(QComboBox, "column_2")
    assert box.currentText() == "不导入"
    label = VOLUNTEERS.by_name["note"].label
    box.setCurrentText(label)
    box.textActivated.emit(label)
    click(qtbot, page, "deed")
    with qtbot.waitSignal(page._work.planned, timeout=20_000):
        click(qtbot, page, "deed")
    assert page._at == CHECK
    assert page._work.lines.rows[0].record.note == "小王"


def test_a_field_mapped_to_another_column_is_removed_from_the_first(page, qtbot, table, read):
    path = table(("姓名", "曾用名", "身份证号"), ("王雨欣", "王小雨", id_number()))
    read(path)
    click(qtbot, page, "step_3")
    name = VOLUNTEERS.by_name["name"].label
    page.columns._set_field(1, name)
    first = page.columns.findChild(QComboBox, "column_0")
    assert first.currentText() == "不导入"
    click(qtbot, page, "deed")
    with qtbot.waitSignal(page._work.planned, timeout=20_000):
        click(qtbot, page, "deed")
    assert page._work.lines.rows[0].record.name == "王小雨"


def test_a_missing_required_field_is_named(page, qtbot, table, read):
    read(table(("姓名", "身份证号"), ("王雨欣", id_number())))
    click(qtbot, page, "step_3")
    page.columns._set_field(0, "不导入")
    assert page.columns._missing.isVisible()
    assert VOLUNTEERS.by_name["name"].label in text(page, "missing_fields")


def test_an_uncertain_match_is_shown_before_the_check(page, qtbot, table, read):
    read(table(("姓名", "身份证号", "居住区域1"), ("王雨欣", id_number(), "仁和区")))
    assert page._at == COLUMNS
