"""导入记忆: answers remembered from imports, to be reviewed, changed and forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from gui.appearance import theme
from gui.widgets.buttons import danger_button, quiet_button
from gui.widgets.card import Card
from gui.widgets.list.side_list import Entry, SideList
from storage.errors import UserError
from storage.intake import memory

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QShowEvent

    from gui.session import Session
    from storage.intake.memory import Memory

ANSWER_WIDTH = 320
WORDS = "导入时您指定过的栏目、写法的意思和是不是同一人，下次导入照此办理；忘掉以后会再问您。"
NOTHING_REMEMBERED = "还没有记住什么。导入时指定一列是什么、一个写法是什么意思，就会记在这里。"
KIND_LABELS = {memory.COLUMN: "栏目", memory.VALUE: "写法", memory.PERSON: "人"}


class MemorySection(QWidget):
    """The remembered answers by kind; the meaning of a text can be changed."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._memories: dict[int, Memory] = {}
        self.list = SideList()
        self.list.setObjectName("memory_list")
        self.list.setAccessibleName("记住的内容")
        self.list.chosen.connect(self._choose)
        self._words = QLabel()
        self._words.setObjectName("memory_words")
        self._words.setProperty("role", "second")
        self._words.setWordWrap(True)
        self.answer = QLineEdit()
        self.answer.setObjectName("memory_answer")
        self.answer.setAccessibleName("意思是")
        self.answer.setPlaceholderText("意思是")
        self.answer.setFixedWidth(ANSWER_WIDTH)
        self.answer.returnPressed.connect(self.change)
        self._change = quiet_button("改为这个意思")
        self._change.setObjectName("change_memory")
        self._change.clicked.connect(self.change)
        self._forget = danger_button("忘掉")
        self._forget.setObjectName("forget_memory")
        self._forget.clicked.connect(self.forget)
        foot = QHBoxLayout()
        foot.setSpacing(theme.GAP)
        foot.addWidget(self.answer)
        foot.addWidget(self._change)
        foot.addStretch(1)
        foot.addWidget(self._forget)
        card = Card("导入记忆")
        card.body.setSpacing(theme.SPACE)
        card.body.addWidget(self._words)
        card.body.addWidget(self.list, 1)
        card.body.addLayout(foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """List the remembered answers."""
        store = self._session.store
        found = memory.load_all(store)
        self._memories = {one.id: one for one in found}
        entries: list[Entry] = []
        for kind, head in KIND_LABELS.items():
            mine = [one for one in found if one.kind == kind]
            if mine:
                entries.append(Entry(f"{head} {len(mine)}"))
                entries += [Entry(memory.describe(store, one), one.id) for one in mine]
        self.list.show_entries(entries)
        self._words.setText(WORDS if found else NOTHING_REMEMBERED)
        self._choose(self.list.chosen_key())

    @Slot(object)
    def _choose(self, key: object) -> None:
        one = self._memories.get(key) if isinstance(key, int) else None
        meaning = one is not None and one.kind == memory.VALUE
        self.answer.setText(one.answer if one is not None and meaning else "")
        for widget in (self.answer, self._change):
            widget.setVisible(meaning)
        self._forget.setEnabled(one is not None)

    def _chosen(self) -> Memory | None:
        key = self.list.chosen_key()
        return self._memories.get(key) if isinstance(key, int) else None

    @Slot()
    def change(self) -> None:
        """Change the meaning of the chosen text."""
        one = self._chosen()
        if one is not None and one.kind == memory.VALUE:
            self._run_or_notify(
                lambda: memory.change(self._session.store, one, self.answer.text().strip())
            )

    @Slot()
    def forget(self) -> None:
        """Delete the chosen answer."""
        one = self._chosen()
        if one is not None:
            self._run_or_notify(lambda: memory.forget(self._session.store, [one.id]))

    def _run_or_notify(self, work: Callable[[], None]) -> None:
        try:
            work()
        except UserError as error:
            self._session.notify(str(error), "bad")
        self.refresh()
