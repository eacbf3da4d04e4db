"""Widths of a grid's columns: the room is filled, what was drawn stays, text stays readable."""

import pytest

from gui.models.record_table import RecordTable
from gui.widgets.grid import grid_layout
from gui.widgets.grid.record_grid import RecordGrid
from storage.model.tables import ORGANIZATIONS, VOLUNTEERS

COLUMNS = ("name", "class_name", "skills", "phone")  # class and skills are elastic
FIT = slice(0, 3)  # the last column is stretched by Qt to the end of the grid


def made(qtbot, session, table, columns):
    grid = RecordGrid(session, RecordTable(session, table, columns), columns)
    qtbot.addWidget(grid)
    return grid


@pytest.fixture
def grid(qtbot, session):
    return made(qtbot, session, VOLUNTEERS, COLUMNS)


def columns_of(grid):
    return [grid.model().column(at) for at in range(grid.model().columnCount())]


def usual_widths(grid):
    title = grid.model().table.title
    return [grid_layout._usual_width(one, title=one.name == title) for one in columns_of(grid)]


@pytest.fixture
def usual(grid):
    """The widths that the columns have where there is neither too much room nor too little."""
    return usual_widths(grid)


@pytest.fixture
def least(grid):
    return [grid_layout._least_width(one) for one in columns_of(grid)]


def widths(grid, room=0):
    grid.column_layout.fit(room)
    return [grid.head.sectionSize(at) for at in range(grid.model().columnCount())][FIT]


def test_elastic_columns_share_the_spare_room(grid, usual):
    assert widths(grid, sum(usual) + 100) == [usual[0], usual[1] + 50, usual[2] + 50]


def test_room_that_just_suffices_changes_no_width(grid, usual):
    assert widths(grid, sum(usual)) == usual[FIT]


def test_elastic_columns_shrink_to_a_readable_width(grid, usual, least):
    assert widths(grid, sum(usual) - 20) == [usual[0], usual[1] - 10, usual[2] - 10]
    narrowest = [usual[0], least[1], least[2], usual[3]]
    assert widths(grid, sum(narrowest)) == narrowest[FIT]


def test_a_grid_too_narrow_for_that_scrolls(grid, usual, least):
    assert widths(grid, usual[0] + least[1] + least[2] + usual[3] - 1) == usual[FIT]


def test_the_room_is_stored(grid, usual):
    wide = widths(grid, sum(usual) + 80)
    assert wide != usual[FIT]
    assert widths(grid) == wide


def test_a_width_set_by_hand_is_not_changed(grid, usual):
    grid.head.resizeSection(1, usual[1] + 31)
    assert widths(grid, sum(usual) + 100) == [usual[0], usual[1] + 31, usual[2] + 69]


def test_fitting_sets_no_width_by_hand(grid, usual):
    widths(grid, sum(usual) + 100)
    assert widths(grid, sum(usual)) == usual[FIT]


def test_a_title_grows_more_and_shrinks_less_than_other_columns(qtbot, session):
    grid = made(qtbot, session, ORGANIZATIONS, ("name", "leader", "domain", "note", "phone"))
    usual = usual_widths(grid)
    elastic = [at for at, one in enumerate(columns_of(grid)) if one.kind.name in ("text", "note")]
    others = len(elastic) - 1
    assert elastic[0] == 0
    assert widths(grid, sum(usual) + 30 * (2 + others))[0] == usual[0] + 60
    assert widths(grid, sum(usual) - 3 * (1 + 3 * others))[0] == usual[0] - 3


def test_wider_columns_shrink_for_those_at_their_least_width(qtbot, session):
    grid = made(qtbot, session, VOLUNTEERS, ("name", "skills", "note", "phone"))
    usual = usual_widths(grid)
    least = [grid_layout._least_width(one) for one in columns_of(grid)]
    missing = 2 * (usual[1] - least[1]) + 10
    assert usual[2] - least[2] > missing - (usual[1] - least[1])  # the note is wide enough
    assert widths(grid, sum(usual) - missing) == [
        usual[0], least[1], usual[2] - (missing - (usual[1] - least[1])),
    ]  # fmt: skip
