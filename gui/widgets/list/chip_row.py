"""The chips above a grid: named views with their counts, and the filters in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from gui.appearance import icons, theme
from gui.widgets.elided import ElidedButton
from gui.widgets.flow_layout import FlowLayout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from gui.models.list_query import Condition


class ChipRow(QWidget):
    """Views are alternatives in one line; a filter is removed by a click on its chip.

    Signals:
        view_chosen(name), filter_removed(condition)
    """

    view_chosen = Signal(str)
    filter_removed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._chips: dict[str, QPushButton] = {}
        self._labels: dict[str, str] = {}
        self._counts: dict[str, int] = {}
        self._filters: list[QPushButton] = []
        self._line = QHBoxLayout()
        self._line.setSpacing(theme.GAP)
        self._more = QPushButton("更多", self)
        self._more.setObjectName("more_views")
        self._more.setProperty("role", "more")
        self._more.setAccessibleName("更多视图")
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill_menu)
        self._more.setMenu(self._menu)
        self._more.hide()
        self._below = QWidget(self)
        self._flow = FlowLayout(self._below)
        self._below.hide()
        self._line.addWidget(self._more)
        self._line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 2)
        column.setSpacing(theme.GAP)
        column.addLayout(self._line)
        column.addWidget(self._below)

    def set_views(self, views: Sequence[tuple[str, str]]) -> None:
        """Create chips for views, given by name and label; the first is always shown."""
        for at, (name, label) in enumerate(views):
            chip = QPushButton(label, self)
            chip.setProperty("role", "chip")
            chip.setCheckable(True)
            chip.setObjectName(f"view_{name or 'all'}")
            chip.clicked.connect(lambda _=False, name=name: self.view_chosen.emit(name))
            chip.hide()
            self._group.addButton(chip)
            self._chips[name], self._labels[name], self._counts[name] = chip, label, 0
            self._line.insertWidget(at, chip)
        self._arrange()

    def choose(self, name: str) -> None:
        """Mark a view as the current one."""
        if name in self._chips:
            self._chips[name].setChecked(True)
            self._arrange()

    def set_count(self, name: str, count: int) -> None:
        """Set the number of records of a view; an empty view is not offered."""
        if name in self._chips:
            self._counts[name] = count
            text = self._chip_text(name)
            self._chips[name].setText(text)
            self._chips[name].setAccessibleName(text)
            self._arrange()

    def show_filters(self, conditions: Sequence[Condition]) -> None:
        """Show a chip for each condition in force."""
        for chip in self._filters:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._filters = [self._filter_chip(one) for one in conditions]
        for chip in self._filters:
            self._flow.addWidget(chip)
        self._below.setVisible(bool(conditions))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _chip_text(self, name: str) -> str:
        return f"{self._labels[name]}  {self._counts[name]:,}"

    def _offered(self) -> list[str]:
        """Return the names of the offered views: the first, the chosen, and those not empty."""
        return [
            name
            for at, (name, chip) in enumerate(self._chips.items())
            if at == 0 or self._counts[name] or chip.isChecked()
        ]

    def _arrange(self) -> None:
        """Show as many chips as fit, the chosen one always; the menu 更多 has the rest."""
        offered = self._offered()
        widths = {name: self._chips[name].sizeHint().width() + theme.GAP for name in offered}
        room = self.width()
        if sum(widths.values()) > room:
            room -= self._more.sizeHint().width()
        chosen = [name for name in offered if self._chips[name].isChecked()]
        room -= sum(widths[name] for name in chosen)
        shown = set(chosen)
        for name in offered:
            if name not in shown:
                room -= widths[name]
                if room < 0:
                    break
                shown.add(name)
        for name, chip in self._chips.items():
            chip.setVisible(name in shown)
        self._more.setVisible(len(shown) < len(offered))

    @Slot()
    def _fill_menu(self) -> None:
        self._menu.clear()
        for name in self._offered():
            if self._chips[name].isHidden():
                action = QAction(self._chip_text(name), self._menu)
                action.triggered.connect(lambda _=False, name=name: self.view_chosen.emit(name))
                self._menu.addAction(action)

    def _filter_chip(self, condition: Condition) -> QPushButton:
        chip = ElidedButton("filter", condition.words, "点一下去掉这个筛选", self._below)
        chip.setObjectName(f"filter_{condition.column}")
        chip.setMaximumWidth(theme.MAX_CHIP)
        chip.setAccessibleName(f"去掉筛选：{condition.words}")
        chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        icons.set_icon(chip, "x", "link", theme.ARROW)
        chip.clicked.connect(lambda: self.filter_removed.emit(condition))
        return chip
