"""A table laid out for one width: column widths, head, rows and rules."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from exports.pdf.table.column_widths import Column, Demand, distribute
from exports.pdf.table.table_cells import Band, CellWriter, Row
from exports.pdf.text.drawing import Pen
from exports.pdf.text.roles import Role
from exports.pdf.text.style import Style

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from exports.pdf.table.table_cells import Cell
    from exports.pdf.text.fonts import Faces
    from exports.pdf.text.style import Text

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
    band_colour: str = "#f0f0f0"
    before: float = 0
    after: float = 8


class Grid:
    """The columns of a table laid out for one width: their cell styles, widths and head."""

    def __init__(
        self, columns: Sequence[Column], look: TableLook, faces: Faces, width: float
    ) -> None:
        self._columns, self._look, self._faces, self._width = columns, look, faces, width
        style = Style(role=look.role, size=look.size, leading=look.leading)
        self._hands = [CellWriter(style.but(align=column.align), faces) for column in columns]
        heading = style.but(role=look.head_role, align="center", balanced=True)
        self._head_hand = CellWriter(heading, faces)
        self._band_hand = CellWriter(style.but(role=look.head_role), faces)
        self._widths: list[float] = []
        self.head = Row(0.0, ())

    def fits(self, width: float, faces: Faces) -> bool:
        """Whether the layout is valid for this width and these faces."""
        return width == self._width and faces is self._faces

    def rows(self, texts: Iterable[Sequence[Text] | Band]) -> list[Row]:
        """Measure every cell, distribute the width, and return the rows."""
        measured = [self._measured(row) for row in texts]
        titles = [self._head_hand.measure(column.title) for column in self._columns]
        cells = [row for row in measured if not isinstance(row, Band)]
        self._widths = distribute(self._columns, self._demands(titles, cells), self._width)
        self.head = self._row([self._head_hand] * len(titles), titles)
        return [
            self._band(row) if isinstance(row, Band) else self._row(self._hands, row)
            for row in measured
        ]

    def _measured(self, row: Sequence[Text] | Band) -> list[Cell] | Band:
        if isinstance(row, Band):
            return row
        return [hand.measure(text) for hand, text in zip(self._hands, row, strict=True)]

    def _demands(self, titles: Sequence[Cell], rows: Sequence[Sequence[Cell]]) -> list[Demand]:
        """Return the widths that each column needs; a long title may take two lines."""
        demands = []
        for place, (hand, title) in enumerate(zip(self._hands, titles, strict=True)):
            cells = {row[place][:2]: row[place] for row in rows}.values()
            natural = max((cell.natural for cell in cells), default=0.0)
            least = max((hand.least(cell) for cell in cells), default=0.0)
            if self._columns[place].align == "right":
                least = natural
            half = max(title.natural / 2 + self._look.size / 2, 2 * self._look.size)
            head = min(title.natural, half) if len(title.text) > UNBROKEN else title.natural
            beside = 2 * self._look.beside
            natural = max(natural, title.natural)
            demands.append(Demand(natural + beside, max(least, head) + beside))
        return demands

    def _row(self, hands: Sequence[CellWriter], cells: Sequence[Cell]) -> Row:
        look = self._look
        placed = tuple(
            hand.place(cell, width - 2 * look.beside)
            for hand, cell, width in zip(hands, cells, self._widths, strict=True)
        )
        lines = max((one.height for one in placed), default=1) or 1
        return Row(lines * look.leading + 2 * look.above, placed)

    def _band(self, band: Band) -> Row:
        look = self._look
        cell = self._band_hand.measure(band.text)
        placed = self._band_hand.place(cell, self._width - 2 * look.beside)
        return Row((placed.height or 1) * look.leading + 2 * look.above, (placed,), band=True)

    def draw(self, canvas: Any, height: float, rows: Sequence[Row]) -> None:
        """Write the head and these rows, the first at `height` above the origin."""
        look, room = self._look, self._width - 2 * self._look.beside
        heights = (-row.height for row in (self.head, *rows))
        *tops, bottom = accumulate(heights, initial=height)
        self._shade(canvas, zip(rows, tops[1:], strict=True))
        pen = Pen(canvas)
        self._cells(pen, [self._head_hand] * len(self._columns), self.head, height)
        for row, top in zip(rows, tops[1:], strict=True):
            if row.band:
                self._band_hand.draw(pen, row.cells[0], look.beside, top - look.above, room)
            else:
                self._cells(pen, self._hands, row, top)
        pen.done()
        self._rules(canvas, tops, bottom, rows)

    def _cells(self, pen: Pen, hands: Sequence[CellWriter], row: Row, top: float) -> None:
        """Write one row; a cell lower than the row is centred vertically."""
        x, look = self._look.beside, self._look
        for hand, placed, width in zip(hands, row.cells, self._widths, strict=True):
            slack = (row.height - placed.height * look.leading) / 2
            hand.draw(pen, placed, x, top - slack, width - 2 * look.beside)
            x += width

    def _shade(self, canvas: Any, placed: Iterable[tuple[Row, float]]) -> None:
        """Fill the background of bands."""
        canvas.setFillColor(self._look.band_colour)
        for row, top in placed:
            if row.band:
                canvas.rect(0, top - row.height, self._width, row.height, stroke=0, fill=1)
        canvas.setFillColor("#000000")

    def _rules(
        self, canvas: Any, tops: Sequence[float], bottom: float, rows: Sequence[Row]
    ) -> None:
        """Draw top and bottom rules, the head's rule and hairlines; the sides have none."""
        look, edges = self._look, list(accumulate(self._widths[:-1]))
        canvas.setStrokeColor(look.hairline_colour)
        canvas.setLineWidth(look.hairline)
        canvas.lines([(0, y, self._width, y) for y in tops[2:]])
        for above, below in _stretches(tops, bottom, rows):
            canvas.lines([(x, above, x, below) for x in edges])
        canvas.setStrokeColor("#000000")
        strong = [(tops[0], look.rule), (bottom, look.rule)]
        for y, thick in [*strong, *((y, look.head_rule) for y in tops[1:2])]:
            canvas.setLineWidth(thick)
            canvas.line(0, y, self._width, y)


def _stretches(
    tops: Sequence[float], bottom: float, rows: Sequence[Row]
) -> Iterator[tuple[float, float]]:
    """Yield upper and lower end of each vertical line; bands interrupt them."""
    begun = tops[0]
    for row, top, below in zip(rows, tops[1:], [*tops, bottom][2:], strict=True):
        if row.band:
            if begun > top:
                yield begun, top
            begun = below
    if begun > bottom:
        yield begun, bottom
