"""The preview grid: its keys, and a model without widgets."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit

from import_steps import ROSTERS, SCHOOL, person
from windows import click, text


def test_rows_need_no_widgets(page, qtbot, read, roster):
    read(roster(*(person(f"王{n}") for n in range(3))))
    few = len(page.findChildren(QLineEdit)) + len(page.check.findChildren(QComboBox))
    click(qtbot, page, "give_up")
    read(roster(*(person(f"王{n}") for n in range(3_000)), name="多.csv"))
    assert page.check.model.rowCount() == 3_000
    assert len(page.findChildren(QLineEdit)) + len(page.check.findChildren(QComboBox)) == few


def test_f8_goes_from_fault_to_fault_and_shift_f8_back(page, qtbot, read):
    read(ROSTERS / "plain.xlsx", unit=SCHOOL)
    page.check.grid.setFocus()
    qtbot.keyClick(page.check.grid, Qt.Key.Key_F8)
    first = page.check.grid.currentIndex()
    assert first.isValid()
    assert "：" in text(page, "cell_told")
    qtbot.keyClick(page.check.grid, Qt.Key.Key_F8)
    assert page.check.grid.currentIndex().row() > first.row()
    qtbot.keyClick(page.check.grid, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert page.check.grid.currentIndex() == first
