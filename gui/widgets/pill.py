"""A short text on a soft ground, in one of the theme's tones."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.appearance import theme


class Pill(QWidget):
    """A status label; a text too long for it is elided and shown as its tooltip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._tone = "", "neutral"
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_text(self, text: str, tone: str) -> None:
        """Set the text and its tone: good, warn, bad, link or neutral."""
        self._text, self._tone = text, tone
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """Return the text without elision."""
        return self._text

    def sizeHint(self) -> QSize:
        width = QFontMetrics(theme.font(theme.SMALL)).horizontalAdvance(self._text)
        return QSize(width + 2 * theme.PILL + 1 if self._text else 0, theme.PILL_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._text:
            return
        painter = QPainter(self)
        font = theme.font(theme.SMALL)
        metrics = QFontMetrics(font)
        room = self.width() - 2 * theme.PILL
        shown = metrics.elidedText(self._text, Qt.TextElideMode.ElideRight, room)
        around = QRect(0, 0, metrics.horizontalAdvance(shown) + 2 * theme.PILL, self.height())
        ink, ground = theme.tone(self._tone)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(around, theme.SMALL_RADIUS, theme.SMALL_RADIUS)
        painter.setPen(ink)
        painter.setFont(font)
        painter.drawText(around, Qt.AlignmentFlag.AlignCenter, shown)
