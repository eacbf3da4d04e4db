"""Data entry in a grid whose records move, change or are removed meanwhile."""

import dataclasses

import pytest
from PySide6.QtWidgets import QLineEdit

from cells import (
    NAMES,
    current_cell,
    enter_people,
    go_to_cell,
    saved_values,
    show_panel,
)
from gui.ledgers.catalogue.volunteer_ledger import VOLUNTEER_LEDGER
from gui.ledgers.ledger_page import LedgerPage
from gui.models.list_query import Condition
from keys import keyboard, type_in
from people import volunteer
from storage.model.tables import VOLUNTEERS
from storage.store.listing import Filter
from windows import show, text


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
def notices(session):
    emitted = []
    session.notice_posted.connect(emitted.append)
    return emitted


@pytest.mark.parametrize("way", ["sorted", "filtered"])
@pytest.mark.parametrize("again", [True, False], ids=["read again", "not read again"])
def test_in_a_list_reordered_by_typing_each_value_is_saved_in_its_record(
    qtbot, page, session, people, way, again
):
    """111, 222, 333 go to the three people she saw, whatever the list does in between."""
    if way == "sorted":
        page.list_query.sort("class_name", 5, descending=True)
    else:
        page.list_query.replace_conditions(
            "class_name", [Condition("", Filter("class_name", "contains", "高一"))]
        )
    qtbot.waitUntil(
        lambda: page.model.query.order == page.list_query.order and page.model.total == 5
    )
    seen = [page.model.row(at).record.id for at in range(5)]
    go_to_cell(page.grid, 1)
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
    page.list_query.replace_conditions(
        "class_name", [Condition("", Filter("class_name", "contains", "高一"))]
    )
    qtbot.waitUntil(lambda: len(page.model.query.filters) == 1)
    go_to_cell(page.grid, 4)
    type_in(page.grid, "444⏎")
    with qtbot.waitSignal(page.model.refreshed):
        page.model.refresh()
    qtbot.waitUntil(lambda: page.model.total == 4)
    type_in(page.grid, "555")
    assert "先选好" in notices[-1].text
    assert saved_values(session) == [*(f"高一（{at}）班" for at in range(4)), "444"]
    type_in(page.grid, "↓6⏎")
    assert saved_values(session)[3] == "6"
    assert saved_values(session, "name") == list(NAMES)


def test_an_open_editor_stays_with_its_record_when_others_are_added(qtbot, page, session, people):
    page.list_query.sort("name", 5, descending=False)
    qtbot.waitUntil(lambda: page.model.query.order == "name")
    go_to_cell(page.grid, 2)
    whom = page.model.row(2).record.id
    type_in(page.grid, "12")
    with session.edit("新增") as edit:
        edit.save(VOLUNTEERS, volunteer("一新", "2009-01-01"))
    qtbot.wait(60)
    type_in(page.grid, "3⏎")
    assert session.store.get(VOLUNTEERS, whom).class_name == "123"
    assert saved_values(session).count("123") == 1
    qtbot.waitUntil(lambda: page.model.total == 6)
    qtbot.waitUntil(lambda: page.grid.currentIndex().row() == 4)
    assert current_cell(page.grid)[1] == "class_name"


def test_a_change_made_elsewhere_is_not_overwritten(page, session, people):
    go_to_cell(page.grid, 1)
    type_in(page.grid, "12")
    record = session.store.get(VOLUNTEERS, people["吉克·阿果"])
    with session.edit("更正") as edit:
        edit.save(VOLUNTEERS, dataclasses.replace(record, phone="13911112222"))
    assert page.grid.editor.text() == "12"
    type_in(page.grid, "⏎")
    found = session.store.get(VOLUNTEERS, people["吉克·阿果"])
    assert (found.class_name, found.phone) == ("12", "13911112222")


def test_the_current_column_stays_when_the_list_changes(qtbot, page, session, people):
    go_to_cell(page.grid, 1)
    type_in(page.grid, "1⏎")
    page.list_query.sort("name", 5, descending=False)
    qtbot.waitUntil(lambda: page.model.query.order == "name")
    qtbot.waitUntil(lambda: page.grid.currentIndex().isValid())
    assert current_cell(page.grid)[1] == "class_name"
    type_in(page.grid, "2⏎")
    assert session.store.get(VOLUNTEERS, people["李䶮"]).class_name == "2"


def test_a_panel_with_a_problem_gets_no_text_typed_for_the_grid(
    qtbot, page, session, people, notices
):
    show_panel(qtbot, page, opened=True)
    page.panel.findChild(QLineEdit, "name").clear()
    go_to_cell(page.grid, 2)
    qtbot.waitUntil(lambda: text(page, "name_problem") == "姓名不能为空")
    assert keyboard() is page.grid
    type_in(page.grid, "333⏎")
    assert page.panel.findChild(QLineEdit, "name").text() == ""
    assert saved_values(session) == [f"高一（{at}）班" for at in range(5)]
    assert saved_values(session, "name") == list(NAMES)
    page.panel.discard()


def test_a_panel_saved_on_leaving_does_not_move_the_cursor_back(qtbot, page, session, people):
    show_panel(qtbot, page, opened=True)
    page.panel.findChild(QLineEdit, "name").setText("王雨星")
    go_to_cell(page.grid, 2)
    qtbot.waitUntil(lambda: text(page, "panel_title") == "李䶮")
    assert current_cell(page.grid) == (2, "class_name")
    assert saved_values(session, "name")[0] == "王雨星"
    type_in(page.grid, "3⏎")
    assert session.store.get(VOLUNTEERS, people["李䶮"]).class_name == "3"
