"""A grid whose cells are filled in as in a spreadsheet: the one place for its keys.

Enter keeps what was typed and goes down, Tab to the right, with Shift the other way; Escape gives
the old value back. While one fills in, these keys never leave the grid, even where no line is open:
what is typed next would land in somebody else's form.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from gui.widgets.grid.cell_editor import CellEditor, Move, enter_move, is_typing

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QMouseEvent

    from storage.model.kinds import Kind

Index = QModelIndex | QPersistentModelIndex
_TRIGGER = QAbstractItemView.EditTrigger
_ASKING = (_TRIGGER.EditKeyPressed, _TRIGGER.DoubleClicked)  # beside typing, which asks by itself
_ELSEWHERE = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
_STEPS = {Move.DOWN: (1, 0), Move.UP: (-1, 0), Move.RIGHT: (0, 1), Move.LEFT: (0, -1)}
_GOING = (
    Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home,
    Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Return, Qt.Key.Key_Enter,
)  # fmt: skip
CURSOR_MOVED = "光标已经不在刚才那一格，输入的没有记下；先选好要改的那一格，再输入。"
NO_CELL = "先选好要改的那一格，再输入。"


class CellModel(Protocol):
    """What the model of a `CellGrid` tells about its cells."""

    def kind_at(self, index: Index) -> Kind:
        """What kind of value stands in a cell."""

    def cell_writer(self, index: Index) -> Callable[[str], bool]:
        """What keeps a text in this very cell, wherever it stands by then."""

    def edit_refusal(self, index: Index) -> str:
        """Why nothing can be typed into a cell, "" where it can."""


class CellGrid(QTableView):
    """Signals: refused(sentence): why nothing was typed; filled(begun): a line opened or closed."""

    refused = Signal(str)
    editing_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor: CellEditor | None = None
        self.typed = False  # whether typing opened the line, as against F2 or the mouse
        self._filling = self._composing = self._leaving = False
        self._held = self._said = ""  # why nothing that is typed is taken, and whether she knows

    @property
    def cells(self) -> CellModel:
        """The model."""
        model: Any = self.model()
        return model  # type: ignore[no-any-return]

    @property
    def moved_by_program(self) -> bool:
        """Whether it is the program that moves the cursor at this moment."""
        return False

    def open_current(self) -> bool:
        """Do what Enter is for while nobody fills in; False where that is going down."""
        return False

    def suspend_typing(self) -> None:
        """Take nothing that is typed until she moves the cursor: it is not where she left it."""
        self._held = CURSOR_MOVED

    def _free(self) -> None:
        self._held = self._said = ""

    # the line

    def begin_edit(self, line: CellEditor) -> None:
        """Take note of the line that is opened over a cell."""
        self.editor, self._filling = line, True
        line.finished.connect(self.finish_edit)
        self.editing_changed.emit(True)

    def edit(  # type: ignore[override]
        self,
        index: Index,
        trigger: QAbstractItemView.EditTrigger = _TRIGGER.AllEditTriggers,
        event: QEvent | None = None,
    ) -> bool:
        self.typed = trigger == _TRIGGER.AnyKeyPressed
        sentence = self.cells.edit_refusal(index) if trigger in _ASKING and index.isValid() else ""
        if sentence and trigger & self.editTriggers():
            self.refused.emit(sentence)
            return False
        return super().edit(index, trigger, event)  # type: ignore[arg-type]

    @Slot(QLineEdit, Move)
    def finish_edit(self, line: CellEditor, move: Move) -> None:
        """Keep what was typed and go on; what cannot be kept stays in its line."""
        if move is Move.BACK:
            self.closeEditor(line, QAbstractItemDelegate.EndEditHint.RevertModelCache)
        elif line.commit():
            self._leaving = True  # the list catches up once one stands on the next cell
            self.closeEditor(line, QAbstractItemDelegate.EndEditHint.NoHint)
            self.step(move)
            self._leaving = False
            self.end_edit()

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        if not self._leaving:
            self.end_edit()

    @Slot()
    def end_edit(self) -> None:
        """Take note that no line is open any more."""
        self._composing = False
        if self.editor is not None:
            self.editor = None
            self.editing_changed.emit(False)

    # the keys

    def step(self, move: Move) -> None:
        """Go to the next cell that way; at the edge one stays."""
        rows, columns = _STEPS.get(move, (0, 0))
        here, head = self.currentIndex(), self.horizontalHeader()
        at = head.visualIndex(here.column()) + columns
        while 0 <= at < head.count() and head.isSectionHidden(head.logicalIndex(at)):
            at += columns
        column = head.logicalIndex(at) if 0 <= at < head.count() else here.column()
        there = here.siblingAtColumn(column).siblingAtRow(here.row() + rows)
        if there.isValid():
            flags = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(there, flags.ClearAndSelect | flags.Rows)
            self.scrollTo(there)

    def handle_key(self, event: QKeyEvent) -> bool:
        """Do what a key means in a grid that is filled in; False where it means what it did."""
        if is_typing(event) and event.key() != Qt.Key.Key_Space:
            return not self._may_type()
        if event.key() in _GOING:
            self._free()
        elif event.key() == Qt.Key.Key_Escape:
            self._filling = False
            self._free()
        move = enter_move(event)
        if move is None or move is Move.STAY or not self.currentIndex().isValid():
            return False
        if self._filling or move is Move.UP or not self.open_current():
            self.step(move)
        return True

    def _may_type(self) -> bool:
        if not self.editTriggers() & _TRIGGER.AnyKeyPressed:
            return True
        here = self.currentIndex()
        sentence = self._held or (self.cells.edit_refusal(here) if here.isValid() else NO_CELL)
        if not sentence:
            return True
        if sentence != self._said:
            self.refused.emit(sentence)
        self._held = self._said = sentence  # the rest of the word is not taken either
        self._filling = True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._composing or self.handle_key(event):
            event.accept()
        elif self.ignores_key(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def ignores_key(self, _event: QKeyEvent) -> bool:
        """Whether a key is meant for what is around the grid."""
        return False

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Compose: the first word is composed while the keyboard is here, not yet in the line."""
        words = bool(event.preeditString() or event.commitString())
        if self.editor is None and words and not self._may_type():
            event.accept()
        else:
            super().inputMethodEvent(event)
        self._composing = bool(event.preeditString())

    def keyboardSearch(self, _search: str) -> None:
        """Stay: typing fills in, it never goes to another row."""

    def focusNextPrevChild(self, forward: bool) -> bool:
        if self._composing:
            return True
        if self._filling and self.currentIndex().isValid():
            self._free()
            self.step(Move.RIGHT if forward else Move.LEFT)
            return True
        return super().focusNextPrevChild(forward)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if not self.moved_by_program:
            self._free()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._filling = False
        self._free()
        super().mousePressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        into_line = self.editor is not None and QApplication.focusWidget() is self.editor
        if event.reason() not in _ELSEWHERE and not into_line:
            self._filling = self._composing = False


class CellEditorDelegate(QStyledItemDelegate):
    """Fills in the cells of a `CellGrid` that has its model; each grid paints them itself."""

    def __init__(self, grid: CellGrid) -> None:
        super().__init__(grid)
        self._grid = grid
        grid.model().modelReset.connect(grid.end_edit)

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        grid, cells = self._grid, self._grid.cells
        line = CellEditor(parent, cells.cell_writer(index), cells.kind_at(index), typed=grid.typed)
        head = index.model().headerData(index.column(), Qt.Orientation.Horizontal)
        line.setAccessibleName(str(head))
        grid.begin_edit(line)
        return line

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, CellEditor):
            editor.begin_edit(str(index.data(Qt.ItemDataRole.EditRole) or ""))

    def setModelData(self, editor: QWidget, _model: QAbstractItemModel, _index: Index) -> None:
        if isinstance(editor, CellEditor):
            editor.commit()

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress:
            return False  # the line knows its own ways out
        if isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() in _ELSEWHERE:
            return False  # another program is looked into, and one comes back
        return super().eventFilter(editor, event)
