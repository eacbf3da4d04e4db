"""Factories for buttons of every rank, each with a name for screen readers."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QToolButton

from gui.appearance import icons, theme


def primary_button(text: str, icon: str = "") -> QPushButton:
    """Return the button for the main action of a page; there is one at most."""
    return _button(text, icon, "primary", "on_accent")


def quiet_button(text: str, icon: str = "") -> QPushButton:
    """Return a button for a secondary action."""
    return _button(text, icon, "quiet", "second")


def danger_button(text: str, icon: str = "") -> QPushButton:
    """Return a button for an action that removes something."""
    return _button(text, icon, "danger", "bad")


def link_button(text: str) -> QPushButton:
    """Return an action written as a link, as in a list or a notice."""
    button = _button(text, "", "link", "link")
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    return button


def tool_button(icon: str, name: str, size: int = theme.ICON, role: str = "second") -> QToolButton:
    """Return a button with an icon only; `name` is its tooltip and accessible name."""
    button = QToolButton()
    icons.set_icon(button, icon, role, size)
    button.setToolTip(name)
    button.setAccessibleName(name)
    return button


def _button(text: str, icon: str, role: str, tint: str) -> QPushButton:
    button = QPushButton(f" {text}" if icon else text)  # Qt sets icon and text too close
    button.setProperty("role", role)
    button.setAccessibleName(text)
    if icon:
        icons.set_icon(button, icon, tint, theme.SMALL_ICON)
    return button
