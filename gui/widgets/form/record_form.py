"""A form generated from a table's declaration: a field per column, problems below the field."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gui.appearance import theme
from gui.widgets.form.editors import Editor, build_editor
from storage.counting.save_checks import objections
from storage.errors import Invalid, UserError
from storage.model.schema import Column, Derived
from storage.model.tables import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from PySide6.QtGui import QKeyEvent

    from gui.session import Session
    from storage.errors import Problem
    from storage.model.schema import Table
    from storage.store.listing import Row


def save_form(session: Session, form: RecordForm, record_id: int | None, reason: str) -> int | None:
    """Save the form's record and return its number; show the problems and return None otherwise."""
    try:
        record = session.store.parse(form.table, form.draft(), record_id)
        with session.edit(reason) as edit:
            number = edit.save(form.table, record)
    except Invalid as error:
        form.show_problems(error.problems)
        form.focus_first()
        return None
    except UserError as error:
        session.notify(str(error), "bad")
        return None
    return number


@dataclass(frozen=True, slots=True)
class FormLine:
    """One field of the form: label, editor or read-only value, and the label of its problem."""

    shown: Column | Derived
    label: QLabel
    editor: Editor | None
    value: QLabel | None
    problem: QLabel


class RecordForm(QWidget):
    """Shows and edits one record of a table; saving it is the caller's task.

    Signals:
        edited(): a field was changed by hand
        submitted(): Enter in a field
    """

    edited = Signal()
    submitted = Signal()

    def __init__(
        self,
        session: Session,
        table: Table[Any],
        groups: Sequence[tuple[str, Sequence[str]]],
        parent: QWidget | None = None,
        editors: Mapping[str, Callable[[Session, Column], Editor]] | None = None,
    ) -> None:
        super().__init__(parent)
        self.table = table
        self._editors = dict(editors or {})  # by column, in place of the editor of its kind
        self._session = session
        self._lines: dict[str, FormLine] = {}
        self._stored: Mapping[str, object] = {}
        self._loaded: dict[str, object] = {}
        self._loading = False
        self._form_problem = _problem_label()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(self._form_problem)
        for title, names in groups:
            if title:
                head = QLabel(title)
                head.setProperty("role", "group")
                head.setIndent(0)
                column.addWidget(head)
            column.addLayout(self._group(names))
        column.addStretch(1)
        self.show_record(None)

    def _group(self, names: Sequence[str]) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.GAP)
        grid.setVerticalSpacing(theme.GAP // 2)
        grid.setColumnMinimumWidth(0, theme.LABEL)
        grid.setColumnStretch(1, 1)
        for at, name in enumerate(names):
            line = self._line(name)
            field = line.editor.widget if line.editor else line.value
            tall = isinstance(field, QPlainTextEdit)
            side = Qt.AlignmentFlag.AlignTop if tall else Qt.AlignmentFlag.AlignVCenter
            grid.addWidget(line.label, at * 2, 0, side)
            if field is not None:
                grid.addWidget(field, at * 2, 1)
            grid.addWidget(line.problem, at * 2 + 1, 1)
        return grid

    def _line(self, name: str) -> FormLine:
        shown = self.table.shown[name]
        label = QLabel(shown.label)
        label.setProperty("role", "field")
        label.setWordWrap(True)
        label.setFixedWidth(theme.LABEL)
        label.setMinimumHeight(theme.FIELD)
        if isinstance(shown, Column):
            editor = self._editors.get(name, build_editor)(self._session, shown)
            label.setText(editor.label or shown.label)
            if shown.required or name in self.table.correcting:
                star = f" <span style='color:{theme.colours().bad}'>*</span>"
                label.setText(label.text() + star)
            label.setBuddy(editor.widget)
            label.setToolTip(shown.hint)
            editor.changed.connect(self._note_edit)
            line = FormLine(shown, label, editor, None, _problem_label())
        else:
            value = QLabel()
            value.setObjectName(name)
            value.setMinimumHeight(theme.FIELD)
            value.setProperty("role", "reading")
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            line = FormLine(shown, label, None, value, _problem_label())
        line.problem.setObjectName(f"{name}_problem")
        self._lines[name] = line
        return line

    def set_quiet(self, quiet: bool) -> None:
        """Draw the fields as plain text until they are hovered, as suits a saved record."""
        if self.property("quiet") != quiet:
            self.setProperty("quiet", quiet)
            for widget in self.findChildren(QWidget):
                widget.style().unpolish(widget)
                widget.style().polish(widget)

    # records, drafts and problems

    def show_record(self, row: Row[Any] | None, preset: Mapping[str, object] | None = None) -> None:
        """Show a record, or an empty form for None, filled with `preset` (links by number)."""
        self._loading = True
        self._stored = self.table.draft(row.record) if row else dict(preset or {})
        for name, line in self._lines.items():
            text = row.text(name) if row else self._preset_text(line.shown)
            if line.editor:
                line.editor.write(self._stored.get(name), text)
            elif line.value:
                line.value.setText(text or "—")
            if isinstance(line.shown, Derived):
                self._show_line(name, visible=row is not None)
            elif name in self.table.correcting:
                self._show_line(name, visible=bool(self._stored.get(self.table.correcting[0])))
        self._loading = False
        self._loaded = self._typed()
        if self.table.append_only:
            self._lock(locked=row is not None)
        self.show_problems(self._warnings(row.record) if row else ())

    def _warnings(self, record: Any) -> tuple[Problem, ...]:
        """Return the warnings about a record by itself, and in comparison with other records."""
        conflicts = objections(self._session.store, self.table, record)
        return (*self.table.warnings(record), *conflicts)

    def _lock(self, *, locked: bool) -> None:
        """Make an append-only record read-only, except for columns that may be added later."""
        for name, line in self._lines.items():
            if line.editor and name not in self.table.later:
                set_locked(line.editor.widget, locked=locked)

    def _preset_text(self, shown: Column | Derived) -> str:
        value = self._stored.get(shown.name)
        if not shown.kind.target or not isinstance(value, int):
            return str(value or "")
        target = BY_NAME[shown.kind.target]
        store = self._session.store
        return store.title_of(target, store.get(target, value))

    def draft(self) -> dict[str, object]:
        """Return the stored values, overridden by what was typed."""
        return {**self._stored, **self._typed()}

    def dirty(self) -> bool:
        """Return whether any field differs from its value when the record was loaded."""
        return self._typed() != self._loaded

    def _typed(self) -> dict[str, object]:
        return {name: line.editor.read() for name, line in self._lines.items() if line.editor}

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """Show each problem below its field; those without a field stand at the top of the form."""
        by_column: dict[str, list[Problem]] = {}
        for problem in problems:
            by_column.setdefault(
                problem.column if problem.column in self._lines else "", []
            ).append(problem)
        _show_problem(self._form_problem, by_column.pop("", []), None)
        for name, line in self._lines.items():
            _show_problem(line.problem, by_column.get(name, []), line.editor)

    def focus_first(self) -> None:
        """Focus the first field with a problem, or the first field that can be edited."""
        lines = [
            one for one in self._lines.values() if one.editor and not is_locked(one.editor.widget)
        ]
        faulty = [line for line in lines if not line.problem.isHidden()]
        for line in (faulty or lines)[:1]:
            if line.editor:
                line.editor.widget.setFocus(Qt.FocusReason.OtherFocusReason)
                QTimer.singleShot(0, self, partial(self._scroll_to, line))

    def _scroll_to(self, line: FormLine) -> None:
        """Scroll to a field and its problem, after the layout has made room for the problem."""
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if around is not None:
            for part in (line.problem, line.label):
                if part.isVisible():
                    around.ensureWidgetVisible(part, 0, theme.GAP)

    def field_widget(self, name: str) -> QWidget | None:
        """Return the widget of a column, None for a computed one."""
        editor = self._lines[name].editor
        return editor.widget if editor else None

    def _show_line(self, name: str, *, visible: bool) -> None:
        line = self._lines[name]
        field = line.editor.widget if line.editor else line.value
        for part in (line.label, field):
            if part is not None:
                part.setVisible(visible)

    @Slot()
    def _note_edit(self) -> None:
        if not self._loading:
            self.edited.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submitted.emit()
        else:
            super().keyPressEvent(event)


def set_locked(widget: QWidget, *, locked: bool) -> None:
    """Make a field read-only, or editable again."""
    if isinstance(widget, (QLineEdit, QPlainTextEdit)):
        widget.setReadOnly(locked)
    else:
        widget.setEnabled(not locked)


def is_locked(widget: QWidget) -> bool:
    """Return whether a field is read-only."""
    if isinstance(widget, (QLineEdit, QPlainTextEdit)):
        return widget.isReadOnly()
    return not widget.isEnabled()


def _problem_label() -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.hide()
    return label


def _show_problem(label: QLabel, problems: Sequence[Problem], editor: Editor | None) -> None:
    blocking = any(not problem.warning for problem in problems)
    state = ("bad" if blocking else "warn") if problems else ""
    label.setText("；".join(problem.message for problem in problems))
    label.setVisible(bool(problems))
    _set_style_property(label, "role", "problem" if blocking else "warning")
    if editor:
        _set_style_property(editor.widget, "state", state)


def _set_style_property(widget: QWidget, name: str, value: str) -> None:
    """Set a property that the style sheet selects by, and apply the style sheet again."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
