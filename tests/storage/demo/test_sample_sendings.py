"""A quarter that was sent, returned, sent again and answered."""

from datetime import timedelta

from storage.model.tables import CORRECTIONS, DISPATCHES, MAIL_ACCOUNTS
from storage.sending.dispatch_log import dispatch_state


def test_mail_is_switched_off_and_goes_to_an_example_address(county):
    (account,) = county.find(MAIL_ACCOUNTS)
    assert not account.enabled
    assert account.recipients.endswith(".example.com")


def test_the_first_sending_came_back_and_the_second_was_accepted(county, quarter):
    sent = county.find(DISPATCHES)
    assert {one.quarter for one in sent} == {str(quarter.previous)}
    first_day = quarter.previous.cut_off + timedelta(days=6)
    assert [(one.sent_on - first_day).days for one in sent] == [0, 2, 2]
    assert [dispatch_state(one) for one in sent] == [
        ("7-7 退回", "warn"),
        ("已收", "good"),
        ("待回执", "neutral"),
    ]
    assert "季度报表_第1版.xlsx" in sent[0].files


def test_of_two_accepted_corrections_one_waits(county):
    corrections = county.find(CORRECTIONS)
    assert [(one.cell, one.done_on is None) for one in corrections] == [
        ("M7", False),
        ("K9", True),
    ]
    assert {one.decision for one in corrections} == {"接受"}
