"""报送记录: the sendings of the quarter, and the city's replies to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui.appearance import theme
from gui.session import Route
from gui.widgets.buttons import link_button, primary_button, quiet_button
from gui.widgets.card import Card, clear_layout
from gui.widgets.elided import ElidedLabel
from gui.widgets.focus import holds_focus, preserve_focus
from gui.widgets.form.record_form import RecordForm, save_form
from gui.widgets.pill import Pill
from storage import clock
from storage.errors import UserError
from storage.model.tables.dispatch import CORRECTIONS, DISPATCHES, DRAFTED
from storage.sending.dispatch_log import dispatch_state, mark_sent
from storage.store import listing

if TYPE_CHECKING:
    from gui.sending.sending_state import SendingState
    from gui.session import Session
    from storage.model.tables.dispatch import Dispatch

FIELDS = ("received_on", "receipt", "returned_on", "return_note", "recipients", "note")
NOTHING_SENT = "这个季度还没有报送过。"


class SentCard(Card):
    """The sendings of the quarter, the last first; the form of one can be opened.

    Signals:
        answer_file_requested(): choose a returned workbook to read
    """

    answer_file_requested = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(DISPATCHES.label)
        self.setObjectName("sent_card")
        self._session = session
        self._open: int | None = None
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        self._corrections_link = link_button("")
        self._corrections_link.setObjectName("corrections_waiting")
        self._corrections_link.clicked.connect(self._show_corrections)
        read = self._read = quiet_button("读入市里退回的表…", "file-input")
        read.setObjectName("read_answer")
        read.clicked.connect(self.answer_file_requested)
        listed = QWidget()
        listed.setProperty("role", "plain")
        column = QVBoxLayout(listed)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addLayout(self._list)
        for action in (self._corrections_link, read):
            foot = QHBoxLayout()
            foot.addWidget(action)
            foot.addStretch(1)
            column.addLayout(foot)
        self._listed, self._opened = listed, self._form_page()
        self.body.addWidget(self._listed)
        self.body.addWidget(self._opened)
        self._show_form(shown=False)

    def _form_page(self) -> QWidget:
        page = QWidget()
        page.setProperty("role", "plain")
        self.form = RecordForm(self._session, DISPATCHES, (("", FIELDS),))
        self.form.submitted.connect(self.save)
        save = primary_button("保存")
        save.setObjectName("save_dispatch")
        save.clicked.connect(self.save)
        back = quiet_button("取消")
        back.setObjectName("leave_dispatch")
        back.clicked.connect(lambda: self._show_form(shown=False))
        row = QHBoxLayout()
        row.addWidget(save)
        row.addWidget(back)
        row.addStretch(1)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(self.form)
        column.addLayout(row)
        return page

    def _show_form(self, *, shown: bool) -> None:
        """Show the form in place of the list, or the list."""
        back = not shown and holds_focus(self._opened)
        self._listed.setVisible(not shown)
        if back:
            link = self._listed.findChild(QWidget, f"open_dispatch_{self._open}")
            (link or self._read).setFocus()
        self._opened.setVisible(shown)

    def show_state(self, state: SendingState) -> None:
        """Show the sendings."""
        with preserve_focus(self._listed, self._read):
            clear_layout(self._list)
            for one in state.sent:
                self._list.addWidget(self._row(one))
        if not state.sent:
            words = QLabel(NOTHING_SENT)
            words.setProperty("role", "second")
            self._list.addWidget(words)
        many = len(state.open_corrections)
        self._corrections_link.setText(f"还有 {many} 处更正要到台账里改好")
        self._corrections_link.setVisible(bool(many))

    def _row(self, one: Dispatch) -> QWidget:
        version = f"第 {one.version} 版 · " if one.version else "草稿 · " if one.draft else ""
        when = QLabel(
            f"{one.sent_on.month}月{one.sent_on.day}日 {one.sent_at or ''}　{one.channel}"
        )
        to = ElidedLabel("small")
        to.set_full_text(version + "、".join(one.recipients.split("\n")))
        pill = Pill()
        pill.set_text(*dispatch_state(one))
        note = link_button(DISPATCHES.by_name["receipt"].label)
        note.setObjectName(f"open_dispatch_{one.id}")
        note.setAccessibleName(f"登记回执或退回：{when.text()}")
        note.clicked.connect(lambda: self.open(one.id))
        actions = QVBoxLayout()  # above each other, as the card is narrow
        actions.setSpacing(0)
        if one.channel == DRAFTED:
            posted = link_button("已发出")
            posted.setObjectName(f"posted_{one.id}")
            posted.setAccessibleName(f"登记邮件已发出：{when.text()}")
            posted.clicked.connect(lambda: self._record_posted(one.id))
            actions.addWidget(posted)
        actions.addWidget(note)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(when)
        words.addWidget(to)
        frame = QFrame()
        frame.setProperty("role", "step")
        row = QHBoxLayout(frame)
        row.setContentsMargins(0, theme.GAP // 2, 0, theme.GAP // 2)
        row.setSpacing(theme.GAP)
        row.addLayout(words, 1)
        row.addWidget(pill)
        row.addLayout(actions)
        return frame

    def _record_posted(self, number: int | None) -> None:
        """Log that a drafted mail was sent."""
        if number is None:
            return
        try:
            with self._session.edit("登记邮件已发出") as edit:
                mark_sent(self._session.store, edit, number, clock.now())
        except UserError as error:
            self._session.notify(str(error), "bad")

    def open(self, number: int | None) -> None:
        """Open the form of a sending, for its receipt or return."""
        if number is None:
            return
        self._open = number
        rows = listing.rows_of(self._session.store, DISPATCHES, [number], clock.today())
        self.form.show_record(rows[0])
        self._show_form(shown=True)
        self.form.focus_first()

    @Slot()
    def _show_corrections(self) -> None:
        self._session.go(Route("ledgers", table=CORRECTIONS.name, view="open"))

    @Slot()
    def save(self) -> None:
        """Save the form."""
        if save_form(self._session, self.form, self._open, "登记报送回执") is not None:
            self._show_form(shown=False)
