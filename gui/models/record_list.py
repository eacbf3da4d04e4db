"""A list of records of any length: what a query finds, kept in step with the ledger."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Signal, Slot

from gui.models.first_look import UNKNOWN, FirstLook, failing, load_first_look, related
from gui.models.page_cache import PAGE, Pages
from storage.store import listing
from storage.store.edit import Change
from storage.store.listing import Query

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from gui.session import Session
    from storage.model.schema import Table
    from storage.store.edit import Changes
    from storage.store.listing import Row

Index = QModelIndex | QPersistentModelIndex

PATIENCE = 0.03  # seconds to wait for a list before showing the one before it a little longer


class RecordList(QAbstractTableModel):
    """The rows of a `RecordTable`: where each record stands, and what is read when.

    Signals:
        counted(total): how many records there are, -1 while that is being found out
        refreshed(): the same list was read again; places of records may have moved
    """

    counted = Signal(int)
    refreshed = Signal()

    def __init__(self, session: Session, table: Table[Any], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.table = table
        self.query: Query[Any] = Query(table, on=session.quarter.cut_off)
        self.total = 0
        self.reading = False  # whether records are given other places at this moment
        self._session = session
        self._name = f"list {id(self)}"
        self._pages = Pages(session.asker, self._name, self)
        self._pages.arrived.connect(self._repaint)
        self._related = related(table)
        self._asleep = self._stale = self._held = False
        self._late: bool | None = None  # what came while held: another list, or the same anew
        session.changed.connect(self._hear)

    def find(self, query: Query[Any]) -> None:
        """Show what another query finds, from its first record."""
        self.query = query
        self._load((0,), afresh=True)

    def refresh(self) -> None:
        """Read the same list again, keeping the place."""
        self._stale = self._asleep
        if not self._asleep:
            self._load(self._pages.recent() or (0,), afresh=False)

    def sleep(self) -> None:
        """Take note of changes, but look at nothing while nobody looks at this."""
        self._asleep = True

    def wake(self) -> None:
        """Catch up with what changed meanwhile."""
        self._asleep = False
        if self._stale:
            self.refresh()

    def pin_rows(self, held: bool) -> None:
        """Leave every record in its place while a cell is filled in; then catch up."""
        self._held = held
        if not held and self._late is not None:
            afresh, self._late = self._late, None
            self._load((0,) if afresh else self._pages.recent() or (0,), afresh=afresh)

    def row(self, place: int) -> Row[Any] | None:
        """The row at a place, or None while it is being fetched."""
        return self._pages.row(place)

    def cached_row(self, place: int) -> Row[Any] | None:
        """The row at a place if it is at hand."""
        return self._pages.cached_row(place)

    def place_of(self, record_id: int) -> int | None:
        """The place of a record if it is at hand."""
        return self._pages.place_of(record_id)

    # what is looked up, and what comes of it

    def _load(self, wanted: tuple[int, ...], *, afresh: bool) -> None:
        query = self.query
        self._session.counter.forget(self._name)
        self._session.asker.ask(
            self._name,
            lambda store: load_first_look(store, query, wanted, afresh=afresh),
            lambda found: self._take(query, found, afresh=afresh),
            PATIENCE,
            failing(self.counted),
        )

    def _take(self, query: Query[Any], found: FirstLook, *, afresh: bool) -> None:
        if self._held:
            self._late = afresh or bool(self._late)
            return
        self.reading = True
        self._apply_look(query, found, afresh=afresh)
        self.reading = False
        if not afresh:
            self.refreshed.emit()
        self.counted.emit(found.total)
        if found.total == UNKNOWN:
            count = partial(listing.count, query=query)
            self._session.counter.ask(self._name, count, self._grow, 0.0, failing(self.counted))

    def _apply_look(self, query: Query[Any], found: FirstLook, *, afresh: bool) -> None:
        if afresh:
            self.beginResetModel()
            self.total = found.total if found.total != UNKNOWN else PAGE
            self._pages.start(query, self.total, found.pages)
            self.endResetModel()
        else:
            self._pages.start(query, found.total, found.pages)
            self._resize(found.total)
            self._repaint_all()

    def _grow(self, total: int) -> None:
        self._resize(total)
        self.counted.emit(total)

    def _resize(self, total: int) -> None:
        nowhere = QModelIndex()
        if total > self.total:
            self.beginInsertRows(nowhere, self.total, total - 1)
            self.total = total
            self.endInsertRows()
        elif total < self.total:
            self.beginRemoveRows(nowhere, total, self.total - 1)
            self.total = total
            self.endRemoveRows()
        self._pages.grow(total)

    @Slot(object)
    def _hear(self, changes: Changes) -> None:
        if not any(change.table.name in self._related for change in changes):
            return
        updated = [
            change.record_id
            for change in changes
            if isinstance(change, Change)
            and change.table is self.table
            and change.before
            and change.after
        ]
        if len(updated) == len(changes) <= PAGE and not self._asleep:
            on = self.query.on
            rows = listing.rows_of(self._session.store, self.table, updated, on)
            for place in self._pages.replace_rows(rows):
                self._repaint(place, place)
        else:
            self.refresh()

    @Slot(int, int)
    def _repaint(self, first: int, last: int) -> None:
        if 0 <= first <= last < self.total:
            corner = self.index(last, self.columnCount() - 1)
            self.dataChanged.emit(self.index(first, 0), corner)

    @Slot()
    def _repaint_all(self, _masked: bool = False) -> None:
        self._repaint(0, self.total - 1)
