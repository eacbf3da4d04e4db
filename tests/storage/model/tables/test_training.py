"""Trainings: days in order, and the number of people who came."""

from datetime import date

from drafts import refusals
from people import volunteer
from storage.model.tables import ATTENDANCES, TRAININGS, VOLUNTEERS
from storage.model.tables.training import Attendance, Training
from storage.store.listing import Query, every

TRAINING = {
    "name": "骨干培训", "category": "骨干", "content": "急救", "held_on": "2026-05-02", "hours": "8",
    "organiser": "团区委",
}  # fmt: skip


def test_a_training_does_not_end_before_it_begins():
    draft = {**TRAINING, "ended_on": "2026-05-01"}
    assert refusals(TRAININGS, draft) == [("ended_on", "结束日期早于开始日期")]
    assert refusals(TRAININGS, {**TRAINING, "ended_on": "2026-05-02"}) == []


def test_a_training_counts_who_came(store):
    with store.edit("录入") as edit:
        held = edit.save(TRAININGS, Training(
            name="骨干培训", category="骨干", content="急救", held_on=date(2026, 5, 2), hours=480,
            organiser="团区委",
        ))  # fmt: skip
        edit.save(TRAININGS, TRAININGS.parse({**TRAINING, "name": "没有人来的"}))
        for name in ("王雨欣", "李静"):
            person = edit.save(VOLUNTEERS, volunteer(name))
            edit.save(ATTENDANCES, Attendance(training=held, volunteer=person))
    assert {row.record.name: row.value("people") for row in every(store, Query(TRAININGS))} == {
        "骨干培训": 2, "没有人来的": 0
    }  # fmt: skip


def test_a_category_is_understood_by_its_common_names():
    assert TRAININGS.parse({**TRAINING, "category": "赛会志愿者"}).category == "赛会"
