"""The steps of a longer piece of work, one under the other: done, now, to come, and how each is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from gui import icons, theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

DISC = 20
HIGH, LEAST = 30, 24  # the least where a window is low


class Step(QAbstractButton):
    """One step: a disc with its number, or a tick once it is done, its name, and a few words."""

    def __init__(self, number: int, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._number = number
        self._state = "coming"
        self._words, self._tone = "", "second"
        self.setText(name)
        self.setObjectName(f"step_{number}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def show_state(self, state: str, *, open_: bool) -> None:
        """Show it as done, now or coming, and whether one may go there."""
        self._state = state
        self.setEnabled(open_)
        self._name()

    def say(self, words: str, tone: str = "second") -> None:
        """Say in a few words how the step stands."""
        self._words, self._tone = words, tone
        self._name()

    def _name(self) -> None:
        state = {"done": "已完成", "now": "当前一步", "coming": "未开始"}[self._state]
        words = "，".join(filter(None, (state, self._words)))
        self.setAccessibleName(f"第 {self._number} 步 {self.text()}，{words}")
        self.setToolTip(self._words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.PANEL // 2, HIGH)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.PANEL // 2, LEAST)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        disc = QRect(theme.GAP, (self.height() - DISC) // 2, DISC, DISC)
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
        self._paint_words(painter, disc)

    def _paint_ground(self, painter: QPainter) -> None:
        around = self.rect().adjusted(0, 1, -1, -2)
        hovered = self.underMouse() and self.isEnabled()
        ground = "accent_soft" if self._state == "now" else "hover" if hovered else ""
        if ground or self.hasFocus():
            painter.setBrush(theme.colour(ground) if ground else Qt.BrushStyle.NoBrush)
            painter.setPen(theme.colour("link") if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.drawRoundedRect(around, theme.SMALL_RADIUS, theme.SMALL_RADIUS)

    def _paint_words(self, painter: QPainter, disc: QRect) -> None:
        font = theme.font(bold=self._state == "now")
        painter.setFont(font)
        painter.setPen(theme.colour("ink" if self._state != "coming" else "second"))
        inside = self.rect().adjusted(disc.right() + theme.GAP + 2, 0, -theme.GAP, 0)
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, self.text())
        taken = QFontMetrics(font).horizontalAdvance(self.text()) + theme.GAP
        small = theme.font(theme.SMALL)
        room = inside.adjusted(taken, 0, 0, 0)
        words = QFontMetrics(small).elidedText(
            self._words, Qt.TextElideMode.ElideRight, room.width()
        )
        painter.setFont(small)
        painter.setPen(theme.colour(self._tone))
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)


class Steps(QWidget):
    """A list of steps; one may go back to those that are done, and on to those that are ready.

    Signals:
        chosen(at): a step was clicked, from 0
    """

    chosen = Signal(int)

    def __init__(self, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("steps")
        self._steps = [Step(number, name, self) for number, name in enumerate(names, 1)]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for at, step in enumerate(self._steps):
            step.clicked.connect(lambda _checked=False, at=at: self.chosen.emit(at))
            column.addWidget(step)
        self.show_place(0, 0)

    def show_place(self, now: int, reached: int) -> None:
        """Say which step is being done, and how far one may go."""
        for at, step in enumerate(self._steps):
            state = "now" if at == now else "done" if at < max(now, reached) else "coming"
            step.show_state(state, open_=at != now and at <= reached)

    def say(self, words: Sequence[tuple[str, str]]) -> None:
        """Say of each step how it stands, with the tone."""
        for step, (text, tone) in zip(self._steps, words, strict=True):
            step.say(text, tone)
