"""阵地与保障: places, needs, insurance, money, bought services, help and partners."""

from gui.ledgers.catalogue.support_ledgers import (
    FUND_LEDGER,
    INCUBATION_LEDGER,
    INSURANCE_LEDGER,
    NEED_LEDGER,
    PARTNERSHIP_LEDGER,
    PURCHASE_LEDGER,
    SITE_LEDGER,
)
from pages.ledgers import add, cells, open_ledger, texts
from storage.model.tables import (
    FUNDS,
    INCUBATIONS,
    INSURANCE_POLICIES,
    NEEDS,
    ORGANIZATIONS,
    PARTNERSHIPS,
    PURCHASES,
    SITES,
)


def test_a_demonstration_post_that_is_free_is_marked(qtbot, session):
    add(session, SITES, name="车站示范岗", kind="示范岗", free="是")
    add(session, SITES, name="实训基地", kind="实训基地", free="否")
    page = open_ledger(qtbot, session, SITE_LEDGER)
    assert [one.tone for one in cells(page, "kind")] == ["good", "neutral"]
    assert [one.tone for one in cells(page, "free")] == ["good", "neutral"]


def test_a_need_nobody_answered_is_marked_the_latest_first(qtbot, session):
    add(session, NEEDS, content="旧需求", source="社区", collected_on="2026-03-01", status="已对接")
    add(session, NEEDS, content="新需求", source="社区", collected_on="2026-06-01", status="待对接")
    page = open_ledger(qtbot, session, NEED_LEDGER)
    assert texts(page, "content") == ["新需求", "旧需求"]
    assert [one.tone for one in cells(page, "status")] == ["warn", "good"]


def test_the_policy_that_runs_longest_is_listed_first(qtbot, session):
    for number, until in (("P1", "2026-12-31"), ("P2", "2027-06-30")):
        add(
            session, INSURANCE_POLICIES, number=number, insurer="人保", from_on="2026-07-01",
            until_on=until,
        )  # fmt: skip
    page = open_ledger(qtbot, session, INSURANCE_LEDGER)
    assert texts(page, "number") == ["P2", "P1"]


def test_money_is_coloured_by_what_became_of_it(qtbot, session):
    for kind, day in (("预算", "2026-01-01"), ("到位", "2026-02-01"), ("支出", "2026-03-01")):
        add(session, FUNDS, year="2026", kind=kind, amount="1000", happened_on=day)
    page = open_ledger(qtbot, session, FUND_LEDGER)
    assert [(one.text, one.tone) for one in cells(page, "kind")] == [
        ("支出", "neutral"), ("到位", "good"), ("预算", "link"),
    ]  # fmt: skip


def test_the_panel_of_a_bought_service_shows_who_does_it_and_for_how_much(qtbot, session):
    number = add(
        session, PURCHASES, name="助残", contractor="青山社工站", amount="30000",
        signed_on="2026-03-01",
    )  # fmt: skip
    page = open_ledger(qtbot, session, PURCHASE_LEDGER)
    assert page.panel.show_record(number)
    assert page.panel.head._second.full_text().startswith("青山社工站 · 30")
    assert page.panel.head._second.full_text().endswith(" 元")


def test_help_and_partners_name_their_organization(qtbot, session):
    body = add(session, ORGANIZATIONS, name="萤火助学会", kind="社会组织")
    add(session, INCUBATIONS, organization=body, started_on="2026-03-01", measure="场地")
    add(session, PARTNERSHIPS, partner="市青协", organization=body, paired_on="2026-04-01")
    helped = open_ledger(qtbot, session, INCUBATION_LEDGER)
    paired = open_ledger(qtbot, session, PARTNERSHIP_LEDGER)
    assert texts(helped, "organization") == texts(paired, "organization") == ["萤火助学会"]
    assert texts(paired, "partner") == ["市青协"]
