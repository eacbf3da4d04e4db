import pytest
from PySide6.QtWidgets import QPlainTextEdit

from gui.widgets.field.date_field import DateField
from gui.widgets.field.link_field import LinkField
from gui.widgets.field.secret_field import SecretField
from gui.widgets.form.editors import MAX_PLAIN_CHOICES, ChoiceCombo, build_editor
from storage.model.tables import TABLES, UNITS, VOLUNTEERS

COLUMNS = [(table, column) for table in TABLES for column in table.columns]


def editor(qtbot, session, name):
    made = build_editor(session, VOLUNTEERS.by_name[name])
    qtbot.addWidget(made.widget)
    return made


@pytest.mark.parametrize(("name", "kind"), [
    ("phone", SecretField), ("birth_date", DateField), ("sex", ChoiceCombo),
    ("school", LinkField), ("note", QPlainTextEdit),
])  # fmt: skip
def test_a_kind_of_value_has_its_editor(qtbot, session, name, kind):
    assert isinstance(editor(qtbot, session, name).widget, kind)


def test_every_column_can_be_cleared_and_read(qtbot, session):
    for table, column in COLUMNS:
        made = build_editor(session, column)
        qtbot.addWidget(made.widget)
        made.write(None, "")
        default = column.kind.show(column.default) if column.default is not None else ""
        expected = default if isinstance(made.widget, ChoiceCombo) else ""
        assert made.read() == expected, f"{table.name}.{column.name}"


def test_a_link_is_written_by_its_number_and_read_back(qtbot, session):
    number = session.store.named(UNITS, "平地镇")
    made = editor(qtbot, session, "school")
    with qtbot.waitSignal(made.changed):
        made.write(number, "平地镇")
    assert made.read() == number


def test_only_a_long_list_of_choices_is_searched_by_typing(qtbot, session):
    lengths = set()
    for _table, column in COLUMNS:
        made = build_editor(session, column)
        qtbot.addWidget(made.widget)
        if isinstance(made.widget, ChoiceCombo):
            long = len(column.kind.choices) > MAX_PLAIN_CHOICES
            assert made.widget.isEditable() is long
            lengths.add(long)
    assert lengths == {True, False}
