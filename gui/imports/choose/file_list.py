"""The list of several files of an import: name, unit and the reason for that unit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from gui.appearance import theme
from gui.widgets.grid.table_style import apply_table_style

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

HEADERS = ("文件", "来自哪个单位", "依据")
SHARES = (30, 28)  # of 100 of the width; the reason has what is left
TONE = Qt.ItemDataRole.UserRole + 1
PILL = Qt.ItemDataRole.UserRole + 2
SURE, UNSURE, EXCLUDED, BAD, UNSEEN = "sure", "unsure", "away", "bad", "unseen"
_TONES = {SURE: "second", UNSURE: "warn", EXCLUDED: "faint", BAD: "bad", UNSEEN: "second"}
_PILLS = {UNSURE: "warn", EXCLUDED: "neutral", BAD: "bad"}


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file as it is listed; `state` is one of SURE, UNSURE, EXCLUDED, BAD and UNSEEN."""

    key: str
    name: str
    unit: str
    reason: str
    state: str
    path: str = ""


class FileList(QTableView):
    """A table of files; any number of them may be chosen.

    Signals:
        chosen(): the chosen files changed
        typed(text): a text typed as the unit of the chosen files, "" for a mere Enter or F2
        exclude_requested(): Delete was pressed
    """

    chosen = Signal()
    typed = Signal(str)
    exclude_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("several_files")
        self.setAccessibleName("每份名册来自哪个单位")
        self._lines: list[FileLine] = []
        self._model = QStandardItemModel(0, len(HEADERS), self)
        self._model.setHorizontalHeaderLabels(HEADERS)
        self.setModel(self._model)
        apply_table_style(self, theme.CONTROL)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setItemDelegate(_Delegate(self))
        self.setMinimumHeight(theme.HEADER + 3 * theme.CONTROL)
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setStretchLastSection(True)
        head.setSectionsClickable(False)
        self.selectionModel().selectionChanged.connect(self._emit_chosen)
        self.doubleClicked.connect(lambda _index: self.typed.emit(""))

    def show_lines(self, lines: Sequence[FileLine]) -> None:
        """Replace the files shown; those chosen stay chosen."""
        keys, scrolled = set(self.chosen_keys()), self.verticalScrollBar().value()
        current = self._lines[at].key if (at := self.currentIndex().row()) >= 0 else ""
        self._lines = list(lines)
        self._model.setRowCount(len(lines))
        for at, line in enumerate(lines):
            for column, text in enumerate((line.name, line.unit, line.reason)):
                self._model.setItem(at, column, _item(line, column, text))
        self.choose(keys, current)
        self.verticalScrollBar().setValue(scrolled)

    def chosen_keys(self) -> tuple[str, ...]:
        """Return the keys of the chosen files in order."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return tuple(self._lines[row].key for row in rows if row < len(self._lines))

    def choose(self, keys: Iterable[str], current: str = "") -> None:
        """Choose these files; `current` is the one with the keyboard, or else the first."""
        wanted = set(keys)
        found = QItemSelection()
        rows = [at for at, line in enumerate(self._lines) if line.key in wanted]
        for row in rows:
            index = self._model.index(row, 0)
            found.select(index, index)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(found, flags.ClearAndSelect | flags.Rows)
        at = next((row for row in rows if self._lines[row].key == current), None)
        at = at if at is not None else next(iter(rows), None)
        if at is not None:
            index = self._model.index(at, 0)
            self.selectionModel().setCurrentIndex(index, flags.NoUpdate)
            self.scrollTo(index)

    def lines(self) -> tuple[FileLine, ...]:
        """Return the lines shown."""
        return tuple(self._lines)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for at, share in enumerate(SHARES):
            self.setColumnWidth(at, self.viewport().width() * share // 100)

    def _emit_chosen(self) -> None:
        self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, F2 and typed characters go to the unit field; Delete excludes the chosen files."""
        key, text = event.key(), event.text()
        plain = not event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        )
        if key == Qt.Key.Key_Delete:
            self.exclude_requested.emit()
        elif plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.typed.emit("")
        elif plain and text.strip() and text.isprintable():
            self.typed.emit(text)
        else:
            super().keyPressEvent(event)


class _Delegate(QStyledItemDelegate):
    """Paints a text in the tone of its state, the unit of a problematic file as a pill."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        area = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, theme.colour("link_soft"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, theme.colour("hover"))
        painter.setPen(theme.colour("hairline"))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        pill = index.data(PILL)
        font = theme.font(theme.SMALL if pill else theme.BODY)
        room = area.adjusted(theme.CELL, 0, -theme.CELL, 0)
        font.setStrikeOut(index.column() == 0 and index.data(TONE) == "faint")
        painter.setFont(font)
        text = painter.fontMetrics().elidedText(
            str(index.data() or ""), Qt.TextElideMode.ElideRight, room.width()
        )
        if pill:
            _paint_pill(painter, room, text, pill)
        else:
            painter.setPen(theme.colour(str(index.data(TONE))))
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            painter.drawText(room, flags, text)
        current = option.state & QStyle.StateFlag.State_HasFocus
        if current and index.column() == 0:
            painter.fillRect(QRect(area.topLeft(), area.bottomLeft()).adjusted(0, 0, 2, 0),
                             theme.colour("link"))  # fmt: skip


def _paint_pill(painter: QPainter, area: QRect, text: str, tone: str) -> None:
    ink, ground = theme.tone(tone)
    wide = painter.fontMetrics().horizontalAdvance(text) + 2 * theme.PILL
    top = area.top() + (area.height() - theme.PILL_HEIGHT) // 2
    room = QRect(area.left(), top, min(wide, area.width()), theme.PILL_HEIGHT)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(room, theme.SMALL_RADIUS, theme.SMALL_RADIUS)
    painter.restore()
    painter.setPen(ink)
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, text)


def _item(line: FileLine, column: int, text: str) -> QStandardItem:
    item = QStandardItem(text)
    tone = _TONES[line.state]
    if column < 2 and line.state != EXCLUDED:
        tone = "ink"
    item.setData(tone, TONE)
    item.setData(_PILLS.get(line.state, "") if column == 1 else "", PILL)
    item.setToolTip(line.path if column == 0 else text)
    item.setData(f"《{line.name}》{line.unit}，{line.reason}", Qt.ItemDataRole.AccessibleTextRole)
    return item
