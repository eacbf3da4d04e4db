import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QPushButton

from gui.models.record_table import RecordTable
from gui.widgets.grid.column_chooser import ColumnChooser
from gui.widgets.grid.record_grid import RecordGrid
from storage.model.tables import VOLUNTEERS
from windows import click, show

# what the offscreen platform cannot do for a popup
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
COLUMNS = ("name", "class_name")


@pytest.fixture
def grid(qtbot, session, people):
    model = RecordTable(session, VOLUNTEERS, COLUMNS)
    made = show(qtbot, RecordGrid(session, model, COLUMNS), 500, 300)
    model.setParent(made)
    return made


@pytest.fixture
def chooser(grid):
    chooser = ColumnChooser(grid.column_layout, dict(VOLUNTEERS.shown), grid)
    chooser.open_under(grid)
    return chooser


def entry(chooser, label):
    (item,) = chooser.findChild(QListWidget).findItems(label, Qt.MatchFlag.MatchExactly)
    return item


def test_shown_columns_come_first_and_are_ticked(chooser):
    names = chooser.findChild(QListWidget)
    labels = [VOLUNTEERS.shown[name].label for name in COLUMNS]
    assert [names.item(at).text() for at in range(2)] == labels
    assert [names.item(at).checkState() for at in range(3)] == [
        Qt.CheckState.Checked, Qt.CheckState.Checked, Qt.CheckState.Unchecked,
    ]  # fmt: skip
    assert names.count() == len(VOLUNTEERS.shown)


def test_a_tick_shows_a_column_after_the_others_and_removing_it_hides_it(chooser, grid):
    phone = entry(chooser, VOLUNTEERS.shown["phone"].label)
    phone.setCheckState(Qt.CheckState.Checked)
    assert grid.column_layout.names() == ["name", "class_name", "phone"]
    phone.setCheckState(Qt.CheckState.Unchecked)
    assert grid.column_layout.names() == list(COLUMNS)


def test_the_last_column_stays(chooser, grid):
    for name in COLUMNS:
        entry(chooser, VOLUNTEERS.shown[name].label).setCheckState(Qt.CheckState.Unchecked)
    assert len(grid.column_layout.names()) == 1


def test_typing_narrows_the_list(chooser):
    names = chooser.findChild(QListWidget)
    chooser._search.setText("电话")
    visible = [names.item(at) for at in range(names.count()) if not names.item(at).isHidden()]
    assert visible
    assert all("电话" in one.text() for one in visible)


def test_the_default_columns_come_back(chooser, grid, qtbot):
    entry(chooser, VOLUNTEERS.shown["phone"].label).setCheckState(Qt.CheckState.Checked)
    assert chooser.findChild(QPushButton, "usual_columns") is not None
    click(qtbot, chooser, "usual_columns")
    assert grid.column_layout.names() == list(COLUMNS)
