"""The placeholder for a list or preview without content: the reason, and the first action."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from gui.appearance import icons, theme
from gui.widgets.buttons import quiet_button

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

LARGE_ICON = 32
READABLE = 440  # pixels; a sentence in longer lines is hard to follow


class EmptyState(QWidget):
    """A centred icon, a short text, a sentence of detail and at most one button."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("message")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._picture = QLabel()
        self._text = QLabel()
        self._text.setObjectName("message_text")
        self._text.setProperty("role", "section")
        self._detail = QLabel()
        self._detail.setObjectName("message_detail")
        self._detail.setProperty("role", "second")
        self._detail.setTextFormat(Qt.TextFormat.PlainText)
        self._detail.setWordWrap(True)
        self.button = quiet_button("")
        self.button.setObjectName("message_button")
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.MARGIN, theme.MARGIN, theme.MARGIN, theme.MARGIN)
        column.setSpacing(theme.GAP)
        column.addStretch(2)
        for label in (self._picture, self._text, self._detail):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(theme.GAP)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def _fit(self) -> None:
        """Wrap the detail into lines of about the same length, none wider than the room."""
        self._detail.ensurePolished()
        room = max(min(READABLE, self.width() - 2 * theme.MARGIN), theme.LABEL)
        length = self._detail.fontMetrics().horizontalAdvance(self._detail.text()) + theme.EDGE
        lines = -(-length // room)
        wide = min(length // lines + (lines > 1) * theme.EDGE, room)
        self._detail.setFixedWidth(
            wide
        )  # before the height, which is computed for no less than the fixed width
        self._detail.setFixedHeight(max(self._detail.heightForWidth(wide), 1))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.PANEL // 2, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def show_message(self, icon: str, text: str, detail: str = "", action: str = "") -> None:
        """Replace the message; without an `action` there is no button."""
        role = "bad" if icon == "circle-x" else "faint"
        self._picture.setPixmap(icons.pixmap(icon, role, LARGE_ICON))
        self._text.setText(text)
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))
        self._fit()
        self.button.setText(action)
        self.button.setAccessibleName(action)
        self.button.setVisible(bool(action))
