"""The remembered decisions: applied to later imports, and deleted."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox

from gui.imports.import_state import CHECK, VALUES
from import_steps import person
from windows import click, text


def test_a_decision_is_applied_to_later_imports_until_it_is_forgotten(
    page, session, qtbot, read, planned, roster
):
    read(roster(person("李静", status="团员青年")))
    box = page.values.findChild(QComboBox, "value_1")
    box.setCurrentText("共青团员")
    planned(box.textActivated.emit, "共青团员")
    page._go(CHECK)
    with qtbot.waitSignal(page._work.applied, timeout=20_000):
        click(qtbot, page, "deed")
    click(qtbot, page, "import_again")
    assert "记住的 1 条" in text(page, "remembered_count")
    lines = read(roster(person("赵一诺", status="团员青年"), name="高一2班.csv"))
    assert lines.rows[0].record.political_status == "共青团员"
    click(qtbot, page, "give_up")
    page.choose.remembered.list.setCurrentRow(0)
    click(qtbot, page, "forget")
    lines = read(roster(person("赵一诺", status="团员青年"), name="高一2班.csv"))
    assert page._at == VALUES
