"""What scrolls up and down where there is no room for it; nothing in it is ever made lower."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from gui import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent


def scrolled(widget: QWidget) -> Scrolled:
    """The widget in a place that takes all the room there is."""
    area = Scrolled()
    _fill(area, widget)
    return area


def flush(widget: QWidget) -> Scrolled:
    """The same, its right edge under that of what stands above as long as nothing scrolls."""
    area = scrolled(widget)
    margins = area.widget().layout().contentsMargins()
    bar = area.verticalScrollBar()

    def keep_off(_least: int, most: int) -> None:
        margins.setRight(theme.GAP if most else 0)
        area.widget().layout().setContentsMargins(margins)

    keep_off(0, 0)
    bar.rangeChanged.connect(keep_off)
    return area


def fitting(widget: QWidget, widest: int = 0) -> Fitting:
    """The widget in a place as high as it is, or lower where there is no room for all of it.

    It is at most `widest` pixels wide, as lines longer than that are hard to follow.
    """
    area = Fitting()
    _fill(area, widget)
    if widest:
        area.setMaximumWidth(widest + theme.GAP)
    return area


def tight(widget: QWidget) -> Fitting:
    """The same without room for a scroll bar, as what is known by heart needs none."""
    area = fitting(widget)
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.widget().layout().setContentsMargins(0, 0, 0, 0)
    return area


class Scrolled(QScrollArea):
    """Never narrower than what it holds, as nothing scrolls sideways."""

    def minimumSizeHint(self) -> QSize:
        bars = self.verticalScrollBarPolicy() != Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        bar = self.verticalScrollBar().sizeHint().width() if bars else 0
        inside = self.widget().minimumSizeHint()
        return QSize(inside.width() + bar, min(inside.height(), theme.LEAST_SIGHT))


class Fitting(Scrolled):
    """As high as what it holds; of that at least a few lines stay in sight."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def sizeHint(self) -> QSize:
        return QSize(self.widget().sizeHint().width(), self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), min(self._height(), theme.LEAST_SIGHT))

    def _height(self) -> int:
        inside = self.widget()
        wide = self.viewport().width()
        if inside.hasHeightForWidth():
            return inside.heightForWidth(wide)
        return inside.sizeHint().height()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.widget() and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()


def _fill(area: QScrollArea, widget: QWidget) -> None:
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    inside = QWidget()
    inside.setProperty("role", "plain")
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 0, theme.GAP, 0)
    column.addWidget(widget)
    area.setWidget(inside)
