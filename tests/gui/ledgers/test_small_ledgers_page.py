import pytest
from PySide6.QtCore import Qt

from gui.ledgers.catalogue.ledger_groups import GROUPS
from gui.ledgers.small_ledgers_page import SmallLedgersPage
from gui.session import Route
from gui.widgets.list.side_list import ENTRY
from storage.model.tables import AWARDS, CONSENTS, HOLIDAYS, MEETINGS
from windows import show


@pytest.fixture
def page(qtbot, session):
    return show(qtbot, SmallLedgersPage(session))


def entries(page):
    return [page.list.item(at).data(ENTRY) for at in range(page.list.count())]


def test_the_list_names_every_small_ledger_under_its_group_with_its_count(session, page):
    labels = [entry.label for entry in entries(page)]
    assert labels == [
        word for title, ledgers in GROUPS for word in (title, *(one.table.label for one in ledgers))
    ]
    counts = {entry.key: entry.count for entry in entries(page) if entry.key}
    assert counts[HOLIDAYS.name] == str(session.store.count(HOLIDAYS))
    assert counts[AWARDS.name] == ""


def test_counts_follow_what_is_saved(session, page):
    draft = {"topic": "推进会", "body": "工作推进会", "held_on": "2026-07-01"}
    with session.edit("新增会议") as edit:
        edit.save(MEETINGS, MEETINGS.parse(draft))
    assert {entry.key: entry.count for entry in entries(page)}[MEETINGS.name] == "1"
    assert page.list.chosen_key() == CONSENTS.name


def test_a_ledger_opens_when_it_is_chosen_and_only_then(qtbot, page):
    assert set(page._pages) == {CONSENTS.name}
    page.list.setFocus()
    qtbot.keyPress(page.list, Qt.Key.Key_Down)
    assert page._stack.currentWidget() is not page.ledger(CONSENTS.name)


def test_another_page_leads_to_a_ledger_and_its_record(qtbot, session, page):
    draft = {"topic": "推进会", "body": "工作推进会", "held_on": "2026-07-01"}
    with session.edit("新增会议") as edit:
        number = edit.save(MEETINGS, MEETINGS.parse(draft))
    page.show_route(Route("ledgers", table=MEETINGS.name, record_id=number))
    assert page.list.chosen_key() == MEETINGS.name
    assert page.ledger(MEETINGS.name).panel.record_id == number


@pytest.mark.parametrize("table", [AWARDS, HOLIDAYS], ids=lambda table: table.name)
def test_a_new_record_is_begun_by_keys_from_the_list_of_ledgers(qtbot, page, table):
    """In a ledger with records (the year's holidays) and in one without any."""
    page.show_ledger(table.name)
    page.list.setFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    panel = page.ledger(table.name).panel
    qtbot.waitUntil(panel.isVisible)
    assert panel.form.isAncestorOf(page.window().focusWidget())


def test_an_empty_ledger_takes_the_keyboard_at_its_first_deed(qtbot, page):
    page.show_ledger(AWARDS.name)
    shown = page.ledger(AWARDS.name)
    qtbot.waitUntil(shown.empty.button.isVisible)
    page.setFocus()
    assert shown.empty.button.hasFocus()
    qtbot.keyClick(shown.empty.button, Qt.Key.Key_Space)
    qtbot.waitUntil(shown.panel.isVisible)


def test_a_jump_gives_the_keyboard_to_the_list_it_leads_to(qtbot, session, page):
    draft = {"topic": "推进会", "body": "工作推进会", "held_on": "2026-07-01"}
    with session.edit("新增会议") as edit:
        edit.save(MEETINGS, MEETINGS.parse(draft))
    page.setFocus()
    page.show_route(Route("ledgers", table=MEETINGS.name))
    grid = page.ledger(MEETINGS.name).grid
    qtbot.waitUntil(grid.hasFocus)
