"""The row over a grid: named views with their counts, and the filters in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QLayout, QLayoutItem, QPushButton, QWidget

from gui import icons, theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gui.models.inquiry import Condition


class ChipRow(QWidget):
    """Views are one choice; each filter goes away when clicked.

    Signals:
        view_chosen(name), filter_dropped(condition)
    """

    view_chosen = Signal(str)
    filter_dropped = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._views = QButtonGroup(self)
        self._chips: dict[str, QPushButton] = {}
        self._labels: dict[str, str] = {}
        self._filters: list[QPushButton] = []
        self._flow = Flow(self)

    def set_views(self, views: Sequence[tuple[str, str]]) -> None:
        """Offer these views, by name and label."""
        for name, label in views:
            chip = QPushButton(label)
            chip.setProperty("role", "chip")
            chip.setCheckable(True)
            chip.setObjectName(f"view_{name or 'all'}")
            chip.clicked.connect(lambda _=False, name=name: self.view_chosen.emit(name))
            self._views.addButton(chip)
            self._chips[name], self._labels[name] = chip, label
            self._flow.addWidget(chip)
            if name:
                chip.hide()

    def choose(self, name: str) -> None:
        """Mark the view that is shown."""
        if name in self._chips:
            self._chips[name].setChecked(True)
            self._chips[name].show()

    def set_count(self, name: str, count: int) -> None:
        """Say how many records a view holds; an empty one is not offered."""
        if name in self._chips:
            chip, text = self._chips[name], f"{self._labels[name]}  {count:,}"
            chip.setText(text)
            chip.setAccessibleName(text)
            chip.setVisible(bool(count) or chip.isChecked() or not name)
            self._flow.invalidate()
            self.updateGeometry()

    def show_filters(self, conditions: Sequence[Condition]) -> None:
        """Show the filters in force."""
        for chip in self._filters:
            self._flow.removeWidget(chip)
            chip.deleteLater()
        self._filters = [self._filter_chip(one) for one in conditions]
        for chip in self._filters:
            self._flow.addWidget(chip)
            chip.show()

    def _filter_chip(self, condition: Condition) -> QPushButton:
        chip = QPushButton(condition.words)
        chip.setParent(self)
        chip.setProperty("role", "filter")
        chip.setObjectName(f"filter_{condition.column}")
        chip.setToolTip("点一下去掉这个筛选")
        chip.setAccessibleName(f"去掉筛选：{condition.words}")
        chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        icons.set_icon(chip, "x", "link", theme.ARROW)
        chip.clicked.connect(lambda: self.filter_dropped.emit(condition))
        return chip


class Flow(QLayout):
    """Lines of widgets of their own width, as many lines as it takes."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 2, 0, 2)
        policy = parent.sizePolicy()
        policy.setHeightForWidth(True)
        parent.setSizePolicy(policy)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:
        widths = [item.sizeHint().width() + theme.GAP for item in self._items]
        return QSize(sum(widths), self.minimumSize().height())

    def minimumSize(self) -> QSize:
        sizes = [item.minimumSize() for item in self._items]
        return QSize(
            max((size.width() for size in sizes), default=0),
            max((size.height() for size in sizes), default=0),
        )

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def _place(self, rect: QRect, *, move: bool) -> int:
        rect = rect.marginsRemoved(self.contentsMargins())
        left, top, line = rect.left(), rect.top(), 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            if left > rect.left() and left + size.width() > rect.right() + 1:
                left, top, line = rect.left(), top + line + theme.GAP, 0
            if move:
                item.setGeometry(QRect(QPoint(left, top), size))
            left += size.width() + theme.GAP
            line = max(line, size.height())
        margins = self.contentsMargins()
        return top + line - rect.top() + margins.top() + margins.bottom()
