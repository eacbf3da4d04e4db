"""What stands where there is nothing to show yet: why, and the first thing to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from gui.appearance import icons, theme
from gui.widgets.buttons import quiet_button

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

LARGE_ICON = 32
READABLE = 440  # a sentence wider than this is hard to follow


class EmptyState(QWidget):
    """An icon, a few words, a sentence and at most one button, in the middle of the place."""

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
        """Break the sentence into lines of about the same length, none wider than there is room."""
        self._detail.ensurePolished()
        room = max(min(READABLE, self.width() - 2 * theme.MARGIN), theme.LABEL)
        full_text = self._detail.fontMetrics().horizontalAdvance(self._detail.text()) + theme.EDGE
        lines = -(-full_text // room)
        wide = min(full_text // lines + (lines > 1) * theme.EDGE, room)
        self._detail.setFixedWidth(wide)  # first, as a label is never measured narrower
        self._detail.setFixedHeight(max(self._detail.heightForWidth(wide), 1))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.PANEL // 2, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def show_message(self, icon: str, text: str, detail: str = "", action: str = "") -> None:
        """Show this in place of what was said before."""
        role = "bad" if icon == "circle-x" else "faint"
        self._picture.setPixmap(icons.pixmap(icon, role, LARGE_ICON))
        self._text.setText(text)
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))
        self._fit()
        self.button.setText(action)
        self.button.setAccessibleName(action)
        self.button.setVisible(bool(action))
