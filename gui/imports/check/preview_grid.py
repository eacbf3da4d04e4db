"""The grid of an import: cells coloured by severity, outcomes painted as pills."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QMenu,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from gui import shortcuts
from gui.appearance import icons, theme
from gui.imports.check.preview_table import OUTCOME, PLACE, PreviewTable
from gui.imports.check.row_explanation import NAME as EXPLAIN
from gui.widgets.grid.cell_delegate import FOCUSED, HOVERED, SELECTED, TextLayouts
from gui.widgets.grid.cell_grid import CellEditorDelegate, CellGrid
from gui.widgets.grid.table_style import SAMPLE_SIZE, apply_table_style, fit_columns
from storage.intake.tables.person_evidence import PERSON_DOUBT

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QKeyEvent

    from gui.imports.check.preview_cells import Cell

Index = QModelIndex | QPersistentModelIndex
ROLE = Qt.ItemDataRole
MAX_WIDTH, MIN_WIDTH = 220, 56
OUTCOME_WIDTH, OUTCOME_ALONE = 200, 96


class PreviewGrid(CellGrid):
    """Shows a `PreviewTable`.

    Signals:
        cell_described(text): a description of the current cell, "" for none
        exclude_requested(lines): these are not to be imported
        include_requested(lines): these are people's, whatever they look like
        explanation_requested(line): show why this one was read as it was
    """

    cell_described = Signal(str)
    exclude_requested = Signal(object)
    include_requested = Signal(object)
    explanation_requested = Signal(int)

    def __init__(self, model: PreviewTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preview = model
        self.setObjectName("preview_grid")
        self.setAccessibleName("逐行检查")
        self.setModel(model)
        self.setItemDelegate(PreviewDelegate(model, self))
        apply_table_style(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed
        )
        self.horizontalHeader().setStretchLastSection(True)
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        model.modelReset.connect(lambda: self.cell_described.emit(""))

    def fit_columns(self) -> None:
        """Make each column as wide as what its first rows and faulty ones show, within bounds."""
        fit_columns(self, self._preview.sampled_positions(SAMPLE_SIZE), MAX_WIDTH, MIN_WIDTH)
        self.setColumnWidth(OUTCOME, OUTCOME_WIDTH if self._preview.faulty else OUTCOME_ALONE)

    def go_to_fault(self, direction: int = 1) -> bool:
        """Make the next faulty cell current (-1: the one before), wrapping; False where none is."""
        here = self.currentIndex()
        start = here.row() if here.isValid() else -1
        found = self._preview.next_fault(start, direction)
        if found is None:
            around = -1 if direction > 0 else self._preview.rowCount()
            found = self._preview.next_fault(around, direction)
        if found is None:
            return False
        index = self._preview.index(found.row(), found.column())
        self.setCurrentIndex(index)
        self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
        self.setFocus()
        return True

    def set_current(self, line: int, name: str) -> None:
        """Make the cell of a line and field current, if the line is shown."""
        place = self._preview.row_of(line)
        if place is not None:
            self.setCurrentIndex(self._preview.index(place, self._preview.column_of(name)))

    def selected_lines(self) -> list[int]:
        """Return the selected lines in order."""
        places = {index.row() for index in self.selectionModel().selectedRows()}
        return [self._preview.line_at(place) for place in sorted(places)]

    def exclude_rows(self) -> None:
        """Request that the selected lines are not imported."""
        lines = self.selected_lines()
        if lines:
            self.exclude_requested.emit(lines)

    def doubtful_lines(self) -> list[int]:
        """Return the selected lines that may not be people's (problem `PERSON_DOUBT`)."""
        rows = self._preview.lines.rows if self._preview.lines else []
        return [
            line
            for line in self.selected_lines()
            if any(one.code == PERSON_DOUBT for one in rows[line].problems)
        ]

    def include_rows(self) -> None:
        """Request that the doubtful ones of the selected lines are imported as people."""
        lines = self.doubtful_lines()
        if lines:
            self.include_requested.emit(lines)

    def handle_key(self, event: QKeyEvent) -> bool:
        if shortcuts.is_pressed(event, shortcuts.EXCLUDE_ROW):
            self.exclude_rows()
        elif shortcuts.is_pressed(event, shortcuts.INCLUDE_ROW):
            self.include_rows()
        else:
            return super().handle_key(event)
        return True

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if index.isValid():
            self.build_menu(index).exec(event.globalPos())

    def build_menu(self, index: QModelIndex) -> QMenu:
        """Return the menu of a cell, for the rows that are selected."""
        menu = QMenu(self)
        if self._preview.flags(index) & Qt.ItemFlag.ItemIsEditable:
            menu.addAction(icons.icon("pencil"), "改这一格\tF2").triggered.connect(
                lambda: self.edit(index)
            )
        count, doubtful = len(self.selected_lines()), len(self.doubtful_lines())
        if doubtful:
            words = f"{f'这 {doubtful} 行' if doubtful > 1 else '这一行'}是人，导入\tInsert"
            menu.addAction(icons.icon("check"), words).triggered.connect(self.include_rows)
        which = f"这 {count} 行" if count > 1 else "这一行"
        words = f"{which}{'不是人' if doubtful == count else '不导入'}\tDelete"
        menu.addAction(icons.icon("x"), words).triggered.connect(self.exclude_rows)
        line = self._preview.line_at(index.row())
        menu.addAction(icons.icon("info"), EXPLAIN).triggered.connect(
            lambda: self.explanation_requested.emit(line)
        )
        return menu

    def _on_current_changed(self, now: QModelIndex, _before: QModelIndex) -> None:
        self.cell_described.emit(
            self._preview.describe_cell(now.row(), now.column()) if now.isValid() else ""
        )


class PreviewDelegate(CellEditorDelegate):
    """Paints a cell by its tone: red and amber backgrounds, blue text for a repaired value."""

    def __init__(self, model: PreviewTable, grid: CellGrid) -> None:
        super().__init__(grid)
        self._preview = model
        self._body, self._bold = TextLayouts(theme.font()), TextLayouts(theme.font(bold=True))
        self._small = TextLayouts(theme.font(theme.SMALL))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area: QRect = option.rect
        state = option.state.value
        place, at = index.row(), index.column()
        cell = self._preview.cell(place, at)
        self._paint_ground(painter, area, state, cell.tone)
        inside = area.adjusted(theme.CELL, 0, -theme.CELL, -1)
        if at == OUTCOME:
            for text, colour in self._preview.pills(self._preview.line_at(place)):
                inside = self._paint_pill(painter, inside, text, colour)
        elif cell.text:
            quiet = "faint" if at == PLACE else "ink"
            ink = theme.tone(cell.tone)[0] if cell.tone else theme.colour(quiet)
            self._paint_text(painter, inside, cell, ink, right=self._preview.flush_right(at))
        if state & FOCUSED:
            painter.setPen(theme.colour("link"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(area.adjusted(0, 0, -1, -2))

    @staticmethod
    def _paint_ground(painter: QPainter, area: QRect, state: int, tone: str) -> None:
        if tone in ("bad", "warn"):
            painter.fillRect(area, theme.tone(tone)[1])
        elif state & SELECTED:
            painter.fillRect(area, theme.colour("link_soft"))
        elif state & HOVERED:
            painter.fillRect(area, theme.colour("hover"))
        painter.fillRect(area.left(), area.bottom(), area.width(), 1, theme.colour("hairline"))

    def _paint_text(
        self, painter: QPainter, area: QRect, cell: Cell, ink: QColor, *, right: bool
    ) -> None:
        letters = self._bold if cell.tone == "bad" else self._body
        static, width = letters.layout(cell.text, area.width())
        left = area.right() + 1 - width if right else area.left()
        top = area.top() + (area.height() - letters.metrics.height()) // 2 + 1
        painter.setFont(letters.font)
        painter.setPen(ink)
        painter.drawStaticText(left, top, static)

    def _paint_pill(self, painter: QPainter, area: QRect, text: str, tone: str) -> QRect:
        """Paint a pill and return the remaining area."""
        room = area.width() - 2 * theme.PILL
        high = self._small.metrics.height()
        if room < high:
            return area
        static, wide = self._small.layout(text, room)
        ink, ground = theme.tone(tone)
        width = wide + 2 * theme.PILL
        top = area.top() + (area.height() - theme.PILL_HEIGHT) // 2 + 1
        pill = QRect(area.left(), top, width, theme.PILL_HEIGHT)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(pill, theme.SMALL_RADIUS, theme.SMALL_RADIUS)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(ink)
        painter.setFont(self._small.font)
        inside = pill.top() + (theme.PILL_HEIGHT - high) // 2
        painter.drawStaticText(pill.left() + theme.PILL, inside, static)
        return area.adjusted(width + theme.GAP // 2, 0, 0, 0)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        text = str(index.data(ROLE.DisplayRole) or "")
        wide = self._body.metrics.horizontalAdvance(text) + 2 * theme.CELL
        return QSize(wide, theme.ROW)

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return super().helpEvent(event, view, option, index)
        text = str(index.data(ROLE.ToolTipRole) or "")
        cut = self.sizeHint(option, index).width() > view.visualRect(index).width()
        if not text and cut and index.column() != PLACE:
            text = str(index.data(ROLE.DisplayRole) or "")
        QToolTip.showText(event.globalPos(), text, view)
        return True
