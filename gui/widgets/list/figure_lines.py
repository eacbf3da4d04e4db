"""A column of figures, with or without their rules; each opens the records it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractButton, QLabel, QSizePolicy, QVBoxLayout, QWidget

from gui.appearance import theme
from gui.widgets.card import clear_layout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from storage.counting.indicators import MeasuredIndicator

HEIGHT, RULED_HEIGHT = 28, 50  # pixels of a line
LARGE = 17
MIDDLE = Qt.AlignmentFlag.AlignVCenter


class FigureLine(QAbstractButton):
    """A figure's label on the left, with `ruled` its rule below; its value on the right."""

    def __init__(self, one: MeasuredIndicator, *, ruled: bool) -> None:
        super().__init__()
        self._one, self._ruled = one, ruled
        self.setObjectName(f"figure_{one.code}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolTip(f"{one.code} {one.label}\n{one.rule}\n点一下看是哪些记录")
        rule = f"，{one.rule}" if ruled else ""
        self.setAccessibleName(f"{one.label} {one.text}{rule}")

    def sizeHint(self) -> QSize:
        return QSize(theme.PANEL - 2 * theme.MARGIN, RULED_HEIGHT if self._ruled else HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        area = self.rect()
        if self.underMouse() or self.hasFocus():
            painter.fillRect(area.adjusted(0, 0, 0, -1), theme.colour("hover"))
        painter.fillRect(area.left(), area.bottom(), area.width(), 1, theme.colour("hairline"))
        words = area.adjusted(4, 0, -4, -1)
        words.setRight(words.right() - self._draw_value(painter, words) - theme.SPACE)
        if self._ruled:
            half = (words.height() - 13) // 2
            upper = QRect(words.left(), words.top() + 6, words.width(), half)
            _draw_text(painter, upper, self._one.label, "ink", theme.BODY)
            _draw_text(painter, upper.translated(0, half), self._one.rule, "second", theme.SMALL)
        else:
            _draw_text(painter, words, self._one.label, "ink", theme.BODY)
        if self.hasFocus():
            painter.setPen(theme.colour("link"))
            painter.drawRect(area.adjusted(0, 0, -1, -2))

    def _draw_value(self, painter: QPainter, area: QRect) -> int:
        """Draw the value at the right and return its width in pixels."""
        missing = self._one.value is None
        size = LARGE if self._ruled and not missing else theme.BODY
        font = theme.font(size, bold=not missing)
        painter.setFont(font)
        role = "ink" if self._ruled else "link"
        painter.setPen(theme.colour("second" if missing else role))
        painter.drawText(area, Qt.AlignmentFlag.AlignRight | MIDDLE, self._one.text)
        return QFontMetrics(font).horizontalAdvance(self._one.text)


class FigureLines(QWidget):
    """A list of figures.

    Signals:
        records_requested(measured): a figure was clicked
    """

    records_requested = Signal(object)

    def __init__(self, *, ruled: bool = False) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self._ruled = ruled
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)

    def show_figures(self, figures: Sequence[MeasuredIndicator], none: str = "") -> None:
        """Show these figures, or the sentence `none` where there are none."""
        clear_layout(self._lines)
        for one in figures:
            line = FigureLine(one, ruled=self._ruled)
            line.clicked.connect(lambda _=False, one=one: self.records_requested.emit(one))
            self._lines.addWidget(line)
        if not figures and none:
            label = QLabel(none)
            label.setProperty("role", "second")
            label.setWordWrap(True)
            self._lines.addWidget(label)
        self._lines.addStretch()


def _draw_text(painter: QPainter, area: QRect, text: str, role: str, size: int) -> None:
    font = theme.font(size)
    painter.setFont(font)
    painter.setPen(theme.colour(role))
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, MIDDLE, shown)
