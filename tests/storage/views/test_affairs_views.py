"""Views of the smaller ledgers: this year, and what needs attention."""

from __future__ import annotations

from datetime import date, timedelta

from counted import save
from storage.model.tables import (
    AWARDS,
    CHARTERS,
    CORRECTIONS,
    DISPATCHES,
    INSURANCE_POLICIES,
    MEETINGS,
    ORGANIZATIONS,
)
from views import ON, listed


def names(store, table, name):
    return [one.id for one in listed(store, table, name)]


def test_records_of_the_year_are_those_up_to_the_cut_off(store):
    _before, first, last, later = save(
        store, AWARDS,
        {"level": "县", "awarded_on": date(2025, 12, 31)},
        {"level": "省", "awarded_on": date(2026, 1, 1)},
        {"level": "县", "awarded_on": ON},
        {"level": "市", "awarded_on": ON + timedelta(1)},
    )  # fmt: skip
    assert names(store, "award", "year") == [first, last]
    assert names(store, "award", "upper") == [first, later]


def test_dispatches_wait_for_a_receipt_and_drafts_do_not(store):
    waiting, _received, returned, _draft = save(
        store, DISPATCHES,
        {"version": 1, "draft": False},
        {"version": 1, "draft": False, "received_on": ON},
        {"version": 1, "draft": False, "returned_on": ON},
        {"draft": True},
    )  # fmt: skip
    assert names(store, "dispatch", "waiting") == [waiting]
    assert names(store, "dispatch", "returned") == [returned]


def test_corrections_are_open_until_refused_or_done(store):
    undecided, accepted, _refused, _done = save(
        store, CORRECTIONS,
        {"cell": "A1"},
        {"cell": "A2", "decision": "接受"},
        {"cell": "A3", "decision": "不接受"},
        {"cell": "A4", "decision": "接受", "done_on": ON},
    )  # fmt: skip
    assert names(store, "correction", "open") == [undecided, accepted]


def test_a_charter_is_missed_after_a_period_without_a_meeting_and_due_before_its_end(store):
    (body,) = save(store, ORGANIZATIONS, {"kind": "青年志愿者协会"})
    facts = {"organization": body, "every_months": 3}
    missed, due, _far = save(
        store, CHARTERS,
        {**facts, "body": "理事会", "from_on": date(2026, 1, 31)},
        {**facts, "body": "常务理事会", "from_on": date(2026, 8, 15)},
        {**facts, "body": "会员代表大会", "from_on": date(2026, 9, 15)},
    )  # fmt: skip
    assert names(store, "charter", "missed") == [missed]
    assert names(store, "charter", "due") == [missed, due]
    save(store, MEETINGS, {"organization": body, "body": "理事会", "held_on": date(2026, 7, 1)})
    assert names(store, "charter", "missed") == []


def test_policies_are_in_force_ending_or_ended(store):
    facts = {"from_on": date(2026, 1, 1)}
    ended, ending, long = save(
        store, INSURANCE_POLICIES,
        {**facts, "until_on": ON - timedelta(1)},
        {**facts, "until_on": ON + timedelta(61)},
        {**facts, "until_on": ON + timedelta(62)},
    )  # fmt: skip
    assert names(store, "insurance_policy", "in_force") == [ending, long]
    assert names(store, "insurance_policy", "ending") == [ending]
    assert names(store, "insurance_policy", "ended") == [ended]
