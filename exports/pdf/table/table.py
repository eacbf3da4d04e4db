"""Tables over several pages: the head is repeated, and only a very tall row is split."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from reportlab.platypus import Flowable

from exports.pdf.keep_together import copy_part
from exports.pdf.table.table_cells import Band, Row, split_row
from exports.pdf.table.table_layout import Grid, TableLook
from exports.pdf.text.paragraph import FUZZ, KEPT_LINES, faces_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exports.pdf.table.column_widths import Column
    from exports.pdf.text.style import Text

KEPT_ROWS = 2  # no page starts or ends with a single row of a long table
TALL = 8  # lines: a taller row is split rather than moved


class Table(Flowable):  # type: ignore[misc]
    """Columns, rows and bands. A cell is plain text or runs; nothing in it is markup."""

    def __init__(
        self,
        columns: Sequence[Column],
        rows: Sequence[Sequence[Text] | Band],
        look: TableLook | None = None,
    ) -> None:
        super().__init__()
        self.look = look or TableLook()
        self.spaceBefore, self.spaceAfter = self.look.before, self.look.after
        self.columns, self.texts = columns, rows
        self.grid: Grid | None = None
        self.rows: Sequence[Row] = ()
        self.whole = True

    @property
    def units(self) -> int:
        """The number of rows, also before they are laid out."""
        return len(self.rows if self.grid else self.texts)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Lay the rows out once; the parts of a split table reuse their layout."""
        faces = faces_for(self)
        if self.whole and (self.grid is None or not self.grid.fits(width, faces)):
            self.grid = Grid(self.columns, self.look, faces, width)
            self.rows = self.grid.rows(self.texts)
        assert self.grid
        self.width = width
        self.height = self.grid.head.height + sum(row.height for row in self.rows)
        return self.width, self.height

    def draw(self) -> None:
        """Write the head, the rows and the rules."""
        assert self.grid
        self.grid.draw(self.canv, self.height, self.rows)

    def _parted(self, upper: Sequence[Row], lower: Sequence[Row]) -> list[Table]:
        head, tail = copy_part(self), copy_part(self)
        head.rows, tail.rows = upper, lower
        head.whole = tail.whole = False
        head.spaceAfter = tail.spaceBefore = 0
        head.keepWithNext = False
        return [head, tail]

    def split(self, width: float, height: float) -> list[Table]:
        """Split into the rows that fit and the rest; never all, since a block follows them."""
        self.wrap(width, height)
        assert self.grid
        room = height - self.grid.head.height + FUZZ
        tops = [0.0, *accumulate(row.height for row in self.rows)]
        count = min(bisect_right(tops, room) - 1, len(self.rows) - 1)
        if count < 0:
            return []
        return self._divided(count, room - tops[count]) or self._after(count)

    def _divided(self, count: int, room: float) -> list[Table]:
        """Split the row that does not fit, if it is too tall to be moved."""
        row, look = self.rows[count], self.look
        lines = int((room - 2 * look.above) / look.leading)
        most = max(one.height for one in row.cells)
        if most <= TALL or lines < KEPT_LINES or lines >= most:
            return []
        upper, lower = split_row(row, lines, look.leading)
        return self._parted([*self.rows[:count], upper], [lower, *self.rows[count + 1 :]])

    def _after(self, count: int) -> list[Table]:
        if len(self.rows) - count < KEPT_ROWS < count:
            count = len(self.rows) - KEPT_ROWS
        while count and self.rows[count - 1].band:  # a band stays with the rows below it
            count -= 1
        at_top = getattr(getattr(self, "_frame", None), "_atTop", False)
        if count < (1 if at_top else KEPT_ROWS):
            return []
        return self._parted(self.rows[:count], self.rows[count:])
