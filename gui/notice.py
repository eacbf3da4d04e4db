"""The one door to messages: the notice in the foot, and the question before what stays done."""

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

__all__ = ["Notice", "NoticeBar", "ask", "show_message_box"]

STAY = 8000  # milliseconds that good news stays
HIGHEST = 96  # a sentence longer than five lines is read whole in its tooltip
_ICONS = {"good": "circle-check", "warn": "triangle-alert", "bad": "circle-x", "link": "info"}


class NoticeBar(QFrame):
    """One sentence and one action in the foot of the window, in room of its own.

    It lies over nothing; what else stands in the foot gives way. Bad news stays until closed.

    Signals:
        shown(there): it came, or went
    """

    shown = Signal(bool)

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
        self.place()
        self.shown.emit(True)
        if notice.tone in ("good", "link"):
            self._timer.start(STAY)
        else:
            self._timer.stop()

    @Slot(str)
    def drop(self, about: str) -> None:
        """Go, if what is shown is about that."""
        if about and self._notice.about == about:
            self.hide()

    def place(self) -> None:
        """Be as high as the sentence needs in the width there is, a few lines at most."""
        around = [self._picture, self._dismiss, *([self._action] * bool(self._notice.action))]
        taken = sum(one.sizeHint().width() + theme.GAP for one in around) + theme.EDGE + theme.GAP
        room = max(self.width() - taken, theme.NOTE)
        lines = self._text.fontMetrics().boundingRect(
            0, 0, room, 0, Qt.TextFlag.TextWordWrap, self._notice.text
        )
        tall = min(lines.height() + theme.GAP // 2, HIGHEST)
        self.setFixedHeight(max(tall, theme.STATUS_LINE - 2))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.place()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self.isHidden():
            self.shown.emit(False)

    @Slot()
    def _act(self) -> None:
        self.hide()
        if self._notice.do:
            self._notice.do()


def ask(parent: QWidget, question: str, detail: str, yes: str) -> bool:
    """Ask before something that cannot be undone; `yes` names the deed."""
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
    """Say one sentence when there is no window yet to say it in."""
    box = QMessageBox(parent)
    box.setWindowTitle("青志台账")
    box.setText(sentence)
    box.addButton("知道了", QMessageBox.ButtonRole.AcceptRole)
    box.exec()
