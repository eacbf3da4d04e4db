"""The layout of a PDF's pages on a long canvas, in device pixels."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize

from gui.widgets.pdf.pdf_file import POINTS_PER_INCH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QSizeF

    from gui.widgets.pdf.page_text import Box

SCREEN_INCH = 96  # pixels per inch at 100 %, before the screen's device pixel ratio


class Spot(NamedTuple):
    """A position on a page, in points from its top left corner."""

    page: int
    x: float
    y: float


class PageLayout:
    """Pages below each other, centred; every edge is on a whole pixel so that nothing blurs.

    `pixels` are the device pixels per point of each page, `gap` and `width` device pixels.
    """

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
        """Return the page at a height, or the page above the gap at that height."""
        return max(bisect_right(self._tops, y) - 1, 0)

    def between(self, top: int, bottom: int) -> range:
        """Return the pages that are at least partly between two heights."""
        if not self.pages:
            return range(0)
        return range(self.at(top), self.at(bottom) + 1)

    def spot(self, point: QPoint) -> Spot:
        """Return the position on a page for a point of the canvas."""
        index = self.at(point.y())
        corner = self.pages[index].topLeft()
        inside = QPointF(point - corner) / self.pixels[index]
        return Spot(index, inside.x(), inside.y())

    def point(self, spot: Spot) -> QPoint:
        """Return the point of the canvas for a position on a page."""
        offset = QPointF(spot.x, spot.y) * self.pixels[spot.page]
        return self.pages[spot.page].topLeft() + offset.toPoint()

    def area(self, page: int, box: Box) -> QRectF:
        """Return the area of the canvas that a box of a page covers."""
        corner, each = self.pages[page].topLeft(), self.pixels[page]
        wide, high = box.right - box.left, box.bottom - box.top
        return QRectF(
            corner.x() + box.left * each, corner.y() + box.top * each, wide * each, high * each
        )


def pixels_per_point(zoom: float, ratio: float) -> float:
    """Return device pixels per point at a zoom, for a screen's device pixel ratio."""
    return zoom * ratio * SCREEN_INCH / POINTS_PER_INCH


def fitting_zoom(size: QSizeF, room: QSize, gap: int, *, whole_page: bool) -> float:
    """Return the zoom at which a page fills the room's width, or fits as a `whole_page`.

    `size` is in points; `room` and `gap` are in device-independent pixels.
    """
    inch = SCREEN_INCH / POINTS_PER_INCH
    across = (room.width() - 2 * gap) / (size.width() * inch)
    down = (room.height() - 2 * gap) / (size.height() * inch)
    return min(across, down) if whole_page else across
