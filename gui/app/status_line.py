"""The line at the foot: time of the last save, last report sent, selection, masking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from gui.appearance import theme
from gui.notice import NoticeBar
from storage.sending.dispatch_log import dispatch_line, last_dispatch

if TYPE_CHECKING:
    from gui.session import Session


class StatusLine(QFrame):
    """Left: save time, last report and selection, or a notice in their place. Right: masking."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("status_line")
        self.setProperty("role", "status")
        self.setMinimumHeight(theme.STATUS_LINE)
        self.notice = NoticeBar()
        self._session = session
        self._saved = QLabel("尚无改动")
        self._saved.setObjectName("status_saved")
        self._selected = QLabel()
        self._selected.setObjectName("status_selected")
        self._sent = QLabel()
        self._sent.setObjectName("status_sent")
        self._hidden = QLabel()
        place = QLabel("本机")
        place.setToolTip(f"数据在 {session.folder}；除非启用邮件发送，程序不上网")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 1, theme.EDGE, 0)
        row.setSpacing(theme.EDGE)
        self._usual = QWidget()
        usual = QHBoxLayout(self._usual)
        usual.setContentsMargins(theme.EDGE, 0, 0, 0)
        usual.setSpacing(theme.EDGE)
        for label in (self._saved, self._sent, self._selected):
            usual.addWidget(label)
        usual.addStretch(1)
        row.addWidget(self.notice, 1)
        row.addWidget(self._usual, 1)
        row.addWidget(self._hidden)
        row.addWidget(place)
        self.notice.visibility_changed.connect(lambda there: self._usual.setVisible(not there))
        session.notice_posted.connect(self.notice.show_notice)
        session.notice_withdrawn.connect(self.notice.withdraw)
        session.changed.connect(self._show_saved)
        session.selection_described.connect(self._selected.setText)
        session.masked_changed.connect(self._show_masking)
        self._show_masking(session.masked)
        self._show_last_sent()

    @Slot(object)
    def _show_saved(self, _changes: object) -> None:
        if self._session.saved_at:
            self._saved.setText(f"已保存 {self._session.saved_at:%H:%M}")
        self._show_last_sent()

    def _show_last_sent(self) -> None:
        """Show the last report sent to the city; there are only a few to search."""
        last = last_dispatch(self._session.store)
        self._sent.setText(f"上次报送 {dispatch_line(last)}" if last else "")
        self._sent.setVisible(last is not None)

    @Slot(bool)
    def _show_masking(self, masked: bool) -> None:
        self._hidden.setText("证件号已遮蔽" if masked else "证件号正在显示")
