"""A bar chart by month, with the numbers over the bars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from exports.chart import Box, Chart, ChartText, column_chart
from gui.appearance import theme
from storage.counting.figure_numbers import NO_DATA

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.counting.figures.monthly import MonthCount

CORNER_RADIUS = 3
MIN_ROUNDED = 2  # what is no thicker than a rule has no round corners
_FLUSH = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "center": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
}


def paint_chart(painter: QPainter, chart: Chart) -> None:
    """Draw the chart from the painter's upper left corner."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = theme.font(theme.SMALL)
    metrics = QFontMetrics(font)
    painter.setFont(font)
    for shape in chart.shapes:
        box = QRectF(shape.x, shape.y, shape.width, shape.height)
        if isinstance(shape, Box):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(shape.tone))
            corner = CORNER_RADIUS if min(shape.width, shape.height) > MIN_ROUNDED else 0
            painter.drawRoundedRect(box, corner, corner)
        else:
            text = metrics.elidedText(shape.text, Qt.TextElideMode.ElideRight, int(shape.width))
            painter.setPen(theme.colour(shape.tone))
            painter.drawText(box, _FLUSH[shape.align] | Qt.AlignmentFlag.AlignVCenter, text)
    painter.end()


class MonthChart(QWidget):
    """The registrations of each month; the present month is highlighted."""

    def __init__(self) -> None:
        super().__init__()
        self._values: tuple[tuple[str, int], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(theme.CHART)

    def show_months(self, months: Sequence[MonthCount]) -> None:
        """Show the counts of these months."""
        self._values = tuple((one.label, one.count) for one in months)
        self.setAccessibleName(f"按月：{column_chart(self._values, 0, 0).description or NO_DATA}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.POPUP, theme.CHART)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._values:
            paint_chart(QPainter(self), column_chart(self._values, self.width(), self.height()))
            return
        words = ChartText(0, 0, self.width(), self.height(), NO_DATA, "center", "second")
        paint_chart(QPainter(self), Chart(self.width(), self.height(), (words,), NO_DATA))
