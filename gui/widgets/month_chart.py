"""Bars by month, with their numbers written over them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.monthly import Month

LINE = 20  # a line of small text
WIDEST = 64


class MonthChart(QWidget):
    """The last month is the one in hand, and stands out."""

    def __init__(self) -> None:
        super().__init__()
        self._months: tuple[Month, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(theme.CHART)

    def show_months(self, months: Sequence[Month]) -> None:
        """Show these."""
        self._months = tuple(months)
        told = "，".join(f"{one.number} 月 {one.count}" for one in months)
        self.setAccessibleName(f"按月：{told}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.POPUP, theme.CHART)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._months:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(theme.SMALL))
        most = max(one.count for one in self._months) or 1
        step = self.width() / len(self._months)
        room = self.height() - 2 * LINE
        for at, one in enumerate(self._months):
            slot = QRect(round(at * step), 0, round(step), self.height())
            high = round(room * one.count / most)
            width = min(round(step * 0.62), WIDEST)
            bar = QRect(slot.center().x() - width // 2, LINE + room - high, width, high)
            last = at == len(self._months) - 1
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("link" if last else "bar"))
            if high:
                painter.drawRoundedRect(bar, 3, 3)
            painter.setPen(theme.colour("ink" if last else "second"))
            over = QRect(slot.left(), bar.top() - LINE, slot.width(), LINE)
            painter.drawText(over, Qt.AlignmentFlag.AlignCenter, f"{one.count:,}")
            under = QRect(slot.left(), self.height() - LINE, slot.width(), LINE)
            painter.drawText(under, Qt.AlignmentFlag.AlignCenter, f"{one.number} 月")
        painter.fillRect(0, LINE + room, self.width(), 1, theme.colour("hairline"))
