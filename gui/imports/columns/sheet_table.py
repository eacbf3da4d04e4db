"""The item model of a sheet as received, each row with its role: header, skipped or data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from gui.models.masking import mask_text
from storage.intake.vocabulary.cell_values import cell_text

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from storage.intake.read import Sheet
    from storage.intake.rows.import_plan import SheetPlan
    from storage.model.schema import Column

Index = QModelIndex | QPersistentModelIndex
ROLE = Qt.ItemDataRole
STATE = ROLE.UserRole  # header, skipped, or "" for a row of the table
MAX_ROWS = 2_000  # rows shown, more than anybody reads
HEADER, SKIPPED = "header", "skipped"
STATE_HEADER = "认作"


class SheetTable(QAbstractTableModel):
    """Shows the first rows of a sheet; the first column holds the role of each."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sheet: Sheet | None = None
        self._width = 0
        self._header: int | None = None
        self._skipped: dict[int, str] = {}
        self._fields: dict[int, Column] = {}
        self._masked = False

    def set_masked(self, masked: bool) -> None:
        """Hide the numbers of people, or show them."""
        self._masked = masked
        if self.rowCount():
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def show_sheet(self, sheet: Sheet | None, plan: SheetPlan | None) -> None:
        """Show another sheet."""
        self.beginResetModel()
        self._sheet = sheet
        rows = sheet.rows[:MAX_ROWS] if sheet else []
        self._width = max((len(row) for row in rows), default=0)
        self._header = plan.header_row if plan else None
        self._skipped = dict(plan.skipped) if plan else {}
        headers = plan.headers if plan else ()
        self._fields = {one.index: one.column for one in headers if one.column}
        self.endResetModel()

    @property
    def hidden_rows(self) -> int:
        """The number of rows that are not shown."""
        return max(len(self._sheet.rows) - MAX_ROWS, 0) if self._sheet else 0

    def number(self, row: int) -> int:
        """Return the number of a row as WPS shows it, from 1."""
        return row + (self._sheet.first_row if self._sheet else 1)

    def header_position(self) -> int | None:
        """Return the row in which the header is shown, None without one."""
        if self._header is None or self._sheet is None:
            return None
        return self._header - self._sheet.first_row

    def state(self, row: int) -> tuple[str, str]:
        """Return the state of a row (HEADER, SKIPPED or "") and the text for it."""
        number = self.number(row)
        if number == self._header:
            return HEADER, "表头"
        if number in self._skipped:
            return SKIPPED, self._skipped[number]
        return "", "" if self._header is not None and number > self._header else "—"

    def rowCount(self, parent: Index | None = None) -> int:
        if self._sheet is None or (parent is not None and parent.isValid()):
            return 0
        return min(len(self._sheet.rows), MAX_ROWS)

    def columnCount(self, parent: Index | None = None) -> int:
        if self._sheet is None or (parent is not None and parent.isValid()):
            return 0
        return self._width + 1

    def data(self, index: Index, role: int = ROLE.DisplayRole) -> Any:
        if not index.isValid() or self._sheet is None:
            return None
        state, word = self.state(index.row())
        if role == STATE:
            return state
        if role not in (ROLE.DisplayRole, ROLE.ToolTipRole):
            return None
        if index.column() == 0:
            return word
        cells = self._sheet.rows[index.row()]
        at = index.column() - 1
        text = " ".join(cell_text(cells[at]).split()) if at < len(cells) else ""
        return mask_text(text, self._fields.get(at)) if self._masked else text

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = ROLE.DisplayRole
    ) -> Any:
        if role != ROLE.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return str(self.number(section))
        if section == 0 or self._sheet is None:
            return STATE_HEADER
        return column_letters(section - 2 + self._sheet.first_column)


def column_letters(number: int) -> str:
    """Return the letters of a column as WPS shows them; 0 is A."""
    letters = ""
    while number >= 0:
        letters = chr(ord("A") + number % 26) + letters
        number = number // 26 - 1
    return letters
