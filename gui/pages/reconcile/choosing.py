"""Which file the platform gave: dropped, chosen or pasted; why one cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from gui import theme
from gui.pages.intake.choose import KINDS
from gui.pages.intake.file_row import FileRow
from gui.widgets.card import clear
from gui.widgets.drop_area import DropArea
from storage.intake import sources

if TYPE_CHECKING:
    from storage.intake.plan import Plan

INVITED = "把志愿四川导出的志愿者名单拖到这里，或复制文件后按 Ctrl+V；表头怎么写都行"
EXPLAINED = (
    "按身份证号一个一个对：谁只在平台上、谁只在台账里、谁的时长不一样，分几份清单列出来。\n"
    "对上的人，注册情况、志愿者编号、注册日期和平台时长可以填进台账；先看清每一处改动，"
    "填了也能整次撤销。不会新增人。"
)


class Choosing(QFrame):
    """Signals: given(paths), encoding_wanted(file, encoding), password_given(file, password)."""

    given = Signal(object)
    encoding_wanted = Signal(str, str)
    password_given = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.drop = DropArea(INVITED, "选择文件…", KINDS)
        self.drop.given.connect(self.given)
        words = QLabel(EXPLAINED)
        words.setProperty("role", "second")
        words.setWordWrap(True)
        self._files = QVBoxLayout()
        self._files.setSpacing(0)
        self._holder = QWidget()
        self._holder.setProperty("role", "plain")
        self._holder.setLayout(self._files)
        self._holder.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.MARGIN, theme.MARGIN, theme.MARGIN, theme.MARGIN)
        column.setSpacing(theme.SPACE)
        head = QLabel("平台导出的名单")
        head.setProperty("role", "section")
        column.addWidget(head)
        column.addWidget(self.drop, 1)
        column.addWidget(self._holder)
        column.addWidget(words)
        self.setFocusProxy(self.drop.button)

    def show_plan(self, plan: Plan | None) -> None:
        """Show why files could not be read, each with what helps."""
        clear(self._files)
        for file in plan.files if plan else ():
            source = file.path
            row = FileRow(source, file, file.shown)
            key = sources.key(source)
            row.dropped.connect(lambda: self.show_plan(None))
            row.encoding_wanted.connect(lambda word, key=key: self.encoding_wanted.emit(key, word))
            row.password_given.connect(lambda word, key=key: self.password_given.emit(key, word))
            self._files.addWidget(row)
        self._holder.setVisible(plan is not None)
