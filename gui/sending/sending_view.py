"""报送: checks the package, copies it, drafts and sends the mail, logs the sendings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from exports.draft_mark import DRAFT_WORD
from exports.mail import delivery, password_store
from exports.package.answer import read_answer
from gui import notice
from gui.appearance import theme
from gui.formatting import format_bytes
from gui.printing import open_externally
from gui.sending.answer_card import AnswerCard
from gui.sending.send_card import DRAFT, FILES, FOLDER, RECIPIENTS, SUBJECT, TEXT, SendCard
from gui.sending.sending_state import load_state
from gui.sending.sent_card import SentCard
from gui.tasks import TaskResult
from gui.widgets.clipboard import copy_files, copy_text
from storage import clock
from storage.errors import UserError
from storage.intake.read import PasswordNeeded
from storage.model.tables.dispatch import COPIED
from storage.sending.outbox import AlreadySent

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QShowEvent

    from exports.package.package_files import Package
    from gui.sending.sending_state import SendingState
    from gui.session import Session

COPIED_FILES = "文件已复制，到 QQ、微信、网页邮箱里粘贴。发出后请登记。"
QUERY_NAME = "ask_sending"


class SendingView(QWidget):
    """Loads its state when shown; `folder` returns the folder of the quarter's package.

    Signals:
        seal_requested(): the quarter is to be sealed before it is reported
    """

    seal_requested = Signal()

    def __init__(self, session: Session, folder: Callable[[], Path]) -> None:
        super().__init__()
        self.setObjectName("sending")
        self._session, self._folder = session, folder
        self._state: SendingState | None = None
        self._stale = True
        self.card = SendCard()
        self.sent = SentCard(session)
        self.answer = AnswerCard(session)
        self.answer.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE)
        for part in (self.card, self.answer, self.sent):
            column.addWidget(part)
        self.card.action_requested.connect(self._run_action)
        self.card.mail_requested.connect(self._ask_to_mail)
        self.card.seal_requested.connect(self.seal_requested)
        self.sent.answer_file_requested.connect(self._choose_answer)
        self.answer.closed.connect(self.answer.hide)
        self.answer.password_entered.connect(self.read_answer)
        session.changed.connect(lambda _changes: self._refresh_later())
        session.quarter_changed.connect(lambda _quarter: self._on_quarter_changed())
        session.writing_changed.connect(
            lambda _writing: self.card.set_busy(busy=session.writing is not None)
        )

    def _refresh_later(self) -> None:
        self._stale = True
        if self.isVisible():
            self.refresh()

    def _on_quarter_changed(self) -> None:
        self.answer.hide()
        self._refresh_later()

    @Slot()
    def refresh(self) -> None:
        """Load the package and the ledger again, in the background."""
        self._stale = False
        quarter, folder, today = self._session.quarter, self._folder(), clock.today()
        self._session.queries.submit(
            QUERY_NAME, lambda own: load_state(own, quarter, folder, today), self._show_state
        )

    def _show_state(self, state: SendingState) -> None:
        self._state = state
        self.card.show_state(state)
        self.sent.show_state(state)

    # by hand

    @Slot(str)
    def _run_action(self, action: str) -> None:
        state = self._state
        if state is None or state.package is None:
            return
        if action == FILES:
            self._copy_files(state.package)
        elif action == FOLDER:
            self._open(state.package.folder)
        elif action == DRAFT:
            self._write_draft(state)
        else:
            self._copy_text(action, state)

    def _copy_files(self, package: Package) -> None:
        copy_files(package.files)
        what = DRAFT_WORD if package.draft else ""
        self._session.notify(
            what + COPIED_FILES, "link", "登记报送", lambda: self._record_sending(package)
        )

    def _copy_text(self, action: str, state: SendingState) -> None:
        texts = {
            RECIPIENTS: ("收件人", "; ".join(state.recipients)),
            SUBJECT: ("主题", state.subject),
            TEXT: ("正文", state.text),
        }
        name, text = texts[action]
        copy_text(text)
        self._session.notify(f"{name}已复制。", "link")

    def _record_sending(self, package: Package) -> None:
        """Log a sending that was done by hand."""
        city = self._state.city if self._state else ""
        self._write(
            "正在登记报送",
            lambda store, _progress: delivery.log_manual_dispatch(
                store, package, COPIED, (city,), clock.now()
            ),
            lambda: self._session.notify(
                "已登记，记作草稿。" if package.draft else "已登记报送。",
                "good",
                "撤销",
                self._session.undo,
            ),
        )

    def _write_draft(self, state: SendingState) -> None:
        package = state.package
        assert package is not None
        path = package.mail
        report = f"邮件草稿已写好：{path.name}。发出后请在报送记录里登记。"
        self._write(
            "正在写邮件草稿",
            lambda store, _progress: delivery.write_draft(store, package, state.recipients, path),
            lambda: self._session.notify(report, "good", "打开", lambda: self._open(path)),
        )

    def _write(self, title: str, work: Callable[..., object], then: Callable[[], object]) -> None:
        """Run work in the background, and a callback when it is done."""
        result = TaskResult()
        try:
            task = self._session.write(title, result.wrap(work))
        except UserError as error:
            self._session.notify(str(error), "bad")
            return
        result.when_closed(task, lambda: then() if result.done else None)

    def _open(self, path: Path) -> None:
        self._run_or_notify(lambda: open_externally(path))

    def _run_or_notify(self, do: Callable[[], object]) -> None:
        try:
            do()
        except UserError as error:
            self._session.notify(str(error), "bad")

    # by mail

    @Slot(str, bool)
    def _ask_to_mail(self, code: str, keep: bool) -> None:
        state = self._state
        if state is None or state.package is None or state.account is None:
            return
        package = state.package
        detail = (
            f"发件人 {state.account.sender}\n"
            f"{len(package.files)} 个文件，{format_bytes(package.size)}\n\n"
            "会连接外网的邮件服务器，发出后收不回来。"
        )
        to = "、".join(state.recipients)
        if notice.confirm(
            self, f"{f'把{DRAFT_WORD}' if package.draft else ''}发给 {to}？", detail, "发送"
        ):
            self._mail(state, code, keep=keep)

    def _mail(self, state: SendingState, code: str, *, keep: bool, again: bool = False) -> None:
        package, account, result = state.package, state.account, TaskResult()
        assert package is not None
        assert account is not None
        work = result.wrap(
            lambda store, progress: delivery.send(
                store, package, account, code, state.recipients, again=again, progress=progress
            )
        )
        try:
            task = self._session.write("正在发送邮件", work)
        except UserError as error:
            self._session.notify(str(error), "bad")
            return
        result.when_closed(task, lambda: self._finish_mail(result, state, code, keep=keep))

    def _finish_mail(
        self, result: TaskResult, state: SendingState, code: str, *, keep: bool
    ) -> None:
        if result.done:
            self.card.clear_code()
            account = state.account
            if keep and account is not None:
                self._run_or_notify(lambda: password_store.save_code(account, code))
            draft = state.package is not None and state.package.draft
            noted = f"作为{DRAFT_WORD}记入报送记录" if draft else "已记入报送记录"
            self._session.notify(f"已发给 {'、'.join(state.recipients)}，{noted}。")
        elif isinstance(result.error, AlreadySent):
            self._session.notify(
                str(result.error), "warn", "再发一次",
                lambda: self._mail(state, code, keep=keep, again=True),
            )  # fmt: skip
        elif result.error is not None and "授权码" in str(result.error):
            self.card.request_code()

    # what came back

    @Slot()
    def _choose_answer(self) -> None:
        kinds = "表格 (*.xlsx *.xls *.et);;所有文件 (*)"
        name, _kind = QFileDialog.getOpenFileName(self, "市里退回的表", "", kinds)
        if name:
            self.read_answer(Path(name))

    def read_answer(self, path: Path, password: str = "") -> None:
        """Read a returned workbook and compare it, in the background."""
        quarter, today, result = str(self._session.quarter), clock.today(), TaskResult()
        work = result.wrap(
            lambda store, progress: read_answer(
                store,
                path,
                today,
                quarter=quarter,
                password=password or None,
                progress=progress,
            )
        )
        task = self._session.read("正在比对市里退回的表", work)
        result.when_closed(task, lambda: self._show_answer(result, path))

    def _show_answer(self, result: TaskResult, path: Path) -> None:
        if result.done:
            self.answer.show_answer(result.value)
            self.answer.show()
        elif isinstance(result.error, PasswordNeeded):
            self.answer.show()
            self.answer.ask_password(path, str(result.error))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()
