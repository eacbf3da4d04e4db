"""What a right click on a grid offers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from gui import icons, shortcuts

if TYPE_CHECKING:
    from collections.abc import Callable

    from gui.widgets.record_grid import RecordGrid


def menu_of(grid: RecordGrid) -> QMenu:
    """The menu for the rows that are selected."""
    menu = QMenu(grid)
    count = grid.selected_count()

    def add(text: str, icon: str, key: shortcuts.Key | None, do: Callable[[], object]) -> None:
        keys = f"\t{shortcuts.shown(key)}" if key else ""
        action = QAction(icons.icon(icon), text + keys, menu)
        action.triggered.connect(do)
        menu.addAction(action)

    add("打开", "arrow-right", shortcuts.OPEN, grid.opened.emit)
    menu.addSeparator()
    rows = f"复制 {count:,} 行" if count > 1 else "复制这一行"
    add(rows, "copy", shortcuts.COPY, grid.copy)
    add("连表头一起复制", "table-2", shortcuts.COPY_HEADED, lambda: grid.copy(headed=True))
    add("复制这一格", "copy", None, grid.copy_cell)
    add("筛选这一列", "filter", shortcuts.FILTER, grid.filter_current)
    if grid.append_only:
        return menu
    menu.addSeparator()
    removal = f"删除 {count:,} 行" if count > 1 else "删除这一行"
    add(removal, "trash-2", shortcuts.REMOVE, grid.removal_wanted.emit)
    return menu
