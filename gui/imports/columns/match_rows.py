"""The widgets that 对列 and 对值 share: a side list, and rows that map a source to a target."""

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


MIN_CHARACTERS = 5  # characters of a choice that stay visible in a narrow window


class SideCard(QWidget):
    """A list on a card of its own, hidden where there is nothing to choose from."""

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

    def set_available(self, available: bool) -> None:
        """Show or hide the list."""
        self._card.setVisible(available)


class MatchRows(QScrollArea):
    """A scrolling grid of widgets under small column headings."""

    def __init__(self, heads: Sequence[str], stretches: Sequence[int]) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._heads, self._stretches = heads, stretches
        self._grid = QGridLayout()

    def start(self, least: int = 0) -> None:
        """Remove all rows; `least` is the minimum width of the first column in pixels."""
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
        """Put widgets into a row; the first row is number 1."""
        for at, widget in enumerate(widgets):
            self._grid.addWidget(widget, number, at)

    def finish(self, rows: int) -> None:
        """Keep the given number of rows at the top of the area."""
        self._grid.setRowStretch(rows + 1, 1)


def build_arrow() -> QLabel:
    """Build the arrow between a source and its target."""
    arrow = QLabel()
    arrow.setPixmap(icons.pixmap("arrow-right", "faint", theme.SMALL_ICON))
    return arrow


def build_choice(words: QStringListModel, name: str, label: str, width: int) -> ChoiceBox:
    """Build the box in which the target is chosen; `width` is its maximum in pixels."""
    box = ChoiceBox(words)
    box.setObjectName(name)
    box.setAccessibleName(label)
    box.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(MIN_CHARACTERS)
    box.setMaximumWidth(width)
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return box


def build_badge(width: int) -> Pill:
    """Build the pill that shows the confidence of a match."""
    pill = Pill()
    pill.setFixedWidth(width)
    return pill
