"""The rail at the left: the pages with their record counts; folds to icons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QVBoxLayout, QWidget

from gui.appearance import icons, theme
from gui.widgets.buttons import tool_button
from gui.widgets.card import clear_layout
from gui.widgets.elided import ElidedLabel
from gui.widgets.scroll_area import fitted_without_bar

if TYPE_CHECKING:
    from collections.abc import Sequence


class RailButton(QPushButton):
    """A page's icon and name, and the number of its records flush right."""

    def __init__(self, label: str, icon: str, shortcut: str) -> None:
        super().__init__()
        self.label, self.icon_name, self.count = label, icon, ""
        self.setProperty("role", "rail")
        self.setCheckable(True)
        self.setAccessibleName(label)
        self.setToolTip(f"{label}　{shortcut}")
        self.setMinimumHeight(theme.FIELD)
        self.setMaximumHeight(theme.CONTROL + 2)

    def sizeHint(self) -> QSize:
        return QSize(theme.RAIL_FOLDED - 2 * theme.GAP, theme.CONTROL + 2)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def set_count(self, count: int) -> None:
        """Show the number of records the page holds."""
        self.count = f"{count:,}" if count else ""
        self.setAccessibleDescription(self.count)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        chosen = self.isChecked()
        role = "accent_ink" if chosen else "second"
        inside = self.rect().adjusted(theme.CELL, 0, -theme.CELL, 0)
        top = (self.height() - theme.ICON) // 2
        painter.drawPixmap(inside.left(), top, icons.pixmap(self.icon_name, role, theme.ICON))
        if self.width() < theme.RAIL_FOLDED:
            return
        left = theme.ICON + theme.CELL
        painter.setPen(theme.colour("accent_ink" if chosen else "ink"))
        painter.setFont(theme.font(bold=chosen))
        self._write(painter, inside.adjusted(left, 0, 0, 0), Qt.AlignmentFlag.AlignLeft, self.label)
        painter.setPen(theme.colour("accent_ink" if chosen else "second"))
        font = theme.font(theme.SMALL)
        font.setWeight(QFont.Weight.Medium)
        painter.setFont(font)
        self._write(painter, inside, Qt.AlignmentFlag.AlignRight, self.count)

    @staticmethod
    def _write(painter: QPainter, area: QRect, side: Qt.AlignmentFlag, text: str) -> None:
        painter.drawText(area, side | Qt.AlignmentFlag.AlignVCenter, text)


class Rail(QFrame):
    """The window's navigation.

    Signals:
        chosen(name): a page's name
        folded(folded)
    """

    chosen = Signal(str)
    folded = Signal(bool)

    def __init__(self, entries: Sequence[tuple[str, str, str, str, int]]) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setProperty("role", "rail")
        self._buttons: dict[str, RailButton] = {}
        self._group = QButtonGroup(self)
        self._badge = Badge()
        self._foot = QWidget()
        self._foot_lines = QVBoxLayout(self._foot)
        self._foot_lines.setContentsMargins(theme.CELL, 0, theme.CELL, 0)
        self._foot_lines.setSpacing(0)
        self._fold = tool_button("chevron-left", "收起导航")
        self._fold.setObjectName("rail_fold")
        self._fold.clicked.connect(self._toggle)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.GAP, 0, theme.GAP, theme.GAP)
        column.setSpacing(2)
        column.addWidget(self._badge)
        column.addWidget(self._pages(entries))
        column.addStretch(1)
        column.addWidget(self._foot)
        column.addWidget(self._fold, 0, Qt.AlignmentFlag.AlignLeft)
        self.fold(False)

    def _pages(self, entries: Sequence[tuple[str, str, str, str, int]]) -> QWidget:
        """Return the buttons; they shrink in a low window, and scroll in a very low one."""
        holder = QWidget()
        holder.setProperty("role", "plain")
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        before = 0
        for name, label, icon, shortcut, group in entries:
            if group != before:
                column.addSpacing(theme.GAP)
                column.addWidget(_rule())
                column.addSpacing(theme.GAP)
                before = group
            button = RailButton(label, icon, shortcut)
            button.setObjectName(f"rail_{name}")
            button.clicked.connect(lambda _checked=False, name=name: self.chosen.emit(name))
            self._group.addButton(button)
            self._buttons[name] = button
            column.addWidget(button)
        return fitted_without_bar(holder)

    def choose(self, name: str) -> None:
        """Mark the page that is shown."""
        self._buttons[name].setChecked(True)

    def set_count(self, name: str, count: int) -> None:
        """Show the number of records a page holds."""
        self._buttons[name].set_count(count)

    def set_foot(self, text: str) -> None:
        """Show the owner of the ledger, one label a line."""
        clear_layout(self._foot_lines)
        for words in text.splitlines():
            line = ElidedLabel("small")
            line.set_full_text(words)
            self._foot_lines.addWidget(line)

    def fold(self, folded: bool) -> None:
        """Show icons alone, or names as well."""
        self.setFixedWidth(theme.RAIL_FOLDED if folded else theme.RAIL)
        self._foot.setVisible(not folded)
        self._badge.folded = folded
        name = "展开导航" if folded else "收起导航"
        icons.set_icon(self._fold, "chevron-right" if folded else "chevron-left")
        self._fold.setToolTip(name)
        self._fold.setAccessibleName(name)

    @Slot()
    def _toggle(self) -> None:
        folded = self.width() != theme.RAIL_FOLDED
        self.fold(folded)
        self.folded.emit(folded)


class Badge(QWidget):
    """The program's badge and name."""

    def __init__(self) -> None:
        super().__init__()
        self.folded = False
        self.setFixedHeight(theme.TOP_BAR + theme.GAP)
        self.setAccessibleName("青志台账")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = theme.BADGE
        top = (self.height() - side) // 2
        square = QRect(theme.GAP, top, side, side)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent"))
        painter.drawRoundedRect(square, theme.SMALL_RADIUS + 2, theme.SMALL_RADIUS + 2)
        painter.setPen(theme.colour("on_accent"))
        painter.setFont(theme.font(theme.BODY, bold=True))
        painter.drawText(square, Qt.AlignmentFlag.AlignCenter, "青")
        if not self.folded:
            painter.setPen(theme.colour("ink"))
            painter.setFont(theme.font(theme.SECTION, bold=True))
            rest = self.rect().adjusted(square.right() + theme.CELL, 0, 0, 0)
            painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, "青志台账")


def _rule() -> QFrame:
    line = QFrame()
    line.setProperty("role", "line")
    return line
