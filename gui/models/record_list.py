"""A list of records of any length: what a query finds, kept in step with the ledger."""

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

UNKNOWN = -1


UNREADABLE = -2  # in place of a number: the file gave no answer


COUNTED_FIRST = 20_000  # records of a table up to which lists are counted before they are shown


@dataclass(frozen=True, slots=True)
class LoadedPages:
    """What a look at a list brought: how long it is, if that is known, and some of its pages."""

    total: int
    pages: dict[int, list[Row[Any]]]


def report_unreadable(count_changed: SignalInstance) -> Callable[[object], None]:
    """What to do with a question that has no answer: say that there is no number."""
    return lambda _error: count_changed.emit(UNREADABLE)


def load_pages(
    store: Store, query: Query[Any], wanted: tuple[int, ...], *, afresh: bool
) -> LoadedPages:
    """Look at a list; `afresh` from its first record, without waiting for a long count."""
    if not afresh or store.count(query.table) <= COUNTED_FIRST:
        total = listing.count(store, query)
        pages = {n: listing.page(store, query, n * PAGE_SIZE, PAGE_SIZE, total) for n in wanted}
        return LoadedPages(total, pages)
    rows = listing.page(store, query, 0, PAGE_SIZE, PAGE_SIZE * 2)
    return LoadedPages(len(rows) if len(rows) < PAGE_SIZE else UNKNOWN, {0: rows})


def related_tables(table: Table[Any]) -> frozenset[str]:
    """The tables whose records a list of this one shows something of."""
    targets = {link.kind.target for link in table.links}
    users = {t.name for t in TABLES if any(link.kind.target == table.name for link in t.links)}
    return frozenset({table.name} | targets | users)


Index = QModelIndex | QPersistentModelIndex

LOAD_WAIT = 0.03  # seconds to wait for a list before showing the one before it a little longer


class RecordList(QAbstractTableModel):
    """The rows of a `RecordTable`: where each record stands, and what is read when.

    Signals:
        counted(total): how many records there are, -1 while that is being found out
        refreshed(): the same list was read again; places of records may have moved
    """

    count_changed = Signal(int)
    refreshed = Signal()

    def __init__(self, session: Session, table: Table[Any], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.table = table
        self.query: Query[Any] = Query(table, on=session.quarter.cut_off)
        self.total = 0
        self.reading = False  # whether records are given other places at this moment
        self._session = session
        self._name = f"list {id(self)}"
        self._pages = PageCache(session.asker, self._name, self)
        self._pages.arrived.connect(self._repaint)
        self._related = related_tables(table)
        self._asleep = self._stale = self._held = False
        self._late: bool | None = None  # what came while held: another list, or the same anew
        session.changed.connect(self._hear)

    def set_query(self, query: Query[Any]) -> None:
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

    def position_of(self, record_id: int) -> int | None:
        """The place of a record if it is at hand."""
        return self._pages.position_of(record_id)

    # what is looked up, and what comes of it

    def _load(self, wanted: tuple[int, ...], *, afresh: bool) -> None:
        query = self.query
        self._session.counter.forget(self._name)
        self._session.asker.ask(
            self._name,
            lambda store: load_pages(store, query, wanted, afresh=afresh),
            lambda found: self._take(query, found, afresh=afresh),
            LOAD_WAIT,
            report_unreadable(self.count_changed),
        )

    def _take(self, query: Query[Any], found: LoadedPages, *, afresh: bool) -> None:
        if self._held:
            self._late = afresh or bool(self._late)
            return
        self.reading = True
        self._apply_look(query, found, afresh=afresh)
        self.reading = False
        if not afresh:
            self.refreshed.emit()
        self.count_changed.emit(found.total)
        if found.total == UNKNOWN:
            count = partial(listing.count, query=query)
            self._session.counter.ask(
                self._name, count, self._grow, 0.0, report_unreadable(self.count_changed)
            )

    def _apply_look(self, query: Query[Any], found: LoadedPages, *, afresh: bool) -> None:
        if afresh:
            self.beginResetModel()
            self.total = found.total if found.total != UNKNOWN else PAGE_SIZE
            self._pages.start(query, self.total, found.pages)
            self.endResetModel()
        else:
            self._pages.start(query, found.total, found.pages)
            self._resize(found.total)
            self._repaint_all()

    def _grow(self, total: int) -> None:
        self._resize(total)
        self.count_changed.emit(total)

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
        self._pages.set_total(total)

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
        if len(updated) == len(changes) <= PAGE_SIZE and not self._asleep:
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
