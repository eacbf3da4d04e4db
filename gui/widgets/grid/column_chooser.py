"""A popup that chooses the columns of a grid: a searchable list with check boxes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from gui.appearance import theme
from gui.widgets.buttons import link_button
from gui.widgets.popup import drop_under

if TYPE_CHECKING:
    from gui.widgets.grid.grid_layout import GridLayout
    from storage.model.schema import Column, Derived

NAME = Qt.ItemDataRole.UserRole


class ColumnChooser(QFrame):
    """The column popup; each tick takes effect at once."""

    def __init__(
        self, layout: GridLayout, shown: dict[str, Column | Derived], parent: QWidget
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("column_chooser")
        self.setProperty("role", "popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(theme.FILTER)
        self._layout = layout
        self._search = QLineEdit()
        self._search.setPlaceholderText("找一列")
        self._search.setAccessibleName("找一列")
        self._search.textChanged.connect(self._narrow)
        self._list = QListWidget()
        self._list.setObjectName("columns")
        self._list.setAccessibleName("要显示的列")
        self._list.setProperty("role", "plain")
        self._list.setFixedHeight(theme.CHOOSER)
        self._fill(shown)
        self._list.itemChanged.connect(self._apply)
        defaults = link_button("恢复默认")
        defaults.setObjectName("usual_columns")
        defaults.clicked.connect(self._restore)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE, theme.SPACE, theme.SPACE, theme.SPACE)
        column.setSpacing(theme.GAP)
        column.addWidget(self._search)
        column.addWidget(self._list)
        column.addWidget(defaults, 0, Qt.AlignmentFlag.AlignLeft)

    def open_under(self, button: QWidget) -> None:
        """Open below a button, aligned with its right edge."""
        drop_under(self, button, 4, flush_right=True)
        self.show()
        self._search.setFocus()

    def _fill(self, shown: dict[str, Column | Derived]) -> None:
        names = self._layout.names()
        order = [*names, *(name for name in shown if name not in names)]
        for name in order:
            item = QListWidgetItem(shown[name].label)
            item.setData(NAME, name)
            item.setSizeHint(QSize(0, theme.FIELD))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            state = Qt.CheckState.Checked if name in names else Qt.CheckState.Unchecked
            item.setCheckState(state)
            self._list.addItem(item)

    @Slot(str)
    def _narrow(self, typed: str) -> None:
        for at in range(self._list.count()):
            item = self._list.item(at)
            item.setHidden(typed.strip() not in item.text())

    @Slot()
    def _apply(self) -> None:
        items = [self._list.item(at) for at in range(self._list.count())]
        ticked = [i.data(NAME) for i in items if i.checkState() == Qt.CheckState.Checked]
        before = self._layout.names()
        remaining = [name for name in before if name in ticked]
        added = [name for name in ticked if name not in before]
        if remaining or added:
            self._layout.show([*remaining, *added])

    @Slot()
    def _restore(self) -> None:
        self._layout.restore_defaults()
        self.close()
