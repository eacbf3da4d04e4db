"""Conditions on a person by league, age and consent, asked of SQLite."""

from datetime import date

import pytest

from people import volunteer
from storage.model.person_conditions import (
    CONSENT_STANDS,
    MEMBER,
    MINOR,
    OVERAGE_MEMBER,
    consented,
)
from storage.model.tables import CONSENTS, VOLUNTEERS
from storage.model.tables.person import Consent

ON = "2026-09-30"


@pytest.fixture
def ask(store):
    """Save a volunteer with consents on paper, and return what SQL finds of them on the day."""

    def condition(sql, born="2010-01-01", papers=(), **fields):
        with store.edit("录入") as edit:
            number = edit.save(VOLUNTEERS, volunteer("李静", born, **fields))
            for paper in papers:
                edit.save(CONSENTS, Consent(**{
                    "volunteer": number, "purpose": "注册志愿者", "guardian": "张桂兰",
                    "given_on": date(2026, 3, 1), **paper,
                }))  # fmt: skip
        text = f"SELECT {sql} AS found FROM volunteer t WHERE t.id = :number"
        (row,) = store.rows(text, {"on": ON, "number": number})
        return row["found"]

    return condition


@pytest.mark.parametrize(("facts", "member"), [
    ({"league_member": True}, 1), ({"league_member": False, "political_status": "共青团员"}, 0),
    ({"political_status": "共青团员"}, 1), ({"political_status": "群众"}, 0),
    ({"league_member": True, "league_joined_on": "2026-09-30"}, 1),
    ({"league_member": True, "league_joined_on": "2026-10-01"}, 0),
])  # fmt: skip
def test_membership_is_what_was_entered_else_the_political_status(ask, facts, member):
    assert ask(MEMBER, **facts) == member


@pytest.mark.parametrize(("born", "post", "overage"), [
    ("1998-09-30", None, 1), ("1998-10-01", None, None), ("1990-01-01", "团支部书记", None),
])  # fmt: skip
def test_a_member_of_28_without_a_post_is_over_age(ask, born, post, overage):
    assert ask(OVERAGE_MEMBER, born, league_member=True, league_post=post) == overage


@pytest.mark.parametrize(("born", "minor"), [("2008-10-01", 1), ("2008-09-30", 0)])
def test_a_minor_is_younger_than_18_on_the_day(ask, born, minor):
    assert ask(MINOR, born) == minor


@pytest.mark.parametrize(("facts", "papers", "state"), [
    ({}, (), "待补"),
    ({"consented_on": date(2026, 9, 30)}, (), "有效"),
    ({"consented_on": date(2026, 10, 1)}, (), "待补"),
    ({"consented_on": date(2026, 3, 1), "consent_withdrawn_on": date(2026, 9, 30)}, (), "已撤回"),
    ({"consented_on": date(2026, 3, 1), "consent_withdrawn_on": date(2026, 10, 1)}, (), "有效"),
    ({"consented_on": date(2026, 5, 1), "consent_withdrawn_on": date(2026, 4, 1)}, (), "有效"),
    ({}, ({},), "有效"),
    ({}, ({"purpose": "个人信息处理"},), "待补"),
    ({}, ({"withdrawn_on": date(2026, 9, 30)},), "已撤回"),
    ({}, ({"withdrawn_on": date(2026, 4, 1)}, {"given_on": date(2026, 5, 1)}), "有效"),
])  # fmt: skip
def test_a_minor_s_consent_is_valid_withdrawn_or_wanting(ask, facts, papers, state):
    assert ask(CONSENT_STANDS, papers=papers, **facts) == state


def test_of_a_grown_up_no_consent_is_asked(ask):
    assert ask(CONSENT_STANDS, "2000-01-01") is None


def test_a_consent_to_serve_holds_for_any_activity_where_it_names_none(ask):
    to_serve = {"purpose": "参加活动"}
    assert ask(consented(activity="7"), papers=(to_serve,)) == 1
    assert ask(consented(), papers=(to_serve,)) == 0
