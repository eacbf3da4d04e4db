"""The sheet of keyboard shortcuts that Ctrl+/ opens over the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui import shortcuts
from gui.appearance import theme
from gui.widgets.popup import centre_in_window

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent


class ShortcutSheet(QFrame):
    """Lists all shortcuts by group; closes with Esc or a click outside."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("shortcut_sheet")
        self.setProperty("role", "popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = QLabel("快捷键")
        title.setProperty("role", "section")
        columns = QHBoxLayout()
        columns.setSpacing(theme.EDGE * 2)
        groups = list(dict.fromkeys(key.group for key in shortcuts.ALL))
        for some in (groups[:2], groups[2:4], groups[4:]):
            column = QVBoxLayout()
            column.setSpacing(theme.SPACE)
            for group in some:
                column.addLayout(_group(group))
            column.addStretch(1)
            columns.addLayout(column)
        column_layout = QVBoxLayout(self)
        column_layout.setContentsMargins(theme.EDGE, theme.MARGIN, theme.EDGE, theme.EDGE)
        column_layout.setSpacing(theme.SPACE)
        column_layout.addWidget(title)
        column_layout.addLayout(columns)

    def open_over(self, window: QWidget) -> None:
        """Open in the middle of a window."""
        centre_in_window(self, window)
        self.show()
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape or shortcuts.is_pressed(event, shortcuts.SHEET):
            self.close()


def _group(name: str) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.MARGIN)
    grid.setVerticalSpacing(theme.GAP // 2)
    head = QLabel(name)
    head.setProperty("role", "small")
    grid.addWidget(head, 0, 0, 1, 2)
    for at, key in enumerate((key for key in shortcuts.ALL if key.group == name), 1):
        keys = QLabel(shortcuts.display_text(key))
        keys.setProperty("role", "keys")
        grid.addWidget(keys, at, 0, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(QLabel(key.description), at, 1)
    grid.setColumnStretch(1, 1)
    return grid
