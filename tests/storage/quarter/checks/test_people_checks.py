"""Checks on people: each fails alone on a county broken just there."""

from __future__ import annotations

import dataclasses

import pytest

from people import volunteer
from quarter_checks import (
    assert_fails_alone,
    assert_findings_lead_to_records,
    change,
    failing,
)
from storage.model.tables import (
    VOLUNTEERS,
)


def no_sex(edit, made):
    change(edit, VOLUNTEERS, made["person1"], sex=None)


def old_member(edit, made):
    change(edit, VOLUNTEERS, made["person0"], birth_date="1990-01-01", id_number=None)


def too_many_members(edit, made):
    for at in range(3):
        change(edit, VOLUNTEERS, made[f"person{at}"], birth_date="1990-01-01", id_number=None)
    change(edit, VOLUNTEERS, made["person3"], league_member=True)
    young = {"birth_date": "2013-03-03", "id_number": None, "registration_status": "未注册"}
    change(edit, VOLUNTEERS, made["person4"], **young)


def same_number(edit, made):
    change(edit, VOLUNTEERS, made["person1"], platform_number="P0")


BROKEN = [
    (no_sex, "C2", False),
    (old_member, "C3", False),
    (too_many_members, "C3", True),
    (same_number, "C15", True),
]


@pytest.mark.parametrize(
    ("break_it", "code", "blocks"), BROKEN, ids=[one[0].__name__ for one in BROKEN]
)
def test_a_check_fails_alone_and_leads_to_the_records_of_its_findings(
    store, sound, break_it, code, blocks
):
    with store.edit("弄坏") as edit:
        break_it(edit, sound)
    assert_fails_alone(
        store, code, blocks=blocks, also=("数据",) if break_it is same_number else ()
    )
    assert_findings_lead_to_records(store, code)


def test_a_person_in_no_group_is_still_counted_once(store, sound):
    with store.edit("录入") as edit:
        edit.save(
            VOLUNTEERS,
            dataclasses.replace(volunteer("不详", id_number="P1", id_type="护照"), sex=None),
        )
    assert "C2" not in failing(store)[1]
