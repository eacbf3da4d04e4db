"""A line of text that ends in an ellipsis where there is no room, and tells the rest on hover."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QLabel,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from gui.appearance import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent


class ElidedButton(QPushButton):
    """`hint` says what a click does; the whole text stands above it where it is not all shown."""

    def __init__(self, role: str, text: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._hint = hint
        self.setProperty("role", role)
        self.setAccessibleName(text.strip())
        self.setToolTip(hint)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        words = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(hint.width() - words + min(words, theme.LABEL), hint.height())

    def shown(self) -> str:
        """What there is room for."""
        metrics, text = self.fontMetrics(), self.text()
        furniture = self.sizeHint().width() - metrics.horizontalAdvance(text)
        room = max(self.width() - furniture, 0)
        return metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        full_text = self.text().strip() if self.shown() != self.text() else ""
        self.setToolTip("\n".join(filter(None, (full_text, self._hint))))

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = self.shown()
        QStylePainter(self).drawControl(QStyle.ControlElement.CE_PushButton, option)


class ElidedLabel(QLabel):
    """A label that never forces its neighbours aside."""

    def __init__(self, role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def set_full_text(self, text: str) -> None:
        """Say this, as much of it as fits."""
        self._whole = text
        self.setAccessibleName(text)
        self._fit()

    def full_text(self) -> str:
        """All that is said."""
        return self._whole

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(
            self._whole, Qt.TextElideMode.ElideRight, max(self.contentsRect().width(), 0)
        )
        self.setText(shown)
        self.setToolTip(self._whole if shown != self._whole else "")

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + 2, hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
