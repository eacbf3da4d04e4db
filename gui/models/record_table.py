"""The item model of a ledger: a list of records of any length, with columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import Qt

from gui.models.record_list import Index, RecordList
from storage.counting.save_checks import parse_and_check
from storage.errors import UserError
from storage.model.schema import Column

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtCore import QObject

    from gui.session import Session
    from storage.model.kinds import Kind
    from storage.model.schema import Derived, Table
    from storage.store.listing import Row


def save_cell(session: Session, table: Table[Any], record_id: int, name: str, typed: str) -> bool:
    """Save a typed value in a column of a record; return whether the record has it now.

    The record is read afresh, so that changes made to it meanwhile are not lost. An unchanged value
    makes no edit. A value that is refused is not saved: a notice names the record and the reason.
    """
    store, who = session.store, ""
    try:
        before = store.get(table, record_id)
        who = store.title_of(table, before)
        draft = table.draft(before)
        if str(draft.get(name, "")) == typed:
            return True
        record = parse_and_check(store, table, {**draft, name: typed}, record_id)
        with session.edit(f"修改{table.label} {who}") as edit:
            edit.save(table, record)
    except UserError as error:
        session.notify(f"{who}这一格没有改：{error}" if who else str(error), "bad")
        return False
    return True


ROLE = Qt.ItemDataRole
RECORD = ROLE.UserRole

PLACEHOLDER = "…"
MAX_DRAWN_ROWS = 400  # rows whose cells are cached for painting


class Cell(NamedTuple):
    """A cell as it is painted: a text, the tone of a pill or "", muted, right-aligned."""

    text: str
    tone: str
    muted: bool
    right: bool


class RecordTable(RecordList):
    """Shows the result of a query; a typed value is shown once it is saved, as it was saved."""

    def __init__(
        self,
        session: Session,
        table: Table[Any],
        columns: Sequence[str],
        tones: Mapping[str, Mapping[str, str]] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(session, table, parent)
        self._tones = tones or {}
        self._shown: list[Column | Derived] = [table.shown[name] for name in columns]
        session.masked_changed.connect(self._repaint_all)
        self._role_getters: dict[int, Callable[[Row[Any], Column | Derived], Any]] = {
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

    def column(self, number: int) -> Column | Derived:
        """Return the declaration of a column by its number."""
        return self._shown[number]

    def show_columns(self, names: Sequence[str]) -> None:
        """Show these columns of the same records, in this order."""
        self.beginResetModel()
        self._shown = [self.table.shown[name] for name in names]
        self.endResetModel()

    def is_masked(self, shown: Column | Derived) -> bool:
        """Return whether values of this column are masked at present."""
        return self._session.masked and shown.kind.mask is not None

    # answers to views

    def _display(self, row: Row[Any], shown: Column | Derived) -> str:
        return row.text(shown.name, masked=self._session.masked).replace("\n", " ")

    def cells(self, position: int) -> tuple[Cell, ...]:
        """Return the cells of a row for painting; () while it is loading."""
        cells = self._drawn.get(position)
        if cells is None:
            row = self._pages.row(position)
            if row is None:
                return ()
            if len(self._drawn) > MAX_DRAWN_ROWS:
                self._drawn.clear()
            cells = self._drawn[position] = tuple(self._cell(row, shown) for shown in self._shown)
        return cells

    def _cell(self, row: Row[Any], shown: Column | Derived) -> Cell:
        text, tones = self._display(row, shown), self._tones.get(shown.name)
        tone = tones.get(text, "neutral") if tones and text else ""
        return Cell(text, tone, self.is_masked(shown), shown.kind.numeric)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else self.total

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = ROLE.DisplayRole) -> Any:
        getter = self._role_getters.get(role)
        if getter is None:
            return None
        row = self._pages.row(index.row())
        if row is None:
            return PLACEHOLDER if role == ROLE.DisplayRole else None
        return getter(row, self._shown[index.column()])

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = ROLE.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return section + 1 if role == ROLE.DisplayRole else None
        shown = self._shown[section]
        if role == ROLE.DisplayRole:
            return shown.label
        if role == ROLE.ToolTipRole:
            return _header_tooltip(shown)
        return _alignment(shown) if role == ROLE.TextAlignmentRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and self._editable(self._shown[index.column()]):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def _editable(self, shown: Column | Derived) -> bool:
        return not self._column_refusal(shown)

    def _column_refusal(self, shown: Column | Derived) -> str:
        if not isinstance(shown, Column):
            return f"{shown.label}是算出来的，不能直接改。"
        if self.table.append_only and shown.name not in self.table.later:
            return f"{self.table.label}只增不改；记错了请加一条更正。"
        if shown.kind.name in ("link", "note"):
            return f"{shown.label}请在详情里改：按 F4 打开。"
        if self.is_masked(shown):
            return f"{shown.label}现在遮蔽着，先在窗口右下角点“证件号已遮蔽”显示出来，再改。"
        return ""

    def kind_at(self, index: Index) -> Kind:
        """Return the kind of value of a cell."""
        return self._shown[index.column()].kind

    def edit_refusal(self, index: Index) -> str:
        """Return the reason why a cell cannot be edited as a sentence, "" where it can."""
        if self._pages.row(index.row()) is None:
            return "这一行还没有读出来，请等它出来再输入。"
        return self._column_refusal(self._shown[index.column()])

    def cell_writer(self, index: Index) -> Callable[[str], bool]:
        """Return a function that saves a text in this column of this record.

        It holds the record's number, not its position, as the list may be reloaded meanwhile.
        """
        row, name = self._pages.row(index.row()), self._shown[index.column()].name
        record_id = row.record.id if row is not None else 0
        return lambda text: save_cell(self._session, self.table, record_id, name, text)

    def setData(self, index: Index, value: Any, role: int = ROLE.EditRole) -> bool:
        if role != ROLE.EditRole or not index.isValid() or self.edit_refusal(index):
            return False
        return self.cell_writer(index)(str(value))


def _alignment(shown: Column | Derived) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if shown.kind.numeric else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _header_tooltip(shown: Column | Derived) -> str:
    if isinstance(shown, Column):
        return f"{shown.label}：{shown.hint}" if shown.hint else shown.label
    return f"{shown.label}（按截止日计算，不能直接修改）"
