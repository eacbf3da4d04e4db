"""激励与宣传: awards by level, and who received them; incentives, publicity, exchanges."""

from gui.ledgers.catalogue.recognition_ledgers import (
    AWARD_LEDGER,
    EXCHANGE_LEDGER,
    INCENTIVE_LEDGER,
    PUBLICITY_LEDGER,
)
from pages.ledgers import add, cells, form_titles, open_ledger, texts
from storage.model.tables import AWARDS, EXCHANGES, INCENTIVES, PUBLICITIES


def test_awards_are_coloured_by_level_the_newest_first(qtbot, session):
    for name, level, day in (
        ("优秀集体", "县", "2026-03-05"), ("优秀项目", "省", "2026-05-04"),
        ("最美志愿者", "市", "2026-04-01"),
    ):  # fmt: skip
        add(session, AWARDS, name=name, level=level, awarded_on=day, granter="团委", holder="青协")
    page = open_ledger(qtbot, session, AWARD_LEDGER)
    assert texts(page, "name") == ["优秀项目", "最美志愿者", "优秀集体"]
    assert [one.tone for one in cells(page, "level")] == ["good", "link", "neutral"]
    assert form_titles(page) == ["谁获奖"]


def test_an_incentive_names_its_volunteer(qtbot, session, people):
    add(session, INCENTIVES, kind="推优入团", applied_on="2026-06-01", volunteer=people["王雨欣"])
    page = open_ledger(qtbot, session, INCENTIVE_LEDGER)
    assert texts(page, "volunteer") == ["王雨欣"]


def test_publicity_is_listed_newest_first(qtbot, session):
    for title, day in (("旧稿", "2026-01-05"), ("新稿", "2026-02-05")):
        add(session, PUBLICITIES, title=title, kind="经验材料", published_on=day)
    page = open_ledger(qtbot, session, PUBLICITY_LEDGER)
    assert texts(page, "title") == ["新稿", "旧稿"]


def test_an_exchange_between_sichuan_and_chongqing_is_marked(qtbot, session):
    add(session, EXCHANGES, name="交流会", held_on="2026-05-01", scope="川渝")
    add(session, EXCHANGES, name="观摩", held_on="2026-04-01", scope="省内")
    page = open_ledger(qtbot, session, EXCHANGE_LEDGER)
    assert [(one.text, one.tone) for one in cells(page, "scope")] == [
        ("川渝", "link"), ("省内", "neutral"),
    ]  # fmt: skip
