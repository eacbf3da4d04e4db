from PySide6.QtWidgets import QLineEdit

from pages.ledgers import visible_texts
from storage.model.tables import LEAGUE_BRANCHES, ORGANIZATIONS
from windows import click, text


def test_the_rule_is_explained_and_leads_to_the_form_of_the_branch(qtbot, session, page):
    qtbot.waitUntil(lambda: any("应单独建团；未建团" in words for words in visible_texts(page)))
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
