"""The signature block (落款): unit and date, with room for the stamp over both."""

from __future__ import annotations

from reportlab.platypus import Flowable

from exports.pdf.page import BODY_SIZE, PITCH
from exports.pdf.text.drawing import Pen
from exports.pdf.text.line import MeasuredText
from exports.pdf.text.line_breaking import break_lines
from exports.pdf.text.paragraph import faces_for
from exports.pdf.text.roles import Role
from exports.pdf.text.style import Run, Style

TEXT = Style(role=Role.FANG, size=BODY_SIZE, leading=PITCH)
HINT = TEXT.but(role=Role.KAI, size=12.0, colour="#8c8c8c")
LINES = 4  # a blank, the hint, the unit, the date: 41 mm; a stamp needs 35
DATE_FROM_RIGHT = 4  # characters
UNIT_FROM_RIGHT = 2  # at least, for a name too long to be centred over the date
HINT_TEXT = "（盖章）"


class SignatureBlock(Flowable):  # type: ignore[misc]
    """The unit's name centred over the date, the date four characters from the right edge.

    `hint` marks the place of the stamp, or states that a draft is not stamped.
    """

    units = 0

    def __init__(self, unit: str, date: str, *, hint: str = HINT_TEXT) -> None:
        super().__init__()
        self.unit, self.date, self.hint = unit, date, hint
        self.spaceBefore = self.spaceAfter = 0

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Return the room for the stamp and for a name of several lines."""
        self.width = width
        self._unit = self._setting(self.unit, TEXT)
        self._unit_lines = break_lines(self._unit, width - 2 * BODY_SIZE, align="left")
        self.height = PITCH * (LINES + len(self._unit_lines) - 1)
        return width, self.height

    def _setting(self, text: str, style: Style) -> MeasuredText:
        return MeasuredText([Run(text)], style, faces_for(self))

    def draw(self) -> None:
        """Write hint, unit and date around one axis."""
        date = self._setting(self.date, TEXT)
        date_width = date.natural(0, len(date.chars))
        widest = max(self._unit.natural(line.start, line.stop) for line in self._unit_lines)
        axis = self.width - DATE_FROM_RIGHT * BODY_SIZE - date_width / 2
        axis = min(axis, self.width - UNIT_FROM_RIGHT * BODY_SIZE - widest / 2)
        pen = Pen(self.canv)
        top = self.height - PITCH
        if self.hint:
            self._centred(pen, self._setting(self.hint, HINT), axis, top)
        top -= PITCH
        for line in self._unit_lines:
            x = axis - self._unit.natural(line.start, line.stop) / 2
            pen.lines(self._unit, [line], x, top, PITCH)
            top -= PITCH
        self._centred(pen, date, axis, top)
        pen.done()

    def _centred(self, pen: Pen, setting: MeasuredText, axis: float, top: float) -> None:
        x = axis - setting.natural(0, len(setting.chars)) / 2
        pen.lines(setting, break_lines(setting, self.width), x, top, PITCH)
