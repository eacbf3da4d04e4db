"""A search field that emits its text after a pause in typing and clears with Esc."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QLineEdit

from gui.appearance import icons, theme

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent

TYPING_PAUSE = 120  # milliseconds after the last key


class SearchField(QLineEdit):
    """A line edit for searching.

    Signals:
        searched(text): typing paused, or the field was cleared
        escaped(): Esc in an empty field
        stepped(key): an arrow or Enter, meant for the list of results
        blurred(): the focus went to another widget of the window
    """

    searched = Signal(str)
    escaped = Signal()
    blurred = Signal()
    stepped = Signal(int)

    def __init__(self, hint: str, name: str) -> None:
        super().__init__()
        self.setProperty("role", "search")
        self.setPlaceholderText(hint)
        self.setAccessibleName(name)
        self._search_action = self.addAction(
            icons.icon("search", "faint", theme.SMALL_ICON),
            QLineEdit.ActionPosition.LeadingPosition,
        )
        self._clear_action = self.addAction(
            icons.icon("x", "faint", theme.ARROW), QLineEdit.ActionPosition.TrailingPosition
        )
        self._clear_action.setToolTip("清空（Esc）")
        self._clear_action.setVisible(False)
        self._clear_action.triggered.connect(self.clear)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(TYPING_PAUSE)
        self._timer.timeout.connect(self._emit_search)
        self.textEdited.connect(lambda _text: self._timer.start())
        self.textChanged.connect(self._on_text_changed)

    @Slot()
    def take_focus(self) -> None:
        """Take the focus and select the text."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def search_now(self) -> None:
        """Emit the text at once."""
        self._emit_search()

    @Slot()
    def _emit_search(self) -> None:
        self._timer.stop()
        self.searched.emit(self.text())

    @Slot(str)
    def _on_text_changed(self, text: str) -> None:
        self._clear_action.setVisible(bool(text))
        if not text:
            self._emit_search()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (
            Qt.FocusReason.PopupFocusReason,
            Qt.FocusReason.ActiveWindowFocusReason,
        ):
            self.blurred.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
            else:
                self.escaped.emit()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._timer.isActive():
                self._emit_search()
            self.stepped.emit(int(key))
        else:
            super().keyPressEvent(event)
