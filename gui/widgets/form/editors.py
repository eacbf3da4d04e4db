"""The editors of the kinds of value; a kind that is not listed gets a line of text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QPlainTextEdit, QWidget

from gui.appearance import theme
from gui.widgets.field.date_field import DateField
from gui.widgets.field.link_field import LinkField
from gui.widgets.field.secret_field import SecretField
from storage.model.tables import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import SignalInstance
    from PySide6.QtGui import QWheelEvent

    from gui.session import Session
    from storage.model.schema import Column

MAX_PLAIN_CHOICES = 8  # choices up to which the list needs no search


@dataclass(frozen=True, slots=True)
class Editor:
    """A field's widget with its accessors; `write` takes the stored value and its text.

    `label` replaces the column's label where the widget asks for something else.
    """

    widget: QWidget
    read: Callable[[], object]
    write: Callable[[object, str], object]
    changed: SignalInstance
    label: str = ""


class ChoiceCombo(QComboBox):
    """A combo box that ignores the wheel: scrolling the form must not change a value."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


def line_editor(_session: Session, _column: Column) -> Editor:
    """Return an editor for a line of text."""
    field = QLineEdit()

    def write(_value: object, text: str) -> None:
        field.setText(text)
        field.setCursorPosition(0)

    return Editor(field, field.text, write, field.textChanged)


def secret_editor(session: Session, column: Column) -> Editor:
    """Return an editor for a masked number."""
    field = SecretField(session, column)
    return Editor(field, field.value, lambda _value, text: field.set_value(text), field.textChanged)


def date_editor(_session: Session, column: Column) -> Editor:
    """Return an editor for a date or a part of one."""
    field = DateField(column.kind)
    return Editor(field, field.text, lambda _value, text: field.setText(text), field.textChanged)


def choice_editor(_session: Session, column: Column) -> Editor:
    """Return an editor for the declared choices; a long list is searched by typing."""
    combo = ChoiceCombo()
    if column.default is None:
        combo.addItem("")
    combo.addItems(list(column.kind.choices))
    if len(column.kind.choices) > MAX_PLAIN_CHOICES:
        combo.setEditable(True)
        combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer = combo.completer() or QCompleter(combo)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
    combo.setMinimumContentsLength(4)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def write(_value: object, text: str) -> None:
        default = column.kind.show(column.default) if column.default is not None else ""
        combo.setCurrentText(text or default)

    return Editor(combo, combo.currentText, write, combo.currentTextChanged)


def link_editor(session: Session, column: Column) -> Editor:
    """Return an editor for a link to another record."""
    field = LinkField(session, BY_NAME[column.kind.target])

    def write(value: object, text: str) -> None:
        field.set_value(value if isinstance(value, int) else None, text)

    return Editor(field, field.value, write, field.textChanged)


def note_editor(_session: Session, _column: Column) -> Editor:
    """Return an editor for several lines of text."""
    field = QPlainTextEdit()
    field.setTabChangesFocus(True)
    field.setFixedHeight(theme.NOTE)
    return Editor(
        field, field.toPlainText, lambda _value, text: field.setPlainText(text), field.textChanged
    )


EDITORS: dict[str, Callable[[Session, Column], Editor]] = {
    "choice": choice_editor,
    "yes_no": choice_editor,
    "star": choice_editor,
    "date": date_editor,
    "partial_date": date_editor,
    "link": link_editor,
    "note": note_editor,
}


def build_editor(session: Session, column: Column) -> Editor:
    """Return the editor for a column, with the column's name as object name."""
    make = secret_editor if column.kind.mask else EDITORS.get(column.kind.name, line_editor)
    editor = make(session, column)
    editor.widget.setObjectName(column.name)
    editor.widget.setAccessibleName(column.label)
    editor.widget.setToolTip(column.hint)
    return editor
