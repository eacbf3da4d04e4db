"""The delegate of a ledger's grid: paints texts with an ellipsis and choices as pills."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter, QStaticText
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyleOptionViewItem,
    QToolTip,
)

from gui.appearance import theme
from gui.models.record_table import PLACEHOLDER, Cell, RecordTable
from gui.widgets.grid.cell_grid import CellEditorDelegate, CellGrid

if TYPE_CHECKING:
    from PySide6.QtGui import QFont

Index = QModelIndex | QPersistentModelIndex
ROLE = Qt.ItemDataRole

SELECTED = QStyle.StateFlag.State_Selected.value
HOVERED = QStyle.StateFlag.State_MouseOver.value
FOCUSED = QStyle.StateFlag.State_HasFocus.value
MAX_LAYOUTS = 4000  # texts in the cache of one font
PENDING_CELL = Cell(PLACEHOLDER, "", True, False)


class TextLayouts:
    """A cache of laid-out texts: shaping Chinese again for every cell of every frame is slow."""

    def __init__(self, font: QFont) -> None:
        self.font = font
        self.metrics = QFontMetrics(font)
        self._layouts: dict[tuple[str, int], tuple[QStaticText, int]] = {}

    def layout(self, text: str, room: int) -> tuple[QStaticText, int]:
        """Return the text elided to `room` pixels, and its width."""
        layout = self._layouts.get((text, room))
        if layout is None:
            if len(self._layouts) > MAX_LAYOUTS:
                self._layouts.clear()
            shown = self.metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
            static = QStaticText(shown)
            static.setTextFormat(Qt.TextFormat.PlainText)
            static.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
            static.prepare(font=self.font)
            layout = self._layouts[text, room] = (static, self.metrics.horizontalAdvance(shown))
        return layout


class CellDelegate(CellEditorDelegate):
    """Paints without the style sheet, which would be evaluated for every cell of every frame."""

    def __init__(self, model: RecordTable, grid: CellGrid) -> None:
        super().__init__(grid)
        self._model = model
        self._body = TextLayouts(theme.font())
        self._small = TextLayouts(theme.font(theme.SMALL))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area: QRect = option.rect
        state = option.state.value
        if state & SELECTED:
            painter.fillRect(area, theme.colour("link_soft"))
        elif state & HOVERED:
            painter.fillRect(area, theme.colour("hover"))
        cells = self._model.cells(index.row())
        cell = cells[index.column()] if cells else PENDING_CELL
        if cell.tone:
            self._paint_pill(painter, area, cell)
        elif cell.text:
            self._paint_text(painter, area, cell)
        if state & FOCUSED:
            painter.setPen(theme.colour("link"))
            painter.drawRect(area.adjusted(0, 0, -1, -2))

    def _paint_text(self, painter: QPainter, area: QRect, cell: Cell) -> None:
        room = area.width() - 2 * theme.CELL
        static, width = self._body.layout(cell.text, room)
        left = area.right() + 1 - theme.CELL - width if cell.right else area.left() + theme.CELL
        top = area.top() + (area.height() - self._body.metrics.height()) // 2
        painter.setFont(self._body.font)
        painter.setPen(theme.colour("second" if cell.muted else "ink"))
        painter.drawStaticText(left, top, static)

    def _paint_pill(self, painter: QPainter, area: QRect, cell: Cell) -> None:
        ink, ground = theme.tone(cell.tone)
        room = area.width() - 2 * (theme.CELL + theme.PILL)
        static, width = self._small.layout(cell.text, room)
        top = area.top() + (area.height() - theme.PILL_HEIGHT) // 2
        pill = QRect(area.left() + theme.CELL, top, width + 2 * theme.PILL, theme.PILL_HEIGHT)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(pill, theme.SMALL_RADIUS, theme.SMALL_RADIUS)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(ink)
        painter.setFont(self._small.font)
        high = self._small.metrics.height()
        painter.drawStaticText(
            pill.left() + theme.PILL, top + (theme.PILL_HEIGHT - high) // 2, static
        )

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        cells = self._model.cells(index.row())
        cell = cells[index.column()] if cells else PENDING_CELL
        extra = 2 * (theme.CELL + (theme.PILL if cell.tone else 0))
        return QSize(self._body.metrics.horizontalAdvance(cell.text) + extra, theme.ROW)

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return super().helpEvent(event, view, option, index)
        cut = self.sizeHint(option, index).width() > view.visualRect(index).width()
        text = str(index.data(ROLE.ToolTipRole) or "") if cut else ""
        QToolTip.showText(event.globalPos(), text, view)
        return True
