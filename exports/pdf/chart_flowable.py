"""A chart on paper: its shapes in greys that survive a copying machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.platypus import Flowable

from exports.chart import Box
from exports.pdf.page import draw_text, truncate
from exports.pdf.text.paragraph import faces_for
from exports.pdf.text.roles import Role
from exports.pdf.text.style import Style

if TYPE_CHECKING:
    from collections.abc import Callable

    from exports.chart import Chart, ChartText

TONES = {
    "ink": "#000000", "second": "#333333", "hairline": "#9a9a9a", "track": "#ececec",
    "bar": "#c4c4c4", "link": "#666666", "good": "#3d3d3d",
}  # fmt: skip
TEXT = Style(role=Role.SANS, size=9, leading=13)
BASELINE = 0.35  # of the size, below the middle of the line


class Drawing(Flowable):  # type: ignore[misc]
    """A chart laid out for the width it gets."""

    units = 6  # as much work as so many lines

    def __init__(self, make: Callable[[float], Chart]) -> None:
        super().__init__()
        self.make = make
        self.spaceBefore, self.spaceAfter = 4, 10

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Lay the shapes out."""
        self.chart = self.make(width)
        self.width, self.height = width, self.chart.height
        return width, self.height

    def draw(self) -> None:
        """Fill the boxes and write the words."""
        for shape in self.chart.shapes:
            if isinstance(shape, Box):
                self.canv.setFillColor(TONES[shape.tone])
                top = self.height - shape.y
                self.canv.rect(shape.x, top - shape.height, shape.width, shape.height, 0, 1)
            else:
                self._write(shape)

    def _write(self, words: ChartText) -> None:
        style = TEXT.but(colour=TONES[words.tone])
        middle = self.height - words.y - words.height / 2
        x = words.x + words.width * {"left": 0.0, "center": 0.5, "right": 1.0}[words.align]
        text = truncate(words.text, style, words.width, faces_for(self))
        draw_text(self.canv, text, style, x, middle - BASELINE * style.size, words.align)
