"""The columns of a grid, their order and widths, stored in the settings of the data folder."""

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

_EMS = {  # usual width of values by kind, in Chinese characters
    "name": 5, "text": 8.5, "note": 12, "date": 5.6, "partial_date": 5.6, "id_number": 9.6,
    "phone": 6, "credit_code": 11, "count": 3, "hours": 4, "money": 5, "time": 3, "yes_no": 2,
    "link": 11,
}  # fmt: skip
_ELASTIC = ("text", "link", "note")  # kinds whose columns share the spare room
_READABLE, _TITLE = 7, 13  # characters: the least of an elastic column, the width of a title


class GridLayout(QObject):
    """The column layout of one grid.

    Signals:
        changed(): other columns are shown, or in another order
    """

    changed = Signal()

    def __init__(
        self,
        model: RecordTable,
        head: GridHeader,
        settings: QSettings,
        default_names: Sequence[str],
        name: str,
    ) -> None:
        super().__init__(head)
        self.default_names = tuple(default_names)
        self._model = model
        self._head = head
        self._settings = settings
        self._key = f"grid_{name}/layout"
        self._widths: dict[str, int] = {}
        self._applying = False
        self._room = 0
        head.sectionResized.connect(self._on_resized)
        head.sectionMoved.connect(self._on_moved)
        self._load()

    def names(self) -> list[str]:
        """Return the names of the shown columns in their visual order."""
        count = self._model.columnCount()
        return [self._model.column(self._head.logicalIndex(at)).name for at in range(count)]

    def show(self, names: Sequence[str]) -> None:
        """Show these columns in this order and store that."""
        self._applying = True
        self._model.show_columns(names)
        for section in range(len(names)):
            self._head.moveSection(self._head.visualIndex(section), section)
        self._applying = False
        self.fit()
        self._store()
        self.changed.emit()

    def fit(self, room: int = 0) -> None:
        """Fit the columns into `room` pixels: elastic columns grow, or shrink while still readable.

        A column whose width was set by hand keeps it. Where even the least widths do not fit, the
        grid scrolls and every column has its usual width.
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
        if elastic and spare >= least:  # otherwise the grid has to scroll
            most, other = (2, 1) if spare > 0 else (1, 3)  # a title gains more and loses less
            shares = [most if columns[at].name == title else other for at in elastic]
            for at, share in zip(elastic, shares, strict=True):
                part = spare * share // sum(shares)
                widths[at] = max(widths[at] + part, _least_width(columns[at]))
            over = sum(widths) - self._room
            for at in reversed(
                elastic
            ):  # the rest that columns at their least width could not give
                taken = max(min(over, widths[at] - _least_width(columns[at])), 0)
                widths[at] -= taken
                over -= taken
        self._applying = True
        for section, width in enumerate(widths):
            self._head.resizeSection(section, width)
        self._applying = False

    def restore_defaults(self) -> None:
        """Show the default columns in their usual widths."""
        self._widths = {}
        self.show(self.default_names)

    def _load(self) -> None:
        stored = json.loads(str(self._settings.value(self._key, "{}")))
        known = self._model.table.shown
        self._widths = {str(name): int(width) for name, width in stored.get("widths", {}).items()}
        self.show(
            [name for name in stored.get("columns", ()) if name in known] or self.default_names
        )

    def _store(self) -> None:
        stored = {"columns": self.names(), "widths": self._widths}
        self._settings.setValue(self._key, json.dumps(stored))

    @Slot(int, int, int)
    def _on_resized(self, section: int, _before: int, width: int) -> None:
        # The last section is stretched by Qt, so its width is nobody's choice.
        last = self._head.logicalIndex(self._head.count() - 1)
        if not self._applying and section != last and section < self._model.columnCount():
            self._widths[self._model.column(section).name] = width
            self._store()

    @Slot(int, int, int)
    def _on_moved(self, _section: int, _before: int, _after: int) -> None:
        if not self._applying:
            self._store()
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
    """Return the width in pixels of a cell for so many Chinese characters."""
    return int(count * QFontMetrics(theme.font()).horizontalAdvance("国")) + 2 * theme.CELL
