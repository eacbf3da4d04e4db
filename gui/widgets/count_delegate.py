"""A line of a list: a word, and flush right how many records have it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from gui import theme

COUNT = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


class CountDelegate(QStyledItemDelegate):
    """The count is the item's data in the role `COUNT`."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area: QRect = option.rect
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("link_soft"))
            painter.drawRoundedRect(area, theme.SMALL_RADIUS, theme.SMALL_RADIUS)
        inside = area.adjusted(theme.GAP, 0, -theme.GAP, 0)
        count = index.data(COUNT)
        told = f"{count:,}" if isinstance(count, int) else ""
        font = theme.font()
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(theme.colour("second"))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inside, int(middle | Qt.AlignmentFlag.AlignRight), told)
        room = inside.width() - metrics.horizontalAdvance(told) - theme.GAP
        shown = metrics.elidedText(str(index.data() or ""), Qt.TextElideMode.ElideRight, room)
        painter.setPen(theme.colour("ink"))
        painter.drawText(inside, int(middle), shown)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, theme.FIELD)
