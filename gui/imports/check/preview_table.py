"""The item model of a planned import: one row a line, one column a field."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from gui.imports.check.preview_cells import (
    PENDING_NOTE,
    SEVERITY_TONES,
    Cell,
    field_cell,
    masked_cell,
    worst_problem,
)
from gui.imports.check.preview_lines import problem_label
from gui.models.masking import mask_text, masked_pair
from storage.intake.report import LABELS
from storage.intake.vocabulary.cell_values import cell_text
from storage.model.kinds import TEXT

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QObject

    from gui.imports.check.preview_lines import Facet, PlanLines
    from storage.intake.rows.import_plan import PlannedRow
    from storage.model.kinds import Kind
    from storage.model.schema import Column

Index = QModelIndex | QPersistentModelIndex

ROLE = Qt.ItemDataRole
PILLS = ROLE.UserRole  # of the outcome: ((text, tone), ...)
TONE = ROLE.UserRole + 1  # the tone of a cell: bad, warn, link, or ""

PLACE, OUTCOME = 0, 1  # the columns before the fields
HEADERS = ("位置", "结果")
SAMPLED_PER_FACET = 5  # lines looked at of each kind of fault
TONES = {
    "created": "good",
    "updated": "link",
    "unchanged": "neutral",
    "held": "warn",
    "rejected": "bad",
}


class PreviewTable(QAbstractTableModel):
    """Shows the lines of a plan, filtered by outcome and facet; a cell is built when it is seen.

    `name_of` returns the title of a linked record: (table name, record number) -> title. While it
    is masked, people's numbers are hidden except in an open editor. A typed text is shown at once
    and emitted; it takes effect with the next plan.

    Signals:
        typed(line, field, text): the clerk typed a text in place of a cell
    """

    typed = Signal(int, str, str)

    def __init__(self, name_of: Callable[[str, int], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name_of = name_of
        self._masked = False
        self._lines: PlanLines | None = None
        self._columns: tuple[Column, ...] = ()
        self._order: Sequence[int] = ()
        self._pending: dict[tuple[int, str], str] = {}
        self._role_values: dict[int, Callable[[int, int], Any]] = {
            ROLE.DisplayRole: lambda line, at: self._cell(line, at).text,
            ROLE.ToolTipRole: lambda line, at: self._cell(line, at).tip,
            ROLE.AccessibleTextRole: self._accessible_text,
            ROLE.TextAlignmentRole: self._alignment,
            PILLS: lambda line, at: self.pills(line) if at == OUTCOME else None,
            TONE: lambda line, at: self._cell(line, at).tone,
            ROLE.EditRole: self._edit_text,
        }

    @property
    def lines(self) -> PlanLines | None:
        """The plan that is shown, before any filter."""
        return self._lines

    @property
    def faulty(self) -> bool:
        """Whether any line that is shown has a fault."""
        rows = self._lines.rows if self._lines else []
        return any(rows[line].problems for line in self._order)

    def sampled_positions(self, most: int) -> list[int]:
        """Return rows to fit column widths to: the first `most`, and some of each kind of fault."""
        first = range(min(len(self._order), most))
        facets = self._lines.facets if self._lines else ()
        places = (self.row_of(line) for one in facets for line in one.lines[:SAMPLED_PER_FACET])
        return [*first, *(place for place in places if place is not None)]

    def show_lines(self, lines: PlanLines | None) -> None:
        """Show another plan without a filter."""
        self.beginResetModel()
        self._lines = lines
        self._columns = lines.columns if lines else ()
        self._order = range(len(lines)) if lines else ()
        self._pending.clear()
        self.endResetModel()

    def set_masked(self, masked: bool) -> None:
        """Hide the numbers of people, or show them."""
        self._masked = masked
        last = self.index(self.rowCount() - 1, self.columnCount() - 1)
        if last.isValid():
            self.dataChanged.emit(self.index(0, 0), last)

    def set_filter(self, outcome: str = "", facet: Facet | None = None) -> None:
        """Show only the lines with an outcome ("" for any) and of a facet."""
        if self._lines is None:
            return
        self.beginResetModel()
        found: Sequence[int] = facet.lines if facet else range(len(self._lines))
        rows = self._lines.rows
        self._order = [n for n in found if rows[n].outcome == outcome] if outcome else found
        self.endResetModel()

    def line_at(self, row: int) -> int:
        """Return the line of the plan that is shown in a row."""
        return self._order[row]

    def row_of(self, line: int) -> int | None:
        """Return the row in which a line of the plan is shown, None where it is not."""
        at = bisect_left(self._order, line)
        return at if at < len(self._order) and self._order[at] == line else None

    def column(self, at: int) -> Column | None:
        """Return the field that a column shows, None for the position and the outcome."""
        return self._columns[at - len(HEADERS)] if at >= len(HEADERS) else None

    def flush_right(self, at: int) -> bool:
        """Whether a column holds numbers, which are aligned right."""
        column = self.column(at)
        return column is not None and column.kind.numeric

    def column_of(self, name: str) -> int:
        """Return the column that shows a field; the outcome where none does."""
        names = [column.name for column in self._columns]
        return names.index(name) + len(HEADERS) if name in names else OUTCOME

    def next_fault(self, place: int, direction: int = 1) -> Index | None:
        """Return the next faulty cell after a row (-1: the one before), None past the last."""
        rows = self._lines.rows if self._lines else []
        ahead = range(place + 1, len(self._order)) if direction > 0 else range(place - 1, -1, -1)
        for found in ahead:
            fault = worst_problem(rows[self._order[found]])
            if fault is not None:
                return self.index(found, self.column_of(fault.column))
        return None

    def pills(self, line: int) -> tuple[tuple[str, str], ...]:
        """Return the outcome of a line and its gravest fault, each as (text, tone)."""
        row = self._row(line)
        label = LABELS[row.outcome]
        if row.outcome == "updated":
            label = f"{label} {len(row.differences)} 项"
        pills = [(label, TONES[row.outcome])]
        fault = worst_problem(row)
        if fault is not None:
            pills.append((problem_label(fault), SEVERITY_TONES[fault.severity]))
        return tuple(pills)

    def describe_cell(self, place: int, at: int) -> str:
        """Return one line about a cell: its position, the sheet's own text, and its faults."""
        if self._lines is None or not 0 <= place < len(self._order):
            return ""
        line = self._order[place]
        column = self.column(at)
        head = self._lines.full_position(line) + (f" · {column.label}" if column else "")
        tip = self._cell(line, at).tip.replace("\n", "；") if at != PLACE else ""
        return f"{head}：{tip}" if tip else head

    def cell(self, place: int, at: int) -> Cell:
        """Return a cell; the delegate calls this, far quicker than `data` for each role."""
        return self._cell(self._order[place], at)

    # one cell

    def _cell(self, line: int, at: int) -> Cell:
        if self._lines is None:
            return Cell("")
        column = self.column(at)
        if column is not None:
            return self._field(self._lines, line, column)
        if at == PLACE:
            return Cell(self._lines.position(line), tip=self._lines.full_position(line))
        texts = "；".join(text for text, _tone in self.pills(line))
        return Cell(texts, tip=self._row_note(line))

    def _field(self, lines: PlanLines, line: int, column: Column) -> Cell:
        awaited = self._pending.get((line, column.name))
        if awaited is not None:
            return Cell(awaited, "link", PENDING_NOTE)
        cell = field_cell(lines, line, column, self._name_of)
        return masked_cell(lines, line, column, cell) if self._masked else cell

    def _row_note(self, line: int) -> str:
        row = self._row(line)
        notes = [problem.message for problem in row.problems]
        for name, before, after in row.differences:
            column = self._lines.plan.table.by_name[name] if self._lines else None
            if column is not None:
                pair = masked_pair(column, before, after, masked=self._masked)
                notes.append(f"{column.label}：{pair.one or '（空）'} → {pair.other}")
        return mask_text("\n".join(notes)) if self._masked else "\n".join(notes)

    def _accessible_text(self, line: int, at: int) -> str:
        column = self.column(at)
        head = column.label if column else HEADERS[at]
        cell = self._cell(line, at)
        return " ".join(filter(None, (head, cell.text, cell.tip if cell.tone else "")))

    def _alignment(self, _line: int, at: int) -> Qt.AlignmentFlag:
        right = self.flush_right(at)
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter

    def _edit_text(self, line: int, at: int) -> str:
        """Return the initial text of an editor: the clerk's text, or else the sheet's."""
        column = self.column(at)
        if column is None or self._lines is None:
            return ""
        typed = self._pending.get((line, column.name), self._lines.corrected(line, column.name))
        return cell_text(self._lines.raw(line, column.name)) if typed is None else typed

    def _row(self, line: int) -> PlannedRow:
        assert self._lines is not None
        return self._lines.rows[line]

    # the interface of item models

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._order)

    def columnCount(self, parent: Index | None = None) -> int:
        if parent is not None and parent.isValid():
            return 0
        return len(self._columns) + len(HEADERS) if self._lines is not None else 0

    def data(self, index: Index, role: int = ROLE.DisplayRole) -> Any:
        answer = self._role_values.get(role)
        if answer is None or not index.isValid():
            return None
        return answer(self._order[index.row()], index.column())

    def flags(self, index: Index) -> Qt.ItemFlag:
        closed = not index.isValid() or self.edit_refusal(index)
        return super().flags(index) | Qt.ItemFlag(0 if closed else Qt.ItemFlag.ItemIsEditable)

    def kind_at(self, index: Index) -> Kind:
        """Return the kind of a cell's value."""
        column = self.column(index.column())
        return column.kind if column else TEXT

    def edit_refusal(self, index: Index) -> str:
        """Return why a cell cannot be edited, in a sentence, or ""."""
        column = self.column(index.column())
        if column is None or self._lines is None:
            return f"“{HEADERS[index.column()]}”是检查出来的，不能改；要改的是右边各栏。"
        if self._lines.cell_index(self._order[index.row()], column.name) is None:
            return f"这张表里没有{column.label}一栏，这里不能填。"
        return ""

    def cell_writer(self, index: Index) -> Callable[[str], bool]:
        """Return a function that writes a text for this cell, even after another plan is shown."""
        column, lines = self.column(index.column()), self._lines
        if column is None or lines is None:
            return lambda _text: False
        key, name = lines.key(self._order[index.row()]), column.name
        return lambda text: self._write(key, name, text)

    def _write(self, key: tuple[tuple[str, str], int], name: str, text: str) -> bool:
        line = self._lines.find(key) if self._lines else None
        if line is None:
            return False
        at = self.column_of(name)
        if text != self._edit_text(line, at):
            self._pending[line, name] = text
            place = self.row_of(line)
            if place is not None:
                self.dataChanged.emit(self.index(place, at), self.index(place, at))
            self.typed.emit(line, name, text)
        return True

    def setData(self, index: Index, value: Any, role: int = ROLE.EditRole) -> bool:
        if role != ROLE.EditRole or not index.isValid() or self.edit_refusal(index):
            return False
        return self.cell_writer(index)(str(value))

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = ROLE.DisplayRole
    ) -> Any:
        if role != ROLE.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return section + 1
        column = self.column(section)
        return column.label if column else HEADERS[section]
