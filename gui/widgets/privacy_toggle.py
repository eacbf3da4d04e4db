"""The eye: shows the numbers of people in the whole window, or hides them again, and logs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui.appearance import icons
from gui.widgets.buttons import tool_button

if TYPE_CHECKING:
    from gui.session import Session

SHOW, HIDE = "显示证件号和电话（会记入日志）", "遮蔽证件号和电话"


class PrivacyToggle(QWidget):
    """`what` is said in the log of what was looked at."""

    def __init__(self, session: Session, what: str) -> None:
        super().__init__()
        self._session, self._what = session, what
        self._button = tool_button("eye", SHOW)
        self._button.setObjectName("eye")
        self._button.clicked.connect(self._toggle)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._button)
        session.masked_changed.connect(self._show)
        self._show(session.masked)

    @Slot()
    def _toggle(self) -> None:
        self._session.reveal(self._session.masked, self._what)

    @Slot(bool)
    def _show(self, masked: bool) -> None:
        name = SHOW if masked else HIDE
        icons.set_icon(self._button, "eye" if masked else "eye-off")
        self._button.setToolTip(name)
        self._button.setAccessibleName(name)
