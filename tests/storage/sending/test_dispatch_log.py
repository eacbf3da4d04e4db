"""Sendings logged and listed, and the state of each."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from storage.model.period import Quarter
from storage.model.tables.dispatch import COPIED, DRAFTED, MAILED
from storage.sending.dispatch_log import (
    dispatch_line,
    dispatch_of,
    dispatch_state,
    last_dispatch,
    load_dispatches,
    log_dispatch,
    mark_sent,
)

QUARTER, AT = Quarter(2026, 3), datetime(2026, 10, 12, 9, 5)
SENT = dispatch_of(
    QUARTER, 2, COPIED, ("市团委", "改革办"), {"报表.xlsx": "ab", "报告.pdf": "cd"}, AT
)


@pytest.fixture
def log(store):
    def note(dispatch):
        with store.edit("报送") as edit:
            return log_dispatch(edit, dispatch)

    return note


def test_a_sending_holds_its_moment_its_recipients_and_its_files_with_their_hashes():
    assert (SENT.quarter, SENT.version, SENT.draft) == ("2026Q3", 2, False)
    assert (SENT.sent_on, SENT.sent_at) == (date(2026, 10, 12), "09:05")
    assert SENT.recipients == "市团委\n改革办"
    assert SENT.files == "报表.xlsx  ab\n报告.pdf  cd"
    assert dispatch_of(QUARTER, None, COPIED, (), {}, AT).draft is True


def test_the_sendings_of_a_quarter_are_listed_the_last_first(store, log):
    first = log(SENT)
    second = log(replace(SENT, sent_on=date(2026, 10, 13)))
    log(replace(SENT, quarter="2026Q2"))
    assert [one.id for one in load_dispatches(store, QUARTER)] == [second, first]


def test_neither_a_draft_nor_an_unsent_mail_is_the_last_report(store, log):
    assert last_dispatch(store) is None
    report = log(SENT)
    log(replace(SENT, draft=True, version=None))
    mail = log(replace(SENT, channel=DRAFTED))
    assert last_dispatch(store).id == report
    with store.edit("发出") as edit:
        mark_sent(store, edit, mail, datetime(2026, 10, 14, 17, 30))
    sent = last_dispatch(store)
    assert (sent.id, sent.channel) == (mail, MAILED)
    assert (sent.sent_on, sent.sent_at) == (date(2026, 10, 14), "17:30")


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ({}, ("待回执", "neutral")),
        ({"channel": DRAFTED}, ("没有发出", "warn")),
        ({"receipt": "已阅"}, ("已收", "good")),
        ({"received_on": date(2026, 10, 13)}, ("已收", "good")),
        ({"returned_on": date(2026, 10, 13), "receipt": "已阅"}, ("10-13 退回", "warn")),
        ({"draft": True, "receipt": "已阅"}, ("草稿", "neutral")),
    ],
)
def test_the_state_is_what_was_last_heard_of_a_sending(facts, state):
    assert dispatch_state(replace(SENT, **facts)) == state


def test_a_line_names_day_version_and_state():
    assert dispatch_line(SENT) == "10 月 12 日 · 第 2 版 · 待回执"
    assert dispatch_line(replace(SENT, version=None, draft=True)) == "10 月 12 日 · 草稿"
