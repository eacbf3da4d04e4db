"""The words that may stand in a cell, shown under the line that is typed in; it keeps the keyboard.

It lies in the window, not in one of its own: an input method would lose what it composes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from gui import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

SHOWN = 8  # words seen at a time
NARROWEST = 120


class ChoiceList(QListWidget):
    """Signals: picked(word): by the mouse."""

    picked = Signal(str)

    def __init__(self, line: QWidget, words: Sequence[str]) -> None:
        super().__init__(line.window())
        self._line, self._words = line, tuple(words)
        self.setObjectName("choice_list")
        self.setAccessibleName("可以选的值")
        self.setProperty("role", "offer")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.hide()
        self.itemClicked.connect(lambda item: self.picked.emit(item.text()))
        line.destroyed.connect(self.deleteLater)

    def offer(self, typed: str = "") -> None:
        """Show the words that have what was typed in them, all of them without it."""
        found = [word for word in self._words if typed.strip() in word]
        self.clear()
        for word in found:
            QListWidgetItem(word, self)
        self.setVisible(bool(found) and self._line.isVisible())
        if self.isVisible():
            self._stand()

    def _stand(self) -> None:
        """Stand under the line, or above it where the window ends."""
        line, around = self._line, self._line.window()
        high = min(self.count(), SHOWN) * self.sizeHintForRow(0) + 2 * self.frameWidth() + 2
        wide = self.sizeHintForColumn(0) + 4 * theme.CELL
        corner = line.mapTo(around, QPoint(0, line.height()))
        top = (
            corner.y()
            if corner.y() + high <= around.height()
            else corner.y() - line.height() - high
        )
        self.setGeometry(corner.x(), top, max(line.width(), wide, NARROWEST), high)
        self.raise_()

    def step(self, direction: int) -> str:
        """Go to the next word down (1) or up (-1), and name it; "" where there is none."""
        if not self.count():
            return ""
        self.setCurrentRow((self.currentRow() + direction) % self.count())
        return self.currentItem().text()
