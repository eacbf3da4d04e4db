"""报送: the sendings, the newest first, and the corrections that the city's answers ask for."""

from gui.ledgers.catalogue.sending_ledgers import CORRECTION_LEDGER, DISPATCH_LEDGER
from pages.ledgers import add, cells, form_titles, open_ledger, texts
from storage.model.tables import CORRECTIONS, DISPATCHES


def test_sendings_are_listed_newest_first_and_take_the_citys_reply(qtbot, session):
    for quarter, day in (("2026Q1", "2026-04-08"), ("2026Q2", "2026-07-08")):
        add(
            session, DISPATCHES, quarter=quarter, sent_on=day, channel="复制文件",
            recipients="团市委", version="1",
        )  # fmt: skip
    page = open_ledger(qtbot, session, DISPATCH_LEDGER)
    assert texts(page, "quarter") == ["2026Q2", "2026Q1"]
    assert form_titles(page) == ["市里的回复"]


def test_corrections_are_coloured_by_what_was_decided(qtbot, session):
    for decision in ("接受", "不接受"):
        add(
            session, CORRECTIONS, quarter="2026Q2", sheet="W03", cell=f"B{len(decision)}",
            decision=decision, decided_on="2026-07-20",
        )  # fmt: skip
    page = open_ledger(qtbot, session, CORRECTION_LEDGER)
    assert {one.text: one.tone for one in cells(page, "decision")} == {
        "接受": "good", "不接受": "neutral",
    }  # fmt: skip
