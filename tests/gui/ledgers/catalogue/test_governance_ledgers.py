"""制度与会议: the newest meeting first, a charter's interval, holidays and worked weekends."""

from gui.ledgers.catalogue.governance_ledgers import (
    CHARTER_LEDGER,
    DOCUMENT_LEDGER,
    HOLIDAY_LEDGER,
    MEETING_LEDGER,
    RULE_LEDGER,
)
from pages.ledgers import add, cells, headers, open_ledger, texts
from storage.model.tables import CHARTERS, HOLIDAYS, MEETINGS, ORGANIZATIONS, POLICY_DOCUMENTS
from windows import text


def test_meetings_are_listed_newest_first(qtbot, session):
    for topic, day in (("一季度例会", "2026-03-02"), ("二季度例会", "2026-06-01")):
        add(session, MEETINGS, topic=topic, body="理事会", held_on=day)
    page = open_ledger(qtbot, session, MEETING_LEDGER)
    assert texts(page, "topic") == ["二季度例会", "一季度例会"]


def test_a_charter_is_listed_with_its_organization_and_interval(qtbot, session):
    body = add(session, ORGANIZATIONS, name="青协", kind="青年志愿者协会")
    add(session, CHARTERS, organization=body, body="理事会", every_months="6", from_on="2026-01-01")
    page = open_ledger(qtbot, session, CHARTER_LEDGER)
    assert (texts(page, "organization"), texts(page, "every_months")) == (["青协"], ["6"])


def test_a_document_shows_its_number_under_the_title_of_the_panel(qtbot, session):
    number = add(
        session, POLICY_DOCUMENTS, title="激励办法", kind="激励办法", number="仁团发〔2026〕3号",
        issued_on="2026-05-04", issuer="团区委",
    )  # fmt: skip
    page = open_ledger(qtbot, session, DOCUMENT_LEDGER)
    assert page.panel.show_record(number)
    assert text(page.panel, "panel_title") == "激励办法"
    assert page.panel.head._second.full_text() == "激励办法 · 仁团发〔2026〕3号 · 2026-05-04"


def test_a_worked_weekend_is_marked_and_a_holiday_is_not(qtbot, session):
    known = set(session.store.find(HOLIDAYS))
    add(session, HOLIDAYS, day="2031-02-01", kind="上班", name="春节")
    add(session, HOLIDAYS, day="2031-01-29", kind="放假", name="春节")
    page = open_ledger(qtbot, session, HOLIDAY_LEDGER)
    assert page.model.total == len(known) + 2
    first, second = cells(page, "kind")[:2]  # the latest days stand first
    assert [(one.text, one.tone) for one in (first, second)] == [
        ("上班", "warn"), ("放假", "neutral"),
    ]  # fmt: skip


def test_the_rules_of_the_stars_are_there_from_the_beginning(qtbot, session):
    page = open_ledger(qtbot, session, RULE_LEDGER)
    assert headers(page)[2:4] == ["星级", "所需小时"]
    assert len(texts(page, "star")) == page.model.total >= 5
