"""The header of a grid: click to sort, the funnel to filter, drag to reorder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView

from gui.appearance import icons, theme

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtWidgets import QWidget


class GridHeader(QHeaderView):
    """Shows the column that sorts and the filtered columns.

    Signals:
        sort_requested(section): a header was clicked
        filter_requested(section, corner): the popup should open at this point of the screen
    """

    sort_requested = Signal(int)
    filter_requested = Signal(int, QPoint)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.filtered: frozenset[int] = frozenset()
        self.sorted: tuple[int, bool] | None = None
        self._hovered = -1
        self._on_funnel = False
        self.setSectionsMovable(True)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setStretchLastSection(True)
        self.setMinimumSectionSize(theme.MIN_COLUMN)
        self.setFixedHeight(theme.HEADER)
        self.setMouseTracking(True)
        self.setAccessibleName("表头：点击排序，漏斗筛选")
        self.sectionClicked.connect(self._click)

    def mark(self, order: tuple[int, bool] | None, filtered: frozenset[int]) -> None:
        """Mark the section that sorts, with whether it descends, and the filtered sections."""
        self.sorted, self.filtered = order, filtered
        self.viewport().update()

    def corner(self, section: int) -> QPoint:
        """Return the screen position at which a section's popup opens."""
        left = self.sectionViewportPosition(section)
        return self.viewport().mapToGlobal(QPoint(left, self.height()))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803
        painter.save()
        hovered = logicalIndex == self._hovered
        painter.fillRect(rect, theme.colour("hover" if hovered else "surface"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("hairline"))
        inside = rect.adjusted(theme.CELL, 0, -theme.CELL, -1)
        if hovered:
            painter.fillRect(
                rect.right(), rect.top() + theme.GAP, 1, rect.height() - 2 * theme.GAP,
                theme.colour("border"),
            )  # fmt: skip
        if hovered or logicalIndex in self.filtered:
            self._paint_funnel(painter, rect, logicalIndex in self.filtered)
            inside.setRight(self._funnel_area(rect).left() - 2)
        self._paint_label(painter, inside, logicalIndex)
        painter.restore()

    def _paint_label(self, painter: QPainter, inside: QRect, section: int) -> None:
        model = self.model()
        text = str(model.headerData(section, Qt.Orientation.Horizontal) or "")
        font = theme.font(bold=True)
        painter.setFont(font)
        painter.setPen(theme.colour("second"))
        sorts = self.sorted is not None and self.sorted[0] == section
        room = inside.width() - (theme.ARROW + 2 if sorts else 0)
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        alignment = model.headerData(
            section, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole
        )
        right = bool(alignment) and bool(alignment & Qt.AlignmentFlag.AlignRight)
        width = metrics.horizontalAdvance(shown)
        left = (
            inside.right() - width - (theme.ARROW + 2 if sorts else 0) if right else inside.left()
        )
        area = QRect(left, inside.top(), width + 1, inside.height())
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter), shown)
        if sorts and self.sorted:
            name = "chevron-down" if self.sorted[1] else "chevron-up"
            top = inside.top() + (inside.height() - theme.ARROW) // 2
            painter.drawPixmap(area.right() + 2, top, icons.pixmap(name, "link", theme.ARROW))

    def _paint_funnel(self, painter: QPainter, rect: QRect, active: bool) -> None:
        role = "link" if active or self._on_funnel else "faint"
        area = self._funnel_area(rect)
        painter.drawPixmap(area.topLeft(), icons.pixmap("filter", role, theme.ARROW))

    @staticmethod
    def _funnel_area(rect: QRect) -> QRect:
        side = theme.ARROW
        left = rect.right() - theme.GAP - side + 2
        return QRect(left, rect.top() + (rect.height() - side) // 2, side, side)

    def _funnel_at(self, point: QPoint) -> int:
        """Return the section whose funnel is under the pointer, or -1."""
        section = self.logicalIndexAt(point)
        if section < 0:
            return -1
        left, width = self.sectionViewportPosition(section), self.sectionSize(section)
        near = self._funnel_area(QRect(left, 0, width, self.height())).adjusted(-4, -8, 2, 8)
        return section if near.contains(point) else -1

    def _click(self, section: int) -> None:
        self.sort_requested.emit(section)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        section = self._funnel_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and section >= 0:
            self.filter_requested.emit(section, self.corner(section))
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        self._hovered = self.logicalIndexAt(point)
        self._on_funnel = self._funnel_at(point) >= 0
        self.viewport().update()
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = -1
        self.viewport().update()
        super().leaveEvent(event)
