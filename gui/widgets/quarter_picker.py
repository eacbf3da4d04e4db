"""Chooses the quarter that is counted."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton

from gui import icons, theme
from storage.period import Quarter

if TYPE_CHECKING:
    from gui.session import Session

BACK = 7  # quarters offered before the present one


class QuarterPicker(QPushButton):
    """A button that says the quarter and lists the last ones."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("quarter")
        self.setProperty("role", "quarter")
        self._session = session
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill)
        icons.set_icon(self, "calendar", "second", theme.SMALL_ICON)
        self.setMenu(self._menu)
        session.quarter_changed.connect(self._show)
        self._show(session.quarter)

    @Slot(object)
    def _show(self, quarter: Quarter) -> None:
        self.setText(f" {quarter.label}")
        self.setAccessibleName(f"统计季度：{quarter.label}")
        self.setToolTip(f"各页按 {quarter.cut_off:%Y-%m-%d} 为截止日统计")

    @Slot()
    def _fill(self) -> None:
        self._menu.clear()
        quarter = Quarter.of(date.today())
        for _ in range(BACK + 1):
            action = QAction(f"{quarter.label}　截止 {quarter.cut_off:%m-%d}", self._menu)
            action.setCheckable(True)
            action.setChecked(quarter == self._session.quarter)
            action.triggered.connect(
                lambda _checked=False, chosen=quarter: self._session.choose_quarter(chosen)
            )
            self._menu.addAction(action)
            quarter = quarter.previous
