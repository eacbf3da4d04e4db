"""Views of volunteers and of the ledgers about people."""

from __future__ import annotations

from datetime import date

from counted import save
from people import volunteer
from storage.model.tables import (
    ACTIVITIES,
    CONSENTS,
    MOVEMENTS,
    ORGANIZATIONS,
    SERVICE_RECORDS,
    STAR_GRANTS,
    TALENTS,
    VOLUNTEERS,
)
from views import ON, listed


def test_people_who_left_have_a_view_of_their_own(store):
    with store.edit("录入") as edit:
        edit.save(VOLUNTEERS, volunteer("甲"))
        edit.save(VOLUNTEERS, volunteer("乙", status="毕业", left_on=ON))
        edit.save(VOLUNTEERS, volunteer("丙", status="转出", left_on=date(2026, 12, 1)))
        edit.save(VOLUNTEERS, volunteer("丁", status="退出"))
    assert [one.name for one in listed(store, "volunteer", "gone")] == ["乙", "丁"]
    assert [one.name for one in listed(store, "volunteer", "roster")] == ["甲", "丙"]


def test_a_star_is_due_once_the_hours_since_registration_reach_it(store):
    (team,) = save(store, ORGANIZATIONS, {})
    (activity,) = save(store, ACTIVITIES, {"organization": team})
    with store.edit("录入") as edit:
        registered = {"registration_status": "已注册", "registered_on": date(2026, 3, 1)}
        number = edit.save(VOLUNTEERS, volunteer("甲", "1990-01-01", **registered))
        for day in range(1, 14):  # 104 hours, of which 96 after the registration
            month = 2 if day == 1 else 3
            facts = {"served_on": date(2026, month, day), "hours": 480, "recorder": "李芳"}
            edit.save(
                SERVICE_RECORDS,
                SERVICE_RECORDS.record(
                    volunteer=number, activity=activity, recorded_on=ON, **facts
                ),
            )
    assert listed(store, "volunteer", "star_due") == []
    with store.edit("补录") as edit:
        facts = {"served_on": date(2026, 4, 1), "hours": 240, "recorder": "李芳"}
        edit.save(
            SERVICE_RECORDS,
            SERVICE_RECORDS.record(volunteer=number, activity=activity, recorded_on=ON, **facts),
        )
    assert [one.id for one in listed(store, "volunteer", "star_due")] == [number]
    save(store, STAR_GRANTS, {"volunteer": number, "star": 1, "granted_on": ON})
    assert listed(store, "volunteer", "star_due") == []


def test_a_move_out_of_school_that_the_roster_does_not_show_is_listed(store):
    with store.edit("录入") as edit:
        numbers = [
            edit.save(VOLUNTEERS, volunteer(name, study_status=status))
            for name, status in (("甲", None), ("乙", "休学"))
        ]
    for number in numbers:
        save(store, MOVEMENTS, {"volunteer": number, "kind": "休学", "happened_on": ON})
    assert [one.volunteer for one in listed(store, "movement", "not_written")] == numbers[:1]


def test_consents_are_listed_by_whether_they_are_in_force(store):
    with store.edit("录入") as edit:
        child = edit.save(VOLUNTEERS, volunteer("甲", "2015-01-01"))
        adult = edit.save(VOLUNTEERS, volunteer("乙", "2000-01-01"))
    facts = {"guardian": "李芳", "given_on": date(2026, 1, 1)}
    valid, withdrawn, grown = save(
        store, CONSENTS,
        {**facts, "volunteer": child, "purpose": "注册志愿者"},
        {**facts, "volunteer": child, "purpose": "参加活动", "withdrawn_on": ON},
        {**facts, "volunteer": adult, "purpose": "注册志愿者"},
    )  # fmt: skip
    found = {
        name: [one.id for one in listed(store, "consent", name)]
        for name in ("valid", "withdrawn", "adult_now")
    }
    assert found == {"valid": [valid, grown], "withdrawn": [withdrawn], "adult_now": [grown]}


def test_talents_without_their_certificate_are_to_be_certified(store):
    done, waiting, _studied = save(
        store, TALENTS,
        {"name": "甲", "evidence": "职业证书", "certificate": "社会工作师", "certificate_number": "1"},
        {"name": "乙", "evidence": "职业证书"},
        {"name": "丙", "evidence": "专业学历"},
    )  # fmt: skip
    assert [one.id for one in listed(store, "talent", "certified")] == [done]
    assert [one.id for one in listed(store, "talent", "to_certify")] == [waiting]
