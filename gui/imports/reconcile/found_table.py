"""A list of people that something found: each head asks a person for its text when it is seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QObject

Index = QModelIndex | QPersistentModelIndex
ROLE = Qt.ItemDataRole


@dataclass(frozen=True, slots=True)
class PeopleColumn:
    """A column: what it is called, and what it says of one; `text` is told whether to mask."""

    label: str
    text: Callable[[Any, bool], str]
    numeric: bool = False


class PeopleTable(QAbstractTableModel):
    """Shows people under heads, as many as there are without making anything of them before."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._heads: Sequence[PeopleColumn] = ()
        self._found: Sequence[Any] = ()
        self._masked = False

    def show_comparison(self, heads: Sequence[PeopleColumn], result: Sequence[Any]) -> None:
        """Show others."""
        self.beginResetModel()
        self._heads, self._found = heads, result
        self.endResetModel()

    def set_masked(self, masked: bool) -> None:
        """Hide the numbers of people, or show them."""
        self._masked = masked
        if self._found:
            last = self.index(len(self._found) - 1, len(self._heads) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def person_at(self, row: int) -> Any:
        """Who is shown in a row."""
        return self._found[row]

    def numeric(self, at: int) -> bool:
        """Whether a column holds numbers, which stand under each other."""
        return 0 <= at < len(self._heads) and self._heads[at].numeric

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._found)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._heads)

    def data(self, index: Index, role: int = ROLE.DisplayRole) -> Any:
        if not index.isValid():
            return None
        head = self._heads[index.column()]
        if role in (ROLE.DisplayRole, ROLE.ToolTipRole):
            return head.text(self._found[index.row()], self._masked)
        if role == ROLE.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if head.numeric else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = ROLE.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == ROLE.DisplayRole:
            return self._heads[section].label
        if role == ROLE.TextAlignmentRole:
            side = "AlignRight" if self._heads[section].numeric else "AlignLeft"
            return getattr(Qt.AlignmentFlag, side) | Qt.AlignmentFlag.AlignVCenter
        return None
