"""组织与团建: units, organizations with their lists, and league branches."""

from gui.ledgers.catalogue.organization_ledgers import (
    BRANCH_LEDGER,
    ORGANIZATION_LEDGER,
    UNIT_LEDGER,
)
from pages.ledgers import add, cells, form_titles, open_ledger, texts
from storage.model.tables import HEADCOUNTS, LEAGUE_BRANCHES, ORGANIZATIONS, UNITS


def test_a_unit_that_must_build_is_marked_and_counts_its_volunteers(qtbot, session, people):
    page = open_ledger(qtbot, session, UNIT_LEDGER)
    at = texts(page, "name").index("平地镇")
    assert texts(page, "volunteers")[at] == "3"
    assert session.store.count(UNITS) == page.model.total
    assert {one.tone for one in cells(page, "duty") if one.text == "必建"} <= {"link"}
    assert form_titles(page) == ["联络"]


def test_an_organization_shows_its_last_headcount_and_how_it_is_registered(qtbot, session):
    body = add(session, ORGANIZATIONS, name="一队", kind="志愿服务队", registration="单位内部")
    for day, members in (("2026-01-01", "2"), ("2026-06-01", "7")):
        add(session, HEADCOUNTS, organization=body, counted_on=day, league_members=members)
    page = open_ledger(qtbot, session, ORGANIZATION_LEDGER)
    assert texts(page, "league_members") == ["7"]
    assert [one.tone for one in cells(page, "registration")] == ["link"]


def test_the_headcounts_of_an_organization_are_listed_latest_first(qtbot, session):
    body = add(session, ORGANIZATIONS, name="一队", kind="志愿服务队")
    for day in ("2026-01-01", "2026-06-01"):
        add(session, HEADCOUNTS, organization=body, counted_on=day, league_members="1")
    page = open_ledger(qtbot, session, ORGANIZATION_LEDGER)
    assert page.panel.show_record(body)
    page.panel.show()
    page.panel._bar.setCurrentIndex(1)
    listed = page.panel._parts[1]
    qtbot.waitUntil(lambda: listed._model.total == 2)
    assert [listed._model.index(at, 0).data() for at in range(2)] == ["2026-06-01", "2026-01-01"]


def test_a_branch_is_coloured_by_how_it_was_built(qtbot, session):
    for name, built in (("一队", "单独"), ("二队", "联合"), ("三队", "未建")):
        body = add(session, ORGANIZATIONS, name=name, kind="志愿服务队")
        facts = {"reason": "人数不足"} if built == "未建" else {"name": f"{name}团支部"}
        add(session, LEAGUE_BRANCHES, organization=body, built=built, **facts)
    page = open_ledger(qtbot, session, BRANCH_LEDGER)
    assert {one.text: one.tone for one in cells(page, "built")} == {
        "单独": "good", "联合": "link", "未建": "neutral",
    }  # fmt: skip
