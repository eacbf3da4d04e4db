"""What scrolls up and down where there is no room for it; nothing in it is ever made lower."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from gui.appearance import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent


def scroll_area(widget: QWidget) -> ScrollArea:
    """The widget in a place that takes all the room there is."""
    return ScrollArea(widget)


def flush_scroll_area(widget: QWidget) -> ScrollArea:
    """The same, its right edge under that of what stands above as long as nothing scrolls."""
    area = ScrollArea(widget)
    area.pad_scroll_bar(0, 0)
    area.verticalScrollBar().rangeChanged.connect(area.pad_scroll_bar)
    return area


def fitted_scroll_area(widget: QWidget, widest: int = 0) -> FittedScrollArea:
    """The widget in a place as high as it is, or lower where there is no room for all of it.

    It is at most `widest` pixels wide, as lines longer than that are hard to follow.
    """
    area = FittedScrollArea(widget)
    if widest:
        area.setMaximumWidth(widest + theme.GAP)
    return area


def fitted_without_bar(widget: QWidget) -> FittedScrollArea:
    """The same without room for a scroll bar, as what is known by heart needs none."""
    area = FittedScrollArea(widget)
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.pad_scroll_bar(0, 0)
    return area


class ScrollArea(QScrollArea):
    """Never narrower than what it holds, as nothing scrolls sideways."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.inside = QWidget()
        self.inside.setProperty("role", "plain")
        self._column = QVBoxLayout(self.inside)
        self._column.setContentsMargins(0, 0, theme.GAP, 0)
        self._column.addWidget(widget)
        self.setWidget(self.inside)

    def pad_scroll_bar(self, _least: int, most: int) -> None:
        """Keep what is held off the scroll bar, if that has `most` to scroll."""
        self._column.setContentsMargins(0, 0, theme.GAP if most else 0, 0)

    def minimumSizeHint(self) -> QSize:
        bars = self.verticalScrollBarPolicy() != Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        bar = self.verticalScrollBar().sizeHint().width() if bars else 0
        least = self.inside.minimumSizeHint()
        return QSize(least.width() + bar, min(least.height(), theme.MIN_VISIBLE))


class FittedScrollArea(ScrollArea):
    """As high as what it holds; of that at least a few lines stay in sight."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def sizeHint(self) -> QSize:
        return QSize(self.inside.sizeHint().width(), self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), min(self._height(), theme.MIN_VISIBLE))

    def _height(self) -> int:
        if self.inside.hasHeightForWidth():
            return self.inside.heightForWidth(self.viewport().width())
        return self.inside.sizeHint().height()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and watched is self.widget():
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()
