"""Vertical scroll areas, whose content is never squeezed below its own height."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from gui.appearance import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent


def scroll_area(widget: QWidget) -> ScrollArea:
    """Return a widget in a scroll area that takes all the room there is."""
    return ScrollArea(widget)


def flush_scroll_area(widget: QWidget) -> ScrollArea:
    """Return a scroll area that pads its scroll bar only while it scrolls.

    As long as everything fits, its right edge aligns with that of the widgets above.
    """
    area = ScrollArea(widget)
    area.pad_scroll_bar(0, 0)
    area.verticalScrollBar().rangeChanged.connect(area.pad_scroll_bar)
    return area


def fitted_scroll_area(widget: QWidget, max_width: int = 0) -> FittedScrollArea:
    """Return a widget in a scroll area as high as the widget, or lower where room is short.

    It is at most `max_width` pixels wide, because longer lines are hard to follow.
    """
    area = FittedScrollArea(widget)
    if max_width:
        area.setMaximumWidth(max_width + theme.GAP)
    return area


def fitted_without_bar(widget: QWidget) -> FittedScrollArea:
    """Return a fitted scroll area without a scroll bar, for narrow lists that seldom scroll."""
    area = FittedScrollArea(widget)
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.pad_scroll_bar(0, 0)
    return area


class ScrollArea(QScrollArea):
    """Scrolls vertically only, so it is never narrower than its content."""

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

    def pad_scroll_bar(self, _minimum: int, maximum: int) -> None:
        """Add a margin before the scroll bar if its range has a maximum above 0."""
        self._column.setContentsMargins(0, 0, theme.GAP if maximum else 0, 0)

    def minimumSizeHint(self) -> QSize:
        bars = self.verticalScrollBarPolicy() != Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        bar = self.verticalScrollBar().sizeHint().width() if bars else 0
        least = self.inside.minimumSizeHint()
        return QSize(least.width() + bar, min(least.height(), theme.MIN_VISIBLE))


class FittedScrollArea(ScrollArea):
    """A scroll area as high as its content, of which a few lines always stay in view."""

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
