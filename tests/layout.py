"""Judges how a window lies: nothing over another, nothing cut off, nothing off the screen.

What is judged is what draws: labels, buttons, fields, lists, and what the program paints itself.
A widget that only holds others is judged by what becomes of those.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QCalendarWidget,
    QCheckBox,
    QComboBox,
    QFrame,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QSizePolicy,
    QTabBar,
    QTextEdit,
    QToolButton,
    QWidget,
)

from gui.app.search_popup import SearchPopup
from gui.appearance import theme
from gui.notice import NoticeBar
from gui.widgets.elided import ElidedButton, ElidedLabel

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SLACK = 2  # pixels that rounding may take
LEAST_WORDS = 24  # of a text that ends in an ellipsis: a character and the ellipsis
OVER = (NoticeBar, SearchPopup)  # what is meant to lie over the page
SURFACES = ("card", "popup", "sunken", "warning")
FIELDS = (QLineEdit, QComboBox, QAbstractSpinBox)
TEXTS = (QPlainTextEdit, QTextEdit)
CLOSED = (*FIELDS, QAbstractButton, QAbstractItemView, QCalendarWidget, QTabBar, QHeaderView)
WORDED = (QPushButton, QToolButton, QCheckBox, QRadioButton)


def faults(top: QWidget) -> list[str]:
    """What is wrong with how a shown top-level widget lies, one sentence each."""
    _lay_out()
    drawn: list[tuple[QWidget, QRect]] = []
    found: list[str] = []
    for widget, sight in _shown(top, top, top.rect()):
        found += _cut(widget)
        if _draws(widget):
            drawn.append((widget, _place(widget, top) & sight))
    return found + list(_overlapping(drawn)) + list(_scrolling(top))


def _lay_out() -> None:
    """Have what just came (a file to be shown) laid out, before it is seen by anybody.

    A request for a layout waits for the next turn of events, and one within another asks in turn.
    """
    for _depth in range(8):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)


def off_screen(popup: QWidget) -> list[str]:
    """Whether a popup lies within its screen."""
    room, lies = popup.screen().availableGeometry(), popup.frameGeometry()
    enough = room.adjusted(-SLACK, -SLACK, SLACK, SLACK)
    return [] if enough.contains(lies) else [f"{told(popup)} lies at {lies} on a screen of {room}"]


def popups() -> list[QWidget]:
    """The popups that are open."""
    return [
        one
        for one in QApplication.topLevelWidgets()
        if one.isVisible() and one.windowType() != one.windowType().Window
    ]


def told(widget: QWidget) -> str:
    """Which widget it is, by what holds it."""
    line, one = [], widget
    while one is not None and len(line) < 4:
        line.append(one.objectName() or type(one).__name__)
        one = one.parentWidget()
    words = _words(widget)
    return "<".join(line) + (f" “{words[:24]}”" if words else "")


def _words(widget: QWidget) -> str:
    whole = getattr(widget, "full_text", None) or getattr(widget, "text", None)
    return str(whole()) if callable(whole) else ""


def _shown(widget: QWidget, top: QWidget, sight: QRect) -> Iterator[tuple[QWidget, QRect]]:
    """The widgets within it that are shown, each with what of the window it may be seen in."""
    if isinstance(widget, (*CLOSED, *TEXTS, QMenu)):
        return
    if isinstance(widget, QAbstractScrollArea) and not isinstance(widget, QScrollArea):
        return
    children = [widget.widget()] if isinstance(widget, QScrollArea) else widget.children()
    if isinstance(widget, QScrollArea):
        sight = sight & _place(widget.viewport(), top)
    for child in children:
        if isinstance(child, QWidget) and child.isVisible() and not child.isWindow():
            if isinstance(child, OVER):
                continue
            yield child, sight
            yield from _shown(child, top, sight)


def _place(widget: QWidget, top: QWidget) -> QRect:
    return QRect(widget.mapTo(top, QPoint(0, 0)), widget.size())


def _draws(widget: QWidget) -> bool:
    """Whether it draws something that another must not lie over."""
    if isinstance(widget, QLabel):
        return bool(widget.text()) or not widget.pixmap().isNull()
    if isinstance(widget, QScrollArea):
        return False
    if isinstance(widget, (*CLOSED, QAbstractScrollArea)):
        return True
    if isinstance(widget, QFrame) and widget.property("role") in SURFACES:
        return True
    return type(widget).paintEvent is not QWidget.paintEvent and not isinstance(widget, QFrame)


# one widget by itself


def _cut(widget: QWidget) -> Iterator[str]:
    """What there is no room for."""
    wide, high = _pending_fix(widget)
    if widget.width() < wide - SLACK:
        yield f"{told(widget)} is {widget.width()} wide and needs {wide}"
    if widget.height() < high - SLACK:
        yield f"{told(widget)} is {widget.height()} high and needs {high}"
    yield from _sticking_out(widget)
    if isinstance(widget, QTabBar) and widget.count():
        last = max(widget.tabRect(at).right() for at in range(widget.count()))
        if last > widget.width():
            yield f"{told(widget)} is {widget.width()} wide and its tabs {last}"


def _pending_fix(widget: QWidget) -> tuple[int, int]:
    """The least width and height with which all that it says can be read."""
    for kind, wanted in WANTED.items():
        if isinstance(widget, kind):
            return wanted(widget)
    if type(widget).__module__.startswith("gui.") and widget.layout() is None:
        return widget.minimumWidth(), _least_height(widget)
    return widget.minimumWidth(), widget.minimumHeight()


def _wanted_by_button(button: QAbstractButton) -> tuple[int, int]:
    hint = button.minimumSizeHint() if isinstance(button, ElidedButton) else button.sizeHint()
    narrow = button.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Ignored
    return 0 if narrow else hint.width(), hint.height()


def _wanted_by_field(field: QWidget) -> tuple[int, int]:
    return field.minimumSizeHint().width(), min(field.sizeHint().height(), field.maximumHeight())


def _wanted_by_text(text: QWidget) -> tuple[int, int]:
    return 0, 2 * text.fontMetrics().lineSpacing() + theme.GAP


def _wanted_by_list(view: QAbstractItemView) -> tuple[int, int]:
    model = view.model()
    return 0, theme.MIN_LIST if model is not None and model.rowCount() > 1 else 0


def _wanted_by_area(area: QScrollArea) -> tuple[int, int]:
    inside = area.widget()
    least = area.minimumHeight() or theme.MIN_VISIBLE
    return 0, min(inside.height(), least) if inside is not None else 0


def _least_height(widget: QWidget) -> int:
    """What the program paints itself is as high as it says."""
    fixed = widget.sizePolicy().verticalPolicy() == QSizePolicy.Policy.Fixed
    hint = widget.sizeHint().height() if fixed else widget.minimumSizeHint().height()
    return min(max(hint, widget.minimumHeight()), widget.maximumHeight())


def _wanted_by_label(label: QLabel) -> tuple[int, int]:
    if isinstance(label, ElidedLabel):
        wide = label.fontMetrics().horizontalAdvance
        around = label.width() - label.contentsRect().width()
        least = min(wide(label.full_text()), LEAST_WORDS)
        return max(least, wide(label.text()) + around), label.sizeHint().height()
    if not label.text():
        return 0, 0
    if label.wordWrap():
        widest = max(label.fontMetrics().horizontalAdvance(one) for one in label.text()[:40])
        return widest, label.heightForWidth(label.width())
    hint = label.sizeHint()
    return hint.width(), hint.height()


WANTED: dict[Any, Callable[[Any], tuple[int, int]]] = {
    QLabel: _wanted_by_label, WORDED: _wanted_by_button, FIELDS: _wanted_by_field,
    TEXTS: _wanted_by_text, QAbstractItemView: _wanted_by_list, QScrollArea: _wanted_by_area,
}  # fmt: skip


def _sticking_out(widget: QWidget) -> Iterator[str]:
    """A widget lies within its parent, or where the parent can be scrolled."""
    parent = widget.parentWidget()
    if parent is None or not widget.width() or not widget.height():
        return
    area = parent.parentWidget()
    if isinstance(area, QScrollArea) and parent is area.viewport():
        return
    room = parent.rect().adjusted(-SLACK, -SLACK, SLACK, SLACK)
    if not room.contains(widget.geometry()):
        yield f"{told(widget)} lies at {_box(widget.geometry())} of {_box(parent.rect())}"


def _box(rect: QRect) -> str:
    return f"({rect.left()},{rect.top()})–({rect.right()},{rect.bottom()})"


# several


def _overlapping(drawn: list[tuple[QWidget, QRect]]) -> Iterator[str]:
    """Which widgets lie over each other; what holds another does not count."""
    ordered = sorted(drawn, key=lambda one: one[1].top())
    for at, (widget, lies) in enumerate(ordered):
        for other, there in ordered[at + 1 :]:
            if there.top() > lies.bottom() - SLACK:
                break
            shared = lies & there
            if shared.width() <= SLACK or shared.height() <= SLACK:
                continue
            if not widget.isAncestorOf(other) and not other.isAncestorOf(widget):
                yield f"{told(widget)} and {told(other)} share {shared.width()}×{shared.height()}"


def _scrolling(top: QWidget) -> Iterator[str]:
    """Nothing scrolls within what scrolls, and no page scrolls sideways."""
    for area in top.findChildren(QScrollArea):
        inside = area.widget()
        if not area.isVisible() or inside is None:
            continue
        if inside.width() > area.viewport().width() + SLACK:
            yield f"{told(area)} is {area.viewport().width()} wide and holds {inside.width()}"
        if area.verticalScrollBar().maximum() <= 0:
            continue
        for other in area.findChildren(QScrollArea):
            if other.isVisible() and other.verticalScrollBar().maximum() > 0:
                yield f"{told(other)} scrolls within {told(area)}"
