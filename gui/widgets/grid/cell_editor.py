"""The line edit over a cell, with the keys by which a spreadsheet leaves it."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from gui.appearance import theme

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QHideEvent, QInputMethodEvent, QKeyEvent

    from storage.model.kinds import Kind

VISIBLE_CHOICES = 8  # rows of the list of choices
MIN_LIST_WIDTH = 120  # pixels


class ChoiceList(QListWidget):
    """The choices below a cell's editor, narrowed by what is typed.

    Signals:
        picked(word): a choice was clicked
    """

    picked = Signal(str)

    def __init__(self, line: QWidget, words: Sequence[str]) -> None:
        super().__init__(line.window())
        self._line, self._words = line, tuple(words)
        self.setObjectName("choice_list")
        self.setAccessibleName("可以选的值")
        self.setProperty("role", "offer")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.hide()
        self.itemClicked.connect(lambda item: self.picked.emit(item.text()))
        line.destroyed.connect(self.deleteLater)

    def offer(self, typed: str = "") -> None:
        """Show the choices that contain the typed text, all of them for ""."""
        matches = [word for word in self._words if typed.strip() in word]
        self.clear()
        for word in matches:
            QListWidgetItem(word, self)
        self.setVisible(bool(matches) and self._line.isVisible())
        if self.isVisible():
            self._place_popup()

    def _place_popup(self) -> None:
        """Place the list below the editor, or above it where the window ends."""
        line, around = self._line, self._line.window()
        high = (
            min(self.count(), VISIBLE_CHOICES) * self.sizeHintForRow(0) + 2 * self.frameWidth() + 2
        )
        wide = self.sizeHintForColumn(0) + 4 * theme.CELL
        corner = line.mapTo(around, QPoint(0, line.height()))
        top = (
            corner.y()
            if corner.y() + high <= around.height()
            else corner.y() - line.height() - high
        )
        self.setGeometry(corner.x(), top, max(line.width(), wide, MIN_LIST_WIDTH), high)
        self.raise_()

    def step(self, direction: int) -> str:
        """Select the next choice down (1) or up (-1) and return it, "" where there is none."""
        if not self.count():
            return ""
        self.setCurrentRow((self.currentRow() + direction) % self.count())
        return self.currentItem().text()


ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_COMMAND_MODIFIERS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


class Move(Enum):
    """Where the cursor goes from a cell; BACK restores the cell's value and stays."""

    STAY = auto()
    BACK = auto()
    DOWN = auto()
    UP = auto()
    RIGHT = auto()
    LEFT = auto()


_LIST_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_ARROWS: dict[int, Move] = {
    Qt.Key.Key_Down: Move.DOWN,
    Qt.Key.Key_Up: Move.UP,
    Qt.Key.Key_Left: Move.LEFT,
    Qt.Key.Key_Right: Move.RIGHT,
}


def enter_move(event: QKeyEvent) -> Move | None:
    """Return the move of Enter and its modifiers, None for any other key."""
    if event.key() not in ENTER:
        return None
    if event.modifiers() & _COMMAND_MODIFIERS:
        return Move.STAY
    return Move.UP if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else Move.DOWN


def is_typing(event: QKeyEvent) -> bool:
    """Return whether the key types a character."""
    return (
        event.text().isprintable()
        and bool(event.text())
        and not event.modifiers() & _COMMAND_MODIFIERS
    )


class CellEditor(QLineEdit):
    """Edits one cell; `save` stores a text in its record, wherever the list shows it meanwhile.

    Opened by typing, the arrow keys save the text and go to the next cell; opened by F2 or the
    mouse, they move in the text. While an input method composes, it gets every key.

    Signals:
        finished(editor, move): a key leaves the cell in a direction
    """

    finished = Signal(QLineEdit, Move)

    def __init__(
        self, parent: QWidget, save: Callable[[str], bool] | None, kind: Kind, *, typed: bool
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "cell")
        self.setFrame(False)
        self._save, self._kind, self._typed = save, kind, typed
        self._composing = self._started = False
        self._choices = self._build_choices(kind.choices) if kind.choices else None

    def _build_choices(self, choices: tuple[str, ...]) -> ChoiceList:
        listed = ChoiceList(self, choices)
        listed.picked.connect(self._pick)
        self.textEdited.connect(listed.offer)
        if not self._typed:
            QTimer.singleShot(0, self, listed.offer)
        return listed

    @Slot(str)
    def _pick(self, word: str) -> None:
        self.setText(word)
        self.finished.emit(self, Move.STAY)

    def _cycle_choices(self, direction: int) -> None:
        """Step through the offered choices and show the selected one."""
        if self._choices is not None and self._choices.isHidden():
            self._choices.offer()
        word = self._choices.step(direction) if self._choices is not None else ""
        if word:
            self.setText(word)
            self._typed = False  # from now on the arrows step through the list

    def begin_edit(self, text: str) -> None:
        """Show the cell's value at the start; a later call never overwrites typed text."""
        if not self._started:
            self._started = True
            self.setText(text)

    def commit(self) -> bool:
        """Save the text; return False where it was refused, and mark the editor."""
        saved = self._save is not None and self._save(complete_choice(self._kind, self.text()))
        self._mark("" if saved else "bad")
        return saved

    def _mark(self, state: str) -> None:
        if self.property("state") != (state or None):
            self.setProperty("state", state)
            self.style().unpolish(self)
            self.style().polish(self)
        if state:
            self._typed = False  # the arrows move in the text, to correct it
            self.deselect()
            self.end(False)

    def _move_for(self, event: QKeyEvent) -> Move | None:
        if event.key() == Qt.Key.Key_Escape:
            return Move.BACK
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if self._typed and plain and not (event.key() in _LIST_STEPS and self._is_partial_choice()):
            return _ARROWS.get(event.key()) or enter_move(event)
        return enter_move(event)

    def _is_partial_choice(self) -> bool:
        """Return whether choices are offered and the text, even completed, is none of them."""
        completed = complete_choice(self._kind, self.text())
        return self._choices is not None and not _parses(self._kind, completed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._composing:
            move = self._move_for(event)
            if move is not None:
                self.finished.emit(self, move)
            elif self._choices is not None and event.key() in _LIST_STEPS:
                self._cycle_choices(_LIST_STEPS[Qt.Key(event.key())])
            else:
                super().keyPressEvent(event)
        event.accept()  # an unused key must not reach the grid, which would act on it

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._choices is not None:
            self._choices.hide()

    def focusNextPrevChild(self, forward: bool) -> bool:
        if not self._composing:
            self.finished.emit(self, Move.RIGHT if forward else Move.LEFT)
        return True

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        super().inputMethodEvent(event)
        self._composing = bool(event.preeditString())


def complete_choice(kind: Kind, typed: str) -> str:
    """Return the typed text, or the choice of which it is an unambiguous part.

    A text that is valid by itself is never completed. The beginnings of choices are tried before
    their middles.
    """
    text = typed.strip()
    if not kind.choices or not text or _parses(kind, text):
        return text
    for fits in (str.startswith, str.__contains__):
        matches = [word for word in kind.choices if fits(word, text)]
        if len(matches) == 1:
            return matches[0]
    return text


def _parses(kind: Kind, text: str) -> bool:
    try:
        kind.parse(text)
    except ValueError:
        return False
    return True
