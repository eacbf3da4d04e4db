"""Where the pages of a PDF stand on a long canvas, in device pixels."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPoint, QRect, QRectF, QSize

from gui.pdf.file import POINTS_PER_INCH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QSizeF

    from gui.pdf.text import Box

SCREEN_INCH = 96  # pixels of 100 %, before the screen's ratio


class Spot(NamedTuple):
    """A point of a page in points from its top left corner."""

    page: int
    x: float
    y: float


class PageLayout:
    """Pages below each other, centred, each edge on a whole pixel so that nothing blurs."""

    def __init__(self, sizes: Sequence[QSizeF], pixels: float, gap: int, width: int) -> None:
        self.pixels = pixels  # per point
        rects: list[QRect] = []
        widest = max((round(size.width() * pixels) for size in sizes), default=0) + 2 * gap
        width = max(width, widest)
        top = gap
        for size in sizes:
            wide, high = round(size.width() * pixels), round(size.height() * pixels)
            rects.append(QRect((width - wide) // 2, top, wide, high))
            top += high + gap
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
        x, y = (point - corner).x() / self.pixels, (point - corner).y() / self.pixels
        return Spot(index, x, y)

    def point(self, spot: Spot) -> QPoint:
        """Where a point of a page lies on the canvas."""
        offset = QPoint(round(spot.x * self.pixels), round(spot.y * self.pixels))
        return self.pages[spot.page].topLeft() + offset

    def area(self, page: int, box: Box) -> QRectF:
        """Where a box of a page lies on the canvas."""
        corner = self.pages[page].topLeft()
        return QRectF(
            corner.x() + box.left * self.pixels,
            corner.y() + box.top * self.pixels,
            (box.right - box.left) * self.pixels,
            (box.bottom - box.top) * self.pixels,
        )


def pixels_per_point(zoom: float, ratio: float) -> float:
    """Device pixels of a point at a zoom, on a screen of that ratio."""
    return zoom * ratio * SCREEN_INCH / POINTS_PER_INCH


def fitting_zoom(sizes: Sequence[QSizeF], room: QSize, gap: int, *, whole: bool) -> float:
    """The zoom at which the widest page fills the room's width, or the largest page the room."""
    inch = SCREEN_INCH / POINTS_PER_INCH
    across = (room.width() - 2 * gap) / (max(size.width() for size in sizes) * inch)
    if not whole:
        return across
    down = (room.height() - 2 * gap) / (max(size.height() for size in sizes) * inch)
    return min(across, down)
