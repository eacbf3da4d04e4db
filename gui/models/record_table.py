"""A list of records of any length, as item views show it."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
    Slot,
)

from gui.models.pages import PAGE, Pages
from storage import listing
from storage.edit import Change
from storage.errors import UserError
from storage.listing import Query
from storage.schema import Column
from storage.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtCore import QObject

    from gui.session import Session
    from storage.edit import Changes
    from storage.listing import Row
    from storage.schema import Derived, Table
    from storage.store import Store

Index = QModelIndex | QPersistentModelIndex

ROLE = Qt.ItemDataRole
RECORD = ROLE.UserRole
TONE = ROLE.UserRole + 1  # the tone of a word that is shown as a pill
HIDDEN = ROLE.UserRole + 2  # whether the cell shows a masked number

NOT_YET = "…"
UNKNOWN = -1
PATIENCE = 0.03  # seconds to wait for a list before showing the one before it a little longer
SHORT = 20_000  # records of a table up to which lists are counted before they are shown


@dataclasses.dataclass(slots=True)
class Found:
    """What a look at a list brought: how long it is, if that is known, and some of its pages."""

    total: int
    pages: dict[int, list[Row[Any]]]


class RecordTable(QAbstractTableModel):
    """Shows what a query finds. What is shown was kept; nothing typed is shown before it is kept.

    Signals:
        counted(total): how many records there are, -1 while that is being found out
        refreshed(): the same list was read again; places of records may have moved
    """

    counted = Signal(int)
    refreshed = Signal()

    def __init__(
        self,
        session: Session,
        table: Table[Any],
        columns: Sequence[str],
        tones: Mapping[str, Mapping[str, str]] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.table = table
        self.query: Query[Any] = Query(table, on=session.quarter.cut_off)
        self.total = 0
        self._session = session
        self._tones = tones or {}
        self._shown: list[Column | Derived] = [table.shown[name] for name in columns]
        self._name = f"list {id(self)}"
        self._pages = Pages(session.asker, self._name, self)
        self._pages.arrived.connect(self._repaint)
        self._related = _related(table)
        session.changed.connect(self._hear)
        session.masked_changed.connect(self._repaint_all)
        self._answers: dict[int, Callable[[Row[Any], Column | Derived], Any]] = {
            ROLE.DisplayRole: self._display,
            ROLE.EditRole: lambda row, shown: row.text(shown.name),
            ROLE.ToolTipRole: self._display,
            ROLE.TextAlignmentRole: lambda _row, shown: _alignment(shown),
            ROLE.AccessibleTextRole: lambda row, shown: (
                f"{shown.label} {self._display(row, shown)}"
            ),
            RECORD: lambda row, _shown: row,
            TONE: self._tone,
            HIDDEN: lambda _row, shown: self.hides(shown),
        }

    def find(self, query: Query[Any]) -> None:
        """Show what another query finds, from its first record."""
        self.query = query
        self._look((0,), afresh=True)

    def refresh(self) -> None:
        """Read the same list again, keeping the place."""
        self._look(self._pages.recent() or (0,), afresh=False)

    def column(self, number: int) -> Column | Derived:
        """The declaration of a column shown."""
        return self._shown[number]

    def show_columns(self, names: Sequence[str]) -> None:
        """Show other columns of the same records."""
        self.beginResetModel()
        self._shown = [self.table.shown[name] for name in names]
        self.endResetModel()

    def hides(self, shown: Column | Derived) -> bool:
        """Whether values of this column are masked at present."""
        return self._session.masked and shown.kind.mask is not None

    def row(self, place: int) -> Row[Any] | None:
        """The row at a place, or None while it is being fetched."""
        return self._pages.row(place)

    def known(self, place: int) -> Row[Any] | None:
        """The row at a place if it is at hand."""
        return self._pages.known(place)

    def place_of(self, record_id: int) -> int | None:
        """The place of a record if it is at hand."""
        return self._pages.place_of(record_id)

    # what is looked up, and what comes of it

    def _look(self, wanted: tuple[int, ...], *, afresh: bool) -> None:
        query = self.query
        self._session.counter.forget(self._name)
        self._session.asker.ask(
            self._name,
            lambda store: _found(store, query, wanted, afresh=afresh),
            lambda found: self._take(query, found, afresh=afresh),
            PATIENCE,
        )

    def _take(self, query: Query[Any], found: Found, *, afresh: bool) -> None:
        if afresh:
            self.beginResetModel()
            self.total = found.total if found.total != UNKNOWN else PAGE
            self._pages.start(query, self.total, found.pages)
            self.endResetModel()
        else:
            self._pages.start(query, found.total, found.pages)
            self._resize(found.total)
            self._repaint_all()
            self.refreshed.emit()
        self.counted.emit(found.total)
        if found.total == UNKNOWN:
            self._session.counter.ask(
                self._name, lambda store: listing.count(store, query), self._grow
            )

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
        if len(updated) == len(changes) <= PAGE:
            on = self.query.on
            rows = listing.rows_of(self._session.store, self.table, updated, on)
            for place in self._pages.put(rows):
                self._repaint(place, place)
        else:
            self.refresh()

    @Slot(int, int)
    def _repaint(self, first: int, last: int) -> None:
        if 0 <= first <= last < self.total:
            corner = self.index(last, len(self._shown) - 1)
            self.dataChanged.emit(self.index(first, 0), corner)

    @Slot()
    def _repaint_all(self, _masked: bool = False) -> None:
        self._repaint(0, self.total - 1)

    # what views ask

    def _display(self, row: Row[Any], shown: Column | Derived) -> str:
        return row.text(shown.name, masked=self._session.masked).replace("\n", " ")

    def _tone(self, row: Row[Any], shown: Column | Derived) -> str:
        tones = self._tones.get(shown.name)
        return tones.get(row.text(shown.name), "neutral") if tones else ""

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else self.total

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = ROLE.DisplayRole) -> Any:
        answer = self._answers.get(role)
        if answer is None:
            return None
        row = self._pages.row(index.row())
        if row is None:
            return NOT_YET if role == ROLE.DisplayRole else None
        return answer(row, self._shown[index.column()])

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = ROLE.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return section + 1 if role == ROLE.DisplayRole else None
        shown = self._shown[section]
        if role == ROLE.DisplayRole:
            return shown.label
        if role == ROLE.ToolTipRole:
            return _explained(shown)
        return _alignment(shown) if role == ROLE.TextAlignmentRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and self._editable(self._shown[index.column()]):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def _editable(self, shown: Column | Derived) -> bool:
        kept = isinstance(shown, Column)
        return kept and shown.kind.name not in ("link", "note") and not self.hides(shown)

    def setData(self, index: Index, value: Any, role: int = ROLE.EditRole) -> bool:
        row = self._pages.row(index.row())
        shown = self._shown[index.column()]
        if role != ROLE.EditRole or row is None or row.text(shown.name) == value:
            return False
        store, table = self._session.store, self.table
        draft = {**table.draft(row.record), shown.name: value}
        try:
            record = store.parse(table, draft, row.record.id)
            with self._session.edit(f"修改{table.label} {table.title_of(row.record)}") as edit:
                edit.save(table, record)
        except UserError as error:
            self._session.say(str(error), "bad")
            return False
        return True


def _found(store: Store, query: Query[Any], wanted: tuple[int, ...], *, afresh: bool) -> Found:
    if not afresh or store.count(query.table) <= SHORT:
        total = listing.count(store, query)
        pages = {n: listing.page(store, query, n * PAGE, PAGE, total) for n in wanted}
        return Found(total, pages)
    rows = listing.page(store, query, 0, PAGE, PAGE * 2)
    return Found(len(rows) if len(rows) < PAGE else UNKNOWN, {0: rows})


def _related(table: Table[Any]) -> frozenset[str]:
    """The tables whose records a list of this one shows something of."""
    targets = {link.kind.target for link in table.links}
    users = {t.name for t in TABLES if any(link.kind.target == table.name for link in t.links)}
    return frozenset({table.name} | targets | users)


def _alignment(shown: Column | Derived) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if shown.kind.numeric else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _explained(shown: Column | Derived) -> str:
    if isinstance(shown, Column):
        return f"{shown.label}：{shown.hint}" if shown.hint else shown.label
    return f"{shown.label}（按截止日计算，不能直接修改）"
