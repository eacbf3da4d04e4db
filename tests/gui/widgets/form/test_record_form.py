import dataclasses

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit

from gui.widgets.form.record_form import RecordForm
from storage.errors import Invalid
from storage.model.tables import TABLES, VOLUNTEERS
from storage.store import listing
from windows import show

NAMES = tuple(VOLUNTEERS.shown)


@pytest.fixture
def form(qtbot, session):
    return show(qtbot, RecordForm(session, VOLUNTEERS, (("全部", NAMES),)), 360, 600)


def row_of(session, number):
    on = session.quarter.cut_off
    return listing.rows_of(session.store, VOLUNTEERS, [number], on)[0]


def field(form, name):
    return form.findChild(QLineEdit, name)


def problem(form, name):
    label = form.findChild(QLabel, f"{name}_problem")
    return "" if label.isHidden() else label.text()


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_table_has_a_form_with_named_fields(qtbot, session, table):
    form = show(qtbot, RecordForm(session, table, (("", tuple(table.shown)),)), 360, 600)
    for column in table.columns:
        widget = form.field_widget(column.name)
        assert (widget.objectName(), widget.accessibleName()) == (column.name, column.label)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_form_returns_the_record_it_shows(qtbot, session, people, table):
    for record in session.store.select(table, order="id LIMIT 3"):
        form = RecordForm(session, table, (("", tuple(table.shown)),))
        qtbot.addWidget(form)
        on = session.quarter.cut_off
        form.show_record(listing.rows_of(session.store, table, [record.id], on)[0])
        assert not form.dirty()
        assert session.store.parse(table, form.draft(), record.id) == record


def test_columns_without_a_field_are_unchanged(qtbot, session, people):
    form = show(qtbot, RecordForm(session, VOLUNTEERS, (("", ("name",)),)))
    form.show_record(row_of(session, people["王雨欣"]))
    field(form, "name").setText("王雨星")
    record = session.store.parse(VOLUNTEERS, form.draft(), people["王雨欣"])
    assert (record.name, record.class_name) == ("王雨星", "高一（3）班")


def test_every_problem_is_shown_below_its_field_at_once(form, session):
    field(form, "id_number").setText("510411200803140000")
    field(form, "birth_date").setText("三月")
    with pytest.raises(Invalid) as caught:
        session.store.parse(VOLUNTEERS, form.draft())
    form.show_problems(caught.value.problems)
    assert problem(form, "name") == "姓名不能为空"
    assert "不是日期" in problem(form, "birth_date")
    form.focus_first()
    assert field(form, "name").hasFocus()
    form.show_problems(())
    assert problem(form, "name") == ""


def test_numbers_are_masked_and_locked_until_the_eye_is_pressed(form, session, people):
    form.show_record(row_of(session, people["王雨欣"]))
    phone = field(form, "phone")
    assert (phone.text(), phone.isReadOnly()) == ("138****0000", True)
    assert form.draft()["phone"] == "13800000000"
    phone.actions()[0].trigger()
    assert (phone.text(), phone.isReadOnly()) == ("13800000000", False)
    assert not form.dirty()


def test_a_student_number_is_locked_only_where_it_reveals_the_id_number(form, session, people):
    person = session.store.get(VOLUNTEERS, people["王雨欣"])
    for number, shown in (
        ("G510411200805170015", "G510411********0015"), ("2025000017", "2025000017"),
    ):  # fmt: skip
        with session.edit("学号") as edit:
            edit.save(VOLUNTEERS, dataclasses.replace(person, student_number=number))
        form.show_record(row_of(session, people["王雨欣"]))
        found = field(form, "student_number")
        assert (found.text(), found.isReadOnly()) == (shown, shown != number)
        assert form.draft()["student_number"] == number


def test_revealing_all_numbers_shows_them_in_the_form_too(form, session, people):
    form.show_record(row_of(session, people["王雨欣"]))
    session.reveal(True)
    assert field(form, "phone").text() == "13800000000"
    session.reveal(False)
    assert field(form, "phone").text() == "138****0000"


def test_the_wheel_changes_no_choice(qtbot, form):
    combo = form.findChild(QComboBox, "sex")
    before = combo.currentText()
    from PySide6.QtCore import QPoint, QPointF
    from PySide6.QtGui import QWheelEvent
    from PySide6.QtWidgets import QApplication

    event = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(0, -120), QPoint(0, -120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(combo, event)
    assert combo.currentText() == before


def test_dates_are_parsed_in_any_notation_when_the_field_is_left(qtbot, form):
    field(form, "registered_on").setFocus()
    qtbot.keyClicks(field(form, "registered_on"), "20240901")
    qtbot.keyPress(field(form, "registered_on"), Qt.Key.Key_Tab)
    assert field(form, "registered_on").text() == "2024-09-01"


def test_enter_submits(qtbot, form):
    with qtbot.waitSignal(form.submitted):
        qtbot.keyPress(field(form, "name"), Qt.Key.Key_Return)


def test_warnings_are_shown_in_amber_and_do_not_block(form, session, people):
    import dataclasses

    with session.edit("改") as edit:
        record = session.store.get(VOLUNTEERS, people["王雨欣"])
        edit.save(VOLUNTEERS, dataclasses.replace(record, birth_date="2008-03-15"))
    form.show_record(row_of(session, people["王雨欣"]))
    assert "与身份证号不符" in problem(form, "birth_date")
    assert field(form, "birth_date").property("state") == "warn"
    assert session.store.parse(VOLUNTEERS, form.draft(), people["王雨欣"])
