"""Fixtures of the tests of the ledgers' pages."""

from datetime import date

import pytest

from gui.ledgers.organization_page import OrganizationPage
from storage.model.tables import HEADCOUNTS, ORGANIZATIONS
from storage.model.tables.organization import Headcount, Organization
from windows import show


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
