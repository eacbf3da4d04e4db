"""A box to choose from a list by typing a part of the word; the wheel over it only scrolls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QWidget

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel
    from PySide6.QtGui import QFocusEvent, QWheelEvent


class ChoiceBox(QComboBox):
    """Many boxes may share one model of words."""

    def __init__(self, words: QAbstractItemModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.free = False  # whether a word that is not in the list may stand
        self.setModel(words)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMaxVisibleItems(14)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._words: QAbstractItemModel | None = words
        self.setCompleter(None)  # type: ignore[arg-type]

    def choose(self, word: str) -> None:
        """Show this word as the choice."""
        self.setCurrentIndex(self.findText(word))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Make what completes the word now: a page may have dozens of boxes nobody looks into."""
        if self._words is not None:
            completer = QCompleter(self._words, self)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
            self.setCompleter(completer)
            self._words = None
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if not self.free and self.findText(self.currentText()) < 0:
            self.setEditText(self.itemText(self.currentIndex()))
