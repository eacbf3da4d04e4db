"""The progress of a plan row, quarter by quarter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from gui.appearance import theme
from gui.plan.state_pill import StatePill
from storage.model.period import Quarter
from storage.model.tables.plan import PLAN_PROGRESS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.model.tables.plan import PlanProgress

NAMES = ("progress", "problems", "next_step", "evidence_note")
NOTHING = "没有写进展，报表里用的是由数字写成的草稿。"
NONE = "还没有填过。填了以后，每个季度的进展都在这里。"


class PlanHistory(QScrollArea):
    """The entries of a row, the latest quarter first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("plan_history")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_history(self, entries: Sequence[PlanProgress]) -> None:
        """Show these entries."""
        inside = QWidget()
        inside.setProperty("role", "plain")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, theme.GAP, theme.GAP, 0)
        column.setSpacing(theme.SPACE)
        for one in entries:
            column.addLayout(_quarter(one))
            line = QFrame()
            line.setProperty("role", "line")
            column.addWidget(line)
        if not entries:
            column.addWidget(_words(NONE, "second"))
        column.addStretch(1)
        self.setWidget(inside)


def _quarter(one: PlanProgress) -> QVBoxLayout:
    head = QHBoxLayout()
    name = QLabel(Quarter.parse(one.quarter).label)
    name.setProperty("role", "strong")
    state = StatePill()
    state.show_state(one.state)
    head.addWidget(name)
    head.addWidget(state)
    head.addStretch(1)
    column = QVBoxLayout()
    column.setSpacing(theme.GAP // 2)
    column.addLayout(head)
    for name_ in NAMES:
        text = getattr(one, name_)
        if text:
            label = PLAN_PROGRESS.by_name[name_].label
            column.addWidget(_words(text if name_ == "progress" else f"{label}：{text}", ""))
        elif name_ == "progress":
            column.addWidget(_words(NOTHING, "second"))
    return column


def _words(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setProperty("role", role)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
