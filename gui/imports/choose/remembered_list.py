"""记住的: decisions of earlier imports that are applied automatically, each deletable."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui.appearance import theme
from gui.widgets.buttons import link_button
from gui.widgets.list.side_list import Entry, SideList
from storage.errors import UserError
from storage.intake import memory

if TYPE_CHECKING:
    from gui.session import Session

MAX_LISTED = 300  # decisions listed, the latest first
_ICONS = {
    memory.COLUMN: "columns-3",
    memory.VALUE: "link",
    memory.PERSON: "users",
    memory.SENDER: "building-2",
}


class RememberedList(QFrame):
    """A list of the remembered decisions; hidden while there are none."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("remembered")
        self.setProperty("role", "card")
        self._session = session
        self._head = QLabel()
        self._head.setObjectName("remembered_count")
        self._head.setProperty("role", "section")
        self._forget = link_button("忘掉")
        self._forget.setObjectName("forget")
        self._forget.setToolTip("忘掉选中的一条，下次照旧问")
        self._forget.clicked.connect(self._forget_chosen)
        self.list = SideList()
        self.list.setObjectName("remembered_list")
        self.list.setAccessibleName("导入时记住的")
        self.list.chosen.connect(lambda key: self._forget.setEnabled(key is not None))
        top = QHBoxLayout()
        top.setContentsMargins(theme.GAP, 0, 0, 0)
        top.addWidget(self._head, 1)
        top.addWidget(self._forget)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.GAP, theme.GAP, theme.GAP, theme.GAP)
        column.setSpacing(theme.GAP // 2)
        column.addLayout(top)
        column.addWidget(self.list, 1)
        self.refresh()

    def refresh(self) -> None:
        """Load the remembered decisions and list each text once."""
        store = self._session.store
        found = memory.load_all(store)
        ids_by_text: dict[str, list[int]] = {}
        kinds: dict[str, str] = {}
        for one in found[:MAX_LISTED]:
            text = memory.describe(store, one)
            ids_by_text.setdefault(text, []).append(one.id)
            kinds[text] = one.kind
        self._head.setText(f"记住的 {len(ids_by_text):,} 条")
        self._forget.setEnabled(False)
        self.list.show_entries(
            Entry(text, tuple(ids), icon=_ICONS[kinds[text]], tone="second")
            for text, ids in ids_by_text.items()
        )
        self.setVisible(bool(found))

    @Slot()
    def _forget_chosen(self) -> None:
        key = self.list.chosen_key()
        if key is None:
            return
        if self._session.writing is not None:
            self._session.notify(f"{self._session.writing.title}还没有完成，请稍后再试。", "warn")
            return
        try:
            memory.forget(self._session.store, key)
        except UserError as error:
            self._session.notify(str(error), "bad")
            return
        self.refresh()
        self._session.notify("已忘掉，下次导入照旧问。")
