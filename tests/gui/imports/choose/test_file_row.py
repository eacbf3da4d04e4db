"""The row of a file that cannot be read, with its remedy."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton

from gui.imports.import_state import CHOOSE, SHEETS
from import_steps import ROSTERS
from windows import text


def test_a_locked_workbook_asks_for_its_password_in_its_row(page, qtbot, read, planned):
    read(ROSTERS.parent / "locked.xlsx")
    assert page._at == CHOOSE
    field = page.choose.findChild(QLineEdit, "file_password")
    field.setText("wrong")
    planned(qtbot.keyClick, field, Qt.Key.Key_Return)
    assert page._at == CHOOSE
    field = page.choose.findChild(QLineEdit, "file_password")
    field.setText("青年节54")
    lines = planned(qtbot.keyClick, field, Qt.Key.Key_Return)
    assert not lines.plan.files[0].needs
    assert page._at > CHOOSE


def test_the_reason_of_a_failure_is_shown_under_the_file(page, qtbot, tmp_path, read):
    path = tmp_path / "名册.xlsx"
    path.write_bytes(b"PK\x03\x04 broken")
    read(path)
    assert page._at == CHOOSE
    assert "《名册.xlsx》" in text(page, "file_failure")


def test_a_text_of_unclear_encoding_is_read_in_the_chosen_one(page, qtbot, tmp_path, read):
    path = tmp_path / "名册.csv"
    path.write_bytes("姓名,性别\n王雨欣,女\n".encode("gb18030") + b"\xff\xff,\n")
    read(path)
    assert "编码" in text(page, "file_failure")
    menu = page.findChild(QPushButton, "other_encoding").menu()
    gb = next(action for action in menu.actions() if action.text().startswith("GB18030"))
    with qtbot.waitSignal(page._work.planned, timeout=20_000):
        gb.trigger()
    assert page._at == SHEETS
    assert page._work.lines.rows[0].record.name == "王雨欣"
