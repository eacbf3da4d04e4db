"""A segmented control: a switch between a few alternatives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton

if TYPE_CHECKING:
    from collections.abc import Sequence


class Segments(QFrame):
    """A row of exclusive buttons.

    Signals:
        chosen(name): a segment was clicked
    """

    chosen = Signal(str)

    def __init__(self, entries: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.setObjectName("segments")
        self.setProperty("role", "segments")
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(2)
        for name, label in entries:
            button = QPushButton(label)
            button.setProperty("role", "segment")
            button.setObjectName(f"segment_{name}")
            button.setCheckable(True)
            button.setAccessibleName(label)
            button.clicked.connect(lambda _=False, name=name: self.chosen.emit(name))
            self._group.addButton(button)
            self._buttons[name] = button
            row.addWidget(button)

    def choose(self, name: str) -> None:
        """Mark a segment without emitting `chosen`."""
        self._buttons[name].setChecked(True)

    def take_focus(self) -> None:
        """Focus the segment that is marked."""
        button = self._group.checkedButton()
        if button is not None:
            button.setFocus()
