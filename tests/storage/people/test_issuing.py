"""Papers for volunteers: what may be certified, the numbers, and how a forgery is detected."""

from datetime import date

import pytest

from people import volunteer
from storage.errors import UserError
from storage.model.tables import (
    ACTIVITIES,
    ATTENDANCES,
    CERTIFICATES,
    ORGANIZATIONS,
    SERVICE_RECORDS,
    STAR_GRANTS,
    TRAININGS,
    VOLUNTEERS,
)
from storage.model.tables.organization import Organization
from storage.model.tables.paper import CARD, PROOF, STAR_CERTIFICATE, TRAINED
from storage.model.tables.project import Activity
from storage.model.tables.service_record import ServiceRecord
from storage.model.tables.star import StarGrant
from storage.model.tables.training import Attendance, Training
from storage.people.issuing import (
    PaperRequest,
    issue_papers,
    recorders,
    service_summaries,
    verify_paper,
)

DAY = date(2026, 10, 8)
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
def served_person(store):
    """One volunteer, two organizations with an activity each; 4 h here, 2 h there, 1 h taken back."""
    with store.edit("录入") as edit:
        person = edit.save(VOLUNTEERS, volunteer("王雨欣", "2004-03-14"))
        first, second = (
            edit.save(ORGANIZATIONS, Organization(name=name, kind="志愿服务队"))
            for name in ("青禾服务队", "江畔服务队")
        )
        here, there = (
            edit.save(
                ACTIVITIES,
                Activity(name=name, organization=one, held_on=date(2026, 5, 3), place="仁和镇"),
            )
            for name, one in (("护江", first), ("敬老", second))
        )
        facts = {"volunteer": person, "recorder": "周老师", "recorded_on": date(2026, 5, 5)}
        kept = edit.save(
            SERVICE_RECORDS,
            ServiceRecord(activity=here, served_on=date(2026, 5, 3), hours=240, **facts),
        )
        edit.save(
            SERVICE_RECORDS,
            ServiceRecord(activity=there, served_on=date(2026, 6, 1), hours=120, **facts),
        )
        edit.save(SERVICE_RECORDS, ServiceRecord(activity=here, served_on=date(2026, 5, 3), hours=-60,
                                                 corrects=kept, reason="早退", **facts))  # fmt: skip
    return person, first, second


def test_corrected_service_is_certified_as_corrected(store, served_person):
    person, first, _second = served_person
    (one,) = service_summaries(store, person, *YEAR, first)
    assert (one.activity, one.minutes, one.times) == ("护江", 180, 1)


def test_a_cancelled_day_is_no_day_of_service(store, served_person):
    person, first, _second = served_person
    here = store.named(ACTIVITIES, "护江")
    facts = {"volunteer": person, "activity": here, "recorder": "周老师",
             "served_on": date(2026, 5, 4), "recorded_on": date(2026, 5, 5)}  # fmt: skip
    with store.edit("录入") as edit:
        second_day = edit.save(SERVICE_RECORDS, ServiceRecord(hours=120, **facts))
        mistaken = ServiceRecord(hours=-120, corrects=second_day, reason="没来", **facts)
        edit.save(SERVICE_RECORDS, mistaken)
    (one,) = service_summaries(store, person, *YEAR, first)
    assert (one.first, one.last, one.times, one.minutes) == ("2026-05-03", "2026-05-03", 1, 180)


def test_only_what_the_organization_recorded_goes_into_its_proof(store, served_person):
    person, first, second = served_person
    made = issue_papers(
        store, [PaperRequest(PROOF, person, one, *YEAR) for one in (first, second)], DAY
    )
    assert [one.hours for one in made] == [180, 120]
    assert [(name, minutes) for _id, name, minutes in recorders(store, person)] == [
        ("青禾服务队", 180), ("江畔服务队", 120),
    ]  # fmt: skip


def test_where_nothing_was_served_nothing_is_certified(store, served_person):
    person, first, _second = served_person
    with pytest.raises(UserError, match="没有可以证明的服务记录"):
        issue_papers(
            store, [PaperRequest(PROOF, person, first, date(2025, 1, 1), date(2025, 12, 31))], DAY
        )
    assert store.count(CERTIFICATES) == 0


def test_numbers_are_consecutive_and_restart_each_year(store, served_person):
    person = served_person[0]
    numbers = [
        one.number
        for day in (DAY, DAY, date(2027, 1, 4))
        for one in issue_papers(
            store, [PaperRequest(CARD, person), PaperRequest(CARD, person)], day
        )
    ]
    assert numbers == [
        "2026-00001",
        "2026-00002",
        "2026-00003",
        "2026-00004",
        "2027-00001",
        "2027-00002",
    ]


def test_all_papers_of_one_order_are_entered_or_none(store, served_person):
    person, first, _second = served_person
    asked = [
        PaperRequest(CARD, person),
        PaperRequest(PROOF, person, first, date(2025, 1, 1), date(2025, 2, 1)),
    ]
    with pytest.raises(UserError):
        issue_papers(store, asked, DAY)
    assert store.count(CERTIFICATES) == 0


def test_a_paper_is_genuine_only_with_its_own_code(store, served_person):
    (one,) = issue_papers(store, [PaperRequest(CARD, served_person[0])], DAY)
    assert verify_paper(store, one.number, one.code.lower()) == one
    assert verify_paper(store, one.number, "00000-00000") is None
    assert verify_paper(store, "2026-09999", one.code) is None


def test_an_entry_changed_afterwards_is_no_longer_genuine(store, served_person):
    from dataclasses import replace

    person, first, _second = served_person
    (one,) = issue_papers(store, [PaperRequest(PROOF, person, first, *YEAR)], DAY)
    with store.edit("改") as edit:
        edit.save(CERTIFICATES, replace(one, hours=6000))
    assert verify_paper(store, one.number, one.code) is None


def test_a_training_is_certified_to_participants_who_finished(store, served_person):
    person = served_person[0]
    with store.edit("培训") as edit:
        training = edit.save(TRAININGS, Training(name="急救", category="应急", content="止血", hours=480,
                                                 held_on=date(2026, 4, 1), organiser="团区委"))  # fmt: skip
    asked = PaperRequest(TRAINED, person, training=training)
    with pytest.raises(UserError, match="不在“急救”的参训名单里"):
        issue_papers(store, [asked], DAY)
    with store.edit("名单") as edit:
        came = edit.save(
            ATTENDANCES, Attendance(training=training, volunteer=person, result="未完成")
        )
    with pytest.raises(UserError, match="没有完成"):
        issue_papers(store, [asked], DAY)
    with store.edit("名单") as edit:
        edit.save(
            ATTENDANCES, Attendance(id=came, training=training, volunteer=person, result="合格")
        )
    assert issue_papers(store, [asked], DAY)[0].hours == 480


def test_a_star_is_certified_once_it_is_granted(store, served_person):
    person = served_person[0]
    with store.edit("星级") as edit:
        grant = edit.save(
            STAR_GRANTS, StarGrant(volunteer=person, star=1, applied_on=date(2026, 9, 1))
        )
    with pytest.raises(UserError, match="还没有认定日期"):
        issue_papers(store, [PaperRequest(STAR_CERTIFICATE, person, star_grant=grant)], DAY)
