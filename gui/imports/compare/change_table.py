"""The item model of changes to known people: one row a field, accepted or not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from gui.models.masking import masked_pair

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject

    from gui.imports.check.preview_lines import FieldOffer, PlanLines
    from gui.models.masking import MaskedPair

Index = QModelIndex | QPersistentModelIndex
ROLE = Qt.ItemDataRole
HEADERS = ("位置", "", "不同之处", "台账里", "表里", "采用表里的")
PLACE, WHO, FIELD, OLD, NEW, ACCEPTED = range(len(HEADERS))
FIRST_OF_PERSON = ROLE.UserRole  # whether a row is the first of its person
DIFFERENCES = ROLE.UserRole + 1  # the positions at which old and new numbers differ


class ChangeTable(QAbstractTableModel):
    """Shows the changes of one field, or of all.

    Signals:
        ticked(offers, accepted): the sheet's values are to be applied, or not
    """

    ticked = Signal(object, bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: PlanLines | None = None
        self._all: Sequence[FieldOffer] = ()
        self._shown: Sequence[FieldOffer] = ()
        self._pending: dict[tuple[int, str], bool] = {}
        self._masked = False

    def set_masked(self, masked: bool) -> None:
        """Hide the numbers of people, or show them."""
        self._masked = masked
        if self._shown:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._shown) - 1, ACCEPTED))

    def show_lines(self, lines: PlanLines | None, field: str = "") -> None:
        """Show the changes of another plan, of one field or of all."""
        self.beginResetModel()
        self._lines, self._all = lines, lines.offers if lines else ()
        self._shown = [one for one in self._all if not field or one.change.name == field]
        self._pending = {}
        self.endResetModel()

    def offer(self, row: int) -> FieldOffer:
        """Return the change that is shown in a row."""
        return self._shown[row]

    def is_accepted(self, row: int) -> bool:
        """Whether the sheet's value is accepted, by the plan or a later tick of the clerk."""
        one = self._shown[row]
        return self._pending.get((one.line, one.change.name), one.change.taken)

    def tick(self, rows: Sequence[int], *, accepted: bool) -> None:
        """Accept or refuse the sheet's values of rows; emits those that changed."""
        found = [self._shown[row] for row in rows if self.is_accepted(row) != accepted]
        for one in found:
            self._pending[one.line, one.change.name] = accepted
        if found:
            self.dataChanged.emit(self.index(min(rows), 0), self.index(max(rows), ACCEPTED))
            self.ticked.emit(found, accepted)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(HEADERS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        checkable = index.isValid() and index.column() == ACCEPTED
        return flags | Qt.ItemFlag.ItemIsUserCheckable if checkable else flags

    def data(self, index: Index, role: int = ROLE.DisplayRole) -> Any:
        if not index.isValid() or self._lines is None:
            return None
        row, at = index.row(), index.column()
        if role == ROLE.CheckStateRole and at == ACCEPTED:
            return Qt.CheckState.Checked if self.is_accepted(row) else Qt.CheckState.Unchecked
        if role == FIRST_OF_PERSON:
            return row == 0 or self._shown[row - 1].line != self._shown[row].line
        if role == ROLE.AccessibleTextRole and at == ACCEPTED:
            return "采用" if self.is_accepted(row) else "不采用"
        if role == DIFFERENCES:
            return self._masked_pair(self._shown[row]).positions if at in (OLD, NEW) else ()
        if role == ROLE.ToolTipRole and at in (OLD, NEW):
            note = self._masked_pair(self._shown[row]).note
            return "\n".join(filter(None, (self._text(self._shown[row], at), note)))
        if role in (ROLE.DisplayRole, ROLE.ToolTipRole):
            return self._text(self._shown[row], at)
        return None

    def _masked_pair(self, one: FieldOffer) -> MaskedPair:
        assert self._lines is not None
        column = self._lines.plan.table.by_name[one.change.name]
        return masked_pair(column, one.change.old, one.change.new, masked=self._masked)

    def _text(self, one: FieldOffer, at: int) -> str:
        assert self._lines is not None
        if at == PLACE:
            return self._lines.position(one.line)
        if at == WHO:
            return self._lines.person_title(one.line)
        if at == FIELD:
            return self._lines.plan.table.by_name[one.change.name].label
        if at == OLD:
            return self._masked_pair(one).one or "（空）"
        return self._masked_pair(one).other if at == NEW else ""

    def setData(self, index: Index, value: Any, role: int = ROLE.EditRole) -> bool:
        if role != ROLE.CheckStateRole or not index.isValid() or index.column() != ACCEPTED:
            return False
        state = value.value if isinstance(value, Qt.CheckState) else int(value)
        self.tick([index.row()], accepted=state == Qt.CheckState.Checked.value)
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = ROLE.DisplayRole
    ) -> Any:
        if role != ROLE.DisplayRole or orientation == Qt.Orientation.Vertical:
            return None
        if section == WHO and self._lines is not None:
            table = self._lines.plan.table
            return table.by_name[table.title].label
        return HEADERS[section]
