"""The values step: unrecognised texts and their values."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox

from gui.imports.import_state import CHECK, VALUES
from import_steps import person
from windows import click, text


def test_an_unrecognised_text_is_mapped_to_a_value_once_for_all_rows(
    page, qtbot, read, planned, roster
):
    read(roster(*(person(f"王{n}", status="团员青年") for n in "一二三"), person("李静")))
    assert page._at == VALUES
    assert "1 个不认识的写法，3 行" in text(page, "values_told")
    box = page.values.findChild(QComboBox, "value_1")
    box.setCurrentText("共青团员")
    lines = planned(box.textActivated.emit, "共青团员")
    assert [row.record.political_status for row in lines.rows] == ["共青团员"] * 3 + ["群众"]
    assert page._at == VALUES
    assert "都有着落了" in text(page, "values_told")
    click(qtbot, page, "deed")
    assert page._at == CHECK


def test_a_message_is_shown_where_every_value_is_recognised(page, qtbot, read, roster):
    read(roster(person()))
    assert page._at == CHECK
    click(qtbot, page, "step_4")
    assert text(page.values, "message_text") == "表里的值都认识"
