"""What tests of windows stand on: a session over a ledger, and clicks by object name."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from gui.session import Session
    from storage.store.store import Store


@contextmanager
def session_over(store: Store) -> Iterator[Session]:
    """The dressed program with this ledger open."""
    from gui.app.application import build_application
    from gui.session import Session

    build_application()
    session = Session(store)
    try:
        yield session
    finally:
        session.close()


def show(qtbot: QtBot, widget: QWidget, width: int = 1130, height: int = 680) -> QWidget:
    """Show a widget as the active window, until the test ends."""
    qtbot.addWidget(widget)
    widget.resize(width, height)
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()
    return widget


def click(qtbot: QtBot, parent: QWidget, name: str) -> Any:
    """Click the widget of that name, as soon as it is there to be seen and clicked.

    What a layout was just given is shown by Qt one turn of events later.
    """

    def ready() -> None:
        widget = parent.findChild(QWidget, name)
        assert widget is not None, f"no {name}"
        assert widget.isVisible(), f"{name} is hidden"
        assert widget.isEnabled(), f"{name} is disabled"

    qtbot.waitUntil(ready)
    widget = parent.findChild(QWidget, name)
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)
    return widget


def text(parent: QWidget, name: str) -> str:
    """What the label or button of that name says."""
    widget: Any = parent.findChild(QWidget, name)
    assert widget is not None, f"no {name}"
    return str(widget.full_text() if hasattr(widget, "full_text") else widget.text())
