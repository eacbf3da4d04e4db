"""Preserving the keyboard focus while widgets are rebuilt.

Qt would pass it to the next control in the window, which scrolls some distant list into view.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Iterator


def holds_focus(within: QWidget) -> bool:
    """Return whether the focus is in this widget, or will be once the window is active."""
    had = (
        within.window().focusWidget()
    )  # QApplication.focusWidget() is None while a question closes
    return had is not None and (had is within or within.isAncestorOf(had))


@contextmanager
def preserve_focus(within: QWidget, fallback: QWidget) -> Iterator[None]:
    """Preserve the focus while the block rebuilds the widgets `within`.

    It goes to the new widget of the same object name, or to `fallback`, which is not rebuilt.
    """
    had = within.window().focusWidget()
    if had is None or not within.isAncestorOf(had):
        yield
        return
    name = had.objectName()
    before = within.findChildren(QWidget, name)
    fallback.setFocus()
    yield
    fresh = [one for one in within.findChildren(QWidget, name) if one not in before]
    if name and fresh:
        focus_new_widget(fresh[-1], within)


def focus_new_widget(widget: QWidget, within: QWidget) -> None:
    """Focus a widget that was only just added: a widget not yet shown would refuse the focus."""
    parent: QWidget | None = widget
    while parent is not None and parent is not within:
        parent.show()
        parent = parent.parentWidget()
    widget.setFocus()
