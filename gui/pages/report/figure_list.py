"""数字从哪来: each figure of the quarter with its rule; a click leads to the records behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from gui import theme
from gui.widgets.card import clear

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from storage.indicators import Measured

TALL = 50
LARGE = 17


class FigureLine(QAbstractButton):
    """The figure's name and rule left, the figure right."""

    def __init__(self, one: Measured) -> None:
        super().__init__()
        self._one = one
        self.setObjectName(f"figure_{one.code}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolTip(f"{one.code} {one.label}\n{one.rule}\n点一下看是哪些记录")
        self.setAccessibleName(f"{one.label} {one.text}，{one.rule}")

    def sizeHint(self) -> QSize:
        return QSize(theme.PANEL - 2 * theme.MARGIN, TALL)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        area = self.rect()
        if self.underMouse() or self.hasFocus():
            painter.fillRect(area.adjusted(0, 0, 0, -1), theme.colour("hover"))
        if self.hasFocus():
            painter.setPen(theme.colour("link"))
            painter.drawRect(area.adjusted(0, 0, -1, -2))
        painter.fillRect(area.left(), area.bottom(), area.width(), 1, theme.colour("hairline"))
        value = self._one.text if self._one.value is not None else "无数据"
        lacking = self._one.value is None
        large = theme.font(theme.BODY if lacking else LARGE, bold=not lacking)
        width = QFontMetrics(large).horizontalAdvance(value)
        words = area.adjusted(4, 6, -width - theme.SPACE, -7)
        half = words.height() // 2
        upper, lower = QRect(words), QRect(words)
        upper.setHeight(half)
        lower.setTop(words.top() + half)
        _write(painter, upper, self._one.label, "ink", theme.BODY)
        _write(painter, lower, self._one.rule, "second", theme.SMALL)
        painter.setFont(large)
        painter.setPen(theme.colour("second" if lacking else "ink"))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(area.adjusted(0, 0, -4, 0), right, value)


class FigureList(QWidget):
    """All figures, in the order they are reported.

    Signals:
        wanted(measured): the records behind a figure
    """

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("figure_list")
        holder = QWidget()
        holder.setProperty("role", "plain")
        self._lines = QVBoxLayout(holder)
        self._lines.setContentsMargins(0, 0, theme.GAP, 0)
        self._lines.setSpacing(0)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(holder)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(area)

    def show_figures(self, figures: Sequence[Measured]) -> None:
        """Show these."""
        clear(self._lines)
        for one in figures:
            line = FigureLine(one)
            line.clicked.connect(lambda _=False, one=one: self.wanted.emit(one))
            self._lines.addWidget(line)
        self._lines.addStretch()


def _write(painter: QPainter, area: QRect, text: str, role: str, size: int) -> None:
    font = theme.font(size)
    painter.setFont(font)
    painter.setPen(theme.colour(role))
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, shown)
