"""The grid of a `FoundTable`: quiet rows, Enter or a double click opens one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from gui import theme
from gui.widgets.quiet_table import first_rows, fit_columns, quieten

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from gui.models.found_table import FoundTable

Index = QModelIndex | QPersistentModelIndex
WIDEST = 240


class FoundGrid(QTableView):
    """Signals: opened(row): Enter or a double click on it."""

    opened = Signal(int)

    def __init__(self, model: FoundTable) -> None:
        super().__init__()
        self._found = model
        self.setModel(model)
        self.setItemDelegate(_Delegate(self))
        quieten(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))

    def fit_columns(self) -> None:
        """Make each column as wide as what its first rows show, within bounds."""
        model = self._found
        self.horizontalHeader().setStretchLastSection(not model.numeric(model.columnCount() - 1))
        fit_columns(self, first_rows(self), WIDEST)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row >= 0:
            self.opened.emit(row)
        else:
            super().keyPressEvent(event)


class _Delegate(QStyledItemDelegate):
    """Paints a text on the ground of its row."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area: QRect = option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, theme.colour("link_soft"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, theme.colour("hover"))
        painter.fillRect(area.left(), area.bottom(), area.width(), 1, theme.colour("hairline"))
        font = theme.font()
        painter.setFont(font)
        painter.setPen(theme.colour("ink"))
        inside = area.adjusted(theme.CELL, 0, -theme.CELL, -1)
        text = QFontMetrics(font).elidedText(
            str(index.data() or ""), Qt.TextElideMode.ElideRight, inside.width()
        )
        painter.drawText(inside, index.data(Qt.ItemDataRole.TextAlignmentRole), text)
        painter.restore()
