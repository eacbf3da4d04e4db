"""The cursor of a grid, bound to a record and a column instead of a position.

The list is reloaded while the clerk works. The cursor follows its record; while the new position is
unknown, or if the record was removed, there is no current cell, so that typed text never goes to
another record that moved into the position.
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
    """The current record and column of a grid.

    Signals:
        moved(): to another record by hand, not by a reload
    """

    moved = Signal()

    def __init__(self, session: Session, grid: QTableView, model: RecordTable) -> None:
        super().__init__(grid)
        self.record_id: int | None = None
        self._session, self._grid, self._model = session, grid, model
        self._field = ""
        self._position: int | None = None
        self._restoring = False

    def connect_model(self) -> None:
        """Start to follow the list; the view must be connected first, so that it resets first."""
        self._model.modelReset.connect(self.restore)
        self._model.refreshed.connect(self.restore)
        self._model.dataChanged.connect(self._on_row_loaded)

    @property
    def is_restoring(self) -> bool:
        """Whether the cursor is being moved by a reload, not by hand."""
        return self._restoring or self._model.reloading

    def on_current_changed(self, now: Index) -> None:
        """Record the cell that became current by hand."""
        if self.is_restoring or not now.isValid():
            return
        another = now.row() != self._position
        self._field, self._position = self._model.column(now.column()).name, now.row()
        row = self._model.cached_row(now.row())
        self.record_id = row.record.id if row is not None else None
        if another:
            self.moved.emit()

    @Slot()
    def _on_row_loaded(self) -> None:
        """Record the current row's record if it was not loaded when the row became current."""
        here = self._grid.currentIndex()
        if self.record_id is None and here.isValid() and not self.is_restoring:
            row = self._model.cached_row(here.row())
            if row is not None:
                self.record_id = row.record.id
                self.moved.emit()

    def go_to(self, record_id: int) -> None:
        """Move to a record, wherever in the list it is."""
        self.record_id = record_id
        self.restore()

    @Slot()
    def restore(self) -> None:
        """Return to the record after a reload, looking its position up if it is not cached."""
        if self.record_id is None:
            return
        position = self._model.position_of(self.record_id)
        if position is not None:
            self._go_to(position)
            return
        self._set_current(QModelIndex())
        query, wanted = self._model.query, self.record_id
        self._session.slow_queries.submit(
            f"place {id(self)}",
            lambda store: listing.position(store, query, wanted),
            lambda position: self._on_position(query, wanted, position),
        )

    def _on_position(self, query: object, wanted: int, position: int | None) -> None:
        if query is not self._model.query or wanted != self.record_id or position is None:
            return
        if position < self._model.total:
            self._go_to(position)

    def _go_to(self, position: int) -> None:
        index = self._model.index(position, self._column())
        if index.isValid():
            self._position = position
            self._set_current(index)
            self._grid.scrollTo(index)

    def _column(self) -> int:
        names = [self._model.column(at).name for at in range(self._model.columnCount())]
        return names.index(self._field) if self._field in names else 0

    def _set_current(self, index: QModelIndex) -> None:
        self._restoring = True
        flags = QItemSelectionModel.SelectionFlag
        chosen = self._grid.selectionModel()
        chosen.setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self._restoring = False

    def resume_index(self) -> QModelIndex:
        """Return the cell from which the arrow keys continue while there is no current cell."""
        if self._position is None or not self._model.total:
            return QModelIndex()
        return self._model.index(min(self._position, self._model.total - 1), self._column())
