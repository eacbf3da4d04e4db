"""A search field: asks a little after the last key, clears with Esc."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QLineEdit

from gui.appearance import icons, theme

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent

TYPING_PAUSE = 120  # milliseconds after the last key


class SearchField(QLineEdit):
    """What is typed is announced once typing pauses.

    Signals:
        searched(text), left(): Esc in an empty field, stepped(key): arrow or return, for a list,
        blurred(): the keyboard went elsewhere
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
        self._glass = self.addAction(
            icons.icon("search", "faint", theme.SMALL_ICON),
            QLineEdit.ActionPosition.LeadingPosition,
        )
        self._wipe = self.addAction(
            icons.icon("x", "faint", theme.ARROW), QLineEdit.ActionPosition.TrailingPosition
        )
        self._wipe.setToolTip("清空（Esc）")
        self._wipe.setVisible(False)
        self._wipe.triggered.connect(self.clear)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(TYPING_PAUSE)
        self._timer.timeout.connect(self._announce)
        self.textEdited.connect(lambda _text: self._timer.start())
        self.textChanged.connect(self._clear)

    @Slot()
    def take_focus(self) -> None:
        """Take the keyboard, what was typed being selected."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def search_now(self) -> None:
        """Announce at once what is typed."""
        self._announce()

    @Slot()
    def _announce(self) -> None:
        self._timer.stop()
        self.searched.emit(self.text())

    @Slot(str)
    def _clear(self, text: str) -> None:
        self._wipe.setVisible(bool(text))
        if not text:
            self._announce()

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
                self._announce()
            self.stepped.emit(int(key))
        else:
            super().keyPressEvent(event)
