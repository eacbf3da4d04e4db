"""Several short lists of what belongs to a record, one under the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from gui import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gui.widgets.child_list import ChildList
    from storage.listing import Row


class ChildStack(QWidget):
    """Shows each list under its title."""

    def __init__(self, lists: Sequence[tuple[str, ChildList]]) -> None:
        super().__init__()
        self.lists = tuple(one for _, one in lists)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP // 2)
        for title, one in lists:
            head = QLabel(title)
            head.setProperty("role", "group")
            head.setIndent(0)
            column.addWidget(head)
            column.addWidget(one, 1)

    def show_record(self, row: Row[Any] | None) -> None:
        """List what belongs to another record."""
        for one in self.lists:
            one.show_record(row)
