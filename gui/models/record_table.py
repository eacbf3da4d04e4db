"""A list of records of any length, as item views show it."""

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
    """Keep a value in a record as it is now, with all else it was given meanwhile.

    A value that stands there already needs no edit. With faults nothing is kept; whose value it is
    and what is wrong with it are told, and the answer is False.
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

NOT_YET = "…"
DRAWN = 400  # rows whose cells are kept ready for painting


class Cell(NamedTuple):
    """What a cell shows: its text, the tone of a pill or "", and how it stands."""

    text: str
    tone: str
    quiet: bool
    right: bool


class RecordTable(RecordList):
    """Shows what a query finds; what is typed into a cell is shown once it is kept."""

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
        return lambda text: save_cell(self._session, self.table, record_id, name, text)

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
