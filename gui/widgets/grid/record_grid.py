"""The grid of a ledger: keyboard, selection by record, copying, and stored columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionRange, QModelIndex, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QPainter
from PySide6.QtWidgets import QAbstractItemView, QMenu

from gui import shortcuts
from gui.appearance import icons, theme
from gui.widgets.clipboard import copy_cells
from gui.widgets.grid.cell_delegate import CellDelegate
from gui.widgets.grid.cell_grid import CellGrid, Index
from gui.widgets.grid.grid_header import GridHeader
from gui.widgets.grid.grid_layout import GridLayout
from gui.widgets.grid.record_cursor import RecordCursor
from gui.widgets.grid.table_style import apply_table_style
from storage.model.kinds import PHONE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPaintEvent, QResizeEvent

    from gui.models.record_table import RecordTable
    from gui.session import Session


def build_menu(grid: RecordGrid) -> QMenu:
    """Build the context menu for the selected rows."""
    menu = QMenu(grid)
    count = grid.selected_count()

    def add(text: str, icon: str, key: shortcuts.Shortcut | None, do: Callable[[], object]) -> None:
        keys = f"\t{shortcuts.display_text(key)}" if key else ""
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
    add(removal, "trash-2", shortcuts.REMOVE, grid.removal_requested.emit)
    return menu


MAX_COPIED = 20_000  # rows in one copy
MAX_SUMMED = 2_000  # selected rows up to which the status line shows a sum


class RecordGrid(CellGrid):
    """Shows a `RecordTable`.

    Signals:
        chosen(record id): another record was made current by hand
        opened(): Enter or a double click on a record
        removal_requested(): Delete, or the item of the menu
        selection_described(text): the number of selected rows and their sum, for the status line
    """

    chosen = Signal(object)
    opened = Signal()
    removal_requested = Signal()
    selection_described = Signal(str)

    def __init__(
        self, session: Session, model: RecordTable, usual: Sequence[str], name: str = ""
    ) -> None:
        super().__init__()
        self._session = session
        self._model = model
        self._announced_id: int | None = None  # the record of the last `chosen`
        self.setObjectName(f"grid_{name or model.table.name}")
        self.setAccessibleName(f"{model.table.label}列表")
        self.head = GridHeader(self)
        self.setHorizontalHeader(self.head)
        self._configure()
        self.tracked_cursor = RecordCursor(session, self, model)
        self.setModel(model)
        self.setItemDelegate(CellDelegate(model, self))
        self.column_layout = GridLayout(
            model, self.head, session.settings, usual, name or model.table.name
        )
        self._settle_timer = QTimer(self)
        self._settle_timer.setSingleShot(True)
        self._settle_timer.setInterval(40)
        self._settle_timer.timeout.connect(self._announce)
        self._connect()

    def _configure(self) -> None:
        apply_table_style(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )

    def _connect(self) -> None:
        chosen = self.selectionModel()
        chosen.selectionChanged.connect(lambda *_: self._settle_timer.start())
        self.tracked_cursor.connect_model()
        self.tracked_cursor.moved.connect(self._settle_timer.start)
        self.doubleClicked.connect(lambda _index: self.opened.emit())
        self.refused.connect(lambda sentence: self._session.notify(sentence, "warn"))
        self.editing_changed.connect(self._model.pin_rows)
        self.editing_changed.connect(lambda begun: None if begun else self._settle_timer.start())

    # selection

    @property
    def append_only(self) -> bool:
        """Whether the table's records are never changed or removed."""
        return self._model.table.append_only

    def current_id(self) -> int | None:
        """Return the number of the current record, None without one."""
        return self.tracked_cursor.record_id

    @property
    def moved_by_program(self) -> bool:
        """Whether the cursor is being moved by a reload, not by hand."""
        return self.tracked_cursor.is_restoring

    def selected_positions(self) -> list[int]:
        """Return the positions of the selected rows, cut after `MAX_COPIED` in each range."""
        positions: list[int] = []
        for one in self._ranges():
            positions.extend(range(one.top(), min(one.bottom(), one.top() + MAX_COPIED) + 1))
        return positions

    def selected_count(self) -> int:
        """Return the number of selected rows."""
        return sum(one.height() for one in self._ranges())

    def _ranges(self) -> list[QItemSelectionRange]:
        chosen = self.selectionModel().selection()
        return sorted((chosen.at(at) for at in range(chosen.count())), key=lambda one: one.top())

    def selected_ids(self) -> list[int]:
        """Return the numbers of the selected records that are loaded, `MAX_SUMMED` at most."""
        rows = (self._model.row(position) for position in self.selected_positions()[:MAX_SUMMED])
        return [row.record.id for row in rows if row is not None]

    def go_to(self, record_id: int) -> None:
        """Move to a record, wherever in the list it is, without emitting `chosen`."""
        self._announced_id = record_id
        self.tracked_cursor.go_to(record_id)

    @Slot()
    def _announce(self) -> None:
        if self.editor is not None or self._session.closed:
            return  # emitted once the cell is edited: nothing else changes meanwhile
        position = self.currentIndex().row()
        chosen = position >= 0 and self.selectionModel().isRowSelected(position)
        row = self._model.row(position) if chosen else None
        record_id = row.record.id if row is not None else None
        if record_id is not None and record_id != self._announced_id:
            self._announced_id = record_id
            self.chosen.emit(record_id)
        self.selection_described.emit(self._selection_text())

    def _selection_text(self) -> str:
        count = self.selected_count()
        if not count:
            return ""
        text = f"已选 {count:,} {self._model.table.unit}"
        shown = self._model.column(max(self.currentIndex().column(), 0))
        if not shown.kind.numeric or not 1 < count <= MAX_SUMMED:
            return text
        rows = (self._model.row(position) for position in self.selected_positions())
        values = [row.value(shown.name) or 0 for row in rows if row is not None]
        return f"{text}　{shown.label}合计 {shown.kind.show(sum(values))}"

    # copying, painting and keys

    def copy(self, *, headed: bool = False) -> None:
        """Copy the selected rows, masked as they are shown, with the labels if `headed`."""
        positions = self.selected_positions()
        if not positions:
            return
        if len(positions) > MAX_COPIED:
            self._session.notify(f"一次最多复制 {MAX_COPIED:,} 行，更多请用导出。", "warn")
            return
        columns = [self.head.logicalIndex(at) for at in range(self._model.columnCount())]
        lines = [[str(self._model.column(at).label) for at in columns]] if headed else []
        lines += [[self._copied_text(position, at) for at in columns] for position in positions]
        copy_cells(lines)
        hidden = self._session.masked and any(
            self._model.is_masked(self._model.column(at)) for at in columns
        )
        masked = "，证件号和电话已遮蔽" if hidden else ""
        self._session.notify(f"已复制 {len(positions):,} 行{masked}。", "link")

    def _copied_text(self, position: int, at: int) -> str:
        """Return the text of a cell for other programs; a masked identity number is left out.

        The visible digits of its mask, its area and last digits, together with an age or a birth
        date would leave few possible numbers.
        """
        shown, row = self._model.column(at), self._model.row(position)
        if row is not None and self._model.is_masked(shown) and shown.kind is not PHONE:
            text = row.text(shown.name)
            return shown.kind.leaves(text) if shown.kind.leaves and text else text
        return str(self._model.index(position, at).data() or "")

    def copy_cell(self) -> None:
        """Copy the text of the current cell."""
        copy_cells([[str(self.currentIndex().data() or "")]])

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        area, offset = event.rect(), self.verticalScrollBar().value()
        right = min(area.right(), self.head.length() - self.head.offset())
        colour = theme.colour("hairline")
        first = (offset + area.top()) // theme.ROW + 1
        last = min((offset + area.bottom() + 1) // theme.ROW, self._model.total)
        for line in range(first, last + 1):
            top = line * theme.ROW - offset - 1
            painter.fillRect(area.left(), top, right - area.left() + 1, 1, colour)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.column_layout.fit(self.viewport().width())

    def filter_current(self) -> None:
        """Open the filter of the current column."""
        section = max(self.currentIndex().column(), 0)
        self.head.filter_requested.emit(section, self.head.corner(section))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.currentIndex().isValid():
            build_menu(self).exec(event.globalPos())

    def open_current(self) -> bool:
        self.opened.emit()
        return True

    def handle_key(self, event: QKeyEvent) -> bool:
        actions: tuple[tuple[shortcuts.Shortcut, Callable[[], object]], ...] = (
            (shortcuts.REMOVE, self.removal_requested.emit),
            (shortcuts.COPY, self.copy),
            (shortcuts.COPY_HEADED, lambda: self.copy(headed=True)),
            (shortcuts.FILTER, self.filter_current),
        )
        for key, do in actions:
            if shortcuts.is_pressed(event, key):
                do()
                return True
        return super().handle_key(event)

    def ignores_key(self, event: QKeyEvent) -> bool:
        return event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Space) or _is_shortcut(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.tracked_cursor.on_current_changed(current)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        if self.currentIndex().isValid():
            return super().moveCursor(action, modifiers)
        return self.tracked_cursor.resume_index()


def _is_shortcut(event: QKeyEvent) -> bool:
    """Return whether the key is a shortcut of the window rather than text for a cell."""
    letter = Qt.Key.Key_A <= event.key() <= Qt.Key.Key_Z and event.key() != Qt.Key.Key_A
    return letter and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
