"""Where the pages of a PDF stand on a long canvas, in device pixels."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize

from gui.widgets.pdf.pdf_file import POINTS_PER_INCH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QSizeF

    from gui.widgets.pdf.page_text import Box

SCREEN_INCH = 96  # pixels of 100 %, before the screen's ratio


class Spot(NamedTuple):
    """A point of a page in points from its top left corner."""

    page: int
    x: float
    y: float


class PageLayout:
    """Pages below each other, centred, each edge on a whole pixel so that nothing blurs."""

    def __init__(
        self, sizes: Sequence[QSizeF], pixels: Sequence[float], gap: int, width: int
    ) -> None:
        self.pixels = tuple(pixels)  # per point, of each page
        rects: list[QRect] = []
        scaled = [(size * each).toSize() for size, each in zip(sizes, pixels, strict=True)]
        width = max(width, max((size.width() for size in scaled), default=0) + 2 * gap)
        top = gap
        for size in scaled:
            rects.append(QRect(QPoint((width - size.width()) // 2, top), size))
            top += size.height() + gap
        self.pages = tuple(rects)
        self.size = QSize(width, top if rects else 0)
        self._tops = [rect.top() for rect in rects]

    def at(self, y: int) -> int:
        """The page that is at this height, or the one above the gap there."""
        return max(bisect_right(self._tops, y) - 1, 0)

    def between(self, top: int, bottom: int) -> range:
        """The pages of which something stands between two heights."""
        if not self.pages:
            return range(0)
        return range(self.at(top), self.at(bottom) + 1)

    def spot(self, point: QPoint) -> Spot:
        """Which point of which page lies under a point of the canvas."""
        index = self.at(point.y())
        corner = self.pages[index].topLeft()
        inside = QPointF(point - corner) / self.pixels[index]
        return Spot(index, inside.x(), inside.y())

    def point(self, spot: Spot) -> QPoint:
        """Where a point of a page lies on the canvas."""
        offset = QPointF(spot.x, spot.y) * self.pixels[spot.page]
        return self.pages[spot.page].topLeft() + offset.toPoint()

    def area(self, page: int, box: Box) -> QRectF:
        """Where a box of a page lies on the canvas."""
        corner, each = self.pages[page].topLeft(), self.pixels[page]
        wide, high = box.right - box.left, box.bottom - box.top
        return QRectF(
            corner.x() + box.left * each, corner.y() + box.top * each, wide * each, high * each
        )


def pixels_per_point(zoom: float, ratio: float) -> float:
    """Device pixels of a point at a zoom, on a screen of that ratio."""
    return zoom * ratio * SCREEN_INCH / POINTS_PER_INCH


def fitting_zoom(size: QSizeF, room: QSize, gap: int, *, full_text: bool) -> float:
    """The zoom at which a page fills the room's width, or stands whole in it."""
    inch = SCREEN_INCH / POINTS_PER_INCH
    across = (room.width() - 2 * gap) / (size.width() * inch)
    down = (room.height() - 2 * gap) / (size.height() * inch)
    return min(across, down) if full_text else across
