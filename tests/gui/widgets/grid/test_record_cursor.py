import dataclasses

import pytest
from PySide6.QtCore import Qt

from gui.models.record_table import RecordTable
from gui.widgets.grid.record_grid import RecordGrid
from people import volunteer
from storage.model.tables import VOLUNTEERS
from storage.store.listing import Query
from windows import show

COLUMNS = ("name", "class_name", "phone")


@pytest.fixture
def grid(qtbot, session, people):
    model = RecordTable(session, VOLUNTEERS, COLUMNS)
    made = show(qtbot, RecordGrid(session, model, COLUMNS), 700, 300)
    model.setParent(made)
    model.set_query(Query(VOLUNTEERS, order="name"))
    qtbot.waitUntil(lambda: model.total == 3)
    made.setFocus()
    return made


@pytest.fixture
def cursor(grid):
    return grid.tracked_cursor


def current(grid):
    index = grid.currentIndex()
    return index.data(), grid.model().column(index.column()).name


def go_to(grid, row, column):
    grid.setCurrentIndex(grid.model().index(row, column))


def test_it_records_the_record_that_was_chosen_by_hand(qtbot, grid, cursor):
    with qtbot.waitSignal(cursor.moved):
        go_to(grid, 1, 1)
    row = grid.model().row(1)
    assert cursor.record_id == row.record.id
    with qtbot.assertNotEmitted(cursor.moved):
        go_to(grid, 1, 2)  # another column of the same record


def test_it_follows_its_record_to_another_position(qtbot, session, grid, cursor):
    go_to(grid, 1, 1)
    record = grid.model().row(1).record
    with (
        qtbot.assertNotEmitted(cursor.moved),
        qtbot.waitSignal(grid.model().refreshed),
        session.edit("更正") as edit,
    ):
        edit.save(VOLUNTEERS, volunteer("阿一", "2008-01-05"))
    qtbot.waitUntil(lambda: grid.currentIndex().isValid())
    assert grid.model().row(grid.currentIndex().row()).record.id == record.id
    assert current(grid)[1] == "class_name"


def test_without_its_record_there_is_no_current_cell_but_the_arrows_go_on(
    qtbot, session, grid, cursor
):
    go_to(grid, 1, 0)
    with qtbot.waitSignal(grid.model().refreshed):
        session.remove(VOLUNTEERS, [cursor.record_id])
    assert not grid.currentIndex().isValid()
    assert cursor.resume_index().row() == 1
    qtbot.keyClick(grid, Qt.Key.Key_Down)
    assert grid.currentIndex().row() == 1


def test_in_an_empty_list_there_is_nowhere_to_go_on(session, grid, cursor):
    session.remove(VOLUNTEERS, [one.id for one in session.store.find(VOLUNTEERS)])
    assert not cursor.resume_index().isValid()


def test_it_finds_a_record_that_is_not_loaded(qtbot, session, grid, cursor):
    with session.edit("导入") as edit:
        numbers = edit.save_new(
            VOLUNTEERS, [volunteer(f"王{n}号", "2009-05-06") for n in range(350)]
        )
    last = dataclasses.replace(session.store.find(VOLUNTEERS)[-1])
    assert numbers is None or last.id
    cursor.go_to(last.id)
    qtbot.waitUntil(
        lambda: (
            (row := grid.model().cached_row(grid.currentIndex().row())) is not None
            and row.record.id == last.id
        )
    )
