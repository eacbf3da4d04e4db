"""How a page on the canvas is painted: paper, picture, what is selected, what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from gui import theme

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QImage

# Laid over white paper, whatever the theme: text below stays readable through them.
SELECTED = QColor(31, 111, 209, 70)
FOUND = QColor(255, 200, 0, 90)
FOUND_NOW = QColor(255, 132, 0, 130)


def paint_paper(painter: QPainter, where: QRect) -> None:
    """A white sheet with a soft edge."""
    edge = theme.colour("border")
    for far in (3, 2, 1):
        edge.setAlpha(40 if far > 1 else 160)
        painter.fillRect(where.adjusted(-far, -far + 1, far, far), edge)
    painter.fillRect(where, Qt.GlobalColor.white)


def paint_picture(painter: QPainter, where: QRect, image: QImage | None) -> None:
    """The page's picture; one of another size is stretched until the right one comes."""
    if image is None or image.isNull():
        return
    exact = image.size() == where.size()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not exact)
    if exact:
        painter.drawImage(where.topLeft(), image)
    else:
        painter.drawImage(where, image)


def paint_areas(painter: QPainter, areas: Iterable[QRectF], colour: QColor) -> None:
    """Tint parts of a page as a marker pen would."""
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    for area in areas:
        painter.fillRect(area.toAlignedRect(), colour)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
