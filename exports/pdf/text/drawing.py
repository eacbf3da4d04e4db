"""Write lines of text on a page with few PDF operators."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from exports.pdf.text.line import Line, MeasuredText, Segment, TextLook

ASCENT = 0.88  # of the em square of nearly all Chinese faces


class Pen:
    """Writes one PDF text object; face, colour and spacing are set only where they change."""

    def __init__(self, canvas: Any) -> None:
        self._canvas = canvas
        self._text = canvas.beginText()
        self._look: TextLook | None = None
        self._spread = 0.0

    def draw_text(self, x: float, y: float, text: str, look: TextLook, spread: float = 0.0) -> None:
        """Write text with its baseline at this point."""
        if look is not self._look:
            self._change(look)
        if spread != self._spread:
            self._text.setCharSpace(round(spread, 3))
            self._spread = spread
        self._text.setTextOrigin(round(x, 2), round(y, 2))
        self._text.textOut(text)

    def _change(self, look: TextLook) -> None:
        if self._look is None or look.colour != self._look.colour:
            self._text.setFillColor(look.colour)
        self._text.setFont(look.face, look.size)
        self._look = look

    def line(self, x: float, top: float, leading: float, text: str, look: TextLook) -> None:
        """Write one line; the em square sits in the middle of its leading."""
        self.draw_text(x, top - (leading - look.size) / 2 - ASCENT * look.size, text, look)

    def lines(
        self, setting: MeasuredText, lines: Iterable[Line], x: float, top: float, leading: float
    ) -> None:
        """Write lines one below the other, the first with its upper edge at `top`."""
        size = setting.size
        for line in lines:
            baseline = top - (leading - size) / 2 - ASCENT * size
            for segment in setting.segments(line):
                self._segment(segment, x, baseline)
            top -= leading

    def _segment(self, segment: Segment, x: float, baseline: float) -> None:
        self.draw_text(x + segment.x, baseline, segment.text, segment.look, segment.spread)

    def done(self) -> None:
        """Add the text object to the page."""
        if self._spread:
            self._text.setCharSpace(0)
        self._canvas.drawText(self._text)
