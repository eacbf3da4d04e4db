"""A side list: entries with counts under headings, of which one is current."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from gui.appearance import icons, theme

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QMouseEvent

Index = QModelIndex | QPersistentModelIndex
ENTRY = Qt.ItemDataRole.UserRole
TWO_LINES = 46
HEADING = 34


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the list. `key` identifies it in signals; a heading has none.

    `checked` is None for an entry without a check box; `tone` colours the icon.
    """

    label: str
    key: Any = None
    count: str = ""
    icon: str = ""
    tone: str = "second"
    detail: str = ""
    checked: bool | None = None


class SideList(QListWidget):
    """A list of `Entry`s.

    Signals:
        chosen(key): another entry became current
        ticked(key, checked): the check box of an entry was changed
    """

    chosen = Signal(object)
    ticked = Signal(object, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.deselectable = False  # whether a click on the current entry deselects it
        self.setItemDelegate(_Delegate(self))
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(self.ScrollMode.ScrollPerPixel)
        self.currentItemChanged.connect(self._emit_chosen)
        self.itemChanged.connect(self._emit_ticked)

    def show_entries(self, entries: Iterable[Entry], chosen: object = None) -> None:
        """Replace the entries; the one with the key `chosen` becomes current, without a signal."""
        self.blockSignals(True)
        self.clear()
        for entry in entries:
            item = QListWidgetItem(entry.label)
            item.setData(ENTRY, entry)
            item.setToolTip("\n".join(filter(None, (entry.label, entry.detail))))
            item.setData(
                Qt.ItemDataRole.AccessibleTextRole,
                " ".join(filter(None, (entry.label, entry.count, entry.detail))),
            )
            if entry.key is None:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            elif entry.checked is not None:
                state = Qt.CheckState.Checked if entry.checked else Qt.CheckState.Unchecked
                item.setCheckState(state)
            self.addItem(item)
            if entry.key is not None and entry.key == chosen:
                self.setCurrentItem(item)
        self.blockSignals(False)

    def chosen_key(self) -> Any:
        """Return the key of the current entry, None without one."""
        item = self.currentItem()
        return item.data(ENTRY).key if item is not None else None

    def choose(self, key: object) -> None:
        """Make the entry with this key the current one, none if there is none."""
        for at in range(self.count()):
            if self.item(at).data(ENTRY).key == key and key is not None:
                self.setCurrentRow(at)
                return
        self.setCurrentIndex(QModelIndex())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        pressed = self.itemAt(event.position().toPoint())
        again = pressed is not None and pressed is self.currentItem() and self.deselectable
        super().mousePressEvent(event)
        if again:
            self.choose(None)

    @Slot(QListWidgetItem, QListWidgetItem)
    def _emit_chosen(self, item: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        self.chosen.emit(item.data(ENTRY).key if item is not None else None)

    @Slot(QListWidgetItem)
    def _emit_ticked(self, item: QListWidgetItem) -> None:
        entry = item.data(ENTRY)
        checked = item.checkState() == Qt.CheckState.Checked
        if entry.checked is not None and entry.checked != checked:
            self.ticked.emit(entry.key, checked)


class _Delegate(QStyledItemDelegate):
    """Paints an entry: icon or tick, label with an ellipsis, count flush right, a second line."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._font, self._bold = theme.font(), theme.font(theme.SECTION - 1, bold=True)
        self._small = theme.font(theme.SMALL)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        entry: Entry = index.data(ENTRY)
        heading = HEADING + (theme.GAP if index.row() else 0)
        height = TWO_LINES if entry.detail else heading if entry.key is None else theme.ROW
        return QSize(theme.PANEL // 2, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: Entry = index.data(ENTRY)
        area: QRect = option.rect
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if entry.key is not None:
            self._paint_background(painter, area, state, entry)
        elif index.row():
            painter.fillRect(area.left(), area.top() + 6, area.width(), 1, theme.colour("hairline"))
            area = area.adjusted(0, theme.GAP, 0, 0)
        inside = area.adjusted(theme.GAP, 0, -theme.GAP, 0)
        if entry.detail:
            inside.setHeight(TWO_LINES // 2 + 2)
        inside = self._paint_mark(painter, inside, entry, index)
        inside = self._paint_count(painter, inside, entry)
        painter.setFont(self._bold if entry.key is None else self._font)
        painter.setPen(theme.colour("second" if entry.checked is False else "ink"))
        self._paint_line(painter, inside, entry.label)
        if entry.detail:
            painter.setFont(self._small)
            painter.setPen(theme.colour("second"))
            below = inside.translated(0, inside.height() - 4)
            below.setRight(area.right() - theme.GAP)
            self._paint_line(painter, below, entry.detail)
        painter.restore()

    @staticmethod
    def _paint_background(
        painter: QPainter, area: QRect, state: QStyle.StateFlag, entry: Entry
    ) -> None:
        ground = None
        if state & QStyle.StateFlag.State_Selected:
            soft = entry.tone if entry.tone in ("bad", "warn") else "link"
            ground = theme.tone(soft)[1]
        elif state & QStyle.StateFlag.State_MouseOver:
            ground = theme.colour("hover")
        if ground is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawRoundedRect(
                area.adjusted(0, 1, 0, -1), theme.SMALL_RADIUS, theme.SMALL_RADIUS
            )
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(theme.colour("link"))
            painter.drawRoundedRect(
                area.adjusted(0, 1, -1, -2), theme.SMALL_RADIUS, theme.SMALL_RADIUS
            )

    @staticmethod
    def _paint_mark(painter: QPainter, area: QRect, entry: Entry, index: Index) -> QRect:
        side = theme.SMALL_ICON
        box = QRect(area.left(), area.top() + (area.height() - side) // 2, side, side)
        if entry.checked is not None:
            on = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked.value
            painter.setPen(theme.colour("link" if on else "border"))
            painter.setBrush(theme.colour("link" if on else "surface"))
            painter.drawRoundedRect(box, 3, 3)
            if on:
                painter.drawPixmap(
                    box.adjusted(2, 2, -2, -2).topLeft(), icons.pixmap("check", "surface", side - 4)
                )
        elif entry.icon:
            painter.drawPixmap(box.topLeft(), icons.pixmap(entry.icon, entry.tone, side))
        else:
            return area
        return area.adjusted(side + theme.GAP, 0, 0, 0)

    def _paint_count(self, painter: QPainter, area: QRect, entry: Entry) -> QRect:
        if not entry.count:
            return area
        painter.setFont(self._bold if entry.key is None else self._font)
        painter.setPen(theme.colour("second"))
        painter.drawText(area, _RIGHT, entry.count)
        width = painter.fontMetrics().horizontalAdvance(entry.count)
        return area.adjusted(0, 0, -width - theme.GAP, 0)

    @staticmethod
    def _paint_line(painter: QPainter, area: QRect, text: str) -> None:
        metrics = QFontMetrics(painter.font())
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, shown)


_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
