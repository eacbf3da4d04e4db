"""近期日程: the lines that are shown and where each of them leads."""

from datetime import date

from gui.home.step_row import StepRow
from gui.home.upcoming_card import MAX_SHOWN, UpcomingCard, due_route
from gui.session import Route
from gui.widgets.elided import ElidedLabel
from storage.counting.indicators.indicator import Selection
from storage.model.tables import ATTENDANCES, INSURANCE_POLICIES, LEAGUE_BRANCHES
from storage.plan.agenda import AgendaItem
from windows import click, show

DUE = AgendaItem(date(2026, 10, 15), "保险到期", "一队", table=INSURANCE_POLICIES, record_id=4)


def lines(card):
    return [
        [label.full_text() for label in row.findChildren(ElidedLabel)]
        for row in card.findChildren(StepRow)
    ]


def test_a_day_is_listed_with_its_detail_and_leads_to_its_record(qtbot, session):
    card = show(qtbot, UpcomingCard(session), 400, 300)
    card.show_upcoming([DUE, AgendaItem(date(2026, 10, 20), "填计划", "三季度")])
    assert lines(card) == [["保险到期", "10-15　一队"], ["填计划", "10-20　三季度"]]
    with qtbot.waitSignal(session.route_requested) as requested:
        click(qtbot, card, "coming_0")
    assert requested.args == [Route("ledgers", table="insurance_policy", record_id=4)]
    assert card.findChild(object, "coming_1").isHidden()


def test_only_the_first_days_are_shown(qtbot, session):
    card = show(qtbot, UpcomingCard(session), 400, 300)
    card.show_upcoming([DUE] * (MAX_SHOWN + 3))
    assert len(lines(card)) == MAX_SHOWN


def test_without_anything_due_a_sentence_is_shown(qtbot, session):
    card = show(qtbot, UpcomingCard(session), 400, 300)
    card.show_upcoming([])
    assert lines(card)[0][0] == "今后 92 天没有到期的事"


def test_several_records_are_one_selection_and_what_has_no_page_no_link():
    some = Selection(LEAGUE_BRANCHES, "1", {})
    several = AgendaItem(DUE.day, "换届", "2 个", table=LEAGUE_BRANCHES, selection=some)
    assert due_route(several) == Route(
        "organizations", table="league_branch", selection=some, words="换届"
    )
    assert due_route(AgendaItem(DUE.day, "签到", "", table=ATTENDANCES, record_id=1)) is None
