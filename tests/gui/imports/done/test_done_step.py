"""The done step: its links to people and rejected rows."""

from __future__ import annotations

from gui.imports.import_state import CHECK, COMPARE, DONE
from import_steps import ROSTERS, SCHOOL, person, set_current, type_over
from people import id_number, volunteer
from storage.intake.apply.batch import load_batches
from storage.model.tables.volunteer import VOLUNTEERS
from storage.store.listing import Query, count
from windows import click, text


def test_a_rejected_row_corrected_afterwards_is_imported_alone(
    page, session, qtbot, read, planned, roster
):
    read(roster(person("李静"), person("", number=id_number())))
    with qtbot.waitSignal(page._work.applied, timeout=20_000):
        click(qtbot, page, "deed")
    click(qtbot, page, "see_rejected")
    set_current(page, 0, "name")
    planned(type_over, qtbot, page.check.grid, "王雨欣")
    while page._at != DONE:
        if page._at == COMPARE or text(page, "deed").startswith("导入"):
            with qtbot.waitSignal(page._work.applied, timeout=20_000):
                click(qtbot, page, "deed")
        else:
            click(qtbot, page, "deed")
    assert count(session.store, Query(VOLUNTEERS)) == 2
    assert [one.counts["created"] for one in load_batches(session.store)] == [1, 1]


def test_the_people_of_an_import_are_listed_by_a_link(page, session, qtbot, read):
    with session.edit("登记") as edit:
        edit.save(VOLUNTEERS, volunteer("别人"))
    read(ROSTERS / "plain.xlsx", unit=SCHOOL)
    with qtbot.waitSignal(page._work.applied, timeout=20_000):
        click(qtbot, page, "deed")
    with qtbot.waitSignal(session.route_requested) as heard:
        click(qtbot, page, "see_created")
    (route,) = heard.args
    assert route.page == "volunteers"
    assert count(session.store, route.selection.query(session.quarter)) == 71


def test_the_rejected_rows_are_shown_again_by_a_link(page, qtbot, read):
    read(ROSTERS / "plain.xlsx", unit=SCHOOL)
    with qtbot.waitSignal(page._work.applied, timeout=20_000):
        click(qtbot, page, "deed")
    click(qtbot, page, "see_rejected")
    assert page._at == CHECK
    assert page.check.model.rowCount() == 4
    assert not page.action.isEnabled()
