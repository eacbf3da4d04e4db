"""Where the keyboard stands in a list of records: on a record and a field, never on a mere place.

The list is read again while she works. The cursor goes where its record goes; where that is not
known, or the record is gone, it stands nowhere, so that nothing typed lands on who moved in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QObject, Signal, Slot

from storage.store import listing

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTableView

    from gui.models.record_list import Index
    from gui.models.record_table import RecordTable
    from gui.session import Session


class RecordCursor(QObject):
    """Signals: moved(): by her, not by the list."""

    moved = Signal()

    def __init__(self, session: Session, grid: QTableView, model: RecordTable) -> None:
        super().__init__(grid)
        self.record_id: int | None = None
        self._session, self._grid, self._model = session, grid, model
        self._field = ""
        self._place: int | None = None
        self._leading = False

    def listen(self) -> None:
        """Follow the list from now on; the view must have heard of a reset before."""
        self._model.modelReset.connect(self.restore)
        self._model.refreshed.connect(self.restore)
        self._model.dataChanged.connect(self._learn)

    @property
    def leading(self) -> bool:
        """Whether the list moves the cursor at this moment."""
        return self._leading or self._model.reading

    def note(self, now: Index) -> None:
        """Take note of the cell that she went to."""
        if self.leading or not now.isValid():
            return
        another = now.row() != self._place
        self._field, self._place = self._model.column(now.column()).name, now.row()
        row = self._model.cached_row(now.row())
        self.record_id = row.record.id if row is not None else None
        if another:
            self.moved.emit()

    @Slot()
    def _learn(self) -> None:
        """Learn which record it is that was not at hand when she came to it."""
        here = self._grid.currentIndex()
        if self.record_id is None and here.isValid() and not self.leading:
            row = self._model.cached_row(here.row())
            if row is not None:
                self.record_id = row.record.id
                self.moved.emit()

    def go_to(self, record_id: int) -> None:
        """Stand on a record, wherever in the list it is."""
        self.record_id = record_id
        self.restore()

    @Slot()
    def restore(self) -> None:
        """Stand on the same record again after the list was read again."""
        if self.record_id is None:
            return
        place = self._model.position_of(self.record_id)
        if place is not None:
            self._go_to(place)
            return
        self._lead(QModelIndex())
        query, wanted = self._model.query, self.record_id
        self._session.counter.ask(
            f"place {id(self)}",
            lambda store: listing.position(store, query, wanted),
            lambda found: self._settle(query, wanted, found),
        )

    def _settle(self, query: object, wanted: int, place: int | None) -> None:
        if query is not self._model.query or wanted != self.record_id or place is None:
            return
        if place < self._model.total:
            self._go_to(place)

    def _go_to(self, place: int) -> None:
        index = self._model.index(place, self._column())
        if index.isValid():
            self._place = place
            self._lead(index)
            self._grid.scrollTo(index)

    def _column(self) -> int:
        names = [self._model.column(at).name for at in range(self._model.columnCount())]
        return names.index(self._field) if self._field in names else 0

    def _lead(self, index: QModelIndex) -> None:
        self._leading = True
        flags = QItemSelectionModel.SelectionFlag
        chosen = self._grid.selectionModel()
        chosen.setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self._leading = False

    def onwards(self) -> QModelIndex:
        """Where one goes on from when one stands nowhere: about where one stood."""
        if self._place is None or not self._model.total:
            return QModelIndex()
        return self._model.index(min(self._place, self._model.total - 1), self._column())
