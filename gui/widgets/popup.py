"""Where what drops down or opens over the window stands: within the screen, whatever its size."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget


def move_onto_screen(popup: QWidget, corner: QPoint, beside: QWidget) -> None:
    """Move a popup's upper left corner there, or as near as the screen of `beside` allows."""
    _take_size(popup)
    popup.move(_nearest(QRect(corner, popup.size()), beside).topLeft())


def centre_in_window(popup: QWidget, window: QWidget) -> None:
    """Stand in the middle of a window."""
    _take_size(popup)
    lies = QRect(QPoint(0, 0), popup.size())
    lies.moveCenter(window.mapToGlobal(window.rect().center()))
    popup.move(_nearest(lies, window).topLeft())


def drop_under(popup: QWidget, field: QWidget, gap: int, *, flush_right: bool = False) -> None:
    """Open below a field, or above it where there is room above alone."""
    _take_size(popup)
    left = field.width() - popup.width() if flush_right else 0
    below = QRect(field.mapToGlobal(QPoint(left, field.height() + gap)), popup.size())
    above = QRect(field.mapToGlobal(QPoint(left, -gap - popup.height())), popup.size())
    room = _room(field)
    fits_above = below.bottom() > room.bottom() and above.top() >= room.top()
    popup.move(_nearest(above if fits_above else below, field).topLeft())


def _take_size(popup: QWidget) -> None:
    """Give it the size it will be shown in; before it is dressed it says less."""
    for widget in (popup, *popup.findChildren(QWidget)):
        widget.ensurePolished()
    popup.adjustSize()


def _nearest(wanted: QRect, beside: QWidget) -> QRect:
    room = _room(beside)
    left = max(min(wanted.left(), room.right() + 1 - wanted.width()), room.left())
    top = max(min(wanted.top(), room.bottom() + 1 - wanted.height()), room.top())
    return QRect(QPoint(left, top), wanted.size())


def _room(widget: QWidget) -> QRect:
    return widget.screen().availableGeometry()
