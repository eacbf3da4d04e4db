"""A row of a card: an icon, a text with its detail, and a link."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout

from gui.appearance import icons, theme
from gui.widgets.buttons import link_button
from gui.widgets.elided import ElidedLabel

_ICONS = {"bad": "circle-x", "warn": "triangle-alert", "link": "info", "good": "circle-check"}


class StepRow(QFrame):
    """A text with its detail; `action` is the link at the right, hidden where it has no text."""

    def __init__(self, text: str, detail: str, tone: str, action: str, icon: str = "") -> None:
        super().__init__()
        self.setProperty("role", "step")
        picture = QLabel()
        picture.setPixmap(icons.pixmap(icon or _ICONS[tone], tone, theme.SMALL_ICON))
        what = ElidedLabel()
        what.set_full_text(text)
        which = ElidedLabel("small")
        which.set_full_text(detail)
        self.action = link_button(action)
        self.action.setAccessibleName(f"{action}：{text}")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(what)
        if detail:
            words.addWidget(which)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, theme.GAP - 4, 0, theme.GAP - 4)
        row.setSpacing(theme.GAP)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self.action)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if not action:
            self.action.hide()
