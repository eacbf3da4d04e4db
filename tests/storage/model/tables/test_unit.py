"""Units: who counts them, and how many people are on their roster."""

from dataclasses import replace

import pytest

from people import volunteer
from storage.errors import Invalid
from storage.model.tables import UNITS, VOLUNTEERS
from storage.model.tables.unit import Unit
from storage.store.listing import Query, every


def test_a_unit_is_counted_by_the_county_and_needs_no_brigade_by_default():
    one = UNITS.parse({"name": "大河中学", "kind": "中学"})
    assert (one.counted_by, one.duty, one.active) == ("本县", "不要求", True)


def test_a_unit_counts_who_is_on_its_roster(store):
    with store.edit("录入") as edit:
        school = edit.save(UNITS, Unit(name="大河中学", kind="中学"))
        edit.save(UNITS, Unit(name="平地中学", kind="中学"))
        edit.save(VOLUNTEERS, volunteer("王雨欣", school=school))
        edit.save(VOLUNTEERS, replace(volunteer("李静", school=school), status="毕业"))
    counts = {row.record.name: row.value("volunteers") for row in every(store, Query(UNITS))}
    assert (counts["大河中学"], counts["平地中学"]) == (1, 0)


def test_a_name_is_given_to_one_unit(store):
    with store.edit("录入") as edit:
        edit.save(UNITS, Unit(name="大河中学", kind="中学"))
    with pytest.raises(Invalid), store.edit("录入") as edit:
        edit.save(UNITS, Unit(name="大河中学", kind="小学"))
