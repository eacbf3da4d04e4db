"""Data entry by keyboard in the cells of a ledger's grid, in the window as it is."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidget

from cells import (
    NAMES,
    column_number,
    current_cell,
    enter_people,
    go_to_cell,
    saved_values,
    show_panel,
)
from gui.app.main_window import MainWindow
from gui.ledgers.catalogue.volunteer_ledger import VOLUNTEER_LEDGER
from gui.ledgers.ledger_page import LedgerPage
from keys import CONTROL, SHIFT, compose, keyboard, press, type_in
from storage.model.tables import VOLUNTEERS
from storage.store.store import Store
from windows import show


@pytest.fixture
def people(session):
    return enter_people(session)


@pytest.fixture
def page(qtbot, session, people):
    """The ledger alone; it is the same one that stands in the window."""
    made = show(qtbot, LedgerPage(session, VOLUNTEER_LEDGER))
    qtbot.waitUntil(lambda: made.model.total == len(NAMES))
    return made


@pytest.fixture
def window(qtbot, session, people):
    return show(qtbot, MainWindow(session), 1366, 768)


@pytest.fixture
def in_window(qtbot, window):
    """The ledger in the window, with all that stands around it."""
    made = window.show_page("volunteers").ledger("volunteer")
    qtbot.waitUntil(lambda: made.model.total == len(NAMES))
    return made


@pytest.fixture
def notices(session):
    emitted = []
    session.notice_posted.connect(emitted.append)
    return emitted


@pytest.mark.parametrize("opened", [True, False], ids=["panel open", "panel closed"])
@pytest.mark.parametrize("slowly", [True, False], ids=["slowly", "at once"])
def test_three_values_are_entered_one_below_the_other(
    qtbot, in_window, session, people, opened, slowly
):
    show_panel(qtbot, in_window, opened=opened)
    go_to_cell(in_window.grid, 1)
    for at, word in enumerate(("111", "222", "333")):
        type_in(in_window.grid, f"{word}⏎")
        assert current_cell(in_window.grid) == (at + 2, "class_name")
        if slowly:  # the panel follows, once one stops
            qtbot.wait(90)
            assert keyboard() is in_window.grid
    assert saved_values(session) == ["高一（0）班", "111", "222", "333", "高一（4）班"]
    assert saved_values(session, "name") == list(NAMES)
    assert in_window.panel.isVisible() is opened


def test_undo_after_enter_undoes_the_edit(qtbot, in_window, session):
    show_panel(qtbot, in_window, opened=True)
    go_to_cell(in_window.grid, 1)
    type_in(in_window.grid, "111⏎222⏎")
    QTest.keyClick(keyboard(), Qt.Key.Key_Z, CONTROL)
    assert saved_values(session)[1:3] == ["111", "高一（2）班"]
    QTest.keyClick(keyboard(), Qt.Key.Key_Z, CONTROL)
    assert saved_values(session)[1:3] == ["高一（1）班", "高一（2）班"]
    assert keyboard() is in_window.grid


def test_undo_in_an_open_editor_undoes_typing(in_window, session):
    go_to_cell(in_window.grid, 1)
    type_in(in_window.grid, "111⏎22")
    QTest.keyClick(keyboard(), Qt.Key.Key_Z, CONTROL)
    assert saved_values(session)[1] == "111"
    assert keyboard() is in_window.grid.editor


def test_shift_enter_moves_up_and_tab_sideways(page, session):
    go_to_cell(page.grid, 2)
    type_in(page.grid, "1")
    type_in(page.grid, "⏎", SHIFT)
    assert current_cell(page.grid) == (1, "class_name")
    beside = column_number(page.grid, "class_name")
    type_in(page.grid, "2⇥")
    assert page.grid.currentIndex().row() == 1
    assert page.grid.currentIndex().column() == beside + 1
    type_in(page.grid, "⇥⇥")
    assert page.grid.currentIndex().column() == beside + 3
    for _ in range(3):
        type_in(page.grid, "⇥", SHIFT)
    assert current_cell(page.grid) == (1, "class_name")
    type_in(page.grid, "3")
    type_in(page.grid, "⇥", SHIFT)
    assert page.grid.currentIndex().column() == beside - 1
    assert saved_values(session)[1:3] == ["3", "1"]


def test_escape_restores_the_value_and_stays(qtbot, page, session):
    show_panel(qtbot, page, opened=True)
    go_to_cell(page.grid, 2)
    type_in(page.grid, "12⎋")
    assert page.grid.editor is None
    assert current_cell(page.grid) == (2, "class_name")
    assert page.panel.isVisible()
    type_in(page.grid, "⏎")
    assert current_cell(page.grid) == (3, "class_name")
    assert saved_values(session)[2] == "高一（2）班"


@pytest.mark.parametrize(("arrow", "rows", "columns"), [
    ("↓", 1, 0), ("↑", -1, 0), ("→", 0, 1), ("←", 0, -1),
])  # fmt: skip
def test_an_arrow_saves_the_text_and_moves_on(page, session, arrow, rows, columns):
    go_to_cell(page.grid, 2)
    at = page.grid.currentIndex().column()
    type_in(page.grid, f"7{arrow}")
    here = page.grid.currentIndex()
    assert (here.row(), here.column()) == (2 + rows, at + columns)
    assert saved_values(session)[2] == "7"


def test_with_f2_the_arrows_move_in_the_text(page, session):
    go_to_cell(page.grid, 2)
    QTest.keyClick(keyboard(), Qt.Key.Key_F2)
    type_in(page.grid, "↓↑→←9⏎")
    assert current_cell(page.grid) == (3, "class_name")
    assert saved_values(session)[2] == "高一（2）9班"


def test_at_the_last_row_enter_stays(page, session):
    go_to_cell(page.grid, 4)
    type_in(page.grid, "5⏎")
    assert current_cell(page.grid) == (4, "class_name")
    type_in(page.grid, "⏎⏎")
    assert current_cell(page.grid) == (4, "class_name")
    assert saved_values(session)[4] == "5"


def test_enter_on_an_untouched_cell_moves_on_during_data_entry(qtbot, page, session):
    show_panel(qtbot, page, opened=True)
    go_to_cell(page.grid, 0)
    type_in(page.grid, "1⏎⏎3⏎")
    assert saved_values(session)[:3] == ["1", "高一（1）班", "3"]
    assert saved_values(session, "name") == list(NAMES)


def test_enter_opens_the_record_outside_data_entry(qtbot, page):
    show_panel(qtbot, page, opened=False)
    go_to_cell(page.grid, 1)
    qtbot.waitUntil(lambda: page.grid.current_id() is not None)
    press("⏎")
    assert page.panel.isVisible()
    assert page.panel.isAncestorOf(keyboard())
    go_to_cell(page.grid, 2)
    type_in(page.grid, "1⏎")
    go_to_cell(page.grid, 3)
    press("⏎")
    assert page.panel.isAncestorOf(keyboard())


def test_a_refused_text_stays_in_its_editor_with_the_reason(page, session, notices):
    session.reveal(True)
    go_to_cell(page.grid, 1, "phone")
    type_in(page.grid, "123⏎")
    assert keyboard() is page.grid.editor
    assert "吉克·阿果" in notices[-1].text
    assert "应为11位" in notices[-1].text
    assert current_cell(page.grid) == (1, "phone")
    type_in(page.grid, "456⏎⇥↓")  # as somebody does who looks at the paper only
    assert keyboard() is page.grid.editor
    assert saved_values(session, "phone") == [f"1380000000{at}" for at in range(5)]
    type_in(page.grid, "⎋")
    assert current_cell(page.grid) == (1, "phone")
    type_in(page.grid, "13900000009⏎")
    assert saved_values(session, "phone")[1] == "13900000009"
    assert current_cell(page.grid) == (2, "phone")


def test_a_cell_that_cannot_be_edited_reports_why_and_typing_goes_nowhere_else(
    qtbot, page, session, notices
):
    show_panel(qtbot, page, opened=True)
    for name, why in (("phone", "遮蔽"), ("age", "算出来"), ("school", "详情")):
        go_to_cell(page.grid, 1, name)
        reported = len(notices)
        type_in(page.grid, "333⏎")
        assert current_cell(page.grid) == (2, name)
        assert [one.text for one in notices[reported:]] == [notices[-1].text]
        assert why in notices[-1].text
    assert saved_values(session, "name") == list(NAMES)


def test_a_whole_word_is_composed_into_a_cell(page, session):
    go_to_cell(page.grid, 1)
    for _ in compose("gaosan", "高三"):
        assert keyboard() in (page.grid, page.grid.editor)
    for _ in compose("wuban", "五班"):
        assert keyboard() is page.grid.editor
    type_in(page.grid, "⏎")
    assert saved_values(session)[1] == "高三五班"
    assert current_cell(page.grid) == (2, "class_name")


@pytest.mark.parametrize("key", "⏎⇥⎋↓↑")
@pytest.mark.parametrize("word", [1, 2], ids=["first word", "second word"])
def test_keys_during_composition_belong_to_the_input_method(page, session, key, word):
    go_to_cell(page.grid, 1)
    if word == 2:
        for _ in compose("gao", "高"):
            pass
    for letters in compose("san", "三"):
        if letters != "三":
            type_in(page.grid, key)
            assert current_cell(page.grid) == (1, "class_name")
            assert page.grid.editor is not None
            assert saved_values(session)[1] == "高一（1）班"
    type_in(page.grid, "⏎")
    assert saved_values(session)[1] == ("三" if word == 1 else "高三")


@pytest.mark.parametrize(("typed", "meant"), [
    ("证件异常待处理", "证件异常待处理"), ("已注册", "已注册"), ("异常", "证件异常待处理"),
])  # fmt: skip
def test_a_choice_can_be_composed(page, session, typed, meant):
    go_to_cell(page.grid, 1, "registration_status")
    for _ in compose("zc", typed):
        assert keyboard() in (page.grid, page.grid.editor)
    type_in(page.grid, "⏎")
    assert saved_values(session, "registration_status")[1] == meant
    assert current_cell(page.grid) == (2, "registration_status")


def test_a_word_that_is_no_choice_is_refused_with_the_choices(page, session, notices):
    go_to_cell(page.grid, 1, "registration_status")
    for _ in compose("hz", "胡诌"):
        pass
    type_in(page.grid, "⏎")
    assert keyboard() is page.grid.editor
    assert "不在可选值中" in notices[-1].text
    type_in(page.grid, "⎋")
    assert saved_values(session, "registration_status")[1] == "未注册"


def test_a_choice_is_picked_from_its_list(qtbot, page, session):
    go_to_cell(page.grid, 1, "registration_status")
    QTest.keyClick(keyboard(), Qt.Key.Key_F2)
    offered = page.findChild(QListWidget, "choice_list")
    qtbot.waitUntil(offered.isVisible)
    type_in(page.grid, "↓↓⏎")
    words = VOLUNTEERS.by_name["registration_status"].kind.choices
    assert saved_values(session, "registration_status")[1] == words[1]
    assert current_cell(page.grid) == (2, "registration_status")
    QTest.keyClick(keyboard(), Qt.Key.Key_F2)
    offered = page.grid.editor._choices
    qtbot.waitUntil(offered.isVisible)
    third = offered.visualItemRect(offered.item(2)).center()
    QTest.mouseClick(offered.viewport(), Qt.MouseButton.LeftButton, pos=third)
    assert saved_values(session, "registration_status")[2] == words[2]
    assert keyboard() is page.grid
    assert current_cell(page.grid) == (2, "registration_status")


def test_the_arrows_step_through_the_choices_that_contain_the_text(page, session):
    go_to_cell(page.grid, 1, "registration_status")
    for _ in compose("zhu", "注"):
        pass
    words = [one for one in VOLUNTEERS.by_name["registration_status"].kind.choices if "注" in one]
    assert len(words) > 1
    type_in(page.grid, "↓↓⏎")
    assert saved_values(session, "registration_status")[1] == words[1]


def test_an_open_editor_is_saved_when_the_window_is_closed(window, in_window, session):
    go_to_cell(in_window.grid, 1)
    type_in(in_window.grid, "12")
    window.close()
    with Store(session.store.path) as store:
        assert saved_values(SimpleNamespace(store=store))[1] == "12"


def test_f2_reports_why_a_cell_cannot_be_edited(page, notices):
    go_to_cell(page.grid, 1, "age")
    QTest.keyClick(keyboard(), Qt.Key.Key_F2)
    assert keyboard() is page.grid
    assert "算出来" in notices[-1].text


def test_a_click_elsewhere_saves_the_text(page, session):
    go_to_cell(page.grid, 1)
    type_in(page.grid, "12")
    go_to_cell(page.grid, 3)
    assert saved_values(session)[1] == "12"
    assert page.grid.editor is None


def test_a_double_click_opens_the_record(qtbot, page):
    go_to_cell(page.grid, 1)
    qtbot.waitUntil(lambda: page.panel.isVisible())
    at: QPoint = page.grid.visualRect(page.grid.currentIndex()).center()
    QTest.mouseDClick(page.grid.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert page.panel.isAncestorOf(keyboard())
