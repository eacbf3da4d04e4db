"""Cells of the volunteers' ledger in tests of its grid: going to a cell, reading what is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from keys import keyboard
from people import volunteer
from storage.model.tables import UNITS, VOLUNTEERS

if TYPE_CHECKING:
    from gui.session import Session
    from gui.widgets.grid.cell_grid import CellGrid

NAMES = ("王雨欣", "吉克·阿果", "李䶮", "周嘉诚", "罗小燕")


def enter_people(session: Session) -> dict[str, int]:
    """Save five volunteers of one school and return their numbers by name."""
    school = session.store.named(UNITS, "平地镇")
    with session.store.edit("录入") as edit:
        return {
            name: edit.save(
                VOLUNTEERS,
                volunteer(
                    name, f"2008-03-1{at}", phone=f"1380000000{at}", school=school,
                    class_name=f"高一（{at}）班",
                ),
            )
            for at, name in enumerate(NAMES)
        }  # fmt: skip


def column_number(grid: CellGrid, name: str) -> int:
    """Return the number of a column."""
    model: Any = grid.model()
    return [model.column(at).name for at in range(model.columnCount())].index(name)


def go_to_cell(grid: CellGrid, row: int, name: str = "class_name") -> None:
    """Click a cell."""
    index = grid.model().index(row, column_number(grid, name))
    grid.scrollTo(index)
    QTest.mouseClick(
        grid.viewport(), Qt.MouseButton.LeftButton, pos=grid.visualRect(index).center()
    )
    assert grid.currentIndex() == index
    assert keyboard() is grid


def current_cell(grid: CellGrid) -> tuple[int, str]:
    """Return row and column of the current cell."""
    model: Any = grid.model()
    here = grid.currentIndex()
    return here.row(), model.column(here.column()).name


def saved_values(session: Session, name: str = "class_name") -> list[Any]:
    """Return the saved values of a column."""
    return [getattr(one, name) for one in session.store.find(VOLUNTEERS)]


def show_panel(qtbot: Any, page: Any, *, opened: bool) -> None:
    """Have the panel next to the grid open, or closed for good."""
    go_to_cell(page.grid, 0)
    qtbot.waitUntil(lambda: page.panel.isVisible())
    if not opened:
        QTest.keyClick(keyboard(), Qt.Key.Key_F4)
        assert not page.panel.isVisible()
    assert keyboard() is page.grid
