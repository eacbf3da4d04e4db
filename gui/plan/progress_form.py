"""The progress of a row in a quarter: a draft from the figures until the clerk writes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from gui.appearance import theme
from gui.widgets.buttons import link_button
from gui.widgets.form.editors import Editor, build_editor
from gui.widgets.pill import Pill
from storage.model.tables.plan import PLAN_PROGRESS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gui.session import Session
    from storage.errors import Problem
    from storage.plan.plan_progress import PlanLine

FIELDS = ("state", "progress", "problems", "next_step", "evidence_note")
HEIGHTS = {"progress": 116, "problems": 52, "next_step": 52, "evidence_note": 52}
COUNTING = "本季的数字还没有数出来…"
NONE = "这一条没有可以自动统计的数字，请写本季做了什么。"
ADOPT, RETURN = "采用草稿", "换回草稿"


@dataclass(frozen=True, slots=True)
class ProgressField:
    """A field with the label of its problem."""

    editor: Editor
    fault: QLabel


class ProgressForm(QWidget):
    """The fields of a row's progress; the panel saves them.

    Signals: edited(): something was typed
    """

    edited = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields: dict[str, ProgressField] = {}
        self._loading = False
        self._loaded: dict[str, object] = {}
        self._draft = ""
        self._adopted = False  # whether the draft is saved as the text
        self._draft_pill = Pill()
        self._draft_pill.setObjectName("draft_mark")
        self._draft_button = link_button(ADOPT)
        self._draft_button.setObjectName("draft_turn")
        self._draft_button.clicked.connect(self._toggle_draft)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP // 2)
        for name in FIELDS:
            self._add(session, name, column)

    def _add(self, session: Session, name: str, column: QVBoxLayout) -> None:
        facts = PLAN_PROGRESS.by_name[name]
        editor = build_editor(session, facts)
        label = QLabel(facts.label)
        label.setProperty("role", "field")
        label.setBuddy(editor.widget)
        head = QHBoxLayout()
        head.setSpacing(theme.GAP)
        head.addWidget(label)
        if name == "progress":
            head.addWidget(self._draft_pill)
        head.addStretch(1)
        if name == "progress":
            head.addWidget(self._draft_button)
        if name in HEIGHTS:
            editor.widget.setFixedHeight(HEIGHTS[name])
        fault = QLabel()
        fault.setObjectName(f"{name}_problem")
        fault.setProperty("role", "problem")
        fault.setWordWrap(True)
        fault.hide()
        column.addLayout(head)
        column.addWidget(editor.widget)
        column.addWidget(fault)
        column.addSpacing(theme.GAP // 2)
        editor.changed.connect(self._on_edited)
        self._fields[name] = ProgressField(editor, fault)

    # in and out

    def show_line(self, line: PlanLine, before: str, *, counted: bool) -> None:
        """Show a row's progress; without one, the state that it had `before`."""
        self._loading = True
        self._draft, self._adopted = line.draft, False
        self._update_placeholder(counted=counted)
        for name, field in self._fields.items():
            text = str(getattr(line.progress, name, None) or "")
            if name == "state" and line.progress is None:
                text = before
            field.editor.write(text, text or (line.draft if name == "progress" else ""))
        self._loading = False
        self._loaded = self._typed()
        self.show_problems(())
        self._mark_draft()

    def update_draft(self, line: PlanLine, *, counted: bool) -> None:
        """Replace the draft, in the field too where it was not edited."""
        old, self._draft = self._draft, line.draft
        self._update_placeholder(counted=counted)
        if self._text() == old.strip() and not self._adopted and not line.written:
            self._write(line.draft)
            self._loaded["progress"] = self._fields["progress"].editor.read()
        self._mark_draft()

    def draft(self) -> dict[str, object]:
        """Return the texts typed; the text of an untouched draft is empty and not saved."""
        typed = self._typed()
        if self.is_draft():
            typed["progress"] = ""
        return typed

    def dirty(self) -> bool:
        """Whether anything differs from what was loaded."""
        return self._adopted or self._typed() != self._loaded

    def is_draft(self) -> bool:
        """Whether the text is the one drafted from the figures."""
        return not self._adopted and self._text() in ("", self._draft.strip())

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """Show each problem under its field."""
        found = {problem.column: problem.message for problem in problems}
        for name, field in self._fields.items():
            field.fault.setText(found.get(name, ""))
            field.fault.setVisible(name in found)

    def focus(self, name: str = "progress") -> None:
        """Focus a field."""
        self._fields[name].editor.widget.setFocus()

    def _typed(self) -> dict[str, object]:
        return {name: field.editor.read() for name, field in self._fields.items()}

    def _text(self) -> str:
        return str(self._fields["progress"].editor.read()).strip()

    def _write(self, text: str) -> None:
        self._loading = True
        self._fields["progress"].editor.write(text, text)
        self._loading = False

    def _update_placeholder(self, *, counted: bool) -> None:
        field = self._fields["progress"].editor.widget
        if isinstance(field, QPlainTextEdit):
            field.setPlaceholderText(NONE if counted else COUNTING)

    @Slot()
    def _toggle_draft(self) -> None:
        """Adopt the draft as the clerk's own text, or restore it."""
        if self.is_draft():
            if not self._text():
                self._write(self._draft)
            self._adopted = True
        else:
            self._adopted = False
            self._write(self._draft)
        self._mark_draft()
        self.edited.emit()

    @Slot()
    def _on_edited(self) -> None:
        if not self._loading:
            self._adopted = self._adopted and self._text() == self._draft.strip()
            self._mark_draft()
            self.edited.emit()

    def _mark_draft(self) -> None:
        mine = self.is_draft()
        shown = mine and bool(self._draft)
        self._draft_pill.set_text("草稿" if shown else "", "warn")
        self._draft_pill.setToolTip("由本季的数字写成，数字变了它也变；一改就成为正式的进展")
        self._draft_button.setText(ADOPT if mine else RETURN)
        self._draft_button.setVisible(bool(self._draft))


def state_before(history: Mapping[str, str], quarter: str) -> str:
    """Return the last known state of a row before a quarter."""
    earlier = [one for one in history if one < quarter]
    return history[max(earlier)] if earlier else ""
