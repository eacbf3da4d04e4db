import pytest
from PySide6.QtCore import QPoint, Qt

from gui.models.record_table import RecordTable
from gui.widgets.grid.record_grid import RecordGrid
from storage.model.tables import VOLUNTEERS
from storage.store.listing import Query
from windows import show

COLUMNS = ("name", "class_name", "phone", "platform_hours")


@pytest.fixture
def grid(qtbot, session, people):
    model = RecordTable(session, VOLUNTEERS, COLUMNS)
    made = show(qtbot, RecordGrid(session, model, COLUMNS), 700, 300)
    model.setParent(made)
    model.set_query(Query(VOLUNTEERS))
    qtbot.waitUntil(lambda: model.total == 3)
    return made


def test_a_click_sorts_and_the_funnel_filters(qtbot, grid):
    head = grid.head
    middle = QPoint(head.sectionViewportPosition(0) + 12, head.height() // 2)
    with qtbot.waitSignal(head.sort_requested) as sort:
        qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert sort.args == [0]
    funnel = QPoint(head.sectionViewportPosition(1) + head.sectionSize(1) - 13, head.height() // 2)
    with qtbot.waitSignal(head.filter_requested) as requested:
        qtbot.mousePress(head.viewport(), Qt.MouseButton.LeftButton, pos=funnel)
    assert requested.args[0] == 1


def test_the_sorting_and_the_filtered_columns_are_marked(grid):
    def changed(order, filtered):
        before = grid.head.viewport().grab().toImage()
        grid.head.mark(order, frozenset(filtered))
        return grid.head.viewport().grab().toImage() != before

    assert changed((0, False), ())
    assert changed((0, True), ())
    assert changed((0, True), (1,))
    assert not changed((0, True), (1,))
    assert (grid.head.sorted, grid.head.filtered) == ((0, True), frozenset({1}))


def test_a_popup_opens_below_the_left_edge_of_its_section(grid):
    corner = grid.head.viewport().mapFromGlobal(grid.head.corner(1))
    assert (corner.x(), corner.y()) == (grid.head.sectionSize(0), grid.head.height())
