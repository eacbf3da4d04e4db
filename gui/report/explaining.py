"""变动说明: why figures decreased or were corrected, drafted, then in the clerk's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gui.appearance import theme
from gui.widgets.buttons import primary_button, tool_button
from gui.widgets.card import Card, clear_layout
from gui.widgets.focus import focus_new_widget
from storage.errors import UserError
from storage.model.tables.quarter import EXPLANATIONS
from storage.quarter.explanation import save_explanation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gui.session import Session
    from storage.quarter.comparison_line import ComparisonLine

TEXT_HEIGHT = 84  # of a text: four lines


class ExplanationCard(Card):
    """Every figure that decreased or was corrected after sealing, with its explanation.

    Signals:
        closed(): the card should be hidden
    """

    closed = Signal()

    def __init__(self, session: Session) -> None:
        shut = tool_button("x", "收起", theme.SMALL_ICON)
        shut.setObjectName("close_explaining")
        super().__init__(EXPLANATIONS.label, shut)
        self.setObjectName("explaining")
        self._session = session
        self._texts: dict[str, QPlainTextEdit] = {}
        self._lines: dict[str, ComparisonLine] = {}
        self._quarter = session.quarter
        shut.clicked.connect(self.closed)
        words = QLabel("下面是按改动记录写的草稿。改成自己的话，或直接保存采用。")
        words.setProperty("role", "small")
        words.setWordWrap(True)
        holder = QWidget()
        holder.setProperty("role", "plain")
        self._column = QVBoxLayout(holder)
        self._column.setContentsMargins(0, 0, theme.GAP, 0)
        self._column.setSpacing(theme.GAP // 2)
        area = self._area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(holder)
        save = primary_button("保存说明")
        save.setObjectName("save_explanations")
        save.clicked.connect(self._save)
        self.body.setSpacing(theme.GAP)
        self.body.addWidget(words)
        self.body.addWidget(area, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(save)
        self.body.addLayout(row)

    def show_lines(self, lines: Sequence[ComparisonLine]) -> None:
        """Show corrected and decreased figures; those without explanation come first."""
        clear_layout(self._column)
        self._quarter = self._session.quarter
        self._lines = {line.code: line for line in lines}
        self._texts = {}
        for line in sorted(lines, key=lambda one: (one.written, not one.must_explain)):
            name = QLabel(f"{line.label}　{line.text_of(line.before)} → {line.text_of(line.now)}")
            name.setProperty("role", "strong")
            name.setWordWrap(True)
            text = QPlainTextEdit(line.text)
            text.setObjectName(f"explain_{line.code}")
            text.setAccessibleName(f"{line.label}的说明")
            text.setFixedHeight(TEXT_HEIGHT)
            text.setTabChangesFocus(True)
            self._texts[line.code] = text
            self._column.addWidget(name)
            self._column.addWidget(text)
        self._column.addStretch(1)
        self.title.setText(f"{EXPLANATIONS.label}（{len(lines)}）")

    def take_focus(self) -> None:
        """Focus the first text, its name in view."""
        first = next(iter(self._texts.values()), None)
        if first is not None:
            focus_new_widget(first, self)
            self._area.verticalScrollBar().setValue(0)

    @Slot()
    def _save(self) -> None:
        session = self._session
        typed = {code: field.toPlainText().strip() for code, field in self._texts.items()}
        explained = [(self._lines[code], text) for code, text in typed.items() if text]
        try:
            with session.edit(f"写{EXPLANATIONS.label}") as edit:
                save_explanation(session.store, edit, self._quarter, explained)
        except UserError as error:
            session.notify(str(error), "bad")
            return
        self.closed.emit()
