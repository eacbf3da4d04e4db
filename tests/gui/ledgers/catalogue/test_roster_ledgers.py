"""团员、学生、监护人: parts of the volunteers as ledgers of their own, behind one switch."""

import pytest

from gui.imports.choose.choose_step import TargetChoice
from gui.ledgers.catalogue.roster_ledgers import PEOPLE_LEDGERS
from gui.ledgers.family_page import FamilyPage
from gui.session import Route
from people import volunteer
from storage.model.person_conditions import WANTING
from storage.model.tables import VOLUNTEERS
from storage.views.roster_views import ROSTERS
from windows import show


@pytest.fixture
def page(qtbot, session):
    with session.store.edit("录入") as edit:
        for name, born, facts in (
            ("王雨欣", "2011-03-01", {"league_member": True, "identity_class": "中小学生"}),
            ("李芳", "2004-03-01", {"league_member": True, "identity_class": "大学生"}),
            ("周嘉诚", "1990-03-01", {"identity_class": "企业"}),
        ):
            edit.save(VOLUNTEERS, volunteer(name, born, **facts))
    return show(qtbot, FamilyPage(session, PEOPLE_LEDGERS))


def cell(model, row, name):
    at = [model.column(at).name for at in range(model.columnCount())].index(name)
    return model.index(row, at).data()


def names(qtbot, page, ledger):
    page.show_ledger(ledger)
    model = page.ledger(ledger).model
    qtbot.waitUntil(lambda: model.total >= 0)
    qtbot.waitUntil(lambda: all(cell(model, row, "name") for row in range(model.rowCount())))
    return [cell(model, row, "name") for row in range(model.rowCount())]


def test_each_roster_shows_whom_it_is_about(qtbot, page):
    assert names(qtbot, page, "volunteer") == ["王雨欣", "李芳", "周嘉诚"]
    assert names(qtbot, page, "league_members") == ["王雨欣", "李芳"]
    assert names(qtbot, page, "students") == ["王雨欣", "李芳"]
    assert names(qtbot, page, "guardians") == ["王雨欣"]


def test_what_is_changed_in_a_roster_is_changed_in_the_person(qtbot, page, session):
    names(qtbot, page, "league_members")
    roster = page.ledger("league_members")
    column = [roster.model.column(at).name for at in range(roster.model.columnCount())]
    index = roster.model.index(0, column.index("league_branch"))
    assert roster.model.setData(index, "高一团支部")
    assert session.store.find(VOLUNTEERS, name="王雨欣")[0].league_branch == "高一团支部"


def test_who_is_no_member_any_more_leaves_the_roster(qtbot, page, session):
    names(qtbot, page, "league_members")
    person = session.store.find(VOLUNTEERS, name="李芳")[0]
    with session.edit("离团") as edit:
        edit.save(VOLUNTEERS, volunteer("李芳", id=person.id, league_member=False))
    roster = page.ledger("league_members")
    roster.list_query.clear()  # a row stays where it is until the list is asked for anew
    qtbot.waitUntil(lambda: roster.model.rowCount() == 1)
    assert session.store.count(VOLUNTEERS) == 3


def test_a_new_record_begins_as_one_of_the_roster(qtbot, page):
    roster = page.ledger("league_members")
    page.show_ledger("league_members")
    roster.add()
    assert roster.panel.form.draft()["league_member"] == "是"


def test_the_views_of_a_roster_are_narrower_still(qtbot, page):
    page.show_route(Route("volunteers", table="guardians", view="wanting"))
    guardians = page.ledger("guardians")
    qtbot.waitUntil(lambda: guardians.model.rowCount() == 1)
    qtbot.waitUntil(lambda: cell(guardians.model, 0, "consent_state") == WANTING)


def test_a_sheet_may_be_imported_into_a_roster(qtbot):
    into = TargetChoice()
    qtbot.addWidget(into)
    for roster in ROSTERS:
        into.choose(roster.name)
        assert (into.table, into.is_people) == (roster.name, True)
    into.choose("training")
    assert into.is_people is False
