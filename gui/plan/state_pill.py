"""The state of a plan row as icon, word and colour: never by colour alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.appearance import icons, theme
from storage.model.tables.plan import BEHIND, DONE, LASTING, NOT_BEGUN, UNDER_WAY
from storage.plan.plan_progress import UNFILLED

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

ICON_SIZE = 14
ICON_GAP = 4


class StateStyle(NamedTuple):
    """The icon and tone of a state."""

    icon: str
    tone: str


STATE_STYLES = {
    NOT_BEGUN: StateStyle("clock", "neutral"),
    UNDER_WAY: StateStyle("arrow-right", "link"),
    DONE: StateStyle("circle-check", "good"),
    LASTING: StateStyle("refresh-cw", "good"),
    BEHIND: StateStyle("triangle-alert", "bad"),
    UNFILLED: StateStyle("pencil", "warn"),
}


def state_width(state: str) -> int:
    """Return the width of a state's pill in pixels."""
    words = QFontMetrics(theme.font(theme.SMALL)).horizontalAdvance(state)
    return words + ICON_SIZE + ICON_GAP + 2 * theme.PILL


def paint_state(painter: QPainter, area: QRect, state: str, *, raised: bool = False) -> None:
    """Paint a state at the left of the area; `raised` on a ground of its own tone."""
    look = STATE_STYLES[state]
    ink, ground = theme.tone(look.tone)
    top = area.top() + (area.height() - theme.PILL_HEIGHT) // 2
    pill = QRect(area.left(), top, min(state_width(state), area.width()), theme.PILL_HEIGHT)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("surface") if raised else ground)
    painter.drawRoundedRect(pill, theme.SMALL_RADIUS, theme.SMALL_RADIUS)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    role = "second" if look.tone == "neutral" else look.tone
    left = pill.left() + theme.PILL
    high = top + (theme.PILL_HEIGHT - ICON_SIZE) // 2
    painter.drawPixmap(left, high, icons.pixmap(look.icon, role, ICON_SIZE))
    painter.setPen(ink)
    painter.setFont(theme.font(theme.SMALL))
    words = pill.adjusted(theme.PILL + ICON_SIZE + ICON_GAP, 0, 0, 0)
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, state)


class StatePill(QWidget):
    """A state as a widget."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = UNFILLED
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_state(UNFILLED)

    def show_state(self, state: str) -> None:
        """Show a state."""
        self._state = state
        self.setAccessibleName(state)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """Return the state shown."""
        return self._state

    def sizeHint(self) -> QSize:
        return QSize(state_width(self._state), theme.PILL_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_state(QPainter(self), self.rect(), self._state)
