"""Finds rows and fields of the plan's page in tests."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QPlainTextEdit,
)

from storage.model.period import Quarter
from storage.model.tables import PLAN_PROGRESS

NOTICE = Path(__file__).parents[1] / "reference" / "notice-2027.txt"
Q3 = Quarter(2026, 3)


def row_position(page, row):
    """The position of a plan row in the grid."""
    return page.model.place(row.id)


def choose(qtbot, page, row):
    """Click the task of a row, which opens its panel."""
    index = page.model.index(row_position(page, row), 0)
    page.grid.scrollTo(index)
    area = page.grid.visualRect(index)
    qtbot.mouseClick(page.grid.viewport(), Qt.MouseButton.LeftButton, pos=area.center())
    assert page.panel.row_id == row.id


def field(page) -> QPlainTextEdit:
    """The field of the progress in the panel."""
    return page.panel.progress.findChild(QPlainTextEdit, "progress")


def state(page, qtbot, word):
    """Choose a state in the panel; returns the combo box."""
    box = page.panel.progress._fields["state"].editor.widget
    box.setCurrentText(word)
    return box


def saved_progress(session, row, quarter=Q3):
    """The saved progress of a row in a quarter, None without one."""
    return next(iter(session.store.find(PLAN_PROGRESS, row=row.id, quarter=str(quarter))), None)
