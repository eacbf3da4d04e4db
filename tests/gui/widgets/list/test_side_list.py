from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from gui.widgets.list.side_list import Entry, SideList
from windows import show

ENTRIES = (
    Entry("身份证号校验码不符", 0, "6", "circle-x", "bad"),
    Entry("自动修正 203"),
    Entry("姓名里的空格", 1, "203", "wand-sparkles", "link", detail="只是写法"),
    Entry("高一（3）班", "sheet", checked=True),
)


@pytest.fixture
def listed(session, qtbot):
    made = show(qtbot, SideList(), 240, 300)
    made.show_entries(ENTRIES)
    return made


def test_an_entry_is_chosen_and_a_heading_is_not(listed, qtbot):
    chosen = []
    listed.chosen.connect(chosen.append)
    for row in (2, 1, 0):
        place = listed.visualItemRect(listed.item(row)).center()
        qtbot.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen == [1, 0]


def test_a_second_click_deselects_where_that_is_allowed(listed, qtbot):
    listed.deselectable = True
    place = listed.visualItemRect(listed.item(0)).center()
    qtbot.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert listed.chosen_key() == 0
    qtbot.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert listed.chosen_key() is None


def test_a_tick_is_set_by_mouse_and_by_space(listed, qtbot):
    ticked = []
    listed.ticked.connect(lambda key, on: ticked.append((key, on)))
    listed.setCurrentRow(3)
    qtbot.keyClick(listed, Qt.Key.Key_Space)
    assert ticked == [("sheet", False)]


def test_the_same_entry_stays_current_when_the_entries_are_replaced(listed):
    chosen = []
    listed.chosen.connect(chosen.append)
    listed.show_entries(ENTRIES, 1)
    assert listed.chosen_key() == 1
    assert chosen == []


def test_label_count_and_detail_are_in_the_accessible_text(listed):
    reported = listed.item(2).data(Qt.ItemDataRole.AccessibleTextRole)
    assert reported == "姓名里的空格 203 只是写法"
