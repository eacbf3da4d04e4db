"""A list of records of any length: the result of a query, updated as the ledger changes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Signal, Slot

from gui.models.page_cache import PAGE_SIZE, PageCache
from storage.model.tables import TABLES
from storage.store import listing
from storage.store.edit import Change
from storage.store.listing import Query

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject, SignalInstance

    from gui.session import Session
    from storage.model.schema import Table
    from storage.store.edit import Changes
    from storage.store.listing import Row
    from storage.store.store import Store

Index = QModelIndex | QPersistentModelIndex

UNKNOWN = -1  # total of a list that is still being counted
UNREADABLE = -2  # total of a list whose data file gave no answer
COUNTED_FIRST = 20_000  # records of a table up to which a list is counted before it is shown
LOAD_WAIT = 0.03  # seconds that the former list stays on screen while the next one loads


@dataclass(frozen=True, slots=True)
class LoadedPages:
    """A loaded list: its total, `UNKNOWN` if not yet counted, and some pages by number."""

    total: int
    pages: dict[int, list[Row[Any]]]


def report_unreadable(count_changed: SignalInstance) -> Callable[[object], None]:
    """Return a failure handler that emits `UNREADABLE` in place of the count."""
    return lambda _error: count_changed.emit(UNREADABLE)


def load_pages(
    store: Store, query: Query[Any], wanted: tuple[int, ...], *, afresh: bool
) -> LoadedPages:
    """Load the `wanted` pages of a list and count it.

    A list opened `afresh` in a long table returns its first page alone, without waiting for the
    count.
    """
    if not afresh or store.count(query.table) <= COUNTED_FIRST:
        total = listing.count(store, query)
        pages = {n: listing.page(store, query, n * PAGE_SIZE, PAGE_SIZE, total) for n in wanted}
        return LoadedPages(total, pages)
    rows = listing.page(store, query, 0, PAGE_SIZE, PAGE_SIZE * 2)
    return LoadedPages(len(rows) if len(rows) < PAGE_SIZE else UNKNOWN, {0: rows})


def related_tables(table: Table[Any]) -> frozenset[str]:
    """Return the names of the tables whose changes may alter what a list of this table shows."""
    targets = {link.kind.target for link in table.links}
    users = {t.name for t in TABLES if any(link.kind.target == table.name for link in t.links)}
    return frozenset({table.name} | targets | users)


class RecordList(QAbstractTableModel):
    """The rows of a `RecordTable`: the position of each record, and when rows are loaded.

    Signals:
        count_changed(total): the number of records, or `UNKNOWN` or `UNREADABLE`
        refreshed(): the same list was loaded again; positions of records may have changed
    """

    count_changed = Signal(int)
    refreshed = Signal()

    def __init__(self, session: Session, table: Table[Any], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.table = table
        self.query: Query[Any] = Query(table, on=session.quarter.cut_off)
        self.total = 0
        self.reloading = False  # whether positions are changing at this moment
        self._session = session
        self._name = f"list {id(self)}"
        self._pages = PageCache(session.queries, self._name, self)
        self._pages.arrived.connect(self._repaint)
        self._related = related_tables(table)
        self._asleep = self._stale = self._pinned = False
        self._postponed: bool | None = None  # a load held back while pinned: `afresh` or not
        session.changed.connect(self._on_changed)

    def set_query(self, query: Query[Any]) -> None:
        """Show the result of another query, from its first record."""
        self.query = query
        self._load((0,), afresh=True)

    def refresh(self) -> None:
        """Load the same list again without scrolling."""
        self._stale = self._asleep
        if not self._asleep:
            self._load(self._pages.recent() or (0,), afresh=False)

    def sleep(self) -> None:
        """Postpone loading while the list is not in view."""
        self._asleep = True

    def wake(self) -> None:
        """Load the list if records changed while it slept."""
        self._asleep = False
        if self._stale:
            self.refresh()

    def pin_rows(self, pinned: bool) -> None:
        """Freeze the positions while a cell is edited; on release apply a load held back."""
        self._pinned = pinned
        if not pinned and self._postponed is not None:
            afresh, self._postponed = self._postponed, None
            self._load((0,) if afresh else self._pages.recent() or (0,), afresh=afresh)

    def row(self, position: int) -> Row[Any] | None:
        """Return the row at a position, or None while it is loading."""
        return self._pages.row(position)

    def cached_row(self, position: int) -> Row[Any] | None:
        """Return the row at a position if it is cached."""
        return self._pages.cached_row(position)

    def position_of(self, record_id: int) -> int | None:
        """Return the position of a record if it is cached."""
        return self._pages.position_of(record_id)

    # loading

    def _load(self, wanted: tuple[int, ...], *, afresh: bool) -> None:
        query = self.query
        self._session.slow_queries.forget(self._name)
        self._session.queries.submit(
            self._name,
            lambda store: load_pages(store, query, wanted, afresh=afresh),
            lambda loaded: self._on_loaded(query, loaded, afresh=afresh),
            LOAD_WAIT,
            report_unreadable(self.count_changed),
        )

    def _on_loaded(self, query: Query[Any], loaded: LoadedPages, *, afresh: bool) -> None:
        if self._pinned:
            self._postponed = afresh or bool(self._postponed)
            return
        self.reloading = True
        self._apply(query, loaded, afresh=afresh)
        self.reloading = False
        if not afresh:
            self.refreshed.emit()
        self.count_changed.emit(loaded.total)
        if loaded.total == UNKNOWN:
            count = partial(listing.count, query=query)
            self._session.slow_queries.submit(
                self._name, count, self._on_counted, 0.0, report_unreadable(self.count_changed)
            )

    def _apply(self, query: Query[Any], loaded: LoadedPages, *, afresh: bool) -> None:
        if afresh:
            self.beginResetModel()
            self.total = loaded.total if loaded.total != UNKNOWN else PAGE_SIZE
            self._pages.start(query, self.total, loaded.pages)
            self.endResetModel()
        else:
            self._pages.start(query, loaded.total, loaded.pages)
            self._resize(loaded.total)
            self._repaint_all()

    def _on_counted(self, total: int) -> None:
        self._resize(total)
        self.count_changed.emit(total)

    def _resize(self, total: int) -> None:
        root = QModelIndex()
        if total > self.total:
            self.beginInsertRows(root, self.total, total - 1)
            self.total = total
            self.endInsertRows()
        elif total < self.total:
            self.beginRemoveRows(root, total, self.total - 1)
            self.total = total
            self.endRemoveRows()
        self._pages.set_total(total)

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
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
        if len(updated) == len(changes) <= PAGE_SIZE and not self._asleep:
            on = self.query.on
            rows = listing.rows_of(self._session.store, self.table, updated, on)
            for position in self._pages.replace_rows(rows):
                self._repaint(position, position)
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
