"""A button and a label that elide their text to the width and show all of it as a tooltip."""

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
    """A button whose text is elided; `hint`, what a click does, is the tooltip's last line."""

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

    def visible_text(self) -> str:
        """Return the text as it is elided to the width."""
        metrics, text = self.fontMetrics(), self.text()
        furniture = self.sizeHint().width() - metrics.horizontalAdvance(text)
        room = max(self.width() - furniture, 0)
        return metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        full_text = self.text().strip() if self.visible_text() != self.text() else ""
        self.setToolTip("\n".join(filter(None, (full_text, self._hint))))

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = self.visible_text()
        QStylePainter(self).drawControl(QStyle.ControlElement.CE_PushButton, option)


class ElidedLabel(QLabel):
    """A one-line label that shrinks before its neighbours do."""

    def __init__(self, role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._full_text = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def set_full_text(self, text: str) -> None:
        """Set the text, of which as much as fits is shown."""
        self._full_text = text
        self.setAccessibleName(text)
        self._elide()

    def full_text(self) -> str:
        """Return the text without elision."""
        return self._full_text

    def _elide(self) -> None:
        shown = self.fontMetrics().elidedText(
            self._full_text, Qt.TextElideMode.ElideRight, max(self.contentsRect().width(), 0)
        )
        self.setText(shown)
        self.setToolTip(self._full_text if shown != self._full_text else "")

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(self.fontMetrics().horizontalAdvance(self._full_text) + 2, hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()
