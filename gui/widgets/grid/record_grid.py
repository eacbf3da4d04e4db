"""The grid of a ledger: keyboard, selection kept by record, copying, widths that are remembered."""

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
    """The menu for the rows that are selected."""
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


MAX_COPIED = 20_000
MAX_SUMMED = 2_000


class RecordGrid(CellGrid):
    """Shows a `RecordTable`.

    Signals:
        chosen(record id or None): the current record changed, by hand
        opened(): Enter or a double click on a record
        removal_wanted(), counted_selection(text)
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
        self._told_id: int | None = None  # the record last announced
        self.setObjectName(f"grid_{name or model.table.name}")
        self.setAccessibleName(f"{model.table.label}列表")
        self.head = GridHeader(self)
        self.setHorizontalHeader(self.head)
        self._dress()
        self.tracked_cursor = RecordCursor(session, self, model)
        self.setModel(model)
        self.setItemDelegate(CellDelegate(model, self))
        self.column_layout = GridLayout(
            model, self.head, session.settings, usual, name or model.table.name
        )
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(40)
        self._settle.timeout.connect(self._announce)
        self._connect()

    def _dress(self) -> None:
        apply_table_style(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )

    def _connect(self) -> None:
        chosen = self.selectionModel()
        chosen.selectionChanged.connect(lambda *_: self._settle.start())
        self.tracked_cursor.listen()
        self.tracked_cursor.moved.connect(self._settle.start)
        self.doubleClicked.connect(lambda _index: self.opened.emit())
        self.refused.connect(lambda sentence: self._session.notify(sentence, "warn"))
        self.editing_changed.connect(self._model.pin_rows)
        self.editing_changed.connect(lambda begun: None if begun else self._settle.start())

    # selection by record

    @property
    def append_only(self) -> bool:
        """Whether its records are never removed."""
        return self._model.table.append_only

    def current_id(self) -> int | None:
        """The record the keyboard stands on."""
        return self.tracked_cursor.record_id

    @property
    def moved_by_program(self) -> bool:
        """Whether the list moves the cursor at this moment."""
        return self.tracked_cursor.leading

    def selected_places(self) -> list[int]:
        """The places of the selected rows, without listing a million of them."""
        found: list[int] = []
        for one in self._ranges():
            found.extend(range(one.top(), min(one.bottom(), one.top() + MAX_COPIED) + 1))
        return found

    def selected_count(self) -> int:
        """How many rows are selected."""
        return sum(one.height() for one in self._ranges())

    def _ranges(self) -> list[QItemSelectionRange]:
        chosen = self.selectionModel().selection()
        return sorted((chosen.at(at) for at in range(chosen.count())), key=lambda one: one.top())

    def selected_ids(self) -> list[int]:
        """The records that are selected and at hand."""
        rows = (self._model.row(place) for place in self.selected_places()[:MAX_SUMMED])
        return [row.record.id for row in rows if row is not None]

    def go_to(self, record_id: int) -> None:
        """Stand on a record, wherever in the list it is."""
        self._told_id = record_id
        self.tracked_cursor.go_to(record_id)

    @Slot()
    def _announce(self) -> None:
        if self.editor is not None or self._session.closed:
            return  # said once the cell is filled in: nothing else moves meanwhile
        place = self.currentIndex().row()
        chosen = place >= 0 and self.selectionModel().isRowSelected(place)
        row = self._model.row(place) if chosen else None
        found = row.record.id if row is not None else None
        if found is not None and found != self._told_id:
            self._told_id = found
            self.chosen.emit(found)
        self.selection_described.emit(self._selection_text())

    def _selection_text(self) -> str:
        count = self.selected_count()
        if not count:
            return ""
        text = f"已选 {count:,} {self._model.table.unit}"
        shown = self._model.column(max(self.currentIndex().column(), 0))
        if not shown.kind.numeric or not 1 < count <= MAX_SUMMED:
            return text
        rows = (self._model.row(place) for place in self.selected_places())
        values = [row.value(shown.name) or 0 for row in rows if row is not None]
        return f"{text}　{shown.label}合计 {shown.kind.show(sum(values))}"

    # copying and keys

    def copy(self, *, headed: bool = False) -> None:
        """Copy the selected rows: masked unless revealed."""
        places = self.selected_places()
        if not places:
            return
        if len(places) > MAX_COPIED:
            self._session.notify(f"一次最多复制 {MAX_COPIED:,} 行，更多请用导出。", "warn")
            return
        columns = [self.head.logicalIndex(at) for at in range(self._model.columnCount())]
        lines = [[str(self._model.column(at).label) for at in columns]] if headed else []
        lines += [[self._copied(place, at) for at in columns] for place in places]
        copy_cells(lines)
        hidden = self._session.masked and any(
            self._model.is_masked(self._model.column(at)) for at in columns
        )
        told = "，证件号和电话已遮蔽" if hidden else ""
        self._session.notify(f"已复制 {len(places):,} 行{told}。", "link")

    def _copied(self, place: int, at: int) -> str:
        """A cell as it goes into other programs: of a hidden ID number nothing goes along.

        Its area and last places leave few numbers to choose from beside an age or a birth date.
        """
        shown, row = self._model.column(at), self._model.row(place)
        if row is not None and self._model.is_masked(shown) and shown.kind is not PHONE:
            text = row.text(shown.name)
            return shown.kind.leaves(text) if shown.kind.leaves and text else text
        return str(self._model.index(place, at).data() or "")

    def copy_cell(self) -> None:
        """Copy the one value the keyboard stands on."""
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
        """Open the filter of the column the keyboard stands in."""
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
        self.tracked_cursor.note(current)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        if self.currentIndex().isValid():
            return super().moveCursor(action, modifiers)
        return self.tracked_cursor.onwards()


def _is_shortcut(event: QKeyEvent) -> bool:
    """Whether a shortcut is meant rather than typing into a cell."""
    letter = Qt.Key.Key_A <= event.key() <= Qt.Key.Key_Z and event.key() != Qt.Key.Key_A
    return letter and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
