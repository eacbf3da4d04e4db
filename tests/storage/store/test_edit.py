import dataclasses
from datetime import date

import pytest

from people import volunteer
from storage.errors import Invalid, UserError
from storage.model.tables import ACTIVITIES, ORGANIZATIONS, SERVICE_RECORDS, VOLUNTEERS
from storage.model.tables.organization import Organization
from storage.model.tables.project import Activity
from storage.model.tables.service_record import ServiceRecord
from storage.store.undo import last_done, last_undone, redo, undo


@pytest.fixture
def saved(store):
    """One service record, saved in an edit of its own."""
    day = date(2026, 7, 4)
    with store.edit("录入") as edit:
        person = edit.save(VOLUNTEERS, volunteer())
        body = edit.save(ORGANIZATIONS, Organization(name="阳光队", kind="志愿服务队"))
        activity = edit.save(
            ACTIVITIES, Activity(name="巡河", organization=body, held_on=day, place="江边")
        )
    record = ServiceRecord(
        volunteer=person, activity=activity, served_on=day, hours=180, recorder="周嘉诚",
        recorded_on=day,
    )  # fmt: skip
    with store.edit("记时长") as edit:
        number = edit.save(SERVICE_RECORDS, record)
    return store.get(SERVICE_RECORDS, number)


def test_an_append_only_record_is_never_changed_and_the_sentence_names_the_next_step(store, saved):
    with pytest.raises(Invalid, match="时长.*加一条更正"), store.edit("改") as edit:
        edit.save(SERVICE_RECORDS, dataclasses.replace(saved, hours=240))
    assert store.get(SERVICE_RECORDS, saved.id) == saved


def test_an_append_only_record_is_never_removed(store, saved):
    with pytest.raises(UserError, match="只增不删"), store.edit("删") as edit:
        edit.remove(SERVICE_RECORDS, saved.id)
    assert store.count(SERVICE_RECORDS) == 1


def test_what_is_known_later_may_be_filled_in(store, saved):
    judged = dataclasses.replace(saved, evaluation="满意", confirmer="陈思远")
    with store.edit("评价") as edit:
        edit.save(SERVICE_RECORDS, judged)
    assert store.get(SERVICE_RECORDS, saved.id) == judged


def test_saving_it_can_be_undone_and_redone(store, saved):
    undo(store, last_done(store))
    assert store.count(SERVICE_RECORDS) == 0
    redo(store, last_undone(store))
    assert store.get(SERVICE_RECORDS, saved.id) == saved


def test_saving_it_unchanged_is_no_change(store, saved):
    before = last_done(store)
    with store.edit("没改") as edit:
        edit.save(SERVICE_RECORDS, saved)
    assert last_done(store) == before
