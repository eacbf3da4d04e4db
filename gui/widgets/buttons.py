"""Buttons of every rank, each with its name for screen readers."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QToolButton

from gui.appearance import icons, theme


def primary_button(text: str, icon: str = "") -> QPushButton:
    """The one button of a page that carries its main deed."""
    return _button(text, icon, "primary", "on_accent")


def quiet_button(text: str, icon: str = "") -> QPushButton:
    """Any other button."""
    return _button(text, icon, "quiet", "second")


def danger_button(text: str, icon: str = "") -> QPushButton:
    """A button that removes something."""
    return _button(text, icon, "danger", "bad")


def link_button(text: str) -> QPushButton:
    """A deed written as a link, as in a list or a notice."""
    button = _button(text, "", "link", "link")
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    return button


def tool_button(icon: str, name: str, size: int = theme.ICON, role: str = "second") -> QToolButton:
    """A button that is only an icon; its name is the tooltip."""
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
