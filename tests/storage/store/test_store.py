import dataclasses

import pytest

from people import volunteer
from storage.errors import Invalid, UserError
from storage.model.tables import ORGANIZATIONS, UNITS, VOLUNTEERS
from storage.store.edit import Bulk, Change
from storage.store.store import Store


def test_listeners_get_the_changes_after_the_commit(store):
    heard = []
    store.subscribe(heard.append)
    with store.edit("录入") as edit:
        number = edit.save(VOLUNTEERS, volunteer("甲"))
        assert heard == []
    ((change,),) = heard
    assert isinstance(change, Change)
    assert (change.before, change.after.name, change.record_id) == (None, "甲", number)
    with store.edit("更正") as edit:
        edit.save(VOLUNTEERS, dataclasses.replace(store.get(VOLUNTEERS, number), name="乙"))
    ((change,),) = heard[1:]
    assert (change.before.name, change.after.name) == ("甲", "乙")


def test_many_new_records_are_announced_as_one_and_each_can_be_read(store):
    heard = []
    store.subscribe(heard.append)
    people = [volunteer(f"王{c}", phone="13800000000" if c == "乙" else None) for c in "甲乙丙"]
    with store.edit("导入") as edit:
        ids = edit.save_new(VOLUNTEERS, people)
    assert heard == [(Bulk(VOLUNTEERS, 3),)]
    assert [store.get(VOLUNTEERS, number) for number in ids] == [
        dataclasses.replace(one, id=number) for one, number in zip(people, ids, strict=True)
    ]


def test_a_draft_may_name_the_records_it_points_to(store):
    made = store.parse(ORGANIZATIONS, {"name": "甲队", "kind": "大队", "unit": "仁和区"})
    assert made.unit == store.named(UNITS, "仁和区")
    with pytest.raises(Invalid) as caught:
        store.parse(ORGANIZATIONS, {"name": "甲队", "unit": "没有的单位"})
    found = {problem.column: problem.message for problem in caught.value.problems}
    assert set(found) == {"kind", "unit"}
    assert "没有的单位" in found["unit"]


def test_a_missing_record_is_a_sentence(store):
    with pytest.raises(UserError, match="已不存在"):
        store.get(VOLUNTEERS, 99)


def test_records_are_found_by_their_fields(store):
    with store.edit("录入") as edit:
        edit.save(VOLUNTEERS, volunteer("甲", league_member=True))
        edit.save(VOLUNTEERS, volunteer("乙"))
    assert [one.name for one in store.find(VOLUNTEERS, league_member=True)] == ["甲"]
    assert [one.name for one in store.find(VOLUNTEERS, league_member=None)] == ["乙"]


def test_two_stores_see_each_others_committed_edits_only(store):
    with Store(store.path) as other:
        with store.edit("录入") as edit:
            edit.save(VOLUNTEERS, volunteer("甲"))
            assert other.count(VOLUNTEERS) == 0
        assert other.count(VOLUNTEERS) == 1


def test_a_duplicate_key_names_the_field(store):
    first = volunteer("甲")
    with store.edit("录入") as edit:
        edit.save(VOLUNTEERS, first)
    for save in ("save", "save_new"):
        with pytest.raises(Invalid) as caught, store.edit("录入") as edit:
            other = dataclasses.replace(first, name="乙")
            edit.save(VOLUNTEERS, other) if save == "save" else edit.save_new(VOLUNTEERS, [other])
        assert caught.value.problems[0].column == "id_number"
    assert store.count(VOLUNTEERS) == 1
