"""The checks of a package before it is sent, and the ways to send it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from exports.draft_mark import DRAFT_WORD
from gui.appearance import icons, theme
from gui.widgets.buttons import link_button, primary_button, quiet_button
from gui.widgets.card import Card, clear_layout
from gui.widgets.focus import holds_focus
from gui.widgets.pill import Pill

if TYPE_CHECKING:
    from exports.mail.checklist import Check
    from gui.sending.sending_state import SendingState

FILES, DRAFT, MAIL, FOLDER = "files", "draft", "mail", "folder"
RECIPIENTS, SUBJECT, TEXT = "recipients", "subject", "text"
TONE_ICONS = {"bad": "circle-x", "warn": "triangle-alert", "good": "circle-check"}
NO_PACKAGE = "还没有这个季度的报送包。先在上面导出，再在这里核对、复制或发送。"
DRAFT_QUESTION = f"封存后再报，还是先作为{DRAFT_WORD}发出去？"
COPIES = (
    (RECIPIENTS, "收件人"),
    (SUBJECT, "主题"),
    (TEXT, "正文"),
)


class SendCard(Card):
    """The checklist; below it the ways to send, once no check has failed.

    Signals:
        action_requested(action): files, draft, folder, recipients, subject or text
        seal_requested(): the quarter is to be sealed first
        mail_requested(code, store): send the mail with this 授权码, and store it or not
    """

    action_requested = Signal(str)
    seal_requested = Signal()
    mail_requested = Signal(str, bool)

    def __init__(self) -> None:
        self.pill = Pill()
        self.pill.setObjectName("sending_pill")
        super().__init__("核对与报送", self.pill)
        self.setObjectName("send_card")
        self._state: SendingState | None = None
        self._busy = False
        self._nothing = QLabel(NO_PACKAGE)
        self._nothing.setProperty("role", "second")
        self._nothing.setWordWrap(True)
        self._checks = QVBoxLayout()
        self._checks.setSpacing(theme.GAP // 2)
        self._actions = QWidget()
        self._actions.setProperty("role", "plain")
        self.body.setSpacing(theme.GAP)
        self.body.addWidget(self._nothing)
        self._agreed_hashes: tuple[str, ...] = ()  # the files that she would send as a draft
        self.body.addLayout(self._checks)
        self.body.addWidget(self._draft_question())
        self.body.addWidget(self._actions)
        self._lay_out()

    def _lay_out(self) -> None:
        self._files = quiet_button("复制附件", "copy")
        self._draft = quiet_button("邮件草稿", "file-text")
        self._mail = quiet_button("发送邮件", "send")
        grid = QGridLayout()
        grid.setSpacing(theme.GAP)
        places = ((self._files, FILES, 0, 0), (self._draft, DRAFT, 0, 1), (self._mail, MAIL, 1, 1))
        for button, name, row, place in places:
            button.setObjectName(f"send_{name}")
            grid.addWidget(button, row, place)
        self._files.setToolTip("复制后到 QQ、微信、网页邮箱或公文系统里粘贴")
        self._draft.setToolTip("写成 .eml，用邮件程序打开；只能看不能发时，请点转发或再次编辑")
        self._mail.setToolTip("从这里直接发出，会连外网")
        folder = self._folder = quiet_button("打开文件夹", "folder-open")
        folder.setObjectName("send_folder")
        folder.clicked.connect(lambda: self.action_requested.emit(FOLDER))
        grid.addWidget(folder, 1, 0)
        self._files.clicked.connect(lambda: self.action_requested.emit(FILES))
        self._draft.clicked.connect(lambda: self.action_requested.emit(DRAFT))
        self._mail.clicked.connect(self._request_mail)
        column = QVBoxLayout(self._actions)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addLayout(grid)
        column.addLayout(self._build_copy_row())
        column.addWidget(self._code_row())

    def _draft_question(self) -> QWidget:
        """The question before papers of an unsealed quarter are sent."""
        words = QLabel(DRAFT_QUESTION)
        words.setWordWrap(True)
        seal = primary_button("封存后再报", "lock")
        seal.setObjectName("seal_first")
        seal.clicked.connect(self.seal_requested)
        agree = self._agree = quiet_button("作为草稿发送")
        agree.setObjectName("send_as_draft")
        agree.clicked.connect(self._send_as_draft)
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        row.addWidget(seal)
        row.addWidget(agree)
        row.addStretch(1)
        self._question = QWidget()
        self._question.setObjectName("draft_question")
        self._question.setProperty("role", "plain")
        column = QVBoxLayout(self._question)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(words)
        column.addLayout(row)
        self._question.hide()
        return self._question

    @Slot()
    def _send_as_draft(self) -> None:
        """Agree to sending these files as a draft; other files need a new agreement."""
        self._agreed_hashes = self._hashes
        self._show_actions()
        self._files.setFocus()

    @property
    def _hashes(self) -> tuple[str, ...]:
        package = self._state.package if self._state else None
        return tuple(package.hashes.values()) if package else ()

    def _show_actions(self) -> None:
        """Show the ways to send, or first the question whether to send a draft."""
        state = self._state
        package = state.package if state else None
        asks = package is not None and package.draft and self._hashes != self._agreed_hashes
        asks = asks and state is not None and state.ready  # else there is nothing to send as yet
        self._question.setVisible(asks)
        self._actions.setVisible(package is not None and not asks)

    def _build_copy_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        words = QLabel("复制")
        words.setProperty("role", "second")
        row.addWidget(words)
        self._copy: dict[str, QWidget] = {}
        for name, label in COPIES:
            link = link_button(label)
            link.setObjectName(f"copy_{name}")
            link.setAccessibleName(f"复制{label}")
            link.clicked.connect(lambda _=False, name=name: self.action_requested.emit(name))
            row.addWidget(link)
            self._copy[name] = link
        row.addStretch(1)
        return row

    def _code_row(self) -> QWidget:
        """The field of the 授权码 where none is stored; never shown in clear."""
        self.code = QLineEdit()
        self.code.setObjectName("mail_code")
        self.code.setEchoMode(QLineEdit.EchoMode.Password)
        self.code.setPlaceholderText("授权码（不是邮箱密码）")
        self.code.setAccessibleName("授权码")
        self.code.returnPressed.connect(self._send)
        self._save_code_box = QCheckBox("记在系统的密码保管里")
        self._save_code_box.setObjectName("keep_code")
        send = primary_button("发送")
        send.setObjectName("send_now")
        send.clicked.connect(self._send)
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        row.addWidget(self.code, 1)
        row.addWidget(send)
        self._code_frame = QFrame()
        column = QVBoxLayout(self._code_frame)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP // 2)
        column.addLayout(row)
        column.addWidget(self._save_code_box)
        self._code_frame.hide()
        return self._code_frame

    def show_state(self, state: SendingState) -> None:
        """Show the state of the package."""
        self._state = state
        clear_layout(self._checks)
        there = state.package is not None
        self._nothing.setVisible(not there)
        self._show_actions()
        for one in state.checks:
            self._checks.addWidget(_check(one))
        bad = sum(one.tone == "bad" for one in state.checks)
        warned = sum(one.tone == "warn" for one in state.checks)
        if not there:
            self.pill.set_text("", "neutral")
        elif bad:
            self.pill.set_text(f"{bad} 处不行", "bad")
        elif state.package is not None and state.package.draft:
            self.pill.set_text(DRAFT_WORD, "warn")
        elif warned:
            self.pill.set_text(f"{warned} 处提醒", "warn")
        else:
            self.pill.set_text("可以报送", "good")
        self._save_code_box.setVisible(state.can_store_code)
        self._mail.setVisible(state.can_mail)
        known = bool(state.recipients)
        self._copy[RECIPIENTS].setEnabled(known)
        self._copy[RECIPIENTS].setToolTip("" if known else "在“设置—邮件”里填好收件人名单后可用")
        self.set_busy(busy=self._busy)

    def set_busy(self, *, busy: bool) -> None:
        """Disable sending while something is being written."""
        self._busy = busy
        ready = self._state is not None and self._state.ready and not busy
        for button in (self._files, self._draft, self._mail, self._code_frame):
            if not ready and holds_focus(button):
                self._folder.setFocus()
            button.setEnabled(ready)

    @Slot()
    def _request_mail(self) -> None:
        if self._state is not None and self._state.code:
            self.mail_requested.emit(self._state.code, False)
            return
        self.request_code()

    def request_code(self) -> None:
        """Ask for the 授权码."""
        self._code_frame.show()
        self.code.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _send(self) -> None:
        code = self.code.text().strip()
        if code:
            self.mail_requested.emit(
                code, self._save_code_box.isChecked() and not self._save_code_box.isHidden()
            )

    def clear_code(self) -> None:
        """Empty the field once the mail is out."""
        self.code.clear()
        self._code_frame.hide()


def _check(one: Check) -> QFrame:
    frame = QFrame()
    frame.setObjectName(f"check_{one.tone}")
    picture = QLabel()
    picture.setPixmap(icons.pixmap(TONE_ICONS[one.tone], one.tone, theme.SMALL_ICON))
    words = QLabel(f"{one.name}：{one.text}")
    words.setWordWrap(True)
    row = QHBoxLayout(frame)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.GAP)
    row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(words, 1)
    return frame
