"""The figures that tell of a row of the plan; each leads to the records behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractButton, QLabel, QSizePolicy, QVBoxLayout, QWidget

from gui import theme
from gui.widgets.card import clear

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from storage.indicators import Measured

TALL = 28


class FigureLink(QAbstractButton):
    """The figure's name left, the figure right."""

    def __init__(self, one: Measured) -> None:
        super().__init__()
        self._one = one
        self.setObjectName(f"figure_{one.code}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolTip(f"{one.code} {one.label}\n{one.rule}\n点一下看是哪些记录")
        self.setAccessibleName(f"{one.label} {one.text}")

    def sizeHint(self) -> QSize:
        return QSize(theme.PANEL - 2 * theme.MARGIN, TALL)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        area = self.rect()
        if self.underMouse() or self.hasFocus():
            painter.fillRect(area.adjusted(0, 0, 0, -1), theme.colour("hover"))
        painter.fillRect(area.left(), area.bottom(), area.width(), 1, theme.colour("hairline"))
        lacking = self._one.value is None
        bold = theme.font(bold=not lacking)
        width = QFontMetrics(bold).horizontalAdvance(self._one.text)
        inside = area.adjusted(2, 0, -4, 0)
        self._write(painter, inside.adjusted(0, 0, -width - theme.SPACE, 0))
        painter.setFont(bold)
        painter.setPen(theme.colour("second" if lacking else "link"))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inside, right, self._one.text)
        if self.hasFocus():
            painter.setPen(theme.colour("link"))
            painter.drawRect(area.adjusted(0, 0, -1, -2))

    def _write(self, painter: QPainter, area: QRect) -> None:
        font = theme.font()
        painter.setFont(font)
        painter.setPen(theme.colour("ink"))
        metrics = QFontMetrics(font)
        text = metrics.elidedText(self._one.label, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, text)


class FigureLinks(QWidget):
    """Signals: wanted(measured): the records behind a figure."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)

    def show_figures(self, figures: Sequence[Measured], none: str) -> None:
        """Show these, or say why there are none."""
        clear(self._lines)
        for one in figures:
            line = FigureLink(one)
            line.clicked.connect(lambda _=False, one=one: self.wanted.emit(one))
            self._lines.addWidget(line)
        if not figures:
            label = QLabel(none)
            label.setProperty("role", "second")
            label.setWordWrap(True)
            self._lines.addWidget(label)
