"""The paragraph of an official paper: Chinese line breaking, two lines at least per page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportlab.platypus import Flowable

from exports.pdf.keep_together import copy_part
from exports.pdf.text.drawing import Pen
from exports.pdf.text.fonts import Faces
from exports.pdf.text.line import Line, MeasuredText
from exports.pdf.text.line_breaking import break_lines
from exports.pdf.text.style import Style, Text, plain_text, runs_of

if TYPE_CHECKING:
    from collections.abc import Sequence

TIGHT_LEADING = 1.25  # of the largest character: lines never touch
KEPT_LINES = 2  # the fewest lines of a split paragraph on either page
HALVINGS = 12
FUZZ = 1e-7  # points: rounding differences of added heights


def faces_for(flowable: Any) -> Faces:
    """Return the faces of the flowable's document; outside a document, the bundled ones."""
    return getattr(getattr(flowable, "canv", None), "faces", None) or Faces()


class Paragraph(Flowable):  # type: ignore[misc]
    """A paragraph of text or runs. Nothing in it is markup."""

    def __init__(self, text: Text, style: Style) -> None:
        super().__init__()
        self.text, self.style = text, style
        self.spaceBefore, self.spaceAfter = style.before, style.after
        self.keepWithNext = style.keep_with_next
        self._setting: MeasuredText | None = None
        self._faces: Faces | None = None
        self.lines: Sequence[Line] = ()
        self._laid_for: float | None = None
        self.start = 0

    @property
    def units(self) -> int:
        """The number of lines, 0 before layout."""
        return len(self.lines)

    @property
    def leading(self) -> float:
        """The distance from line to line."""
        size = self._setting.size if self._setting else self.style.size
        return max(self.style.leading, TIGHT_LEADING * size)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Lay the lines out for this width."""
        faces = faces_for(self)
        if self._setting is None or (self._faces is not faces and not self.start):
            self._setting = MeasuredText(runs_of(self.text), self.style, faces)
            self._faces, self._laid_for = faces, None
        if self._laid_for != width:
            self.lines = self._broken(self._setting, width - self.style.left - self.style.right)
            self._laid_for = width
        self.width, self.height = width, self.leading * len(self.lines)
        return self.width, self.height

    def _broken(self, setting: MeasuredText, room: float) -> list[Line]:
        first = self.style.first * self.style.size
        if self.style.balanced:
            return balance_lines(setting, room)
        return break_lines(setting, room, align=self.style.align, first=first, start=self.start)

    def draw(self) -> None:
        """Write the lines, and the entry in the outline."""
        assert self._setting
        if self.style.outline is not None and hasattr(self.canv, "enter"):
            self.canv.enter(plain_text(self.text), self.style.outline)
        pen = Pen(self.canv)
        pen.lines(self._setting, self.lines, self.style.left, self.height, self.leading)
        pen.done()

    def split(self, width: float, height: float) -> list[Paragraph]:
        """Split into the lines that fit and the rest, at least two of each."""
        self.wrap(width, height)
        count = min(int((height + FUZZ) / self.leading), len(self.lines) - KEPT_LINES)
        if count < KEPT_LINES:
            return []
        head, tail = copy_part(self), copy_part(self)
        head.lines, tail.lines = self.lines[:count], self.lines[count:]
        tail.start = tail.lines[0].start
        head.spaceAfter = tail.spaceBefore = 0
        head.keepWithNext = False
        tail.style = self.style.but(outline=None)
        return [head, tail]


def balance_lines(setting: MeasuredText, room: float) -> list[Line]:
    """Return centred lines of about the same width, no more than needed (for titles)."""
    count = len(break_lines(setting, room))
    narrow, wide = 0.0, room
    for _ in range(HALVINGS if count > 1 else 0):
        middle = (narrow + wide) / 2
        if len(break_lines(setting, middle)) <= count:
            wide = middle
        else:
            narrow = middle
    lines = break_lines(setting, wide, align="center")
    return [line._replace(x=line.x + (room - wide) / 2) for line in lines]
