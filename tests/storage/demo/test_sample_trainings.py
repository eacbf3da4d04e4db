"""Ten trainings of a year and who came to them."""

from collections import Counter
from datetime import timedelta

from storage.demo.sample_trainings import COURSES
from storage.model.tables import ATTENDANCES, TRAININGS, VOLUNTEERS


def test_every_course_was_held_so_many_days_before_the_cut_off(county, quarter):
    held = {one.name: one for one in county.find(TRAININGS)}
    for name, category, _content, ago, hours, _count in COURSES:
        training = held.pop(name)
        assert training.held_on == quarter.cut_off - timedelta(days=ago)
        assert (training.category, training.hours) == (category, hours * 60)
        assert (training.ended_on > training.held_on) == (hours > 8)
    assert held == {}


def test_as_many_came_as_declared_and_nobody_twice(county):
    names = {one.id: one.name for one in county.find(TRAININGS)}
    came = [(names[one.training], one.volunteer) for one in county.find(ATTENDANCES)]
    assert len(came) == len(set(came))
    counts = Counter(name for name, _person in came)
    assert counts == {one[0]: one[5] for one in COURSES if one[5]}


def test_only_backbone_volunteers_come_to_their_courses(county):
    backbone = {one.id for one in county.find(VOLUNTEERS) if one.backbone}
    courses = {one.id for one in county.find(TRAININGS, category="骨干")}
    came = {one.volunteer for one in county.find(ATTENDANCES) if one.training in courses}
    assert came <= backbone
    assert came
