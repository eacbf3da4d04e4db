from datetime import date, timedelta

import pytest

from people import volunteer
from storage.counting.save_checks import objections, parse_and_check
from storage.errors import Invalid
from storage.model.tables import ACTIVITIES, ORGANIZATIONS, SERVICE_RECORDS, VOLUNTEERS
from storage.model.tables.organization import Organization
from storage.model.tables.project import Activity

DAY = date(2026, 7, 4)


@pytest.fixture
def serve(store):
    """Judges a service record of one person on one day, and keeps it where nothing is against."""
    with store.edit("录入") as edit:
        person = edit.save(VOLUNTEERS, volunteer(registered_on=date(2026, 1, 1)))
        body = edit.save(ORGANIZATIONS, Organization(name="阳光队", kind="志愿服务队"))
        activity = edit.save(
            ACTIVITIES, Activity(name="巡河", organization=body, held_on=DAY, place="江边")
        )

    def keep(begun, ended, **facts):
        draft = {
            "volunteer": person, "activity": activity, "served_on": DAY.isoformat(),
            "from_time": begun, "to_time": ended, "recorder": "周嘉诚",
            "recorded_on": (DAY + timedelta(days=2)).isoformat(), **facts,
        }  # fmt: skip
        record = parse_and_check(store, SERVICE_RECORDS, draft)
        with store.edit("记时长") as edit:
            return edit.save(SERVICE_RECORDS, record)

    return keep


def said(caught):
    return {problem.column: problem.message for problem in caught.value.problems}


def test_times_of_one_person_may_touch_but_not_overlap(serve):
    serve("08:30", "11:30")
    serve("11:30", "12:30")
    with pytest.raises(Invalid) as caught:
        serve("11:00", "12:00")
    assert "重叠" in said(caught)["hours"]


def test_more_than_twelve_hours_a_day_need_a_second_name(serve):
    serve("06:00", "14:00")
    with pytest.raises(Invalid) as caught:
        serve("14:00", "18:30")
    assert "第二人复核" in said(caught)["confirmer"]
    with pytest.raises(Invalid):  # the first of the two is not confirmed yet
        serve("14:00", "18:30", confirmer="陈思远")


def test_twelve_hours_pass_with_a_warning(store, serve):
    kept = store.get(SERVICE_RECORDS, serve("06:00", "18:00"))
    (found,) = objections(store, SERVICE_RECORDS, kept)
    assert found.warning
    assert "超过 8 小时" in found.message


def test_service_before_registration_is_saved_with_a_warning_and_future_service_is_refused(
    serve, store
):
    early = store.get(SERVICE_RECORDS, serve("08:00", "09:00", served_on="2025-12-31"))
    assert ["注册以前" in one.message for one in objections(store, SERVICE_RECORDS, early)] == [
        True
    ]
    later = (date.today() + timedelta(days=2)).isoformat()
    with pytest.raises(Invalid, match="以后"):
        serve("08:00", "09:00", served_on=later, recorded_on=later)


def test_a_correction_takes_no_more_than_there_is(serve):
    kept = serve("08:00", "11:00")
    facts = {"corrects": kept, "reason": "记错"}
    with pytest.raises(Invalid, match="少于 0"):
        serve("", "", hours="-3.5", **facts)
    serve("", "", hours="-3", **facts)


def test_a_correction_is_of_the_same_day_and_never_of_a_correction(serve):
    kept = serve("08:00", "11:00")
    with pytest.raises(Invalid, match="相同"):
        serve("", "", hours="1", corrects=kept, reason="记错", served_on="2026-07-03")
    corrected = serve("", "", hours="-1", corrects=kept, reason="记错")
    with pytest.raises(Invalid, match="原来的记录"):
        serve("", "", hours="1", corrects=corrected, reason="记错")
