"""Selecting text in a PDF with the mouse: drag, double click for a word, triple for a line."""

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
    """Between two characters of a page's text; places order as the text is read."""

    page: int
    caret: int


@dataclass(frozen=True, slots=True)
class Selection:
    """The text between two places, in whichever order they were chosen."""

    anchor: TextPosition
    focus: TextPosition

    def __bool__(self) -> bool:
        return self.anchor != self.focus

    def span(self, page: int, text: PageText) -> Span | None:
        """The characters of that page which are selected."""
        first, last = sorted((self.anchor, self.focus))
        if not first.page <= page <= last.page:
            return None
        begin = first.caret if page == first.page else 0
        end = last.caret if page == last.page else len(text.chars)
        return Span(begin, end) if end > begin else None

    def text(self, page_text: Callable[[int], PageText]) -> str:
        """The selected text, a line break between pages."""
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
    """What the picker asks of the canvas it works on."""

    def viewport(self) -> QWidget:
        """The widget that the mouse moves over."""

    def spot(self, point: QPoint) -> Spot | None:
        """The place on a page under a point of the viewport."""

    def text(self, page: int) -> PageText:
        """The text of a page."""


class TextPicker(QObject):
    """Follows the mouse over a canvas and keeps what is selected.

    Signals:
        changed(): something else is selected
        edged(point): a drag has reached this point outside of the viewport
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
        """Select this."""
        self.selection = selection
        self.changed.emit()

    def _press(self, event: QMouseEvent) -> None:
        place = self._place(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or place is None:
            return
        if self._triple.isActive():
            self._select_span(place.page, self._canvas.text(place.page).line(place.caret))
            return
        self._dragging = True
        held = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        self.select(Selection(self.selection.anchor if held else place, place))

    def _move(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if not self._dragging:
            self._shape(point)
            return
        if not self._canvas.viewport().rect().contains(point):
            self.dragged_outside.emit(point)
        place = self._place(point)
        if place is not None:
            self.select(Selection(self.selection.anchor, place))

    def _release(self, _event: QMouseEvent) -> None:
        self._dragging = False

    def _double(self, event: QMouseEvent) -> None:
        place = self._place(event.position().toPoint())
        if place is not None:
            self._select_span(place.page, self._canvas.text(place.page).word(place.caret))
            self._triple.start(QGuiApplication.styleHints().mouseDoubleClickInterval())

    def _select_span(self, page: int, span: Span) -> None:
        self.select(Selection(TextPosition(page, span.first), TextPosition(page, span.last)))

    def _place(self, point: QPoint) -> TextPosition | None:
        spot = self._canvas.spot(point)
        if spot is None:
            return None
        return TextPosition(spot.page, self._canvas.text(spot.page).caret(spot.x, spot.y))

    def _shape(self, point: QPoint) -> None:
        spot = self._canvas.spot(point)
        lines = self._canvas.text(spot.page).lines if spot else ()
        over = spot and any(box.distance(spot.x, spot.y) == 0 for _span, box in lines)
        shape = Qt.CursorShape.IBeamCursor if over else Qt.CursorShape.ArrowCursor
        self._canvas.viewport().setCursor(shape)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the mouse's events of the viewport."""
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
