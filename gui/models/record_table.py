"""A list of records of any length, as item views show it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
    Slot,
)

from gui.models.editing import keep
from gui.models.lookup import UNKNOWN, Found, failing, look, related
from gui.models.pages import PAGE, Pages
from storage import listing
from storage.edit import Change
from storage.listing import Query
from storage.schema import Column

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtCore import QObject

    from gui.session import Session
    from storage.edit import Changes
    from storage.kinds import Kind
    from storage.listing import Row
    from storage.schema import Derived, Table

Index = QModelIndex | QPersistentModelIndex

ROLE = Qt.ItemDataRole
RECORD = ROLE.UserRole

NOT_YET = "…"
PATIENCE = 0.03  # seconds to wait for a list before showing the one before it a little longer
DRAWN = 400  # rows whose cells are kept ready for painting


class Cell(NamedTuple):
    """What a cell shows: its text, the tone of a pill or "", and how it stands."""

    text: str
    tone: str
    quiet: bool
    right: bool


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
        self._related = related(table)
        self._asleep = self._stale = self._held = False
        self._late: bool | None = None  # what came while held: another list, or the same anew
        self.reading = False  # whether records are given other places at this moment
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
        }
        self._drawn: dict[int, tuple[Cell, ...]] = {}
        for signal in (self.modelReset, self.dataChanged, self.rowsInserted, self.rowsRemoved):
            signal.connect(self._drawn.clear)

    def find(self, query: Query[Any]) -> None:
        """Show what another query finds, from its first record."""
        self.query = query
        self._look((0,), afresh=True)

    def refresh(self) -> None:
        """Read the same list again, keeping the place."""
        self._stale = self._asleep
        if not self._asleep:
            self._look(self._pages.recent() or (0,), afresh=False)

    def sleep(self) -> None:
        """Take note of changes, but look at nothing while nobody looks at this."""
        self._asleep = True

    def wake(self) -> None:
        """Catch up with what changed meanwhile."""
        self._asleep = False
        if self._stale:
            self.refresh()

    def hold(self, held: bool) -> None:
        """Leave every record in its place while a cell is filled in; then catch up."""
        self._held = held
        if not held and self._late is not None:
            afresh, self._late = self._late, None
            self._look((0,) if afresh else self._pages.recent() or (0,), afresh=afresh)

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
            lambda store: look(store, query, wanted, afresh=afresh),
            lambda found: self._take(query, found, afresh=afresh),
            PATIENCE,
            failing(self.counted),
        )

    def _take(self, query: Query[Any], found: Found, *, afresh: bool) -> None:
        if self._held:
            self._late = afresh or bool(self._late)
            return
        self.reading = True
        self._put(query, found, afresh=afresh)
        self.reading = False
        if not afresh:
            self.refreshed.emit()
        self.counted.emit(found.total)
        if found.total == UNKNOWN:
            count = partial(listing.count, query=query)
            self._session.counter.ask(self._name, count, self._grow, 0.0, failing(self.counted))

    def _put(self, query: Query[Any], found: Found, *, afresh: bool) -> None:
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

    def cells(self, place: int) -> tuple[Cell, ...]:
        """A row ready for painting; () while it is being fetched."""
        cells = self._drawn.get(place)
        if cells is None:
            row = self._pages.row(place)
            if row is None:
                return ()
            if len(self._drawn) > DRAWN:
                self._drawn.clear()
            cells = self._drawn[place] = tuple(self._cell(row, shown) for shown in self._shown)
        return cells

    def _cell(self, row: Row[Any], shown: Column | Derived) -> Cell:
        text, tones = self._display(row, shown), self._tones.get(shown.name)
        tone = tones.get(text, "neutral") if tones and text else ""
        return Cell(text, tone, self.hides(shown), shown.kind.numeric)

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
        return not self._objection(shown)

    def _objection(self, shown: Column | Derived) -> str:
        if not isinstance(shown, Column):
            return f"{shown.label}是算出来的，不能直接改。"
        if self.table.append_only and shown.name not in self.table.later:
            return f"{self.table.label}只增不改；记错了请加一条更正。"
        if shown.kind.name in ("link", "note"):
            return f"{shown.label}请在详情里改：按 F4 打开。"
        if self.hides(shown):
            return f"{shown.label}现在遮蔽着，先在窗口右下角点“证件号已遮蔽”显示出来，再改。"
        return ""

    def kind_at(self, index: Index) -> Kind:
        """What kind of value stands in a cell."""
        return self._shown[index.column()].kind

    def objection(self, index: Index) -> str:
        """Why nothing can be typed into a cell, "" where it can."""
        if self._pages.row(index.row()) is None:
            return "这一行还没有读出来，请等它出来再输入。"
        return self._objection(self._shown[index.column()])

    def taker(self, index: Index) -> Callable[[str], bool]:
        """What keeps a text in this field of this record, wherever the list has it by then."""
        row, name = self._pages.row(index.row()), self._shown[index.column()].name
        record_id = row.record.id if row is not None else 0
        return lambda text: keep(self._session, self.table, record_id, name, text)

    def setData(self, index: Index, value: Any, role: int = ROLE.EditRole) -> bool:
        if role != ROLE.EditRole or not index.isValid() or self.objection(index):
            return False
        return self.taker(index)(str(value))


def _alignment(shown: Column | Derived) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if shown.kind.numeric else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _explained(shown: Column | Derived) -> str:
    if isinstance(shown, Column):
        return f"{shown.label}：{shown.hint}" if shown.hint else shown.label
    return f"{shown.label}（按截止日计算，不能直接修改）"
