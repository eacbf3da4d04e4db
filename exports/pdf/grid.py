"""A table laid out for one width: the widths of its columns, its head, its rows and its rules."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from exports.pdf.cells import Hand, Row
from exports.pdf.columns import Column, Demand, shared
from exports.pdf.drawing import Pen
from exports.pdf.roles import Role
from exports.pdf.style import Style

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from exports.pdf.cells import Cell
    from exports.pdf.fonts import Faces
    from exports.pdf.style import Text

UNBROKEN = 4  # characters: a shorter title stays on one line


@dataclass(frozen=True, slots=True)
class TableLook:
    """The look of a table, in points."""

    size: float = 9
    leading: float = 13
    role: Role = Role.SANS
    head_role: Role = Role.HEI
    beside: float = 4
    above: float = 3
    rule: float = 0.9
    head_rule: float = 0.5
    hairline: float = 0.3
    hairline_colour: str = "#9a9a9a"
    before: float = 0
    after: float = 8


class Grid:
    """The columns of a table laid out for one width: hands for each, widths, and the head."""

    def __init__(
        self, columns: Sequence[Column], look: TableLook, faces: Faces, width: float
    ) -> None:
        self._columns, self._look, self._faces, self._width = columns, look, faces, width
        style = Style(role=look.role, size=look.size, leading=look.leading)
        self._hands = [Hand(style.but(align=column.align), faces) for column in columns]
        heading = style.but(role=look.head_role, align="center", balanced=True)
        self._head_hand = Hand(heading, faces)
        self._widths: list[float] = []
        self.head = Row(0.0, ())

    def fits(self, width: float, faces: Faces) -> bool:
        """Say whether the layout still holds."""
        return width == self._width and faces is self._faces

    def rows(self, texts: Iterable[Sequence[Text]]) -> list[Row]:
        """Measure every cell, share the width, and set the rows."""
        measured = [
            [hand.measure(text) for hand, text in zip(self._hands, row, strict=True)]
            for row in texts
        ]
        titles = [self._head_hand.measure(column.title) for column in self._columns]
        self._widths = shared(self._columns, self._demands(titles, measured), self._width)
        self.head = self._row([self._head_hand] * len(titles), titles)
        return [self._row(self._hands, cells) for cells in measured]

    def _demands(self, titles: Sequence[Cell], rows: Sequence[Sequence[Cell]]) -> list[Demand]:
        """Say what each column asks for. A long title may take two lines."""
        demands = []
        for place, (hand, title) in enumerate(zip(self._hands, titles, strict=True)):
            cells = {row[place].text: row[place] for row in rows}.values()
            natural = max((cell.natural for cell in cells), default=0.0)
            least = max((hand.least(cell) for cell in cells), default=0.0)
            if self._columns[place].align == "right":
                least = natural
            half = max(title.natural / 2 + self._look.size / 2, 2 * self._look.size)
            head = min(title.natural, half) if len(title.text) > UNBROKEN else title.natural
            beside = 2 * self._look.beside
            demands.append(Demand(max(natural, head) + beside, max(least, head) + beside))
        return demands

    def _row(self, hands: Sequence[Hand], cells: Sequence[Cell]) -> Row:
        look = self._look
        placed = tuple(
            hand.place(cell, width - 2 * look.beside)
            for hand, cell, width in zip(hands, cells, self._widths, strict=True)
        )
        lines = max((one.height for one in placed), default=1) or 1
        return Row(lines * look.leading + 2 * look.above, placed)

    def draw(self, canvas: Any, height: float, rows: Sequence[Row]) -> None:
        """Write the head and these rows, the first at `height` above the origin."""
        pen = Pen(canvas)
        self._cells(pen, [self._head_hand] * len(self._columns), self.head, height)
        top = height - self.head.height
        for row in rows:
            self._cells(pen, self._hands, row, top)
            top -= row.height
        pen.done()
        self._rules(canvas, height, rows)

    def _cells(self, pen: Pen, hands: Sequence[Hand], row: Row, top: float) -> None:
        """Write one row; what is lower than the row stands in its middle."""
        x, look = self._look.beside, self._look
        for hand, placed, width in zip(hands, row.cells, self._widths, strict=True):
            slack = (row.height - placed.height * look.leading) / 2
            hand.draw(pen, placed, x, top - slack, width - 2 * look.beside)
            x += width

    def _rules(self, canvas: Any, height: float, rows: Sequence[Row]) -> None:
        """Draw the strong rules above and below, the head's, and hairlines; the sides stay open."""
        look, body = self._look, height - self.head.height
        bottom = body - sum(row.height for row in rows)
        levels = [body - below for below in accumulate(row.height for row in rows[:-1])]
        edges = list(accumulate(self._widths[:-1]))
        canvas.setStrokeColor(look.hairline_colour)
        canvas.setLineWidth(look.hairline)
        canvas.lines([(0, y, self._width, y) for y in levels])
        canvas.lines([(x, bottom, x, height) for x in edges])
        canvas.setStrokeColor("#000000")
        for y, thick in ((height, look.rule), (body, look.head_rule), (bottom, look.rule)):
            canvas.setLineWidth(thick)
            canvas.line(0, y, self._width, y)
