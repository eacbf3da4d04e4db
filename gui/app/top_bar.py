"""The bar over every page: search, the quarter, undo and redo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton

from gui.appearance import icons, theme
from gui.widgets.buttons import tool_button
from gui.widgets.field.search_field import SearchField
from storage import clock
from storage.model.period import Quarter
from storage.seals.seal import last_seal, seals

if TYPE_CHECKING:
    from gui.session import Session
    from storage.store.undo import Step

EARLIER_QUARTERS = 7  # quarters offered before the present one


class QuarterPicker(QPushButton):
    """A button that shows the quarter, with a menu of the last ones."""

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
        quarter = Quarter.of(clock.today())
        sealed = {one.quarter for one in seals(self._session.store)}
        for _ in range(EARLIER_QUARTERS + 1):
            mark = "　已封存" if quarter in sealed else ""
            action = QAction(f"{quarter.label}　截止 {quarter.cut_off:%m-%d}{mark}", self._menu)
            action.setCheckable(True)
            action.setChecked(quarter == self._session.quarter)
            action.triggered.connect(
                lambda _checked=False, chosen=quarter: self._session.choose_quarter(chosen)
            )
            self._menu.addAction(action)
            quarter = quarter.previous


class TopBar(QFrame):
    """Search, quarter, undo and redo."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("top_bar")
        self.setProperty("role", "bar")
        self.setFixedHeight(theme.TOP_BAR)
        self._session = session
        self.search = SearchField("搜索人员、组织、单位、培训…　Ctrl+K", "搜索全部台账")
        self.search.setObjectName("global_search")
        self.search.setFixedWidth(theme.PANEL + theme.EDGE)
        self._undo = tool_button("undo-2", "撤销")
        self._undo.setObjectName("undo")
        self._undo.clicked.connect(session.undo)
        self._redo = tool_button("redo-2", "重做")
        self._redo.setObjectName("redo")
        self._redo.clicked.connect(session.redo)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.EDGE, 0, theme.EDGE, 0)
        row.setSpacing(theme.GAP)
        row.addWidget(self.search)
        row.addStretch(1)
        row.addWidget(QuarterPicker(session))
        row.addWidget(self._undo)
        row.addWidget(self._redo)
        session.changed.connect(self._refresh)
        self._refresh()

    @Slot(object)
    def _refresh(self, _changes: object = None) -> None:
        for button, verb, step, keys in (
            (self._undo, "撤销", self._session.next_undo(), "Ctrl+Z"),
            (self._redo, "重做", self._session.next_redo(), "Ctrl+Y"),
        ):
            button.setEnabled(step is not None)
            button.setToolTip(_hint(verb, step, keys))


def _hint(verb: str, step: Step | None, keys: str) -> str:
    return f"{verb}：{step.reason}　{keys}" if step else f"没有可以{verb}的操作"
