"""The keyboard shortcuts: their keys, their descriptions, and how they are bound to actions.

The sheet behind Ctrl+/ lists `ALL`, so a shortcut declared here is documented at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A shortcut: `keys` in Qt's notation, what it does, and its group on the shortcut sheet."""

    keys: str
    description: str
    group: str = "到处可用"


SEARCH = Shortcut("Ctrl+K", "搜索全部台账")
UNDO = Shortcut("Ctrl+Z", "撤销上一步")
REDO = Shortcut("Ctrl+Y", "重做")
IMPORT = Shortcut("Ctrl+I", "导入花名册")
PAGES = Shortcut("Ctrl+1…9", "打开左边第几页")
SHEET = Shortcut("Ctrl+/", "这张快捷键表")

NEW = Shortcut("Ctrl+N", "新增一条", "在台账里")
FIND = Shortcut("Ctrl+F", "在本页里找", "在台账里")
PANEL = Shortcut("F4", "打开或关上右边的详情", "在台账里")
SAVE = Shortcut("Ctrl+S", "保存正在填的（回车也行）", "在台账里")
CLOSE = Shortcut("Esc", "关上详情、清空搜索", "在台账里")

OPEN = Shortcut("Return", "进入详情；填格时到下一行", "在表格里")
EDIT = Shortcut("F2", "改这一格（直接打字也行）", "在表格里")
COPY = Shortcut("Ctrl+C", "复制选中的行", "在表格里")
COPY_HEADED = Shortcut("Ctrl+Shift+C", "连表头一起复制", "在表格里")
FILTER = Shortcut("Alt+Down", "筛选这一列", "在表格里")
REMOVE = Shortcut("Delete", "删除选中的行（可撤销）", "在表格里")

CALENDAR = Shortcut("Alt+Down", "打开日历", "在表单里")
TODAY = Shortcut("Ctrl+;", "日期填今天", "在表单里")

NEXT_ITEM = Shortcut("Ctrl+Down", "存好这条，到下一条的同一格", "在工作要点里")
PREVIOUS_ITEM = Shortcut("Ctrl+Up", "存好这条，到上一条的同一格", "在工作要点里")

MAIN_ACTION = Shortcut("Ctrl+Return", "做这一步的主要事情", "导入花名册时")
NEXT_PROBLEM = Shortcut("F8", "去下一个问题", "导入花名册时")
PREVIOUS_PROBLEM = Shortcut("Shift+F8", "去上一个问题", "导入花名册时")
EXCLUDE_ROW = Shortcut("Delete", "这一行不导入", "导入花名册时")
INCLUDE_ROW = Shortcut("Insert", "待确认的这一行是人，导入", "导入花名册时")
PREVIOUS_STEP = Shortcut("Ctrl+Z", "退回一步", "导入花名册时")
SAME_PERSON = Shortcut("1", "是同一人（2 不是，3 先放着）", "导入花名册时")
TICK = Shortcut("Space", "选中的改动打勾或去勾", "导入花名册时")

ALL = (
    SEARCH, UNDO, REDO, IMPORT, PAGES, SHEET,
    NEW, FIND, PANEL, SAVE, CLOSE,
    OPEN, EDIT, COPY, COPY_HEADED, FILTER, REMOVE,
    CALENDAR, TODAY,
    NEXT_ITEM, PREVIOUS_ITEM,
    MAIN_ACTION, NEXT_PROBLEM, PREVIOUS_PROBLEM, EXCLUDE_ROW, INCLUDE_ROW, PREVIOUS_STEP,
    SAME_PERSON, TICK,
)  # fmt: skip


def bind(
    key: Shortcut | str, owner: QWidget, do: Callable[[], object], *, within: bool = False
) -> None:
    """Call `do` when the keys are pressed in the owner's window, or `within` the owner alone."""
    keys = key if isinstance(key, str) else key.keys
    shortcut = QShortcut(QKeySequence(keys), owner)
    if within:
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(do)


def is_pressed(event: QKeyEvent, key: Shortcut) -> bool:
    """Return whether the event is a press of the shortcut's keys."""
    return QKeySequence(event.keyCombination()) == QKeySequence(key.keys)


def display_text(key: Shortcut) -> str:
    """Format the keys for menus and the shortcut sheet: 回车 for Return, arrows for directions."""
    names = {"Return": "回车", "Space": "空格", "Down": "↓", "Up": "↑"}
    return "+".join(names.get(part, part) for part in key.keys.split("+"))
