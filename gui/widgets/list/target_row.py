"""A row with a figure against its target: a bar, the numbers, and the verdict."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from gui.appearance import theme


@dataclass(frozen=True, slots=True)
class TargetFigure:
    """The texts of a row; `progress` is how full the bar is, 0 to 1, or None for no bar."""

    label: str
    value: str
    target: str
    progress: float | None
    verdict: str
    tone: str
    rule: str


class TargetRow(QAbstractButton):
    """A button that opens the records behind the figure."""

    def __init__(self, figure: TargetFigure) -> None:
        super().__init__()
        self._figure = figure
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolTip(figure.rule)
        words = (figure.label, figure.value, figure.target, figure.verdict)
        self.setAccessibleName("，".join(filter(None, words)))

    def sizeHint(self) -> QSize:
        return QSize(theme.POPUP, theme.FIGURE_ROW)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, theme.MIN_FIGURE_ROW)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = self.rect()
        if self.underMouse() or self.hasFocus():
            painter.setPen(theme.colour("link") if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("hover"))
            painter.drawRoundedRect(
                area.adjusted(0, 1, -1, -2), theme.SMALL_RADIUS, theme.SMALL_RADIUS
            )
        inside = area.adjusted(4, 0, -4, 0)
        label, bar, numbers, verdict = self._columns(inside)
        self._draw_text(painter, label, self._figure.label, "ink", Qt.AlignmentFlag.AlignLeft)
        self._paint_bar(painter, bar)
        self._paint_numbers(painter, numbers)
        self._paint_verdict(painter, verdict)

    @staticmethod
    def _columns(area: QRect) -> tuple[QRect, QRect, QRect, QRect]:
        """Return the areas of label, bar, numbers and verdict, aligned in all rows of one width."""
        widths = [round(area.width() * share) for share in (0.27, 0.3, 0.24)]
        lefts = [area.left(), area.left() + widths[0], area.left() + widths[0] + widths[1]]
        rest = area.left() + sum(widths)
        areas = [
            QRect(left, area.top(), width, area.height())
            for left, width in zip(lefts, widths, strict=True)
        ]
        last = QRect(rest, area.top(), area.right() - rest + 1, area.height())
        return areas[0], areas[1], areas[2], last

    def _paint_bar(self, painter: QPainter, area: QRect) -> None:
        progress = self._figure.progress
        if progress is None:
            return
        high = theme.BAR
        track = QRect(area.left(), area.top() + (area.height() - high) // 2 + 1, area.width(), high)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("track"))
        painter.drawRoundedRect(track, high / 2, high / 2)
        if progress > 0:
            tone = self._figure.tone if self._figure.tone in ("good", "bad") else "link"
            full = QRect(track)
            full.setWidth(max(round(track.width() * min(progress, 1.0)), high))
            painter.setBrush(theme.colour(tone))
            painter.drawRoundedRect(full, high / 2, high / 2)

    def _paint_numbers(self, painter: QPainter, area: QRect) -> None:
        target = f" / {self._figure.target}" if self._figure.target else ""
        width = QFontMetrics(theme.font()).horizontalAdvance(target)
        right = Qt.AlignmentFlag.AlignRight
        self._draw_text(painter, area, target, "second", right)
        value = area.adjusted(0, 0, -width, 0)
        self._draw_text(painter, value, self._figure.value, "ink", right, bold=True)

    def _paint_verdict(self, painter: QPainter, area: QRect) -> None:
        text = self._figure.verdict
        if not text:
            return
        ink, ground = theme.tone(self._figure.tone)
        font = theme.font(theme.SMALL)
        width = min(QFontMetrics(font).horizontalAdvance(text) + 2 * theme.PILL, area.width())
        high = theme.PILL_HEIGHT
        pill = QRect(
            area.right() - width + 1, area.top() + (area.height() - high) // 2 + 1, width, high
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(pill, theme.SMALL_RADIUS, theme.SMALL_RADIUS)
        painter.setPen(ink)
        painter.setFont(font)
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)

    @staticmethod
    def _draw_text(
        painter: QPainter,
        area: QRect,
        text: str,
        role: str,
        side: Qt.AlignmentFlag,
        *,
        bold: bool = False,
    ) -> None:
        font = theme.font(bold=bold)
        painter.setFont(font)
        painter.setPen(theme.colour(role))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, int(side | Qt.AlignmentFlag.AlignVCenter), shown)
