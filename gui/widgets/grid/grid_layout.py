"""Which columns a grid shows, in which order and how wide; remembered in the data folder."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QFontMetrics

from gui.appearance import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QSettings

    from gui.models.record_table import RecordTable
    from gui.widgets.grid.grid_header import GridHeader
    from storage.model.schema import Column, Derived

_EMS = {  # how wide values of a kind usually are, in Chinese characters
    "name": 5, "text": 8.5, "note": 12, "date": 5.6, "partial_date": 5.6, "id_number": 9.6,
    "phone": 6, "credit_code": 11, "count": 3, "hours": 4, "money": 5, "time": 3, "yes_no": 2,
    "link": 11,
}  # fmt: skip
_ELASTIC = ("text", "link", "note")
_READABLE, _TITLE = 7, 13


class GridLayout(QObject):
    """The layout of one grid.

    Signals:
        changed(): other columns, or another order
    """

    changed = Signal()

    def __init__(
        self,
        model: RecordTable,
        head: GridHeader,
        settings: QSettings,
        usual: Sequence[str],
        name: str,
    ) -> None:
        super().__init__(head)
        self.usual = tuple(usual)
        self._model = model
        self._head = head
        self._settings = settings
        self._key = f"grid_{name}/layout"
        self._widths: dict[str, int] = {}
        self._busy = False
        self._room = 0
        head.sectionResized.connect(self._note_width)
        head.sectionMoved.connect(self._note_order)
        self._recall()

    def names(self) -> list[str]:
        """The columns shown, in the order they are shown."""
        count = self._model.columnCount()
        return [self._model.column(self._head.logicalIndex(at)).name for at in range(count)]

    def show(self, names: Sequence[str]) -> None:
        """Show these columns in this order."""
        self._busy = True
        self._model.show_columns(names)
        for section in range(len(names)):
            self._head.moveSection(self._head.visualIndex(section), section)
        self._busy = False
        self.fit()
        self._store_page()
        self.changed.emit()

    def fit(self, room: int = 0) -> None:
        """Fill the room there is: columns of text give and take, down to a width still readable.

        Columns that she has drawn to a width keep it.
        """
        columns = [self._model.column(at) for at in range(self._model.columnCount())]
        title = self._model.table.title
        widths = [
            self._widths.get(one.name) or _usual_width(one, title=one.name == title)
            for one in columns
        ]
        elastic = [
            at for at, one in enumerate(columns)
            if one.kind.name in _ELASTIC and one.name not in self._widths
        ]  # fmt: skip
        self._room = room or self._room
        spare = self._room - sum(widths)
        least = sum(_least_width(columns[at]) - widths[at] for at in elastic)
        if elastic and spare >= least:  # else there is no way round scrolling
            most, other = (2, 1) if spare > 0 else (1, 3)  # a title gains more and loses less
            shares = [most if columns[at].name == title else other for at in elastic]
            for at, share in zip(elastic, shares, strict=True):
                part = spare * share // sum(shares)
                widths[at] = max(widths[at] + part, _least_width(columns[at]))
            over = sum(widths) - self._room
            for at in reversed(elastic):  # what others could not give
                given = max(min(over, widths[at] - _least_width(columns[at])), 0)
                widths[at] -= given
                over -= given
        self._busy = True
        for section, width in enumerate(widths):
            self._head.resizeSection(section, width)
        self._busy = False

    def restore_usual(self) -> None:
        """Show the usual columns in their usual widths."""
        self._widths = {}
        self.show(self.usual)

    def _recall(self) -> None:
        kept = json.loads(str(self._settings.value(self._key, "{}")))
        cached_row = self._model.table.shown
        self._widths = {str(name): int(width) for name, width in kept.get("widths", {}).items()}
        self.show([name for name in kept.get("columns", ()) if name in cached_row] or self.usual)

    def _store_page(self) -> None:
        kept = {"columns": self.names(), "widths": self._widths}
        self._settings.setValue(self._key, json.dumps(kept))

    @Slot(int, int, int)
    def _note_width(self, section: int, _before: int, width: int) -> None:
        last = self._head.logicalIndex(self._head.count() - 1)
        if not self._busy and section != last and section < self._model.columnCount():
            self._widths[self._model.column(section).name] = width
            self._store_page()

    @Slot(int, int, int)
    def _note_order(self, _section: int, _before: int, _after: int) -> None:
        if not self._busy:
            self._store_page()
            self.changed.emit()


def _least_width(shown: Column | Derived) -> int:
    return min(_usual_width(shown), _ems(_READABLE))


def _usual_width(shown: Column | Derived, *, title: bool = False) -> int:
    longest = max((len(word) for word in shown.kind.choices), default=0)
    ems = _EMS.get(shown.kind.name, max(min(longest, 8) + 1, 3))
    if title and shown.kind.name == "text":
        ems = _TITLE
    head = QFontMetrics(theme.font(bold=True)).horizontalAdvance(shown.label)
    return max(_ems(ems), head + theme.ARROW + 4 + 2 * theme.CELL)


def _ems(count: float) -> int:
    """The width of a cell for so many Chinese characters."""
    return int(count * QFontMetrics(theme.font()).horizontalAdvance("国")) + 2 * theme.CELL
