"""How a cell is drawn and edited: text with an ellipsis, words as pills, hairlines, no zebra."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from gui import theme
from gui.models.record_table import HIDDEN, NOT_YET, TONE, RecordTable

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel, QObject

Index = QModelIndex | QPersistentModelIndex
ROLE = Qt.ItemDataRole


class CellDelegate(QStyledItemDelegate):
    """Paints everything itself: a style sheet on items would cost every frame dearly."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._font = theme.font()
        self._small = theme.font(theme.SMALL)
        self._metrics = QFontMetrics(self._font)
        self._small_metrics = QFontMetrics(self._small)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area: QRect = option.rect
        state = option.state
        painter.save()
        self._paint_ground(painter, area, state)
        text = index.data(ROLE.DisplayRole) or ""
        tone = index.data(TONE)
        inside = area.adjusted(theme.CELL, 0, -theme.CELL, -1)
        if tone and text and text != NOT_YET:
            self._paint_pill(painter, inside, text, tone)
        elif text:
            self._paint_text(painter, inside, text, index)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.colour("link"), 1))
            painter.drawRect(area.adjusted(0, 0, -1, -2))
        painter.restore()

    @staticmethod
    def _paint_ground(painter: QPainter, area: QRect, state: QStyle.StateFlag) -> None:
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, theme.colour("link_soft"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, theme.colour("hover"))
        painter.fillRect(area.left(), area.bottom(), area.width(), 1, theme.colour("hairline"))

    def _paint_text(self, painter: QPainter, area: QRect, text: str, index: Index) -> None:
        quiet = index.data(HIDDEN) or text == NOT_YET
        painter.setPen(theme.colour("second" if quiet else "ink"))
        painter.setFont(self._font)
        alignment = index.data(ROLE.TextAlignmentRole) or Qt.AlignmentFlag.AlignVCenter
        shown = self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, int(alignment), shown)

    def _paint_pill(self, painter: QPainter, area: QRect, text: str, tone: str) -> None:
        ink, ground = theme.tone(tone)
        room = area.width() - 2 * theme.PILL
        shown = self._small_metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        width = self._small_metrics.horizontalAdvance(shown) + 2 * theme.PILL
        top = area.top() + (area.height() - theme.PILL_HEIGHT) // 2 + 1
        pill = QRect(area.left(), top, width, theme.PILL_HEIGHT)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(pill, theme.SMALL_RADIUS, theme.SMALL_RADIUS)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(ink)
        painter.setFont(self._small)
        painter.drawText(pill, int(Qt.AlignmentFlag.AlignCenter), shown)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        text = str(index.data(ROLE.DisplayRole) or "")
        extra = 2 * (theme.CELL + (theme.PILL if index.data(TONE) else 0))
        return QSize(self._metrics.horizontalAdvance(text) + extra, theme.ROW)

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

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        model = index.model()
        kind = model.column(index.column()).kind if isinstance(model, RecordTable) else None
        if kind is not None and kind.choices:
            combo = QComboBox(parent)
            combo.addItems(["", *kind.choices])
            combo.activated.connect(lambda _chosen: self._submit(combo))
            return combo
        return QLineEdit(parent)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        text = str(index.data(ROLE.EditRole) or "")
        if isinstance(editor, QComboBox):
            editor.setCurrentText(text)
        elif isinstance(editor, QLineEdit):
            editor.setText(text)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        value: Any = editor.currentText() if isinstance(editor, QComboBox) else None
        if isinstance(editor, QLineEdit):
            value = editor.text().strip()
        model.setData(index, value, ROLE.EditRole)

    def _submit(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.SubmitModelCache)
