"""The progress of a row: its draft text, what was typed instead, and its state."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QPlainTextEdit,
)

from pages.plan import choose, field, row_position, saved_progress, state
from people import volunteer
from storage.model.tables import VOLUNTEERS
from windows import click, text


def test_a_row_chosen_shows_its_draft_marked_as_one(page, rows, qtbot):
    choose(qtbot, page, rows["5.2a"])
    assert page.panel.isVisible()
    assert text(page.panel, "panel_title") == "5.2a　分层分类培训，建立实训基地"
    assert "骨干志愿者数1人" in field(page).toPlainText()
    assert page.panel.progress._draft_pill.text() == "草稿"


def test_saving_an_untouched_draft_saves_the_state_and_no_text(page, rows, session, qtbot):
    choose(qtbot, page, rows["5.2a"])
    state(page, qtbot, "推进中")
    click(qtbot, page.panel, "save")
    found = saved_progress(session, rows["5.2a"])
    assert (found.state, found.progress) == ("推进中", None)
    assert not page.panel.dirty()
    assert page.panel.progress._draft_pill.text() == "草稿"
    assert page.focusWidget() is page.panel._bar  # the button that was pressed is gone


def test_what_is_typed_is_no_draft_any_more_and_can_be_turned_back(page, rows, session, qtbot):
    choose(qtbot, page, rows["5.2a"])
    state(page, qtbot, "推进中")
    draft = field(page).toPlainText()
    field(page).setFocus()
    field(page).moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClicks(field(page), "ok")
    assert page.panel.progress._draft_pill.text() == ""
    qtbot.keyClick(page.panel, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert saved_progress(session, rows["5.2a"]).progress.endswith("ok")
    click(qtbot, page.panel, "draft_turn")
    assert field(page).toPlainText() == draft
    click(qtbot, page.panel, "save")
    assert saved_progress(session, rows["5.2a"]).progress is None


def test_an_adopted_draft_is_saved_unchanged(page, rows, session, qtbot):
    choose(qtbot, page, rows["5.2a"])
    state(page, qtbot, "推进中")
    draft = field(page).toPlainText()
    click(qtbot, page.panel, "draft_turn")
    click(qtbot, page.panel, "save")
    assert saved_progress(session, rows["5.2a"]).progress == draft
    with session.edit("名册") as edit:
        edit.save(VOLUNTEERS, volunteer("李四", backbone=True))
    qtbot.waitUntil(lambda: page._counted)
    assert field(page).toPlainText() == draft


def test_a_draft_follows_the_records_while_other_fields_are_typed(page, rows, session, qtbot):
    choose(qtbot, page, rows["5.2a"])
    problems = page.panel.progress.findChild(QPlainTextEdit, "problems")
    problems.setPlainText("人手不足")
    with session.edit("名册") as edit:
        edit.save(VOLUNTEERS, volunteer("李四", backbone=True))
    qtbot.waitUntil(lambda: "骨干志愿者数2人" in field(page).toPlainText(), timeout=10_000)
    assert problems.toPlainText() == "人手不足"
    assert page.panel.dirty()


def test_without_a_state_nothing_is_saved_and_the_problem_is_shown_there(
    page, rows, session, qtbot
):
    choose(qtbot, page, rows["1.1"])
    field(page).setPlainText("开了会。")
    click(qtbot, page.panel, "save")
    assert saved_progress(session, rows["1.1"]) is None
    assert text(page.panel, "state_problem") == "进展状态不能为空"
    other = page.model.index(row_position(page, rows["1.2"]), 0)
    qtbot.mouseClick(
        page.grid.viewport(), Qt.MouseButton.LeftButton, pos=page.grid.visualRect(other).center()
    )
    assert page.panel.row_id == rows["1.1"].id  # what was typed is not lost
    assert page.grid.current_id() == rows["1.1"].id
