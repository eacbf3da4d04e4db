"""The steps of a longer piece of work, in a row: done, now, to come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from gui import icons, theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

DISC = 20


class Step(QAbstractButton):
    """One step: a disc with its number, or a tick once it is done, and its name."""

    def __init__(self, number: int, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._number = number
        self._state = "coming"
        self.setText(name)
        self.setObjectName(f"step_{number}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_state(self, state: str, *, open_: bool) -> None:
        """Show it as done, now or coming, and whether one may go there."""
        self._state = state
        self.setEnabled(open_)
        words = {"done": "已完成", "now": "当前一步", "coming": "未开始"}[state]
        self.setAccessibleName(f"第 {self._number} 步 {self.text()}，{words}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme.font(bold=self._state == "now"))
        width = DISC + theme.GAP + metrics.horizontalAdvance(self.text())
        return QSize(width + theme.GAP, DISC + theme.GAP)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        disc = QRect(4, (self.height() - DISC) // 2, DISC, DISC)
        fills = {"done": "good", "now": "accent", "coming": "surface"}
        edges = {"done": "good", "now": "accent", "coming": "border"}
        painter.setPen(QPen(theme.colour(edges[self._state]), 1))
        painter.setBrush(theme.colour(fills[self._state]))
        painter.drawEllipse(disc)
        if self._state == "done":
            tick = disc.adjusted(4, 4, -4, -4)
            painter.drawPixmap(tick.topLeft(), icons.pixmap("check", "surface", tick.width()))
        else:
            painter.setFont(theme.font(theme.SMALL, bold=self._state == "now"))
            painter.setPen(theme.colour("on_accent" if self._state == "now" else "second"))
            painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(self._number))
        self._paint_name(painter, disc)

    def _paint_name(self, painter: QPainter, disc: QRect) -> None:
        painter.setFont(theme.font(bold=self._state == "now"))
        painter.setPen(theme.colour("ink" if self._state == "now" else "second"))
        name = self.rect().adjusted(disc.right() + theme.GAP, 0, 0, 0)
        painter.drawText(name, Qt.AlignmentFlag.AlignVCenter, self.text())
        if self.hasFocus() or (self.underMouse() and self.isEnabled()):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(theme.colour("link" if self.hasFocus() else "hairline"))
            around = self.rect().adjusted(0, 0, -1, -1)
            painter.drawRoundedRect(around, theme.SMALL_RADIUS, theme.SMALL_RADIUS)


class Steps(QWidget):
    """A row of steps; one may go back to those that are done, and on to those that are ready.

    Signals:
        chosen(at): a step was clicked, from 0
    """

    chosen = Signal(int)

    def __init__(self, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("steps")
        self._steps = [Step(number, name, self) for number, name in enumerate(names, 1)]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.EDGE)
        for at, step in enumerate(self._steps):
            step.clicked.connect(lambda _checked=False, at=at: self.chosen.emit(at))
            row.addWidget(step)
        row.addStretch()
        self.show_place(0, 0)

    def show_place(self, now: int, reached: int) -> None:
        """Say which step is being done, and how far one may go."""
        for at, step in enumerate(self._steps):
            state = "now" if at == now else "done" if at < max(now, reached) else "coming"
            step.show_state(state, open_=at != now and at <= reached)
