"""The eye button: shows people's numbers in the whole window or masks them again; logged."""

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
    """A button that toggles masking; `subject` goes into the access log."""

    def __init__(self, session: Session, subject: str) -> None:
        super().__init__()
        self._session, self._subject = session, subject
        self._button = tool_button("eye", SHOW)
        self._button.setObjectName("eye")
        self._button.clicked.connect(self._toggle)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._button)
        session.masked_changed.connect(self._show_state)
        self._show_state(session.masked)

    @Slot()
    def _toggle(self) -> None:
        self._session.reveal(self._session.masked, self._subject)

    @Slot(bool)
    def _show_state(self, masked: bool) -> None:
        name = SHOW if masked else HIDE
        icons.set_icon(self._button, "eye" if masked else "eye-off")
        self._button.setToolTip(name)
        self._button.setAccessibleName(name)
