"""Chooses the quarter that is counted."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton

from gui import icons, theme
from storage.period import Quarter
from storage.quarter.seal import last_seal, seals

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
        self.setMenu(self._menu)
        session.quarter_changed.connect(self._show)
        session.changed.connect(lambda _changes: self._show(session.quarter))
        self._show(session.quarter)

    @Slot(object)
    def _show(self, quarter: Quarter) -> None:
        self.setText(f" {quarter.label}")
        self.setAccessibleName(f"统计季度：{quarter.label}")
        seal = last_seal(self._session.store, quarter)
        icons.set_icon(self, "lock" if seal else "calendar", "second", theme.SMALL_ICON)
        sealed = f"，已封存{seal.label}" if seal else ""
        self.setToolTip(f"各页按 {quarter.cut_off:%Y-%m-%d} 为截止日统计{sealed}")

    @Slot()
    def _fill(self) -> None:
        self._menu.clear()
        quarter = Quarter.of(date.today())
        sealed = {one.quarter for one in seals(self._session.store)}
        for _ in range(BACK + 1):
            mark = "　已封存" if quarter in sealed else ""
            action = QAction(f"{quarter.label}　截止 {quarter.cut_off:%m-%d}{mark}", self._menu)
            action.setCheckable(True)
            action.setChecked(quarter == self._session.quarter)
            action.triggered.connect(
                lambda _checked=False, chosen=quarter: self._session.choose_quarter(chosen)
            )
            self._menu.addAction(action)
            quarter = quarter.previous
