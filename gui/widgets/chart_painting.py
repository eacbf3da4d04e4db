"""A chart on the screen, in the colours in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from exports.chart import Box
from gui import theme

if TYPE_CHECKING:
    from exports.chart import Chart

ROUND = 3
THIN = 2  # what is no thicker than a rule has no round corners
_FLUSH = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "center": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
}


def paint(painter: QPainter, chart: Chart) -> None:
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
            corner = ROUND if min(shape.width, shape.height) > THIN else 0
            painter.drawRoundedRect(box, corner, corner)
        else:
            text = metrics.elidedText(shape.text, Qt.TextElideMode.ElideRight, int(shape.width))
            painter.setPen(theme.colour(shape.tone))
            painter.drawText(box, _FLUSH[shape.align] | Qt.AlignmentFlag.AlignVCenter, text)
    painter.end()
