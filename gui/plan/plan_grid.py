"""The grid of the year's plan: two lines a row, a band over each section."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from gui.appearance import icons, theme
from gui.plan import plan_table as plan
from gui.plan.state_pill import paint_state
from gui.plan.two_lines import paint_lines
from gui.widgets.grid.table_style import apply_table_style

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent

    from gui.plan.plan_table import PlanTable
    from storage.plan.plan_progress import PlanLine

Index = QModelIndex | QPersistentModelIndex

ROW_HEIGHT, BAND_HEIGHT = 46, 30
WIDTHS = {
    plan.LEAD: 88, plan.PART: 112, plan.SHARE: 120, plan.WHO: 70, plan.DEADLINE: 104,
    plan.STATE: 104, plan.EVIDENCE: 64,
}  # fmt: skip
MIN_WIDTHS = {
    plan.TASK: 190,
    plan.PROGRESS: 150,
}  # the width that the others leave, and at least this
# Hidden first where there is little room, as the panel shows all of it as well
HIDDEN_FIRST = (
    plan.PART, plan.SHARE, plan.WHO, plan.LEAD, plan.EVIDENCE, plan.PROGRESS, plan.DEADLINE,
)  # fmt: skip
SECONDARY = (plan.LEAD, plan.PART)
MARK_SIZE = 14
_OPEN_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PlanGrid(QTableView):
    """Shows a `PlanTable`.

    Signals:
        chosen(row id), opened(): Enter or a double click
    """

    chosen = Signal(int)
    opened = Signal()

    def __init__(self, model: PlanTable) -> None:
        super().__init__()
        self._plan = model
        self._current: int | None = None
        self.setObjectName("grid_plan")
        self.setAccessibleName("工作要点列表")
        self.setModel(model)
        self.setItemDelegate(PlanDelegate(self))
        self._apply_style()
        model.modelReset.connect(self._restore_layout)
        self.selectionModel().currentRowChanged.connect(self._on_current_changed)
        self.doubleClicked.connect(lambda _index: self.opened.emit())

    def _apply_style(self) -> None:
        apply_table_style(self, ROW_HEIGHT)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.horizontalHeader().setMinimumSectionSize(theme.MIN_COLUMN)

    def go_to(self, row_id: int) -> bool:
        """Make a row current; False if the view does not hold it."""
        place = self._plan.place(row_id)
        if place is None:
            return False
        self._current = row_id
        self.setCurrentIndex(self._plan.index(place, 0))
        return True

    def step(self, direction: int) -> None:
        """Make the next row below (1) or above (-1) current, skipping bands."""
        place = self._plan.place(self._current)
        at = (-1 if direction > 0 else self._plan.rowCount()) if place is None else place
        at += direction
        while 0 <= at < self._plan.rowCount():
            if self._plan.line(at) is not None:
                self.setCurrentIndex(self._plan.index(at, 0))
                return
            at += direction

    def current_id(self) -> int | None:
        """Return the id of the current row, None without one."""
        return self._current

    @Slot(QModelIndex, QModelIndex)
    def _on_current_changed(self, now: QModelIndex, _before: QModelIndex) -> None:
        line = self._plan.line(now.row()) if now.isValid() else None
        if line is not None and line.row.id != self._current:
            self._current = line.row.id
            self.chosen.emit(line.row.id)

    @Slot()
    def _restore_layout(self) -> None:
        """Set the spans and row heights of the bands, and restore the current row."""
        self.clearSpans()
        for place in range(self._plan.rowCount()):
            self.setRowHeight(place, ROW_HEIGHT)
        for place in self._plan.bands():
            self.setSpan(place, 0, 1, self._plan.columnCount())
            self.setRowHeight(place, BAND_HEIGHT)
        place_now = self._plan.place(self._current)
        if place_now is not None:
            self.setCurrentIndex(self._plan.index(place_now, 0))
        self._fit_columns()

    def _fit_columns(self) -> None:
        """Hide columns there is no room for; the long texts share the remaining width."""
        room = self.viewport().width()
        widths = {**WIDTHS, **MIN_WIDTHS}
        for column in HIDDEN_FIRST:
            if sum(widths.values()) <= room:
                break
            del widths[column]
        spare = max(room - sum(widths.values()), 0)
        if plan.PROGRESS in widths:
            widths[plan.PROGRESS] += spare // 2
            spare -= spare // 2
        widths[plan.TASK] += spare
        for column in range(self._plan.columnCount()):
            self.setColumnHidden(column, column not in widths)
            self.setColumnWidth(column, widths.get(column, 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _OPEN_KEYS:
            self.opened.emit()
        else:
            super().keyPressEvent(event)


class PlanDelegate(QStyledItemDelegate):
    """Paints bands, two lines of text, states and overdue deadlines."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._font, self._bold = theme.font(), theme.font(bold=True)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area: QRect = option.rect
        line = index.data(plan.LINE)
        if line is None:
            self._paint_band(painter, area, str(index.data() or ""))
            return
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, theme.colour("link_soft"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, theme.colour("hover"))
        painter.fillRect(area.left(), area.bottom(), area.width(), 1, theme.colour("hairline"))
        inside = area.adjusted(theme.CELL, 0, -theme.CELL, -1)
        if index.column() == plan.STATE:
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            paint_state(painter, inside, line.state, raised=chosen)
        elif index.column() == plan.TASK:
            self._paint_task(painter, inside, line)
        elif index.column() == plan.DEADLINE and line.overdue:
            self._paint_overdue(painter, inside, str(index.data()))
        else:
            self._paint_text(painter, inside, line, index)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(theme.colour("link"))
            painter.drawRect(area.adjusted(0, 0, -1, -2))

    def _paint_band(self, painter: QPainter, area: QRect, text: str) -> None:
        painter.fillRect(area, theme.colour("sunken"))
        painter.fillRect(area.left(), area.bottom(), area.width(), 1, theme.colour("hairline"))
        painter.setPen(theme.colour("ink"))
        painter.setFont(self._bold)
        inside = area.adjusted(theme.CELL, 0, -theme.CELL, 0)
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_task(self, painter: QPainter, area: QRect, line: PlanLine) -> None:
        """Paint number and county role in a column of their own, the task at its right."""
        painter.setFont(self._font)
        painter.setPen(theme.colour("second"))
        number = QRect(area.left(), area.top(), 34, area.height())
        painter.drawText(number, Qt.AlignmentFlag.AlignVCenter, line.row.measure_number)
        role = QRect(number.right() + 1, area.top(), MARK_SIZE, area.height())
        painter.drawText(role, Qt.AlignmentFlag.AlignVCenter, line.row.role)
        left = role.right() + theme.GAP - area.left()
        paint_lines(painter, area.adjusted(left, 0, 0, 0), self._font, line.row.task, "ink")

    def _paint_overdue(self, painter: QPainter, area: QRect, text: str) -> None:
        top = area.top() + (area.height() - MARK_SIZE) // 2
        painter.drawPixmap(
            QPoint(area.left(), top), icons.pixmap("triangle-alert", "bad", MARK_SIZE)
        )
        words = area.adjusted(MARK_SIZE + 4, 0, 0, 0)
        paint_lines(painter, words, self._font, f"{text}\n已逾期", "bad")

    def _paint_text(self, painter: QPainter, area: QRect, line: PlanLine, index: Index) -> None:
        text, role = str(index.data() or ""), "ink"
        if index.column() in SECONDARY or (
            index.column() == plan.EVIDENCE and not line.has_evidence
        ):
            role = "second"
        elif index.column() == plan.PROGRESS and not line.written:
            text, role = (f"［草稿］{text}" if text else ""), "second"
        paint_lines(painter, area, self._font, text, role)
