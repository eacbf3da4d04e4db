"""The one door to messages: the notice bar, and the question asked before what cannot be undone."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMessageBox, QSizePolicy, QWidget

from gui import icons, theme
from gui.session import Notice
from gui.widgets.buttons import link_button, tool_button

__all__ = ["Notice", "NoticeBar", "ask", "tell"]

STAY = 8000  # milliseconds that good news stays
_ICONS = {"good": "circle-check", "warn": "triangle-alert", "bad": "circle-x", "link": "info"}


class NoticeBar(QFrame):
    """The bar over the foot of the page: one sentence, one action. Bad news stays until closed."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("notice_bar")
        self.setProperty("role", "popup")
        self._around = parent
        self._notice = Notice("")
        self._picture = QLabel()
        self._text = QLabel()
        self._text.setObjectName("notice_text")
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._action = link_button("")
        self._action.setObjectName("notice_action")
        self._action.clicked.connect(self._act)
        self._dismiss = tool_button("x", "关闭提示", size=theme.SMALL_ICON)
        self._dismiss.setObjectName("notice_close")
        self._dismiss.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.MARGIN, theme.GAP, theme.GAP, theme.GAP)
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
        self._action.setText(notice.action)
        self._action.setAccessibleName(notice.action)
        self._action.setVisible(bool(notice.action))
        self.place()
        self.show()
        self.raise_()
        if notice.tone in ("good", "link"):
            self._timer.start(STAY)
        else:
            self._timer.stop()

    def place(self) -> None:
        """Stand centred over the foot of the parent."""
        around = self._around
        most = max(around.width() - 2 * theme.EDGE, 0)
        wanted = self._text.fontMetrics().horizontalAdvance(self._notice.text)
        furniture = self.sizeHint().width() - self._text.sizeHint().width()
        width = min(wanted + furniture + theme.EDGE, theme.POPUP + theme.PANEL, most)
        height = max(self.heightForWidth(width), self.minimumSizeHint().height())
        left = (around.width() - width) // 2
        self.setGeometry(left, around.height() - height - theme.EDGE, width, height)

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


def tell(parent: QWidget | None, sentence: str) -> None:
    """Say one sentence when there is no window yet to say it in."""
    box = QMessageBox(parent)
    box.setWindowTitle("青志台账")
    box.setText(sentence)
    box.addButton("知道了", QMessageBox.ButtonRole.AcceptRole)
    box.exec()
