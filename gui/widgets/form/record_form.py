"""A form made from a declaration: a field per column, faults under the field they are about."""

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
    """Keep what the form holds and return its number; None where it has faults, which are shown."""
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
    """One field of the form with its label and the place for its fault."""

    shown: Column | Derived
    label: QLabel
    editor: Editor | None
    reading: QLabel | None
    fault: QLabel


class RecordForm(QWidget):
    """Shows and edits one record of a table; keeps nothing itself.

    Signals:
        edited(): something was typed, submitted(): Enter in a field
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
        self._editors = dict(editors or {})  # in place of those that the kinds have
        self._session = session
        self._lines: dict[str, FormLine] = {}
        self._kept: Mapping[str, object] = {}
        self._loaded: dict[str, object] = {}
        self._loading = False
        self._general = _fault()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(self._general)
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
            field = line.editor.widget if line.editor else line.reading
            tall = isinstance(field, QPlainTextEdit)
            side = Qt.AlignmentFlag.AlignTop if tall else Qt.AlignmentFlag.AlignVCenter
            grid.addWidget(line.label, at * 2, 0, side)
            if field is not None:
                grid.addWidget(field, at * 2, 1)
            grid.addWidget(line.fault, at * 2 + 1, 1)
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
            line = FormLine(shown, label, editor, None, _fault())
        else:
            reading = QLabel()
            reading.setObjectName(name)
            reading.setMinimumHeight(theme.FIELD)
            reading.setProperty("role", "reading")
            reading.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            line = FormLine(shown, label, None, reading, _fault())
        line.fault.setObjectName(f"{name}_problem")
        self._lines[name] = line
        return line

    def set_quiet(self, quiet: bool) -> None:
        """Draw fields as plain text until they are touched, as suits a record that is kept."""
        if self.property("quiet") != quiet:
            self.setProperty("quiet", quiet)
            for widget in self.findChildren(QWidget):
                widget.style().unpolish(widget)
                widget.style().polish(widget)

    # in and out

    def show_record(self, row: Row[Any] | None, preset: Mapping[str, object] | None = None) -> None:
        """Show a record, or with None an empty form; `preset` is kept with it (links by number)."""
        self._loading = True
        self._kept = self.table.draft(row.record) if row else dict(preset or {})
        for name, line in self._lines.items():
            text = row.text(name) if row else self._preset_text(line.shown)
            if line.editor:
                line.editor.write(self._kept.get(name), text)
            elif line.reading:
                line.reading.setText(text or "—")
            if isinstance(line.shown, Derived):
                self._show_line(name, visible=row is not None)
            elif name in self.table.correcting:
                self._show_line(name, visible=bool(self._kept.get(self.table.correcting[0])))
        self._loading = False
        self._loaded = self._typed()
        if self.table.append_only:
            self._lock(locked=row is not None)
        self.show_problems(self._warnings(row.record) if row else ())

    def _warnings(self, record: Any) -> tuple[Problem, ...]:
        """What is odd about a record by itself, and beside others."""
        beside = objections(self._session.store, self.table, record)
        return (*self.table.warnings(record), *beside)

    def _lock(self, *, locked: bool) -> None:
        """Keep what may not be changed any more from being touched."""
        for name, line in self._lines.items():
            if line.editor and name not in self.table.later:
                set_locked(line.editor.widget, locked=locked)

    def _preset_text(self, shown: Column | Derived) -> str:
        value = self._kept.get(shown.name)
        if not shown.kind.target or not isinstance(value, int):
            return str(value or "")
        target = BY_NAME[shown.kind.target]
        store = self._session.store
        return store.title_of(target, store.get(target, value))

    def draft(self) -> dict[str, object]:
        """What was typed, over what was kept."""
        return {**self._kept, **self._typed()}

    def dirty(self) -> bool:
        """Whether anything differs from what was shown first."""
        return self._typed() != self._loaded

    def _typed(self) -> dict[str, object]:
        return {name: line.editor.read() for name, line in self._lines.items() if line.editor}

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """Show each fault under its field; amber where it does not stand in the way."""
        found: dict[str, list[Problem]] = {}
        for problem in problems:
            found.setdefault(problem.column if problem.column in self._lines else "", []).append(
                problem
            )
        _show_fault(self._general, found.pop("", []), None)
        for name, line in self._lines.items():
            _show_fault(line.fault, found.get(name, []), line.editor)

    def focus_first(self) -> None:
        """Take the keyboard to the first fault, or to the first field."""
        lines = [
            one for one in self._lines.values() if one.editor and not is_locked(one.editor.widget)
        ]
        faulty = [line for line in lines if not line.fault.isHidden()]
        for line in (faulty or lines)[:1]:
            if line.editor:
                line.editor.widget.setFocus(Qt.FocusReason.OtherFocusReason)
                QTimer.singleShot(0, self, partial(self._bring_into_view, line))

    def _bring_into_view(self, line: FormLine) -> None:
        """Scroll to a field and what is wrong with it, once they are where they belong."""
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if around is not None:
            for part in (line.fault, line.label):
                if part.isVisible():
                    around.ensureWidgetVisible(part, 0, theme.GAP)

    def field_widget(self, name: str) -> QWidget | None:
        """The field of a column."""
        editor = self._lines[name].editor
        return editor.widget if editor else None

    def _show_line(self, name: str, *, visible: bool) -> None:
        line = self._lines[name]
        field = line.editor.widget if line.editor else line.reading
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
    """Let a field be read alone, or be written again."""
    if isinstance(widget, (QLineEdit, QPlainTextEdit)):
        widget.setReadOnly(locked)
    else:
        widget.setEnabled(not locked)


def is_locked(widget: QWidget) -> bool:
    """Whether a field can only be read."""
    if isinstance(widget, (QLineEdit, QPlainTextEdit)):
        return widget.isReadOnly()
    return not widget.isEnabled()


def _fault() -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.hide()
    return label


def _show_fault(label: QLabel, problems: Sequence[Problem], editor: Editor | None) -> None:
    grave = any(not problem.warning for problem in problems)
    state = ("bad" if grave else "warn") if problems else ""
    label.setText("；".join(problem.message for problem in problems))
    label.setVisible(bool(problems))
    _dress(label, "role", "problem" if grave else "warning")
    if editor:
        _dress(editor.widget, "state", state)


def _dress(widget: QWidget, name: str, value: str) -> None:
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
