"""Reports that were sent: days in order, and which sendings count as a report."""

from datetime import date

import pytest

from drafts import refusals
from storage.model.tables.dispatch import (
    COPIED,
    DISPATCHES,
    DRAFTED,
    MAILED,
    Dispatch,
    reported,
)

SENT = {"quarter": "2026Q3", "sent_on": "2026-10-08", "channel": MAILED, "recipients": "团市委"}


@pytest.mark.parametrize(("column", "sentence"), [
    ("received_on", "回执日期早于报送那天"), ("returned_on", "退回日期早于报送那天"),
])  # fmt: skip
def test_the_answer_does_not_come_before_the_report(column, sentence):
    assert refusals(DISPATCHES, {**SENT, column: "2026-10-07"}) == [(column, sentence)]
    assert refusals(DISPATCHES, {**SENT, column: "2026-10-08"}) == []


@pytest.mark.parametrize(("facts", "counts"), [
    ({"channel": COPIED}, True), ({"channel": MAILED}, True),
    ({"channel": COPIED, "draft": True}, False), ({"channel": COPIED, "draft": False}, True),
    ({"channel": DRAFTED}, False),
    ({"channel": DRAFTED, "receipt": "已收到"}, True),
    ({"channel": DRAFTED, "received_on": date(2026, 10, 9)}, True),
    ({"channel": DRAFTED, "returned_on": date(2026, 10, 9)}, True),
    ({"channel": DRAFTED, "receipt": "已收到", "draft": True}, False),
])  # fmt: skip
def test_a_draft_is_no_report_and_a_drafted_mail_is_one_once_it_is_answered(store, facts, counts):
    with store.edit("报送") as edit:
        edit.save(DISPATCHES, Dispatch(quarter="2026Q3", sent_on=date(2026, 10, 8),
                                       recipients="团市委", **facts))  # fmt: skip
    found = store.value(f"SELECT count(*) FROM dispatch d WHERE {reported('d')}")
    assert found == (1 if counts else 0)
