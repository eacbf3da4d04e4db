"""与上季比: each figure next to the previous quarter's and last year's; why it decreased."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from gui.appearance import theme
from gui.widgets.card import clear_layout

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from storage.quarter.comparison import Comparison
    from storage.quarter.comparison_line import ComparisonLine

HEIGHT, FALLEN_HEIGHT = 46, 62


class ComparedLine(QAbstractButton):
    """Label and three numbers left, the change right; below them the reason of a decrease."""

    def __init__(self, line: ComparisonLine) -> None:
        super().__init__()
        self._line = line
        self.setObjectName(f"compared_{line.code}")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        numbers = (
            f"本期 {line.text_of(line.now)} · 上季 {line.text_of(line.before)}"
            f" · 去年同期 {line.text_of(line.year_ago)}"
        )
        self._numbers = numbers
        why = f"\n{line.text}" if line.text else ""
        self.setToolTip(f"{line.code} {line.label}\n{numbers}{why}")
        self.setAccessibleName(f"{line.label}，{numbers}，{line.change_text}{why}")
        self.setEnabled(line.is_decrease)
        if line.is_decrease:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        return QSize(
            theme.PANEL - 2 * theme.MARGIN, FALLEN_HEIGHT if self._line.is_decrease else HEIGHT
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        area, line = self.rect(), self._line
        if self.isEnabled() and (self.underMouse() or self.hasFocus()):
            painter.fillRect(area.adjusted(0, 0, 0, -1), theme.colour("hover"))
        painter.fillRect(area.left(), area.bottom(), area.width(), 1, theme.colour("hairline"))
        font = theme.font(bold=bool(line.change))
        change = line.change_text or "—"
        width = QFontMetrics(font).horizontalAdvance(change)
        room = area.adjusted(4, 4, -width - theme.SPACE, 0)
        _paint_text(painter, QRect(room.left(), 4, room.width(), 20), line.label, "ink", theme.BODY)
        place = QRect(room.left(), 23, area.width() - 8, 17)
        _paint_text(painter, place, self._numbers, "second", theme.SMALL)
        if line.is_decrease:
            words = line.text if line.written else f"草稿：{line.text}"
            tone = "second" if line.written else "warn"
            _paint_text(painter, place.translated(0, 17), words, tone, theme.SMALL)
        painter.setFont(font)
        painter.setPen(
            theme.colour("bad" if line.is_decrease else "ink" if line.change else "second")
        )
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRect(area.left(), 4, area.width() - 4, 20), right, change)


class ComparisonList(QWidget):
    """Decreases first, then the rest in the order of the report.

    Signals:
        explanation_requested(): the explanations are requested
    """

    explanation_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("comparison_list")
        self._basis = QLabel()
        self._basis.setObjectName("comparison_basis")
        self._basis.setProperty("role", "small")
        self._basis.setWordWrap(True)
        holder = QWidget()
        holder.setProperty("role", "plain")
        self._lines = QVBoxLayout(holder)
        self._lines.setContentsMargins(0, 0, theme.GAP, 0)
        self._lines.setSpacing(0)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(holder)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(self._basis)
        column.addWidget(area, 1)

    def show_comparison(self, comparison: Comparison | None) -> None:
        """Show a comparison; None shows nothing."""
        clear_layout(self._lines)
        if comparison is None:
            self._basis.setText("")
            return
        self._basis.setText(f"上季：{comparison.basis}")
        self._basis.setToolTip(f"去年同期：{comparison.year_basis}")
        for line in sorted(comparison.lines, key=lambda one: not one.is_decrease):
            row = ComparedLine(line)
            row.clicked.connect(self.explanation_requested)
            self._lines.addWidget(row)
        self._lines.addStretch(1)


def _paint_text(painter: QPainter, area: QRect, text: str, role: str, size: int) -> None:
    font = theme.font(size)
    painter.setFont(font)
    painter.setPen(theme.colour(role))
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, shown)
