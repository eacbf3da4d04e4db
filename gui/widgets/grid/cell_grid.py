"""A grid whose cells are edited as in a spreadsheet; all of its keys are handled here.

Enter saves the text and goes down, Tab goes right, with Shift the other way; Escape restores the
old value. During data entry these keys never leave the grid, even while no editor is open:
otherwise the next text would go into the form of another record.
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
# Typing is refused in `_may_type`, before an editor is opened.
_EXPLICIT = (_TRIGGER.EditKeyPressed, _TRIGGER.DoubleClicked)
_TEMPORARY = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
_STEPS = {Move.DOWN: (1, 0), Move.UP: (-1, 0), Move.RIGHT: (0, 1), Move.LEFT: (0, -1)}
_NAVIGATION = (
    Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home,
    Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Return, Qt.Key.Key_Enter,
)  # fmt: skip
CURSOR_MOVED = "光标已经不在刚才那一格，输入的没有记下；先选好要改的那一格，再输入。"
NO_CELL = "先选好要改的那一格，再输入。"


class CellModel(Protocol):
    """What a `CellGrid` needs from its model."""

    def kind_at(self, index: Index) -> Kind:
        """Return the kind of value of a cell."""

    def cell_writer(self, index: Index) -> Callable[[str], bool]:
        """Return a function that saves a text in this cell, wherever it is by then.

        The function returns False where the text was refused.
        """

    def edit_refusal(self, index: Index) -> str:
        """Return the reason why a cell cannot be edited as a sentence, "" where it can."""


class CellGrid(QTableView):
    """A table view with data entry in its cells.

    Signals:
        refused(sentence): the reason why a cell was not opened for editing
        editing_changed(active): an editor was opened or closed
    """

    refused = Signal(str)
    editing_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor: CellEditor | None = None
        self.typed = False  # whether typing opened the editor, not F2 or the mouse
        self._entering = self._composing = self._finishing = False
        self._blocked = self._reported = ""  # why typing is refused; the reason last reported

    @property
    def cells(self) -> CellModel:
        """The model, as a `CellModel`."""
        model: Any = self.model()
        return model  # type: ignore[no-any-return]

    @property
    def moved_by_program(self) -> bool:
        """Whether the cursor is being moved by the program, not by hand."""
        return False

    def open_current(self) -> bool:
        """Handle Enter outside data entry; return False to let it move down."""
        return False

    def suspend_typing(self) -> None:
        """Refuse typing until the cursor is moved by hand, because a reload has moved it."""
        self._blocked = CURSOR_MOVED

    def _allow_typing(self) -> None:
        self._blocked = self._reported = ""

    # the editor

    def begin_edit(self, editor: CellEditor) -> None:
        """Register the editor that was opened over a cell."""
        self.editor, self._entering = editor, True
        editor.finished.connect(self.finish_edit)
        self.editing_changed.emit(True)

    def edit(  # type: ignore[override]
        self,
        index: Index,
        trigger: QAbstractItemView.EditTrigger = _TRIGGER.AllEditTriggers,
        event: QEvent | None = None,
    ) -> bool:
        self.typed = trigger == _TRIGGER.AnyKeyPressed
        sentence = (
            self.cells.edit_refusal(index) if trigger in _EXPLICIT and index.isValid() else ""
        )
        if sentence and trigger & self.editTriggers():
            self.refused.emit(sentence)
            return False
        return super().edit(index, trigger, event)  # type: ignore[arg-type]

    @Slot(QLineEdit, Move)
    def finish_edit(self, editor: CellEditor, move: Move) -> None:
        """Save the text and move; an editor whose text is refused stays open."""
        if move is Move.BACK:
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.RevertModelCache)
        elif editor.commit():
            self._finishing = True  # a postponed reload waits until the next cell is current
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
            self.step(move)
            self._finishing = False
            self.end_edit()

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        if not self._finishing:
            self.end_edit()

    @Slot()
    def end_edit(self) -> None:
        """Register that no editor is open any more."""
        self._composing = False
        if self.editor is not None:
            self.editor = None
            self.editing_changed.emit(False)

    # keys

    def step(self, move: Move) -> None:
        """Move to the next cell in a direction, skipping hidden columns; stay at the edge."""
        rows, columns = _STEPS.get(move, (0, 0))
        current, head = self.currentIndex(), self.horizontalHeader()
        at = head.visualIndex(current.column()) + columns
        while 0 <= at < head.count() and head.isSectionHidden(head.logicalIndex(at)):
            at += columns
        column = head.logicalIndex(at) if 0 <= at < head.count() else current.column()
        target = current.siblingAtColumn(column).siblingAtRow(current.row() + rows)
        if target.isValid():
            flags = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(target, flags.ClearAndSelect | flags.Rows)
            self.scrollTo(target)

    def handle_key(self, event: QKeyEvent) -> bool:
        """Handle a key of data entry; return False for a key that has its usual meaning."""
        if is_typing(event) and event.key() != Qt.Key.Key_Space:
            return not self._may_type()
        if event.key() in _NAVIGATION:
            self._allow_typing()
        elif event.key() == Qt.Key.Key_Escape:
            self._entering = False
            self._allow_typing()
        move = enter_move(event)
        if move is None or move is Move.STAY or not self.currentIndex().isValid():
            return False
        if self._entering or move is Move.UP or not self.open_current():
            self.step(move)
        return True

    def _may_type(self) -> bool:
        if not self.editTriggers() & _TRIGGER.AnyKeyPressed:
            return True
        current = self.currentIndex()
        sentence = self._blocked or (
            self.cells.edit_refusal(current) if current.isValid() else NO_CELL
        )
        if not sentence:
            return True
        if sentence != self._reported:
            self.refused.emit(sentence)
        self._blocked = self._reported = sentence  # so that the rest of the word is refused too
        self._entering = True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._composing or self.handle_key(event):
            event.accept()
        elif self.ignores_key(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def ignores_key(self, _event: QKeyEvent) -> bool:
        """Return whether a key is passed to the widgets around the grid."""
        return False

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Follow the composition: that of the first word begins in the grid, before the editor."""
        words = bool(event.preeditString() or event.commitString())
        if self.editor is None and words and not self._may_type():
            event.accept()
        else:
            super().inputMethodEvent(event)
        self._composing = bool(event.preeditString())

    def keyboardSearch(self, _search: str) -> None:
        """Do nothing: typing edits the cell, it never searches for another row."""

    def focusNextPrevChild(self, forward: bool) -> bool:
        if self._composing:
            return True
        if self._entering and self.currentIndex().isValid():
            self._allow_typing()
            self.step(Move.RIGHT if forward else Move.LEFT)
            return True
        return super().focusNextPrevChild(forward)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if not self.moved_by_program:
            self._allow_typing()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._entering = False
        self._allow_typing()
        super().mousePressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        into_editor = self.editor is not None and QApplication.focusWidget() is self.editor
        if event.reason() not in _TEMPORARY and not into_editor:
            self._entering = self._composing = False


class CellEditorDelegate(QStyledItemDelegate):
    """Creates the editors of a `CellGrid` with a model; subclasses paint the cells."""

    def __init__(self, grid: CellGrid) -> None:
        super().__init__(grid)
        self._grid = grid
        grid.model().modelReset.connect(grid.end_edit)

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        grid, cells = self._grid, self._grid.cells
        editor = CellEditor(
            parent, cells.cell_writer(index), cells.kind_at(index), typed=grid.typed
        )
        head = index.model().headerData(index.column(), Qt.Orientation.Horizontal)
        editor.setAccessibleName(str(head))
        grid.begin_edit(editor)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, CellEditor):
            editor.begin_edit(str(index.data(Qt.ItemDataRole.EditRole) or ""))

    def setModelData(self, editor: QWidget, _model: QAbstractItemModel, _index: Index) -> None:
        if isinstance(editor, CellEditor):
            editor.commit()

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress:
            return False  # the editor handles its keys itself
        if isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() in _TEMPORARY:
            return False  # the focus comes back: another window or a popup is open
        return super().eventFilter(editor, event)
