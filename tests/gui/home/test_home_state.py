"""How long there is until the quarter is due, and what is to be done first."""

from __future__ import annotations

from datetime import date

import pytest

from gui.home.home_state import HomeState, build_to_dos, countdown, load_state
from gui.session import Route
from storage.model.period import Quarter
from storage.model.tables import POLICIES
from storage.model.tables.setting import Policy
from storage.quarter.readiness import check_readiness
from storage.quarter.sealing import seal_unchecked

QUARTER = Quarter(2026, 3)


@pytest.mark.parametrize(
    ("today", "title"),
    [
        (date(2026, 9, 28), "三季度还有 3 天结束"),
        (date(2026, 9, 30), "三季度还有 1 天结束"),
        (date(2026, 10, 1), "距三季度报送还有 9 天"),
        (date(2026, 10, 10), "三季度报送今天到期"),
        (date(2026, 10, 12), "三季度报送已过期 2 天"),
    ],
)
def test_the_days_are_counted_to_when_it_is_due(today, title):
    assert countdown(QUARTER, HomeState((), (), (), 10, None, ()), today) == title


def test_when_it_is_due_is_a_rule_of_the_year(store):
    with store.edit("口径") as edit:
        edit.save(POLICIES, Policy(year=2026, report_within=5))
    state = load_state(store, QUARTER)
    assert countdown(QUARTER, state, date(2026, 10, 1)) == "距三季度报送还有 4 天"


def test_a_sealed_quarter_is_due_no_more(store):
    seal_unchecked(store, QUARTER, date(2026, 10, 8))
    assert (
        countdown(QUARTER, load_state(store, QUARTER), date(2026, 12, 1))
        == "2026 年三季度已封存第 1 版"
    )


def test_what_blocks_comes_first_and_each_leads_somewhere(store):
    state = load_state(store, QUARTER)
    listed = build_to_dos(check_readiness(store, QUARTER, date(2026, 10, 8)), state.steps)
    tones = [one.tone for one in listed]
    assert tones == sorted(tones, key=("bad", "warn", "link").index)
    places = {one.action: one.route for one in listed}
    assert places["零报告"] == Route("reports", view="zero")
    assert places["去填"].page == "plan"
    assert any(one.route == Route("settings") for one in listed)
