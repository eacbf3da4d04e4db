from datetime import date, timedelta

import pytest

from storage.counting.figures import one_figure
from storage.counting.rules.meeting_frequency import check_meetings, meeting_duties, months_after
from storage.model.period import Quarter
from storage.model.tables import CHARTERS, MEETINGS, ORGANIZATIONS
from storage.model.tables.governance_record import Charter, Meeting
from storage.model.tables.organization import Organization

ON = date(2026, 9, 30)
COUNCIL = Charter(
    id=1, organization=1, body="理事会", every_months=6, from_on=date(2025, 3, 31)
)  # fmt: skip


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 8, 31), 1, date(2026, 9, 30)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 1, 1), 24, date(2028, 1, 1)),
        (date(2026, 12, 1), 0, date(2026, 12, 1)),
        (date(2026, 11, 28), 37, date(2029, 12, 28)),
    ],
)
def test_months_end_where_the_month_does(day, months, expected):
    assert months_after(day, months) == expected


def test_a_period_is_met_by_a_meeting_after_its_first_day_up_to_its_last():
    held = [date(2025, 3, 31), date(2025, 9, 30), date(2026, 4, 1)]
    found = check_meetings(COUNCIL, held, ON)
    assert [(slot.due, slot.met) for slot in found.slots] == [
        (date(2025, 9, 30), True),
        (date(2026, 3, 31), False),
        (date(2026, 9, 30), True),
    ]
    assert (found.next_due, found.met_already) == (date(2027, 3, 31), False)
    assert len(found.periods_due_since(date(2026, 1, 1))) == 2
    assert [slot.due for slot in found.periods_due_since(ON)] == [ON]


def test_a_period_that_has_not_ended_is_not_due_yet():
    found = check_meetings(COUNCIL, [date(2026, 4, 1)], date(2026, 9, 29))
    assert [slot.due for slot in found.slots] == [date(2025, 9, 30), date(2026, 3, 31)]
    assert (found.next_due, found.met_already) == (ON, True)


def test_a_meeting_after_the_day_does_not_count_yet():
    found = check_meetings(COUNCIL, [date(2026, 9, 30)], date(2026, 9, 29))
    assert (found.next_due, found.met_already) == (ON, False)


def test_only_the_meetings_of_the_same_body_of_the_same_organization_count(store):
    with store.edit("录入") as edit:
        ours, theirs = (
            edit.save(ORGANIZATIONS, Organization(name=name, kind="青年志愿者协会"))
            for name in ("本县协会", "外县协会")
        )
        facts = {"every_months": 12, "from_on": date(2025, 9, 30)}
        edit.save(CHARTERS, Charter(organization=ours, body="理事会", **facts))
        edit.save(CHARTERS, Charter(organization=theirs, body="理事会", every_months=1,
                                    from_on=date(2026, 10, 1)))  # fmt: skip
        for organization, body in ((ours, "会员代表大会"), (theirs, "理事会"), (None, "理事会")):
            edit.save(
                MEETINGS,
                Meeting(
                    topic=f"{body}{organization}", body=body, organization=organization, held_on=ON
                ),
            )
    (found,) = meeting_duties(store, ON)
    assert [slot.met for slot in found.slots] == [False]
    with store.edit("录入") as edit:
        edit.save(MEETINGS, Meeting(topic="换届", body="理事会", organization=ours, held_on=ON))
    assert [slot.met for slot in meeting_duties(store, ON)[0].slots] == [True]


@pytest.mark.parametrize(("closed", "owed"), [(ON, 0), (ON + timedelta(1), 1), (None, 1)])
def test_a_closed_association_owes_no_meetings(store, closed, owed):
    with store.edit("录入") as edit:
        gone = Organization(name="本县协会", kind="青年志愿者协会", closed_on=closed)
        number = edit.save(ORGANIZATIONS, gone)
        yearly = {"every_months": 12, "from_on": date(2025, 9, 30)}
        edit.save(CHARTERS, Charter(organization=number, body="理事会", **yearly))
    assert len(meeting_duties(store, ON)) == owed
    assert one_figure(store, Quarter(2026, 3), "G03").figure.denominator == owed
