"""The item model of a list of people; the text of a cell is built when it is seen."""

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
    """A column: its label, and `text(person, masked)`, the text of its cells."""

    label: str
    text: Callable[[Any, bool], str]
    numeric: bool = False


class PeopleTable(QAbstractTableModel):
    """Shows any number of people under columns, without copying them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns: Sequence[PeopleColumn] = ()
        self._people: Sequence[Any] = ()
        self._masked = False

    def show_people(self, columns: Sequence[PeopleColumn], people: Sequence[Any]) -> None:
        """Show other people under these columns."""
        self.beginResetModel()
        self._columns, self._people = columns, people
        self.endResetModel()

    def set_masked(self, masked: bool) -> None:
        """Hide the numbers of people, or show them."""
        self._masked = masked
        if self._people:
            last = self.index(len(self._people) - 1, len(self._columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def person_at(self, row: int) -> Any:
        """Return the person shown in a row."""
        return self._people[row]

    def numeric(self, at: int) -> bool:
        """Whether a column holds numbers, which are aligned right."""
        return 0 <= at < len(self._columns) and self._columns[at].numeric

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._people)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = ROLE.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column = self._columns[index.column()]
        if role in (ROLE.DisplayRole, ROLE.ToolTipRole):
            return column.text(self._people[index.row()], self._masked)
        if role == ROLE.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.numeric else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = ROLE.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == ROLE.DisplayRole:
            return self._columns[section].label
        if role == ROLE.TextAlignmentRole:
            side = "AlignRight" if self._columns[section].numeric else "AlignLeft"
            return getattr(Qt.AlignmentFlag, side) | Qt.AlignmentFlag.AlignVCenter
        return None
