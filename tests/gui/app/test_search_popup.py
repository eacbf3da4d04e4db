import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from gui.app.search_popup import SEARCHED, SearchPopup, match_details
from gui.page_catalogue import page_with_table
from gui.widgets.field.link_field import DISTINGUISHING_COLUMNS
from storage.model.tables import BY_NAME, UNITS, VOLUNTEERS
from storage.store.listing import Query, page
from windows import show


@pytest.fixture
def popup(qtbot, session, people):
    around = show(qtbot, QWidget())
    return SearchPopup(session, around)


def lines(popup):
    return [popup._list.item(at).text() for at in range(popup._list.count())]


def test_finds_in_every_ledger_by_groups(qtbot, popup):
    popup.search("平地")
    qtbot.waitUntil(lambda: popup.isVisible())
    assert lines(popup) == [UNITS.label, "平地镇"]
    popup.search("欣")
    qtbot.waitUntil(lambda: lines(popup) == [VOLUNTEERS.label, "王雨欣"])


def test_the_keyboard_marks_and_opens_a_record(qtbot, popup, people):
    popup.search("13800000")
    qtbot.waitUntil(lambda: len(lines(popup)) == 4)
    popup.handle_key(Qt.Key.Key_Down)
    with qtbot.waitSignal(popup.chosen) as chosen:
        popup.handle_key(Qt.Key.Key_Return)
    assert chosen.args[0].record.id == people["吉克·阿果"]
    assert not popup.isVisible()


def test_the_field_of_a_match_is_named_and_its_number_masked(session, people):
    (row,) = page(session.store, Query(VOLUNTEERS, typed="0000"), 0, 5, 5)
    assert match_details(row, "0000") == "平地镇 · 高一（3）班 · 联系电话 138****0000"


def test_an_empty_result_is_stated(qtbot, popup):
    popup.search("没有这个人")
    qtbot.waitUntil(lambda: lines(popup) == ["没有找到“没有这个人”"])
    popup.search("")
    assert not popup.isVisible()


@pytest.mark.parametrize("table", SEARCHED, ids=lambda table: table.name)
def test_every_result_has_a_page_and_details(table):
    assert table.search
    assert page_with_table(table)
    assert set(DISTINGUISHING_COLUMNS.get(table.name, ())) <= set(table.shown)


def test_every_ledger_told_apart_is_one():
    assert set(DISTINGUISHING_COLUMNS) <= set(BY_NAME)
