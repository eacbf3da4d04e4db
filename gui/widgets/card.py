"""A titled surface that groups what belongs to one subject."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui.appearance import theme


class Card(QFrame):
    """A frame with a title; widgets go into the layout `body`, `trailing` stands at its right."""

    def __init__(self, title: str, trailing: QWidget | None = None) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.title = QLabel(title)
        self.title.setProperty("role", "section")
        head = QHBoxLayout()
        head.setSpacing(theme.GAP)
        head.addWidget(self.title)
        head.addStretch(1)
        if trailing is not None:
            head.addWidget(trailing)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.MARGIN, theme.SPACE, theme.MARGIN, theme.SPACE)
        column.setSpacing(theme.GAP)
        column.addLayout(head)
        self.body = QVBoxLayout()
        self.body.setSpacing(0)
        column.addLayout(self.body, 1)


def clear_layout(layout: QVBoxLayout) -> None:
    """Remove and delete every widget of a layout."""
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
