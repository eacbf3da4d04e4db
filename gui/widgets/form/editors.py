"""One editor for each kind of value; a new kind that a line will do for needs none here."""

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

MAX_PLAIN_CHOICES = 8  # choices up to which a plain list does


@dataclass(frozen=True, slots=True)
class Editor:
    """A widget with its way in and out. `write` is given the kept value and its text.

    `label` is what it asks for, where that is not what the column is called.
    """

    widget: QWidget
    read: Callable[[], object]
    write: Callable[[object, str], object]
    changed: SignalInstance
    label: str = ""


class ChoiceCombo(QComboBox):
    """A list of words; the wheel scrolls the form, it never changes a value unseen."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


def line_editor(_session: Session, _column: Column) -> Editor:
    """One line of text."""
    field = QLineEdit()

    def write(_value: object, text: str) -> None:
        field.setText(text)
        field.setCursorPosition(0)

    return Editor(field, field.text, write, field.textChanged)


def secret_editor(session: Session, column: Column) -> Editor:
    """A masked number."""
    field = SecretField(session, column)
    return Editor(field, field.value, lambda _value, text: field.set_value(text), field.textChanged)


def date_editor(_session: Session, column: Column) -> Editor:
    """A date."""
    field = DateField(column.kind)
    return Editor(field, field.text, lambda _value, text: field.setText(text), field.textChanged)


def choice_editor(_session: Session, column: Column) -> Editor:
    """One of the declared words; in a long list they are found by typing a part."""
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
    """Another record."""
    field = LinkField(session, BY_NAME[column.kind.target])

    def write(value: object, text: str) -> None:
        field.set_value(value if isinstance(value, int) else None, text)

    return Editor(field, field.value, write, field.textChanged)


def note_editor(_session: Session, _column: Column) -> Editor:
    """Text of several lines."""
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
    """The editor for a column, named after it."""
    make = secret_editor if column.kind.mask else EDITORS.get(column.kind.name, line_editor)
    editor = make(session, column)
    editor.widget.setObjectName(column.name)
    editor.widget.setAccessibleName(column.label)
    editor.widget.setToolTip(column.hint)
    return editor
