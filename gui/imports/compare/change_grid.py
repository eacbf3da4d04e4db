"""The grid of changes to known people: old value, new value and a check box for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from gui.appearance import icons, theme
from gui.imports.compare.change_table import (
    ACCEPTED,
    DIFFERENCES,
    FIRST_OF_PERSON,
    NEW,
    OLD,
    PLACE,
    WHO,
    ChangeTable,
)
from gui.widgets.grid.table_style import apply_table_style, fit_columns, sampled_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QAbstractItemModel, QObject
    from PySide6.QtGui import QKeyEvent, QMouseEvent

Index = QModelIndex | QPersistentModelIndex
MAX_WIDTH = 220
_STATES = QStyle.StateFlag


class ChangeGrid(QTableView):
    """Shows a `ChangeTable`; Space toggles the selected rows."""

    def __init__(self, model: ChangeTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._changes = model
        self.setObjectName("change_grid")
        self.setAccessibleName("逐项比对")
        self.setModel(model)
        self.setItemDelegate(ChangeDelegate(self))
        apply_table_style(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.horizontalHeader().setStretchLastSection(True)

    def fit_columns(self) -> None:
        """Make each column as wide as what its first rows show, within bounds."""
        fit_columns(self, sampled_rows(self), MAX_WIDTH)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        if event.key() == Qt.Key.Key_Space and rows:
            self._changes.tick(rows, accepted=not self._changes.is_accepted(rows[0]))
        else:
            super().keyPressEvent(event)


class ChangeDelegate(QStyledItemDelegate):
    """Paints the check box, and the old value struck out where the new one is accepted."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._font, self._struck = theme.font(), theme.font()
        self._struck.setStrikeOut(True)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area: QRect = option.rect
        state = option.state
        model = index.model()
        accepted = isinstance(model, ChangeTable) and model.is_accepted(index.row())
        painter.save()
        if state & _STATES.State_Selected:
            painter.fillRect(area, theme.colour("link_soft"))
        elif index.column() == NEW and accepted:
            painter.fillRect(area, theme.colour("good_soft"))
        elif state & _STATES.State_MouseOver:
            painter.fillRect(area, theme.colour("hover"))
        painter.fillRect(area.left(), area.bottom(), area.width(), 1, theme.colour("hairline"))
        if index.column() == ACCEPTED:
            self._paint_tick(painter, area, on=accepted)
        elif index.column() not in (PLACE, WHO) or index.data(FIRST_OF_PERSON):
            self._paint_text(painter, area, index, accepted=accepted)
        if state & _STATES.State_HasFocus:
            painter.setPen(theme.colour("link"))
            painter.drawRect(area.adjusted(0, 0, -1, -2))
        painter.restore()

    def _paint_text(self, painter: QPainter, area: QRect, index: Index, *, accepted: bool) -> None:
        inks = {
            PLACE: "faint",
            OLD: "second" if accepted else "ink",
            NEW: "good" if accepted else "second",
        }
        font = self._struck if index.column() == OLD and accepted else self._font
        painter.setFont(font)
        painter.setPen(theme.colour(inks.get(index.column(), "ink")))
        inside = area.adjusted(theme.CELL, 0, -theme.CELL, -1)
        metrics, full_text = QFontMetrics(font), str(index.data() or "")
        text = metrics.elidedText(full_text, Qt.TextElideMode.ElideRight, inside.width())
        if text == full_text:
            _mark_differences(painter, inside, metrics, text, index.data(DIFFERENCES))
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, text)

    @staticmethod
    def _paint_tick(painter: QPainter, area: QRect, *, on: bool) -> None:
        side = theme.SMALL_ICON
        box = QRect(area.left() + theme.CELL, area.top() + (area.height() - side) // 2, side, side)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.colour("link" if on else "border"))
        painter.setBrush(theme.colour("link" if on else "surface"))
        painter.drawRoundedRect(box, 3, 3)
        if on:
            place = box.adjusted(2, 2, -2, -2).topLeft()
            painter.drawPixmap(place, icons.pixmap("check", "surface", side - 4))

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        clicked = event.type() == QEvent.Type.MouseButtonRelease and index.column() == ACCEPTED
        if not clicked or not isinstance(model, ChangeTable):
            return False
        mouse: QMouseEvent = event  # type: ignore[assignment]
        if mouse.button() != Qt.MouseButton.LeftButton:
            return False
        model.tick([index.row()], accepted=not model.is_accepted(index.row()))
        return True


def _mark_differences(
    painter: QPainter, area: QRect, metrics: QFontMetrics, text: str, places: Sequence[int]
) -> None:
    """Paint a background behind the digits in which two numbers differ."""
    for at in places:
        left = metrics.horizontalAdvance(text, at)
        wide = metrics.horizontalAdvance(text, at + 1) - left
        high = metrics.height()
        top = area.top() + (area.height() - high) // 2
        painter.fillRect(area.left() + left, top, wide, high, theme.colour("warn_soft"))
