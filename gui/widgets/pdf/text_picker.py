"""Selecting text of a PDF with the mouse: drag, double click for a word, triple for a line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QMouseEvent

from gui.widgets.pdf.page_text import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QWidget

    from gui.widgets.pdf.page_layout import Spot
    from gui.widgets.pdf.page_text import PageText


class TextPosition(NamedTuple):
    """A caret position in a page's text; positions are ordered as the text is read."""

    page: int
    caret: int


@dataclass(frozen=True, slots=True)
class Selection:
    """The text between two positions; the focus may be before the anchor."""

    anchor: TextPosition
    focus: TextPosition

    def __bool__(self) -> bool:
        return self.anchor != self.focus

    def span(self, page: int, text: PageText) -> Span | None:
        """Return the selected characters of a page, None where there are none."""
        first, last = sorted((self.anchor, self.focus))
        if not first.page <= page <= last.page:
            return None
        begin = first.caret if page == first.page else 0
        end = last.caret if page == last.page else len(text.chars)
        return Span(begin, end) if end > begin else None

    def text(self, page_text: Callable[[int], PageText]) -> str:
        """Return the selected text with a line break between pages."""
        return "\n".join(self._parts(page_text)).strip("\n")

    def _parts(self, page_text: Callable[[int], PageText]) -> Iterator[str]:
        first, last = sorted((self.anchor, self.focus))
        for page in range(first.page, last.page + 1):
            text = page_text(page)
            span = self.span(page, text)
            if span:
                yield text.text(span)


NOTHING = Selection(TextPosition(0, 0), TextPosition(0, 0))


class Canvas(Protocol):
    """What the picker needs from its canvas."""

    def viewport(self) -> QWidget:
        """Return the widget that gets the mouse events."""

    def spot(self, point: QPoint) -> Spot | None:
        """Return the point of a page under a point of the viewport."""

    def text(self, page: int) -> PageText:
        """Return the text of a page."""


class TextPicker(QObject):
    """Follows the mouse over a canvas and holds the selection.

    Signals:
        changed(): the selection changed
        dragged_outside(point): a drag has reached this point outside of the viewport
    """

    changed = Signal()
    dragged_outside = Signal(QPoint)

    def __init__(self, canvas: Canvas, parent: QObject) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._dragging = False
        self._triple = QTimer(self)
        self._triple.setSingleShot(True)
        self.selection = NOTHING
        canvas.viewport().setMouseTracking(True)
        canvas.viewport().installEventFilter(self)

    def clear(self) -> None:
        """Select nothing."""
        self.select(NOTHING)

    def select(self, selection: Selection) -> None:
        """Reposition the selection."""
        self.selection = selection
        self.changed.emit()

    def _press(self, event: QMouseEvent) -> None:
        position = self._position_at(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or position is None:
            return
        if self._triple.isActive():
            self._select_span(position.page, self._canvas.text(position.page).line(position.caret))
            return
        self._dragging = True
        extends = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        self.select(Selection(self.selection.anchor if extends else position, position))

    def _move(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if not self._dragging:
            self._update_cursor(point)
            return
        if not self._canvas.viewport().rect().contains(point):
            self.dragged_outside.emit(point)
        position = self._position_at(point)
        if position is not None:
            self.select(Selection(self.selection.anchor, position))

    def _release(self, _event: QMouseEvent) -> None:
        self._dragging = False

    def _double(self, event: QMouseEvent) -> None:
        position = self._position_at(event.position().toPoint())
        if position is not None:
            self._select_span(position.page, self._canvas.text(position.page).word(position.caret))
            self._triple.start(QGuiApplication.styleHints().mouseDoubleClickInterval())

    def _select_span(self, page: int, span: Span) -> None:
        self.select(Selection(TextPosition(page, span.first), TextPosition(page, span.last)))

    def _position_at(self, point: QPoint) -> TextPosition | None:
        spot = self._canvas.spot(point)
        if spot is None:
            return None
        return TextPosition(spot.page, self._canvas.text(spot.page).caret(spot.x, spot.y))

    def _update_cursor(self, point: QPoint) -> None:
        spot = self._canvas.spot(point)
        lines = self._canvas.text(spot.page).lines if spot else ()
        over = spot and any(box.distance(spot.x, spot.y) == 0 for _span, box in lines)
        shape = Qt.CursorShape.IBeamCursor if over else Qt.CursorShape.ArrowCursor
        self._canvas.viewport().setCursor(shape)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Handle the mouse events of the viewport."""
        handlers = {
            QEvent.Type.MouseButtonPress: self._press,
            QEvent.Type.MouseMove: self._move,
            QEvent.Type.MouseButtonRelease: self._release,
            QEvent.Type.MouseButtonDblClick: self._double,
        }
        handler = handlers.get(event.type())
        if handler is not None and isinstance(event, QMouseEvent):
            handler(event)
            return True
        return False
