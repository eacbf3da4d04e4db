"""Table cells: text of one face is measured and drawn in one piece, other text as lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from exports.pdf.text.kinsoku import Kind
from exports.pdf.text.line import Line, MeasuredText, TextLook
from exports.pdf.text.line_breaking import break_lines
from exports.pdf.text.paragraph import balance_lines
from exports.pdf.text.style import Run, Style, plain_text, runs_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exports.pdf.text.drawing import Pen
    from exports.pdf.text.fonts import Faces
    from exports.pdf.text.style import Text

WORDS = re.compile(r"[!-~]+")
SHORT = 5.6  # ems: a cell like 2026-09-30 is not worth breaking
FEWEST = 4.0  # ems: no column of Chinese text is narrower, if there is any choice


class Cell(NamedTuple):
    """A measured cell; plain text has no setting and is drawn on one line if it fits."""

    text: str
    natural: float
    setting: MeasuredText | None


class PlacedCell(NamedTuple):
    """A cell and its lines; a plain cell has none."""

    cell: Cell
    lines: Sequence[Line]

    @property
    def height(self) -> int:
        """How many lines high the cell is."""
        return len(self.lines) or bool(self.cell.text)


EMPTY_CELL = PlacedCell(Cell("", 0.0, None), ())


@dataclass(frozen=True, slots=True)
class Band:
    """A row of one text across all columns, the heading of the rows below it."""

    text: Text


class Row(NamedTuple):
    """A row with its height; a band has one cell, any other row one for each column."""

    height: float
    cells: tuple[PlacedCell, ...]
    band: bool = False


class CellWriter:
    """Measures, places and draws cells of one style."""

    def __init__(self, style: Style, faces: Faces) -> None:
        self.style, self._faces = style, faces
        repertoire = faces.repertoire(style.role, bold=style.bold)
        self._plain = repertoire.plain
        self._look = TextLook(repertoire.main, style.size, style.colour)

    def measure(self, text: Text) -> Cell:
        """Measure a cell, the quick way if one face draws it all."""
        if isinstance(text, str):
            try:
                ems = sum(map(self._plain.__getitem__, text))
            except KeyError:
                pass
            else:
                return Cell(text, ems * self.style.size, None)
        setting = MeasuredText(runs_of(text), self.style, self._faces)
        return Cell(plain_text(text), natural_width(setting), setting)

    def least(self, cell: Cell) -> float:
        """Return the least width in points at which no word has to be broken."""
        size = self.style.size
        if cell.natural <= SHORT * size:
            return cell.natural
        word = max(WORDS.findall(cell.text), key=len, default="")
        return max(FEWEST * size, sum(self._plain.get(char, 1.0) for char in word) * size)

    def place(self, cell: Cell, room: float) -> PlacedCell:
        """Break a cell into lines, if it has to be."""
        if cell.setting is None and cell.natural <= room:
            return PlacedCell(cell, ())
        setting = cell.setting or MeasuredText([Run(cell.text)], self.style, self._faces)
        if self.style.balanced:
            lines = balance_lines(setting, room)
        else:
            lines = break_lines(setting, room, align=self.style.align)
        return PlacedCell(cell._replace(setting=setting), lines)

    def draw(self, pen: Pen, placed: PlacedCell, x: float, top: float, room: float) -> None:
        """Write a cell with the upper edge of its first line at `top`."""
        cell, leading = placed.cell, self.style.leading
        if placed.lines and cell.setting:
            pen.lines(cell.setting, placed.lines, x, top, leading)
        elif cell.text:
            slack = {"center": 0.5, "right": 1.0}.get(self.style.align, 0.0)
            x += (room - cell.natural) * slack
            pen.line(x, top, leading, cell.text, self._look)


def natural_width(setting: MeasuredText) -> float:
    """Return the width of the text when only its own line ends break it."""
    ends = [place for place, kind in enumerate(setting.kinds) if kind is Kind.END]
    starts = [0, *(end + 1 for end in ends)]
    stops = [*ends, len(setting.chars)]
    return max(setting.natural(*pair) for pair in zip(starts, stops, strict=True))


def split_row(row: Row, count: int, leading: float) -> tuple[Row, Row]:
    """Split a row after `count` lines; every part has its own height."""
    head = tuple(PlacedCell(one.cell, one.lines[:count]) for one in row.cells)
    tail = tuple(
        PlacedCell(one.cell, one.lines[count:]) if len(one.lines) > count else EMPTY_CELL
        for one in row.cells
    )
    rest = max(one.height for one in row.cells) - count
    lower = row.height - max(one.height for one in row.cells) * leading
    return row._replace(height=lower + count * leading, cells=head), row._replace(
        height=lower + rest * leading, cells=tail
    )
