import pytest

from gui.appearance import theme
from gui.models.record_table import RecordTable
from gui.widgets.grid.cell_delegate import MAX_LAYOUTS, TextLayouts
from gui.widgets.grid.record_grid import RecordGrid
from storage.model.tables import VOLUNTEERS
from storage.store.listing import Query
from windows import show

COLUMNS = ("name", "registration_status")


@pytest.fixture
def grid(qtbot, session, people):
    model = RecordTable(session, VOLUNTEERS, COLUMNS, {"registration_status": {"未注册": "warn"}})
    made = show(qtbot, RecordGrid(session, model, COLUMNS), 500, 300)
    model.setParent(made)
    model.set_query(Query(VOLUNTEERS))
    qtbot.waitUntil(lambda: model.total == 3)
    return made


def colours_in(grid, row, column):
    area = grid.visualRect(grid.model().index(row, column))
    image = grid.viewport().grab(area).toImage()
    return {
        image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())
    }


def test_a_layout_is_computed_once_and_elided_to_the_room(session):
    layouts = TextLayouts(theme.font())
    text, width = layouts.layout("攀枝花市仁和区平地镇", 60)
    assert text.text().endswith("…")
    assert width <= 60
    assert layouts.layout("攀枝花市仁和区平地镇", 60)[0] is text
    assert layouts.layout("攀枝花市仁和区平地镇", 600)[0].text() == "攀枝花市仁和区平地镇"


def test_the_cache_of_layouts_is_bounded(session):
    layouts = TextLayouts(theme.font())
    for number in range(MAX_LAYOUTS + 2):
        layouts.layout(str(number), 100)
    assert len(layouts._layouts) <= MAX_LAYOUTS + 1


def test_a_choice_is_painted_as_a_pill_and_a_name_as_text(grid):
    ground = theme.tone("warn")[1].name()
    assert ground in colours_in(grid, 1, 1)
    assert ground not in colours_in(grid, 1, 0)


def test_a_selected_row_has_its_ground(grid):
    soft = theme.colour("link_soft").name()
    assert soft not in colours_in(grid, 1, 0)
    grid.selectRow(1)
    assert soft in colours_in(grid, 1, 0)


def test_a_pill_needs_more_room_than_its_text(grid):
    delegate, model = grid.itemDelegate(), grid.model()
    with_pill = delegate.sizeHint(None, model.index(0, 1)).width()
    text = theme.font()
    from PySide6.QtGui import QFontMetrics

    bare = QFontMetrics(text).horizontalAdvance("未注册") + 2 * theme.CELL
    assert with_pill == bare + 2 * theme.PILL
