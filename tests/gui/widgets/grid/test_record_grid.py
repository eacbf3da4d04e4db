import dataclasses

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from gui.models.record_table import RecordTable
from gui.widgets.grid.record_grid import RecordGrid
from people import volunteer
from storage.model.tables import VOLUNTEERS
from storage.store.listing import Query
from windows import show

COLUMNS = ("name", "class_name", "phone", "platform_hours")
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def grid(qtbot, session, people):
    model = RecordTable(session, VOLUNTEERS, COLUMNS)
    made = show(qtbot, RecordGrid(session, model, COLUMNS), 700, 300)
    model.setParent(made)
    model.set_query(Query(VOLUNTEERS))
    qtbot.waitUntil(lambda: model.total == 3)
    made.setFocus()
    return made


def test_the_keyboard_chooses_a_record(qtbot, grid, people):
    with qtbot.waitSignal(grid.chosen) as chosen:
        grid.selectRow(0)
        qtbot.keyPress(grid, Qt.Key.Key_Down)
    assert chosen.args == [people["吉克·阿果"]]
    assert grid.current_id() == people["吉克·阿果"]


def test_the_current_record_stays_when_others_are_inserted_before(qtbot, session, grid, people):
    grid.model().set_query(Query(VOLUNTEERS, order="name"))
    qtbot.waitUntil(lambda: grid.model().index(2, 0).data() == "王雨欣")
    grid.selectRow(1)
    qtbot.waitUntil(lambda: grid.current_id() == people["李䶮"])
    with qtbot.waitSignal(grid.model().refreshed), session.edit("新增") as edit:
        edit.save(VOLUNTEERS, volunteer("一新"))
    qtbot.waitUntil(lambda: grid.currentIndex().row() == 2)
    assert grid.current_id() == people["李䶮"]
    assert grid.selected_ids() == [people["李䶮"]]


def test_a_record_far_down_becomes_current(qtbot, session, grid):
    with session.edit("导入") as edit:
        ids = edit.save_new(VOLUNTEERS, [volunteer(f"王{n}号", "2009-05-06") for n in range(400)])
    qtbot.waitUntil(lambda: grid.model().total == 403)
    grid.go_to(ids[-1])
    qtbot.waitUntil(lambda: grid.currentIndex().row() == 402)


def test_rows_are_copied_masked_as_text_and_as_a_table_of_text_cells(qtbot, grid):
    grid.selectRow(0)
    qtbot.keyPress(grid, Qt.Key.Key_C, CONTROL)
    mime = QGuiApplication.clipboard().mimeData()
    assert mime.text() == "王雨欣\t高一（3）班\t138****0000\t"
    assert mime.html().count("mso-number-format") == 4


def test_copying_with_headers_puts_the_labels_first(qtbot, session, grid):
    session.reveal(True)
    grid.selectRow(2)
    qtbot.keyPress(grid, Qt.Key.Key_C, CONTROL | SHIFT)
    first, second = QGuiApplication.clipboard().text().split("\n")
    assert first.split("\t") == [VOLUNTEERS.by_name[name].label for name in COLUMNS]
    assert second.startswith("李䶮\t高一（3）班\t13800000002")


def test_typing_into_a_cell_changes_the_value_and_goes_down(qtbot, session, grid, people):
    grid.setCurrentIndex(grid.model().index(0, 1))
    qtbot.keyPress(grid, Qt.Key.Key_F2)
    editor = grid.findChild(QLineEdit)
    editor.setText("高二（1）班")
    qtbot.keyPress(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: grid.currentIndex().row() == 1)
    assert session.store.get(VOLUNTEERS, people["王雨欣"]).class_name == "高二（1）班"


def test_an_input_method_s_first_letter_is_not_lost(qtbot, session, grid, people):
    grid.setCurrentIndex(grid.model().index(0, 1))
    QApplication.sendEvent(grid, QInputMethodEvent("g", []))
    editor = grid.findChild(QLineEdit)
    assert editor is not None
    commit = QInputMethodEvent("", [])
    commit.setCommitString("高三")
    QApplication.sendEvent(editor, commit)
    assert editor.text() == "高三"


def test_amounts_of_the_selected_rows_are_summed(qtbot, session, grid, people):
    with session.edit("改") as edit:
        for name, minutes in (("王雨欣", 90), ("吉克·阿果", 60)):
            record = session.store.get(VOLUNTEERS, people[name])
            edit.save(VOLUNTEERS, dataclasses.replace(record, platform_hours=minutes))
    reported = []
    grid.selection_described.connect(reported.append)
    grid.selectAll()
    grid.selectionModel().setCurrentIndex(
        grid.model().index(0, 3), QItemSelectionModel.SelectionFlag.NoUpdate
    )
    qtbot.waitUntil(lambda: bool(reported) and "合计" in reported[-1])
    assert reported[-1] == "已选 3 人　平台累计时长合计 2.5"


def test_delete_requests_the_removal_and_enter_opens(qtbot, grid):
    grid.selectRow(0)
    with qtbot.waitSignal(grid.removal_requested):
        qtbot.keyPress(grid, Qt.Key.Key_Delete)
    with qtbot.waitSignal(grid.opened):
        qtbot.keyPress(grid, Qt.Key.Key_Return)


def test_alt_down_opens_the_filter_of_the_column(qtbot, grid):
    grid.setCurrentIndex(grid.model().index(0, 1))
    with qtbot.waitSignal(grid.head.filter_requested) as requested:
        qtbot.keyPress(grid, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert requested.args[0] == 1


def test_columns_widths_and_order_are_stored(qtbot, session, grid):
    grid.column_layout.show(["class_name", "name", "sex"])
    grid.head.resizeSection(0, 222)
    grid.head.moveSection(2, 1)
    again = RecordGrid(session, RecordTable(session, VOLUNTEERS, COLUMNS), COLUMNS)
    qtbot.addWidget(again)
    assert again.column_layout.names() == ["class_name", "sex", "name"]
    assert again.head.sectionSize(0) == 222
    again.column_layout.restore_defaults()
    assert again.column_layout.names() == list(COLUMNS)


def test_columns_fill_the_viewport(qtbot, grid):
    assert sum(grid.head.sectionSize(at) for at in range(4)) == grid.viewport().width()


@pytest.mark.parametrize("revealed", [False, True])
def test_a_masked_id_number_is_left_out_of_a_copied_row(qtbot, session, grid, people, revealed):
    grid.model().show_columns(["name", "birth_date", "id_number", "student_number"])
    session.reveal(revealed)
    grid.selectRow(0)
    qtbot.keyPress(grid, Qt.Key.Key_C, CONTROL)
    number = session.store.get(VOLUNTEERS, people["王雨欣"]).id_number
    assert QGuiApplication.clipboard().text().split("\t")[2] == (number if revealed else "******")
