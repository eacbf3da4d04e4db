"""Typing as a person does: each key goes to whatever has the keyboard, and that is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gui.widgets.grid.cell_grid import CellGrid

NAMED = {
    "⏎": Qt.Key.Key_Return, "⇥": Qt.Key.Key_Tab, "⎋": Qt.Key.Key_Escape, "↓": Qt.Key.Key_Down,
    "↑": Qt.Key.Key_Up, "←": Qt.Key.Key_Left, "→": Qt.Key.Key_Right, "⌫": Qt.Key.Key_Backspace,
}  # fmt: skip
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def keyboard() -> QWidget:
    """Where the keyboard is."""
    found = QApplication.focusWidget()
    assert found is not None, "the keyboard is nowhere"
    return found


def press(key: str, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
    """Press one key where the keyboard is."""
    QTest.keyClick(keyboard(), NAMED.get(key, key), modifier)


def type_in(grid: CellGrid, keys: str, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
    """Press keys one after another; after each the keyboard is in the grid or in its open line."""
    for key in keys:
        press(key, modifier)
        assert keyboard() in (grid, grid.editor), f"after {key} the keyboard is at {keyboard()}"


def compose(letters: str, word: str) -> Iterator[str]:
    """Compose a word as an input method does; stops after each letter, and once it is there."""
    for end in range(1, len(letters) + 1):
        QApplication.sendEvent(keyboard(), QInputMethodEvent(letters[:end], []))
        yield letters[:end]
    done = QInputMethodEvent("", [])
    done.setCommitString(word)
    QApplication.sendEvent(keyboard(), done)
    yield word
