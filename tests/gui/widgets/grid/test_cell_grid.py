"""Cells filled in with the keyboard, in the window as it is, as one does in a spreadsheet."""

import dataclasses
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListWidget

from gui.app.main_window import MainWindow
from gui.ledgers.catalogue.volunteer_ledger import VOLUNTEER_LEDGER
from gui.ledgers.ledger_page import LedgerPage
from gui.models.list_query import Condition
from keys import CONTROL, SHIFT, compose, keyboard, press, type_in
from people import volunteer
from storage.model.tables import UNITS, VOLUNTEERS
from storage.store.listing import Filter
from storage.store.store import Store
from windows import show, text

NAMES = ("王雨欣", "吉克·阿果", "李䶮", "周嘉诚", "罗小燕")


@pytest.fixture
def people(session):
    school = session.store.named(UNITS, "平地镇")
    with session.store.edit("录入") as edit:
        return {
            name: edit.save(
                VOLUNTEERS,
                volunteer(
                    name, f"2008-03-1{at}", phone=f"1380000000{at}", school=school,
                    class_name=f"高一（{at}）班",
                ),
            )
            for at, name in enumerate(NAMES)
        }  # fmt: skip


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


def column(grid, name):
    model = grid.model()
    return [model.column(at).name for at in range(model.columnCount())].index(name)


def stand(grid, row, name="class_name"):
    """Click a cell."""
    index = grid.model().index(row, column(grid, name))
    grid.scrollTo(index)
    QTest.mouseClick(
        grid.viewport(), Qt.MouseButton.LeftButton, pos=grid.visualRect(index).center()
    )
    assert grid.currentIndex() == index
    assert keyboard() is grid


def place(grid):
    here = grid.currentIndex()
    return here.row(), grid.model().column(here.column()).name


def kept(session, name="class_name"):
    return [getattr(one, name) for one in session.store.find(VOLUNTEERS)]


def with_panel(qtbot, page, *, opened):
    """Have the panel beside the grid open, or closed for good."""
    stand(page.grid, 0)
    qtbot.waitUntil(lambda: page.panel.isVisible())
    if not opened:
        QTest.keyClick(keyboard(), Qt.Key.Key_F4)
        assert not page.panel.isVisible()
    assert keyboard() is page.grid


@pytest.mark.parametrize("opened", [True, False], ids=["panel open", "panel closed"])
@pytest.mark.parametrize("slowly", [True, False], ids=["slowly", "at once"])
def test_three_values_are_entered_one_below_the_other(
    qtbot, in_window, session, people, opened, slowly
):
    with_panel(qtbot, in_window, opened=opened)
    stand(in_window.grid, 1)
    for at, word in enumerate(("111", "222", "333")):
        type_in(in_window.grid, f"{word}⏎")
        assert place(in_window.grid) == (at + 2, "class_name")
        if slowly:  # the panel follows, once one stops
            qtbot.wait(90)
            assert keyboard() is in_window.grid
    assert kept(session) == ["高一（0）班", "111", "222", "333", "高一（4）班"]
    assert kept(session, "name") == list(NAMES)
    assert in_window.panel.isVisible() is opened


def test_undo_after_enter_undoes_the_edit(qtbot, in_window, session):
    with_panel(qtbot, in_window, opened=True)
    stand(in_window.grid, 1)
    type_in(in_window.grid, "111⏎222⏎")
    QTest.keyClick(keyboard(), Qt.Key.Key_Z, CONTROL)
    assert kept(session)[1:3] == ["111", "高一（2）班"]
    QTest.keyClick(keyboard(), Qt.Key.Key_Z, CONTROL)
    assert kept(session)[1:3] == ["高一（1）班", "高一（2）班"]
    assert keyboard() is in_window.grid


def test_undo_in_an_open_editor_undoes_typing(in_window, session):
    stand(in_window.grid, 1)
    type_in(in_window.grid, "111⏎22")
    QTest.keyClick(keyboard(), Qt.Key.Key_Z, CONTROL)
    assert kept(session)[1] == "111"
    assert keyboard() is in_window.grid.editor


def test_shift_enter_moves_up_and_tab_sideways(page, session):
    stand(page.grid, 2)
    type_in(page.grid, "1")
    type_in(page.grid, "⏎", SHIFT)
    assert place(page.grid) == (1, "class_name")
    beside = column(page.grid, "class_name")
    type_in(page.grid, "2⇥")
    assert page.grid.currentIndex().row() == 1
    assert page.grid.currentIndex().column() == beside + 1
    type_in(page.grid, "⇥⇥")
    assert page.grid.currentIndex().column() == beside + 3
    for _ in range(3):
        type_in(page.grid, "⇥", SHIFT)
    assert place(page.grid) == (1, "class_name")
    type_in(page.grid, "3")
    type_in(page.grid, "⇥", SHIFT)
    assert page.grid.currentIndex().column() == beside - 1
    assert kept(session)[1:3] == ["3", "1"]


def test_escape_restores_the_value_and_stays(qtbot, page, session):
    with_panel(qtbot, page, opened=True)
    stand(page.grid, 2)
    type_in(page.grid, "12⎋")
    assert page.grid.editor is None
    assert place(page.grid) == (2, "class_name")
    assert page.panel.isVisible()
    type_in(page.grid, "⏎")
    assert place(page.grid) == (3, "class_name")
    assert kept(session)[2] == "高一（2）班"


@pytest.mark.parametrize(("arrow", "rows", "columns"), [
    ("↓", 1, 0), ("↑", -1, 0), ("→", 0, 1), ("←", 0, -1),
])  # fmt: skip
def test_an_arrow_saves_the_text_and_moves_on(page, session, arrow, rows, columns):
    stand(page.grid, 2)
    at = page.grid.currentIndex().column()
    type_in(page.grid, f"7{arrow}")
    here = page.grid.currentIndex()
    assert (here.row(), here.column()) == (2 + rows, at + columns)
    assert kept(session)[2] == "7"


def test_with_f2_the_arrows_move_in_the_text(page, session):
    stand(page.grid, 2)
    QTest.keyClick(keyboard(), Qt.Key.Key_F2)
    type_in(page.grid, "↓↑→←9⏎")
    assert place(page.grid) == (3, "class_name")
    assert kept(session)[2] == "高一（2）9班"


def test_at_the_last_row_enter_stays(page, session):
    stand(page.grid, 4)
    type_in(page.grid, "5⏎")
    assert place(page.grid) == (4, "class_name")
    type_in(page.grid, "⏎⏎")
    assert place(page.grid) == (4, "class_name")
    assert kept(session)[4] == "5"


def test_enter_on_an_untouched_cell_moves_on_during_data_entry(qtbot, page, session):
    with_panel(qtbot, page, opened=True)
    stand(page.grid, 0)
    type_in(page.grid, "1⏎⏎3⏎")
    assert kept(session)[:3] == ["1", "高一（1）班", "3"]
    assert kept(session, "name") == list(NAMES)


def test_enter_opens_the_record_outside_data_entry(qtbot, page):
    with_panel(qtbot, page, opened=False)
    stand(page.grid, 1)
    qtbot.waitUntil(lambda: page.grid.current_id() is not None)
    press("⏎")
    assert page.panel.isVisible()
    assert page.panel.isAncestorOf(keyboard())
    stand(page.grid, 2)
    type_in(page.grid, "1⏎")
    stand(page.grid, 3)
    press("⏎")
    assert page.panel.isAncestorOf(keyboard())


def test_a_refused_text_stays_in_its_editor_with_the_reason(page, session, notices):
    session.reveal(True)
    stand(page.grid, 1, "phone")
    type_in(page.grid, "123⏎")
    assert keyboard() is page.grid.editor
    assert "吉克·阿果" in notices[-1].text
    assert "应为11位" in notices[-1].text
    assert place(page.grid) == (1, "phone")
    type_in(page.grid, "456⏎⇥↓")  # as somebody does who looks at the paper only
    assert keyboard() is page.grid.editor
    assert kept(session, "phone") == [f"1380000000{at}" for at in range(5)]
    type_in(page.grid, "⎋")
    assert place(page.grid) == (1, "phone")
    type_in(page.grid, "13900000009⏎")
    assert kept(session, "phone")[1] == "13900000009"
    assert place(page.grid) == (2, "phone")


def test_a_cell_that_cannot_be_edited_reports_why_and_typing_goes_nowhere_else(
    qtbot, page, session, notices
):
    with_panel(qtbot, page, opened=True)
    for name, why in (("phone", "遮蔽"), ("age", "算出来"), ("school", "详情")):
        stand(page.grid, 1, name)
        reported = len(notices)
        type_in(page.grid, "333⏎")
        assert place(page.grid) == (2, name)
        assert [one.text for one in notices[reported:]] == [notices[-1].text]
        assert why in notices[-1].text
    assert kept(session, "name") == list(NAMES)


def test_a_whole_word_is_composed_into_a_cell(page, session):
    stand(page.grid, 1)
    for _ in compose("gaosan", "高三"):
        assert keyboard() in (page.grid, page.grid.editor)
    for _ in compose("wuban", "五班"):
        assert keyboard() is page.grid.editor
    type_in(page.grid, "⏎")
    assert kept(session)[1] == "高三五班"
    assert place(page.grid) == (2, "class_name")


@pytest.mark.parametrize("key", "⏎⇥⎋↓↑")
@pytest.mark.parametrize("word", [1, 2], ids=["first word", "second word"])
def test_keys_during_composition_belong_to_the_input_method(page, session, key, word):
    stand(page.grid, 1)
    if word == 2:
        for _ in compose("gao", "高"):
            pass
    for letters in compose("san", "三"):
        if letters != "三":
            type_in(page.grid, key)
            assert place(page.grid) == (1, "class_name")
            assert page.grid.editor is not None
            assert kept(session)[1] == "高一（1）班"
    type_in(page.grid, "⏎")
    assert kept(session)[1] == ("三" if word == 1 else "高三")


@pytest.mark.parametrize(("typed", "meant"), [
    ("证件异常待处理", "证件异常待处理"), ("已注册", "已注册"), ("异常", "证件异常待处理"),
])  # fmt: skip
def test_a_choice_can_be_composed(page, session, typed, meant):
    stand(page.grid, 1, "registration_status")
    for _ in compose("zc", typed):
        assert keyboard() in (page.grid, page.grid.editor)
    type_in(page.grid, "⏎")
    assert kept(session, "registration_status")[1] == meant
    assert place(page.grid) == (2, "registration_status")


def test_a_word_that_is_no_choice_is_refused_with_the_choices(page, session, notices):
    stand(page.grid, 1, "registration_status")
    for _ in compose("hz", "胡诌"):
        pass
    type_in(page.grid, "⏎")
    assert keyboard() is page.grid.editor
    assert "不在可选值中" in notices[-1].text
    type_in(page.grid, "⎋")
    assert kept(session, "registration_status")[1] == "未注册"


def test_a_choice_is_picked_from_its_list(qtbot, page, session):
    stand(page.grid, 1, "registration_status")
    QTest.keyClick(keyboard(), Qt.Key.Key_F2)
    offered = page.findChild(QListWidget, "choice_list")
    qtbot.waitUntil(offered.isVisible)
    type_in(page.grid, "↓↓⏎")
    words = VOLUNTEERS.by_name["registration_status"].kind.choices
    assert kept(session, "registration_status")[1] == words[1]
    assert place(page.grid) == (2, "registration_status")
    QTest.keyClick(keyboard(), Qt.Key.Key_F2)
    offered = page.grid.editor._choices
    qtbot.waitUntil(offered.isVisible)
    third = offered.visualItemRect(offered.item(2)).center()
    QTest.mouseClick(offered.viewport(), Qt.MouseButton.LeftButton, pos=third)
    assert kept(session, "registration_status")[2] == words[2]
    assert keyboard() is page.grid
    assert place(page.grid) == (2, "registration_status")


def test_the_arrows_step_through_the_choices_that_contain_the_text(page, session):
    stand(page.grid, 1, "registration_status")
    for _ in compose("zhu", "注"):
        pass
    words = [one for one in VOLUNTEERS.by_name["registration_status"].kind.choices if "注" in one]
    assert len(words) > 1
    type_in(page.grid, "↓↓⏎")
    assert kept(session, "registration_status")[1] == words[1]


@pytest.mark.parametrize("way", ["sorted", "filtered"])
@pytest.mark.parametrize("again", [True, False], ids=["read again", "not read again"])
def test_in_a_list_reordered_by_typing_each_value_is_saved_in_its_record(
    qtbot, page, session, people, way, again
):
    """111, 222, 333 go to the three people she saw, whatever the list does in between."""
    if way == "sorted":
        page.inquiry.sort("class_name", 5, descending=True)
    else:
        page.inquiry.replace_conditions(
            "class_name", [Condition("", Filter("class_name", "contains", "高一"))]
        )
    qtbot.waitUntil(lambda: page.model.query.order == page.inquiry.order and page.model.total == 5)
    seen = [page.model.row(at).record.id for at in range(5)]
    stand(page.grid, 1)
    for word in ("111", "222", "333"):
        type_in(page.grid, word[0])
        if again:
            page.model.refresh()
            qtbot.wait(60)
        type_in(page.grid, word[1:] + "⏎")
        if again:
            with qtbot.waitSignal(page.model.refreshed):
                page.model.refresh()
            qtbot.wait(60)
            assert keyboard() is page.grid
    found = {one.id: one.class_name for one in session.store.find(VOLUNTEERS)}
    assert [found[one] for one in seen[1:4]] == ["111", "222", "333"]
    assert found[seen[0]].startswith("高一")
    assert found[seen[4]].startswith("高一")


def test_a_record_that_moves_up_after_a_removal_gets_no_typed_text(
    qtbot, page, session, people, notices
):
    page.inquiry.replace_conditions(
        "class_name", [Condition("", Filter("class_name", "contains", "高一"))]
    )
    qtbot.waitUntil(lambda: len(page.model.query.filters) == 1)
    stand(page.grid, 4)
    type_in(page.grid, "444⏎")
    with qtbot.waitSignal(page.model.refreshed):
        page.model.refresh()
    qtbot.waitUntil(lambda: page.model.total == 4)
    type_in(page.grid, "555")
    assert "先选好" in notices[-1].text
    assert kept(session) == [*(f"高一（{at}）班" for at in range(4)), "444"]
    type_in(page.grid, "↓6⏎")
    assert kept(session)[3] == "6"
    assert kept(session, "name") == list(NAMES)


def test_an_open_editor_stays_with_its_record_when_others_are_added(qtbot, page, session, people):
    page.inquiry.sort("name", 5, descending=False)
    qtbot.waitUntil(lambda: page.model.query.order == "name")
    stand(page.grid, 2)
    whom = page.model.row(2).record.id
    type_in(page.grid, "12")
    with session.edit("新增") as edit:
        edit.save(VOLUNTEERS, volunteer("一新", "2009-01-01"))
    qtbot.wait(60)
    type_in(page.grid, "3⏎")
    assert session.store.get(VOLUNTEERS, whom).class_name == "123"
    assert kept(session).count("123") == 1
    qtbot.waitUntil(lambda: page.model.total == 6)
    qtbot.waitUntil(lambda: page.grid.currentIndex().row() == 4)
    assert place(page.grid)[1] == "class_name"


def test_a_change_made_elsewhere_is_not_overwritten(page, session, people):
    stand(page.grid, 1)
    type_in(page.grid, "12")
    record = session.store.get(VOLUNTEERS, people["吉克·阿果"])
    with session.edit("更正") as edit:
        edit.save(VOLUNTEERS, dataclasses.replace(record, phone="13911112222"))
    assert page.grid.editor.text() == "12"
    type_in(page.grid, "⏎")
    found = session.store.get(VOLUNTEERS, people["吉克·阿果"])
    assert (found.class_name, found.phone) == ("12", "13911112222")


def test_the_current_column_stays_when_the_list_changes(qtbot, page, session, people):
    stand(page.grid, 1)
    type_in(page.grid, "1⏎")
    page.inquiry.sort("name", 5, descending=False)
    qtbot.waitUntil(lambda: page.model.query.order == "name")
    qtbot.waitUntil(lambda: page.grid.currentIndex().isValid())
    assert place(page.grid)[1] == "class_name"
    type_in(page.grid, "2⏎")
    assert session.store.get(VOLUNTEERS, people["李䶮"]).class_name == "2"


def test_a_panel_with_a_problem_gets_no_text_typed_for_the_grid(
    qtbot, page, session, people, notices
):
    with_panel(qtbot, page, opened=True)
    page.panel.findChild(QLineEdit, "name").clear()
    stand(page.grid, 2)
    qtbot.waitUntil(lambda: text(page, "name_problem") == "姓名不能为空")
    assert keyboard() is page.grid
    type_in(page.grid, "333⏎")
    assert page.panel.findChild(QLineEdit, "name").text() == ""
    assert kept(session) == [f"高一（{at}）班" for at in range(5)]
    assert kept(session, "name") == list(NAMES)
    page.panel.discard()


def test_a_panel_saved_on_leaving_does_not_move_the_cursor_back(qtbot, page, session, people):
    with_panel(qtbot, page, opened=True)
    page.panel.findChild(QLineEdit, "name").setText("王雨星")
    stand(page.grid, 2)
    qtbot.waitUntil(lambda: text(page, "panel_title") == "李䶮")
    assert place(page.grid) == (2, "class_name")
    assert kept(session, "name")[0] == "王雨星"
    type_in(page.grid, "3⏎")
    assert session.store.get(VOLUNTEERS, people["李䶮"]).class_name == "3"


def test_an_open_editor_is_saved_when_the_window_is_closed(window, in_window, session):
    stand(in_window.grid, 1)
    type_in(in_window.grid, "12")
    window.close()
    with Store(session.store.path) as store:
        assert kept(SimpleNamespace(store=store))[1] == "12"


def test_f2_reports_why_a_cell_cannot_be_edited(page, notices):
    stand(page.grid, 1, "age")
    QTest.keyClick(keyboard(), Qt.Key.Key_F2)
    assert keyboard() is page.grid
    assert "算出来" in notices[-1].text


def test_a_click_elsewhere_saves_the_text(page, session):
    stand(page.grid, 1)
    type_in(page.grid, "12")
    stand(page.grid, 3)
    assert kept(session)[1] == "12"
    assert page.grid.editor is None


def test_a_double_click_opens_the_record(qtbot, page):
    stand(page.grid, 1)
    qtbot.waitUntil(lambda: page.panel.isVisible())
    at: QPoint = page.grid.visualRect(page.grid.currentIndex()).center()
    QTest.mouseDClick(page.grid.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert page.panel.isAncestorOf(keyboard())
