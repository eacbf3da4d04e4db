"""The bar over every page: search everything, the quarter, undo and redo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout

from gui import theme
from gui.widgets.buttons import tool_button
from gui.widgets.quarter_picker import QuarterPicker
from gui.widgets.search_field import SearchField

if TYPE_CHECKING:
    from gui.session import Session
    from storage.undo import Step


class TopBar(QFrame):
    """What is always at hand."""

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
