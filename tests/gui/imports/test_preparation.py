"""The draft of an import: saved, restored and discarded."""

from __future__ import annotations

from gui.imports.import_page import ImportPage
from import_steps import UNIT, person, set_current, type_over
from people import id_number
from storage.intake.saved_draft import load
from storage.store.store import Store
from windows import click, session_over, show


def test_an_unfinished_import_is_restored_when_the_program_opens_again(
    page, session, qtbot, read, planned, roster
):
    good = id_number()
    path = roster(person("李静"), person(number=good[:17]))
    read(path)
    set_current(page, 1, "id_number")
    planned(type_over, qtbot, page.check.grid, good)
    page._work.save()
    page.close()
    reopened = show(qtbot, ImportPage(session))
    assert reopened.choose.sources == (path,)
    assert reopened.choose.unit_name == UNIT
    with qtbot.waitSignal(reopened._work.planned, timeout=20_000):
        click(qtbot, reopened, "deed")
    assert reopened._work.lines.counts["created"] == 2


def test_an_imported_draft_is_not_restored(page, session, qtbot, read, roster):
    read(roster(person()))
    page._work.save()
    with qtbot.waitSignal(page._work.applied, timeout=20_000):
        click(qtbot, page, "deed")
    assert show(qtbot, ImportPage(session)).choose.sources == ()


def test_a_decision_right_before_closing_is_saved(store, qtbot, roster):
    path = roster(person("李静"))
    with session_over(store) as session:
        page = show(qtbot, ImportPage(session))
        page.choose.add((path,))
        page.choose.unit.setText(UNIT)
    with Store(store.path) as opened:
        draft = load(opened)
    assert (draft.sources, draft.unit_name) == ((path,), UNIT)
