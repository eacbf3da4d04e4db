"""Where what drops down or opens over the window stands: within the screen, whatever its size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def move_within(popup: QWidget, corner: QPoint, beside: QWidget) -> None:
    """Move a popup's upper left corner there, or as near as the screen of `beside` allows."""
    popup.move(_nearest(QRect(corner, popup.size()), beside).topLeft())


def drop_under(popup: QWidget, field: QWidget, gap: int, *, flush_right: bool = False) -> None:
    """Open below a field, or above it where there is room above alone."""
    left = field.width() - popup.width() if flush_right else 0
    below = QRect(field.mapToGlobal(QPoint(left, field.height() + gap)), popup.size())
    above = QRect(field.mapToGlobal(QPoint(left, -gap - popup.height())), popup.size())
    room = _room(field)
    fits_above = below.bottom() > room.bottom() and above.top() >= room.top()
    popup.move(_nearest(above if fits_above else below, field).topLeft())


def _nearest(wanted: QRect, beside: QWidget) -> QRect:
    room = _room(beside)
    left = max(min(wanted.left(), room.right() + 1 - wanted.width()), room.left())
    top = max(min(wanted.top(), room.bottom() + 1 - wanted.height()), room.top())
    return QRect(QPoint(left, top), wanted.size())


def _room(widget: QWidget) -> QRect:
    return widget.screen().availableGeometry()
