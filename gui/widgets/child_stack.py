"""Several short lists of what belongs to a record, one under the other."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from gui import theme
from gui.widgets.scrolled import flush

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from gui.widgets.child_list import ChildList
    from storage.listing import Row

QWIDGETSIZE_MAX = 2**24 - 1  # Qt's word for no limit


class ChildStack(QWidget):
    """Shows each list under its title."""

    def __init__(self, lists: Sequence[tuple[str, ChildList]]) -> None:
        super().__init__()
        self.lists = tuple(one for _, one in lists)
        self._heads: list[QLabel] = []
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP // 2)
        for title, one in lists:
            head = QLabel(title)
            head.setProperty("role", "group")
            head.setIndent(0)
            column.addWidget(head)
            column.addWidget(one, 1)
            one.writing.connect(partial(self._make_room, one))
            self._heads.append(head)
        self._area, self._writing = flush(inside), False
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._area)

    def _make_room(self, wanted: ChildList, writing: bool) -> None:
        """The other lists step aside while something is written in one."""
        for head, one in zip(self._heads, self.lists, strict=True):
            for part in (head, one):
                part.setVisible(one is wanted or not writing)
        self._writing = writing
        self._fit()

    def _fit(self) -> None:
        """One list that is written in scrolls by itself, its buttons in sight."""
        most = self._area.viewport().height() if self._writing else QWIDGETSIZE_MAX
        self._area.inside.setMaximumHeight(most)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def show_record(self, row: Row[Any] | None) -> None:
        """List what belongs to another record."""
        for one in self.lists:
            one.show_record(row)
