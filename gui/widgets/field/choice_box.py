"""A combo box that completes a typed part of a word and ignores the mouse wheel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QWidget

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel
    from PySide6.QtGui import QFocusEvent, QWheelEvent


class ChoiceBox(QComboBox):
    """A searchable combo box; many may share one model of `choices`."""

    def __init__(self, choices: QAbstractItemModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.free = False  # whether a text that is not in the list is accepted
        self.setModel(choices)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMaxVisibleItems(14)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._pending_choices: QAbstractItemModel | None = choices
        self.setCompleter(None)  # type: ignore[arg-type]

    def choose(self, word: str) -> None:
        """Select a word of the list; nothing is selected if it is not in it."""
        self.setCurrentIndex(self.findText(word))

    def wheelEvent(self, event: QWheelEvent) -> None:
        # A page scrolled past the box must not change its value.
        event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Create the completer now: a page may have dozens of boxes that are never entered."""
        if self._pending_choices is not None:
            completer = QCompleter(self._pending_choices, self)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
            self.setCompleter(completer)
            self._pending_choices = None
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if not self.free and self.findText(self.currentText()) < 0:
            self.setEditText(self.itemText(self.currentIndex()))
