"""The explanation of a row, opened from its menu."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from shiboken6 import isValid

from gui.imports.check.row_explanation import NAME, SIZE, RowExplanation
from gui.imports.import_state import CHECK
from people import id_number

NUMBER = id_number()

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def grid(page, read, roster):
    read(roster(("赵一", NUMBER, "群众", "13800000001", "高一1班")))
    page._go(CHECK)
    grid = page.check.grid
    grid.setCurrentIndex(grid.model().index(0, grid.model().column_of("name")))
    grid.setFocus()
    return grid


@pytest.fixture
def panel(page, grid):
    """Choose the entry of the row's menu, and return what it opens."""
    menu = grid.build_menu(grid.currentIndex())
    (action,) = (one for one in menu.actions() if one.text() == NAME)
    action.trigger()
    (panel,) = page.check.findChildren(RowExplanation)
    yield panel
    if isValid(panel):
        panel.close()


def test_the_menu_of_a_row_explains_it(panel):
    text = panel.body.toPlainText()
    assert "“姓名”一列是姓名" in text
    assert "新增：台账里没有这一条，导入后新建。" in text
    assert panel.body.isReadOnly()


def test_numbers_are_masked_as_on_the_page(panel):
    assert NUMBER not in panel.body.toPlainText()
    assert "13800000001" not in panel.body.toPlainText()


def test_the_whole_explanation_can_be_copied(panel):
    panel.copy_button.click()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("《高一1班.csv》")
    assert "【栏目和各格】" in copied


def test_a_part_of_it_can_be_selected_and_copied(panel, qtbot):
    panel.body.selectAll()
    qtbot.keyClick(panel.body, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert "赵一" in QGuiApplication.clipboard().text()


def test_it_fits_into_the_smallest_window_and_closes_with_escape(panel, qtbot):
    assert panel.width() == SIZE.width() <= 1280
    assert panel.height() == SIZE.height() <= 690
    with qtbot.waitSignal(panel.destroyed, timeout=5_000):
        qtbot.keyClick(panel.body, Qt.Key.Key_Escape)
