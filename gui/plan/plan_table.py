"""The item model of the year's plan: a line for each row, a band over each section."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from storage.model.schema import text_of
from storage.model.tables import ATTACHMENTS
from storage.model.tables.plan import PLAN_PROGRESS, PLAN_ROWS
from storage.plan.plan_progress import VIEWS
from storage.plan.section_numbers import numeral

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject

    from storage.plan.plan_progress import PlanLine, PlanStatus

Index = QModelIndex | QPersistentModelIndex
ROLE = Qt.ItemDataRole
LINE = ROLE.UserRole  # the line of a row; None for a band

TASK, LEAD, PART, SHARE, WHO, DEADLINE, STATE, PROGRESS, EVIDENCE = range(9)
ROW_FIELDS = ("task", "lead_units", "part_units", "our_share", "responsible", "deadline")
HEADERS = (
    *(PLAN_ROWS.by_name[name].label for name in ROW_FIELDS),
    *(PLAN_PROGRESS.by_name[name].label for name in ("state", "progress")),
    ATTACHMENTS.label,
)
DESCRIBED = "有说明"  # shown for evidence that is described but not attached


@dataclass(frozen=True, slots=True)
class Band:
    """The heading of a section."""

    text: str


class PlanTable(QAbstractTableModel):
    """Shows the lines of one view, section by section."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[Band | PlanLine] = []
        self._keys: list[object] = []

    def show_lines(self, status: PlanStatus, view: str) -> None:
        """Show these lines; lines with the same keys are updated in place."""
        entries: list[Band | PlanLine] = []
        wanted = [line for line in status.lines if VIEWS[view](line)]
        for (number, name), lines in groupby(wanted, key=_section):
            entries.append(Band(f"{numeral(number)}、{name}"))
            entries += lines
        keys: list[object] = [
            entry.text if isinstance(entry, Band) else entry.row.id for entry in entries
        ]
        if keys == self._keys:
            self._entries = entries
            if entries:
                last = self.index(len(entries) - 1, len(HEADERS) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self._entries, self._keys = entries, keys
        self.endResetModel()

    def entry(self, row: int) -> Band | PlanLine:
        """Return the band or line in a row."""
        return self._entries[row]

    def line(self, row: int) -> PlanLine | None:
        """Return the line in a row, None for a band."""
        entry = self._entries[row] if 0 <= row < len(self._entries) else None
        return None if entry is None or isinstance(entry, Band) else entry

    def place(self, row_id: int | None) -> int | None:
        """Return the row in which a plan row is shown, None if it is not."""
        return self._keys.index(row_id) if row_id in self._keys else None

    def bands(self) -> Sequence[int]:
        """Return the rows of the bands."""
        return [at for at, entry in enumerate(self._entries) if isinstance(entry, Band)]

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._entries)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(HEADERS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.line(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = ROLE.DisplayRole) -> Any:
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        if isinstance(entry, Band):
            return entry.text if role == ROLE.DisplayRole and not index.column() else None
        if role == LINE:
            return entry
        if role == ROLE.DisplayRole:
            return cell_text(entry, index.column())
        if role == ROLE.ToolTipRole:
            return cell_tooltip(entry, index.column())
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = ROLE.DisplayRole
    ) -> Any:
        if role == ROLE.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return HEADERS[section]
        return None


def _section(line: PlanLine) -> tuple[int, str]:
    return line.row.section_number, line.row.section


def cell_text(line: PlanLine, column: int) -> str:
    """Return the text of a cell."""
    row = line.row
    if column == TASK:
        return f"{row.measure_number}  {row.task}"
    if column < len(ROW_FIELDS):
        return text_of(PLAN_ROWS.by_name[ROW_FIELDS[column]], getattr(row, ROW_FIELDS[column]))
    if column == STATE:
        return line.state
    if column == PROGRESS:
        return " ".join(line.text.split())
    if line.evidence:
        return f"{line.evidence} {ATTACHMENTS.unit}"
    return DESCRIBED if line.has_evidence else "—"


def cell_tooltip(line: PlanLine, column: int) -> str:
    """Return the tooltip of a cell: its whole text, and for the task its wording."""
    row = line.row
    if column == TASK:
        return f"{row.measure_number} {row.task}\n{row.wording or ''}".strip()
    if column == DEADLINE and line.overdue:
        return f"{cell_text(line, column)} 已逾期"
    if column == PROGRESS and line.text:
        return line.text if line.written else f"草稿：{line.text}"
    if column == EVIDENCE and line.progress and line.progress.evidence_note:
        return f"{cell_text(line, column)}：{line.progress.evidence_note}"
    return cell_text(line, column)
