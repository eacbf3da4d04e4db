"""The line in which a cell is filled in, and the ways out of it, as a spreadsheet has them."""

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

VISIBLE_CHOICES = 8  # words seen at a time
MIN_LIST_WIDTH = 120


class ChoiceList(QListWidget):
    """Signals: picked(word): by the mouse."""

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
        """Show the words that have what was typed in them, all of them without it."""
        found = [word for word in self._words if typed.strip() in word]
        self.clear()
        for word in found:
            QListWidgetItem(word, self)
        self.setVisible(bool(found) and self._line.isVisible())
        if self.isVisible():
            self._place_popup()

    def _place_popup(self) -> None:
        """Stand under the line, or above it where the window ends."""
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
        """Go to the next word down (1) or up (-1), and name it; "" where there is none."""
        if not self.count():
            return ""
        self.setCurrentRow((self.currentRow() + direction) % self.count())
        return self.currentItem().text()


ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_OTHERS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


class Move(Enum):
    """Where one goes from a cell; BACK gives it back what stood in it."""

    STAY = auto()
    BACK = auto()
    DOWN = auto()
    UP = auto()
    RIGHT = auto()
    LEFT = auto()


_THROUGH = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_ARROWS: dict[int, Move] = {
    Qt.Key.Key_Down: Move.DOWN,
    Qt.Key.Key_Up: Move.UP,
    Qt.Key.Key_Left: Move.LEFT,
    Qt.Key.Key_Right: Move.RIGHT,
}


def enter_move(event: QKeyEvent) -> Move | None:
    """Where Enter leads, None for any other key."""
    if event.key() not in ENTER:
        return None
    if event.modifiers() & _OTHERS:
        return Move.STAY
    return Move.UP if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else Move.DOWN


def is_typing(event: QKeyEvent) -> bool:
    """Whether the key writes a sign."""
    return event.text().isprintable() and bool(event.text()) and not event.modifiers() & _OTHERS


class CellEditor(QLineEdit):
    """Edits one cell; `take` keeps a text in it, wherever the list has taken it meanwhile.

    Begun by typing, the arrows keep what was typed and go on; begun by F2 or the mouse, they move
    in the text. While an input method composes, every key is the input method's.

    Signals:
        left(line, way): a key said where to go on
    """

    finished = Signal(QLineEdit, Move)

    def __init__(
        self, parent: QWidget, take: Callable[[str], bool] | None, kind: Kind, *, typed: bool
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "cell")
        self.setFrame(False)
        self._take, self._kind, self._typed = take, kind, typed
        self._composing = self._begun = False
        self._offered = self._offer(kind.choices) if kind.choices else None

    def _offer(self, choices: tuple[str, ...]) -> ChoiceList:
        offered = ChoiceList(self, choices)
        offered.picked.connect(self._pick)
        self.textEdited.connect(offered.offer)
        if not self._typed:
            QTimer.singleShot(0, self, offered.offer)
        return offered

    @Slot(str)
    def _pick(self, word: str) -> None:
        self.setText(word)
        self.finished.emit(self, Move.STAY)

    def _cycle_choices(self, direction: int) -> None:
        """Go through the words that are offered; the line shows the one gone to."""
        if self._offered is not None and self._offered.isHidden():
            self._offered.offer()
        word = self._offered.step(direction) if self._offered is not None else ""
        if word:
            self.setText(word)
            self._typed = False  # the arrows serve the list from now on

    def begin_edit(self, text: str) -> None:
        """Show what stands in the cell; what is being typed is never written over."""
        if not self._begun:
            self._begun = True
            self.setText(text)

    def commit(self) -> bool:
        """Keep what was typed; False where it cannot stand in the cell."""
        kept = self._take is not None and self._take(complete_choice(self._kind, self.text()))
        self._mark("" if kept else "bad")
        return kept

    def _mark(self, state: str) -> None:
        if self.property("state") != (state or None):
            self.setProperty("state", state)
            self.style().unpolish(self)
            self.style().polish(self)
        if state:
            self._typed = False  # the arrows serve to mend it
            self.deselect()
            self.end(False)

    def _move_for(self, event: QKeyEvent) -> Move | None:
        if event.key() == Qt.Key.Key_Escape:
            return Move.BACK
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if self._typed and plain and not (event.key() in _THROUGH and self._half_a_choice()):
            return _ARROWS.get(event.key()) or enter_move(event)
        return enter_move(event)

    def _half_a_choice(self) -> bool:
        """Whether a part of a word was typed, and several that are offered have it."""
        meant = complete_choice(self._kind, self.text())
        return self._offered is not None and not _parses(self._kind, meant)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._composing:
            move = self._move_for(event)
            if move is not None:
                self.finished.emit(self, move)
            elif self._offered is not None and event.key() in _THROUGH:
                self._cycle_choices(_THROUGH[Qt.Key(event.key())])
            else:
                super().keyPressEvent(event)
        event.accept()  # what the line has no use for is nobody's: the grid would act on it

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._offered is not None:
            self._offered.hide()

    def focusNextPrevChild(self, forward: bool) -> bool:
        if not self._composing:
            self.finished.emit(self, Move.RIGHT if forward else Move.LEFT)
        return True

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        super().inputMethodEvent(event)
        self._composing = bool(event.preeditString())


def complete_choice(kind: Kind, typed: str) -> str:
    """What was typed; a part of one choice alone, which means nothing else, is that choice."""
    text = typed.strip()
    if not kind.choices or not text or _parses(kind, text):
        return text
    for fits in (str.startswith, str.__contains__):
        found = [word for word in kind.choices if fits(word, text)]
        if len(found) == 1:
            return found[0]
    return text


def _parses(kind: Kind, text: str) -> bool:
    try:
        kind.parse(text)
    except ValueError:
        return False
    return True
