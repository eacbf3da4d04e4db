"""Placement of popups: below a field or over a window, always within the screen."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget


def move_onto_screen(popup: QWidget, corner: QPoint, anchor: QWidget) -> None:
    """Move a popup's upper left corner to a point, or as near as the screen of `anchor` allows."""
    _resize_to_content(popup)
    popup.move(_fit_on_screen(QRect(corner, popup.size()), anchor).topLeft())


def centre_in_window(popup: QWidget, window: QWidget) -> None:
    """Move a popup to the middle of a window."""
    _resize_to_content(popup)
    area = QRect(QPoint(0, 0), popup.size())
    area.moveCenter(window.mapToGlobal(window.rect().center()))
    popup.move(_fit_on_screen(area, window).topLeft())


def drop_under(popup: QWidget, field: QWidget, gap: int, *, flush_right: bool = False) -> None:
    """Move a popup below a field, `gap` pixels apart, or above it where it only fits there."""
    _resize_to_content(popup)
    left = field.width() - popup.width() if flush_right else 0
    below = QRect(field.mapToGlobal(QPoint(left, field.height() + gap)), popup.size())
    above = QRect(field.mapToGlobal(QPoint(left, -gap - popup.height())), popup.size())
    room = _screen_area(field)
    fits_above = below.bottom() > room.bottom() and above.top() >= room.top()
    popup.move(_fit_on_screen(above if fits_above else below, field).topLeft())


def _resize_to_content(popup: QWidget) -> None:
    """Give the popup its final size; before the style sheet is applied its hints are smaller."""
    for widget in (popup, *popup.findChildren(QWidget)):
        widget.ensurePolished()
    popup.adjustSize()


def _fit_on_screen(wanted: QRect, anchor: QWidget) -> QRect:
    room = _screen_area(anchor)
    left = max(min(wanted.left(), room.right() + 1 - wanted.width()), room.left())
    top = max(min(wanted.top(), room.bottom() + 1 - wanted.height()), room.top())
    return QRect(QPoint(left, top), wanted.size())


def _screen_area(widget: QWidget) -> QRect:
    return widget.screen().availableGeometry()
