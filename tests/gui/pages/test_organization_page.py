from datetime import date

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit

from gui.pages.organization_page import OrganizationPage
from storage.tables import HEADCOUNTS, LEAGUE_BRANCHES, ORGANIZATIONS
from storage.tables.organization import Headcount, Organization
from windows import click, show, text


@pytest.fixture
def page(qtbot, session):
    with session.store.edit("录入") as edit:
        number = edit.save(
            ORGANIZATIONS,
            Organization(name="阳光助残服务队", kind="社会组织", registration="民政注册",
                         credit_code="51510411MJQ0000014"),
        )  # fmt: skip
        edit.save(
            HEADCOUNTS,
            Headcount(organization=number, counted_on=date(2026, 1, 1), league_members=5),
        )
    made = show(qtbot, OrganizationPage(session))
    ledger = made.ledger(ORGANIZATIONS.name)
    qtbot.waitUntil(lambda: ledger.model.total == 1)
    ledger.grid.selectRow(0)
    qtbot.waitUntil(lambda: ledger.panel.isVisible())
    ledger.panel._bar.setCurrentIndex(1)
    return made


def said(page):
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def test_the_rule_is_explained_and_leads_to_the_form_of_the_branch(qtbot, session, page):
    qtbot.waitUntil(lambda: any("应单独建团；未建团" in words for words in said(page)))
    click(qtbot, page, "branch")
    branches = page.ledger(LEAGUE_BRANCHES.name)
    assert branches.isVisible()
    assert branches.panel.findChild(QLineEdit, "organization").text() == "阳光助残服务队"
    branches.panel.save()
    assert session.store.count(LEAGUE_BRANCHES) == 1


def test_the_switch_goes_between_the_two_ledgers(qtbot, page):
    click(qtbot, page.ledger(ORGANIZATIONS.name), "segment_league_branch")
    assert page.ledger(LEAGUE_BRANCHES.name).isVisible()
    assert text(page.ledger(LEAGUE_BRANCHES.name), "message_text") == "还没有团组织建设"
