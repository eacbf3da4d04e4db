"""The keyboard stays where the clerk is when what it stands on is made anew.

Qt gives it to the next control in the window otherwise, which scrolls some far list into view.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Iterator


def holds_focus(within: QWidget) -> bool:
    """Whether the keyboard is at this widget or in it, or will be once the window is active."""
    had = within.window().focusWidget()  # the application's is none while a question closes
    return had is not None and (had is within or within.isAncestorOf(had))


@contextmanager
def preserve_focus(within: QWidget, otherwise: QWidget) -> Iterator[None]:
    """Make anew what stands `within`: the keyboard goes to what bears the same name again.

    Where nothing does, it stays at `otherwise`, which is not made anew.
    """
    had = within.window().focusWidget()
    if had is None or not within.isAncestorOf(had):
        yield
        return
    name = had.objectName()
    before = within.findChildren(QWidget, name)
    otherwise.setFocus()
    yield
    fresh = [one for one in within.findChildren(QWidget, name) if one not in before]
    if name and fresh:
        focus_new_widget(fresh[-1], within)


def focus_new_widget(widget: QWidget, within: QWidget) -> None:
    """Give the keyboard to what was only just added: what is not shown yet would not take it."""
    parent: QWidget | None = widget
    while parent is not None and parent is not within:
        parent.show()
        parent = parent.parentWidget()
    widget.setFocus()
