"""Which columns a grid shows, in which order and how wide; remembered in the data folder."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QFontMetrics

from gui import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QSettings

    from gui.models.record_table import RecordTable
    from gui.widgets.grid_header import GridHeader
    from storage.schema import Column, Derived

_EMS = {  # how wide values of a kind usually are, in Chinese characters
    "name": 5, "text": 8.5, "note": 12, "date": 5.6, "partial_date": 5.6, "id_number": 9.6, "phone": 6,
    "credit_code": 11, "count": 3, "hours": 4, "money": 5, "yes_no": 2, "link": 11,
}  # fmt: skip


class GridLayout(QObject):
    """The layout of one grid.

    Signals:
        changed(): other columns, or another order
    """

    changed = Signal()

    def __init__(
        self, model: RecordTable, head: GridHeader, settings: QSettings, usual: Sequence[str]
    ) -> None:
        super().__init__(head)
        self.usual = tuple(usual)
        self._model = model
        self._head = head
        self._settings = settings
        self._key = f"grid_{model.table.name}/layout"
        self._widths: dict[str, int] = {}
        self._busy = False
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
        for section, name in enumerate(names):
            self._head.moveSection(self._head.visualIndex(section), section)
            width = self._widths.get(name) or _usual_width(self._model.column(section))
            self._head.resizeSection(section, width)
        self._busy = False
        self._keep()
        self.changed.emit()

    def restore_usual(self) -> None:
        """Show the usual columns in their usual widths."""
        self._widths = {}
        self.show(self.usual)

    def _recall(self) -> None:
        kept = json.loads(str(self._settings.value(self._key, "{}")))
        known = self._model.table.shown
        self._widths = {str(name): int(width) for name, width in kept.get("widths", {}).items()}
        self.show([name for name in kept.get("columns", ()) if name in known] or self.usual)

    def _keep(self) -> None:
        kept = {"columns": self.names(), "widths": self._widths}
        self._settings.setValue(self._key, json.dumps(kept))

    @Slot(int, int, int)
    def _note_width(self, section: int, _before: int, width: int) -> None:
        last = self._head.logicalIndex(self._head.count() - 1)
        if not self._busy and section != last and section < self._model.columnCount():
            self._widths[self._model.column(section).name] = width
            self._keep()

    @Slot(int, int, int)
    def _note_order(self, _section: int, _before: int, _after: int) -> None:
        if not self._busy:
            self._keep()
            self.changed.emit()


def _usual_width(shown: Column | Derived) -> int:
    metrics = QFontMetrics(theme.font(bold=True))
    longest = max((len(word) for word in shown.kind.choices), default=0)
    ems = _EMS.get(shown.kind.name, max(min(longest, 8) + 1, 3))
    head = metrics.horizontalAdvance(shown.label) + theme.ARROW + 4
    return int(max(ems * metrics.horizontalAdvance("国"), head)) + 2 * theme.CELL
