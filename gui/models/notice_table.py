"""The rows of a plan that was read and is not kept yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from storage.schema import text_of
from storage.tables.plan import PLAN_ROWS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject

    from storage.tables.plan import PlanRow

Index = QModelIndex | QPersistentModelIndex
ROLE = Qt.ItemDataRole

COLUMNS = (
    "measure_number", "section", "task", "wording", "lead_units", "part_units", "target", "role",
    "our_share",
)  # fmt: skip


class NoticeTable(QAbstractTableModel):
    """Shows the rows as they would be kept."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[PlanRow] = ()

    def show_rows(self, rows: Sequence[PlanRow]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = ROLE.DisplayRole) -> Any:
        if not index.isValid() or role not in (ROLE.DisplayRole, ROLE.ToolTipRole):
            return None
        name = COLUMNS[index.column()]
        value = getattr(self._rows[index.row()], name)
        return text_of(PLAN_ROWS.by_name[name], value) if value is not None else ""

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = ROLE.DisplayRole
    ) -> Any:
        if role == ROLE.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return PLAN_ROWS.by_name[COLUMNS[section]].label
        return None
