"""The head of every page: title and a sentence of status on the left, actions on the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui.appearance import theme
from gui.widgets.elided import ElidedLabel


class PageHead(QWidget):
    """The title, status and actions of a page; `add` appends an action at the right."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = QLabel(title)
        self._title.setObjectName("page_title")
        self._title.setProperty("role", "title")
        self._title.setMinimumHeight(theme.CONTROL)  # the same height with a switch as without
        self._sentence = ElidedLabel("second")
        self._sentence.setObjectName("page_sentence")
        self._top = QHBoxLayout()
        self._top.setSpacing(theme.SPACE)
        self._top.addWidget(self._title)
        self._top.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addLayout(self._top)
        words.addWidget(self._sentence)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.GAP)
        self._row.addLayout(words, 1)

    def set_status(self, sentence: str) -> None:
        """Set the sentence of status below the title."""
        self._sentence.set_full_text(sentence)

    def set_title(self, title: str) -> None:
        """Set the title."""
        self._title.setText(title)

    def add_title_switch(self, widget: QWidget) -> None:
        """Add a switch next to the title."""
        self._top.insertWidget(1, widget)

    def add(self, widget: QWidget) -> None:
        """Append a button or another control at the right."""
        self._row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
