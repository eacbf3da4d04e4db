"""The one door to messages: the notice bar, and message boxes before what cannot be undone."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMessageBox, QWidget

from gui.appearance import icons, theme
from gui.session import Notice
from gui.widgets.buttons import link_button, tool_button

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QResizeEvent

__all__ = ["Notice", "NoticeBar", "confirm", "show_message_box"]

DISPLAY_TIME = 8000  # milliseconds that good news stays
MAX_HEIGHT = 96  # a sentence longer than five lines is read whole in its tooltip
_ICONS = {"good": "circle-check", "warn": "triangle-alert", "bad": "circle-x", "link": "info"}


class NoticeBar(QFrame):
    """One sentence and one action at the foot of the window.

    It overlays nothing: the status line gives way to it. Good and plain news goes after
    `DISPLAY_TIME`; warnings and bad news stay until closed.

    Signals:
        visibility_changed(visible)
    """

    visibility_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice_bar")
        self.setProperty("role", "notice")
        self._notice = Notice("")
        self._picture = QLabel()
        self._text = QLabel()
        self._text.setObjectName("notice_text")
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._action = link_button("")
        self._action.setObjectName("notice_action")
        self._action.clicked.connect(self._act)
        self._dismiss = tool_button("x", "关闭提示", size=theme.SMALL_ICON)
        self._dismiss.setObjectName("notice_close")
        self._dismiss.clicked.connect(self.hide)
        for button in (self._action, self._dismiss):
            button.setFixedHeight(theme.STATUS_LINE - 4)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.EDGE, 0, theme.GAP, 0)
        row.setSpacing(theme.GAP)
        row.addWidget(self._picture)
        row.addWidget(self._text, 1)
        row.addWidget(self._action)
        row.addWidget(self._dismiss)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.hide()

    @Slot(object)
    def show_notice(self, notice: Notice) -> None:
        """Show a notice in place of the one before."""
        self._notice = notice
        self._picture.setPixmap(icons.pixmap(_ICONS.get(notice.tone, "info"), notice.tone))
        self._text.setText(notice.text)
        self._text.setAccessibleName(notice.text)
        self._text.setToolTip(notice.text)
        self._action.setText(notice.action)
        self._action.setAccessibleName(notice.action)
        self._action.setVisible(bool(notice.action))
        self.setProperty("tone", notice.tone)
        self.style().polish(self)
        self.show()
        self.fit_height()
        self.visibility_changed.emit(True)
        if notice.tone in ("good", "link"):
            self._timer.start(DISPLAY_TIME)
        else:
            self._timer.stop()

    @Slot(str)
    def withdraw(self, about: str) -> None:
        """Hide the notice if it is about this."""
        if about and self._notice.about == about:
            self.hide()

    def fit_height(self) -> None:
        """Set the height that the sentence needs at the present width, up to `MAX_HEIGHT`."""
        around = [self._picture, self._dismiss, *([self._action] * bool(self._notice.action))]
        taken = sum(one.sizeHint().width() + theme.GAP for one in around) + theme.EDGE + theme.GAP
        room = max(self.width() - taken, theme.NOTE)
        lines = self._text.fontMetrics().boundingRect(
            0, 0, room, 0, Qt.TextFlag.TextWordWrap, self._notice.text
        )
        tall = min(lines.height() + theme.GAP // 2, MAX_HEIGHT)
        self.setFixedHeight(max(tall, theme.STATUS_LINE - 2))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.fit_height()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self.isHidden():
            self.visibility_changed.emit(False)

    @Slot()
    def _act(self) -> None:
        self.hide()
        if self._notice.do:
            self._notice.do()


def confirm(parent: QWidget, question: str, detail: str, yes: str) -> bool:
    """Ask before what cannot be undone; returns whether the button named `yes` was pressed."""
    box = QMessageBox(parent)
    box.setWindowTitle("青志台账")
    box.setText(f"<b>{escape(question)}</b>")
    box.setInformativeText(detail)
    label = box.findChild(QLabel, "qt_msgbox_informativelabel")
    if label is not None:  # else Qt makes the box as narrow as the question
        label.setMinimumWidth(theme.QUESTION)
    agree = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(box.addButton("取消", QMessageBox.ButtonRole.RejectRole))
    box.exec()
    return box.clickedButton() is agree


def show_message_box(parent: QWidget | None, sentence: str) -> None:
    """Show one sentence in a message box, before there is a window."""
    box = QMessageBox(parent)
    box.setWindowTitle("青志台账")
    box.setText(sentence)
    box.addButton("知道了", QMessageBox.ButtonRole.AcceptRole)
    box.exec()
