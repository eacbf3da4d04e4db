"""What 对列 and 对值 have in common: a list at the side, and rows of what becomes of what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from gui.appearance import icons, theme
from gui.widgets.field.choice_box import ChoiceBox
from gui.widgets.list.side_list import SideList
from gui.widgets.pill import Pill

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QStringListModel


MIN_CHARACTERS = 5  # characters that are seen of a choice where there is little room


class SideCard(QWidget):
    """A list on a card of its own, which goes away where there is nothing to choose from."""

    def __init__(self, name: str, words: str) -> None:
        super().__init__()
        self.list = SideList()
        self.list.setObjectName(name)
        self.list.setAccessibleName(words)
        self._card = QFrame()
        self._card.setProperty("role", "card")
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self._card)
        inside = QVBoxLayout(self._card)
        inside.setContentsMargins(theme.GAP, theme.GAP, theme.GAP, theme.GAP)
        inside.addWidget(self.list)

    def set_available(self, offered: bool) -> None:
        """Show the list, or not."""
        self._card.setVisible(offered)


class MatchRows(QScrollArea):
    """Rows under small heads; the widgets of a row stand below those of the row before."""

    def __init__(self, heads: Sequence[str], stretches: Sequence[int]) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._heads, self._stretches = heads, stretches
        self._grid = QGridLayout()

    def start(self, least: int = 0) -> None:
        """Take all rows away; the first column is at least so wide."""
        holder = QWidget()
        holder.setProperty("role", "plain")
        grid = self._grid = QGridLayout(holder)
        grid.setContentsMargins(theme.MARGIN, theme.GAP, theme.MARGIN, theme.GAP)
        grid.setHorizontalSpacing(theme.GAP)
        grid.setVerticalSpacing(theme.GAP // 2)
        grid.setColumnMinimumWidth(0, least)
        for at, stretch in enumerate(self._stretches):
            grid.setColumnStretch(at, stretch)
        for at, text in enumerate(self._heads):
            head = QLabel(text)
            head.setProperty("role", "small")
            grid.addWidget(head, 0, at)
        self.setWidget(holder)

    def add(self, number: int, widgets: Sequence[QWidget]) -> None:
        """Put the widgets into a row, the first is number 1."""
        for at, widget in enumerate(widgets):
            self._grid.addWidget(widget, number, at)

    def finish(self, rows: int) -> None:
        """Keep so many rows at the top."""
        self._grid.setRowStretch(rows + 1, 1)


def build_arrow() -> QLabel:
    """What stands between what came and what it becomes."""
    made = QLabel()
    made.setPixmap(icons.pixmap("arrow-right", "faint", theme.SMALL_ICON))
    return made


def build_choice(words: QStringListModel, name: str, told: str, wide: int) -> ChoiceBox:
    """What it becomes, to be chosen."""
    box = ChoiceBox(words)
    box.setObjectName(name)
    box.setAccessibleName(told)
    box.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(MIN_CHARACTERS)
    box.setMaximumWidth(wide)
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return box


def build_badge(wide: int) -> Pill:
    """How sure that is."""
    made = Pill()
    made.setFixedWidth(wide)
    return made
