"""邮件: the recipients, and the account for sending from the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from exports.mail import password_store
from exports.mail.delivery import account_of, server_of
from exports.mail.smtp import try_login
from gui.appearance import theme
from gui.tasks import TaskResult
from gui.widgets.buttons import link_button, primary_button, quiet_button
from gui.widgets.card import Card
from gui.widgets.form.record_form import RecordForm, save_form
from storage import clock
from storage.errors import UserError
from storage.model.tables.mail import MAIL_ACCOUNTS
from storage.store import listing

if TYPE_CHECKING:
    from gui.session import Session
    from storage.model.tables.mail import MailAccount

RECIPIENT_FIELDS = ("recipients",)
SERVER_FIELDS = (
    "enabled", "sender", "sender_name", "host", "port", "security", "user", "size_limit", "ca_file",
)  # fmt: skip
FORM_WIDTH = 520
WORDS = (
    "收件人名单用于复制收件人和邮件草稿，写错了也只能发给名单里的地址。"
    "直接发送要填发件邮箱和授权码；不启用时程序从不联网。"
)
CODE_STORED = "授权码已存在系统的密码保管里，不在台账文件中。"
CODE_NOT_STORED = "还没有存授权码，发送时再输入也可以。"
NO_KEYRING = "这台电脑没有可靠的密码保管，授权码不存，每次发送时输入。"


class MailSection(QWidget):
    """The record of the mail account, and the code, which is stored in the keyring only."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._shown: object = None
        words = QLabel(WORDS)
        words.setProperty("role", "second")
        words.setWordWrap(True)
        self.form = RecordForm(
            session, MAIL_ACCOUNTS, (("", RECIPIENT_FIELDS), ("直接发送", SERVER_FIELDS))
        )
        self.form.submitted.connect(self.save)
        self.form.setFixedWidth(FORM_WIDTH)
        save = primary_button("保存")
        save.setObjectName("save_mail")
        save.clicked.connect(self.save)
        row = QHBoxLayout()
        row.addWidget(save)
        row.addStretch()
        card = Card("邮件")
        card.body.setSpacing(theme.SPACE)
        card.body.addWidget(words)
        card.body.addWidget(self.form)
        card.body.addLayout(row)
        card.body.addLayout(self._code_row())
        card.body.addStretch()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(card)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(area)
        session.changed.connect(lambda _changes: self._on_changed())
        self.refresh()

    def _code_row(self) -> QVBoxLayout:
        self._state = QLabel()
        self._state.setObjectName("code_state")
        self._state.setProperty("role", "second")
        self.code = QLineEdit()
        self.code.setObjectName("code")
        self.code.setEchoMode(QLineEdit.EchoMode.Password)
        self.code.setPlaceholderText("授权码：网页邮箱“设置—帐户”里开启 SMTP 后得到")
        self.code.setAccessibleName("授权码")
        self.code.setFixedWidth(FORM_WIDTH - theme.LABEL - theme.GAP)
        self._save = quiet_button("存下", "lock")
        self._save.setObjectName("keep_code")
        self._save.clicked.connect(self._save_code)
        self._forget = link_button("忘掉")
        self._forget.setObjectName("forget_code")
        self._forget.clicked.connect(self._forget_code)
        self._try = quiet_button("试一下登录", "refresh-cw")
        self._try.setObjectName("try_login")
        self._try.setToolTip("连一次邮件服务器，看帐号和授权码对不对；不发信")
        self._try.clicked.connect(self._try_login)
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        for part in (self.code, self._save, self._try, self._forget):
            row.addWidget(part)
        row.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(theme.GAP // 2)
        column.addWidget(self._state)
        column.addLayout(row)
        return column

    def refresh(self) -> None:
        """Show the saved account."""
        account = account_of(self._session.store)
        self._shown = account
        numbers = [account.id] if account and account.id else []
        rows = listing.rows_of(self._session.store, MAIL_ACCOUNTS, numbers, clock.today())
        self.form.show_record(rows[0] if rows else None)
        self._show_code_state()

    def _show_code_state(self) -> None:
        """Show whether a code is stored; the keyring is asked only if sending is enabled."""
        account = self._account()
        wanted = account is not None and account.enabled
        for part in (self._state, self.code, self._save, self._try, self._forget):
            part.setVisible(wanted)
        if account is None or not wanted:
            return
        keeper = password_store.system_keyring()
        saved = bool(password_store.load_code(account)) if keeper else False
        self._state.setText(
            NO_KEYRING if keeper is None else CODE_STORED if saved else CODE_NOT_STORED
        )
        self._save.setVisible(keeper is not None)
        self._forget.setVisible(saved)

    def _account(self) -> MailAccount | None:
        return account_of(self._session.store)

    @Slot()
    def save(self) -> None:
        """Save the form."""
        account = self._account()
        number = account.id if account else None
        if save_form(self._session, self.form, number, "修改邮件设置") is not None:
            self.refresh()

    @Slot()
    def _save_code(self) -> None:
        account, code = self._account(), self.code.text().strip()
        if account is None or not code:
            self.code.setFocus()
            return
        try:
            password_store.save_code(account, code)
        except UserError as error:
            self._session.notify(str(error), "bad")
            return
        self.code.clear()
        self._session.notify("授权码已存进系统的密码保管。")
        self._show_code_state()

    @Slot()
    def _forget_code(self) -> None:
        account = self._account()
        if account is not None:
            try:
                password_store.delete_code(account)
            except UserError as error:
                self._session.notify(str(error), "bad")
        self._show_code_state()

    @Slot()
    def _try_login(self) -> None:
        account = self._account()
        if account is None:
            return
        code = self.code.text().strip() or password_store.load_code(account)
        if not code:
            self._session.notify("先输入授权码，再试登录。", "warn")
            self.code.setFocus()
            return
        result = TaskResult()
        work = result.wrap(lambda _progress: try_login(server_of(account), code))
        task = self._session.run("正在试邮箱登录", work)
        result.when_closed(task, lambda: self._report_login(result))

    def _report_login(self, result: TaskResult) -> None:
        if result.done:
            self._session.notify("登录成功，帐号和授权码都对。")

    def _on_changed(self) -> None:
        if self._account() != self._shown and not self.form.dirty():
            self.refresh()
