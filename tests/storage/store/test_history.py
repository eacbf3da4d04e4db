import dataclasses

from people import volunteer
from storage.model.tables import UNITS, VOLUNTEERS
from storage.store import history
from storage.store.undo import last_done, undo


def test_the_edits_of_a_record_are_listed_newest_first_with_their_changes(store):
    school = store.named(UNITS, "平地镇")
    with store.edit("导入花名册") as edit:
        number = edit.save(VOLUNTEERS, volunteer("王雨欣", phone="13800000000"))
    with store.edit("更正") as edit:
        record = store.get(VOLUNTEERS, number)
        changed = dataclasses.replace(record, school=school, phone="13900000000")
        edit.save(VOLUNTEERS, changed)
    latest, first = history.of_record(store, VOLUNTEERS, number)
    assert (latest.verb, latest.reason, first.verb, first.reason) == (
        "修改", "更正", "新增", "导入花名册",
    )  # fmt: skip
    shown = [(d.column.name, d.before, d.after) for d in latest.differences]
    assert shown == [("school", "", "平地镇"), ("phone", "13800000000", "13900000000")]
    masked = latest.differences[1].masked()
    assert (masked.before, masked.after) == ("138****0000", "139****0000")


def test_undone_edits_are_marked_and_removed_records_have_a_history(store):
    with store.edit("录入") as edit:
        number = edit.save(VOLUNTEERS, volunteer())
    undo(store, last_done(store))
    verbs = [(entry.verb, entry.undone) for entry in history.of_record(store, VOLUNTEERS, number)]
    assert verbs == [("删除", False), ("新增", True)]


def test_a_link_to_a_removed_record_is_shown_as_removed(store):
    with store.edit("录入") as edit:
        from storage.model.tables.unit import Unit

        school = edit.save(UNITS, Unit(name="旧学校", kind="小学"))
        number = edit.save(VOLUNTEERS, volunteer(school=school))
    with store.edit("改") as edit:
        record = store.get(VOLUNTEERS, number)
        edit.save(VOLUNTEERS, dataclasses.replace(record, school=None))
        edit.remove(UNITS, school)
    difference = history.of_record(store, VOLUNTEERS, number)[0].differences[0]
    assert (difference.before, difference.after) == ("（已删除的报送单位）", "")


def test_the_last_edits_are_listed_without_undos(store):
    with store.edit("录入") as edit:
        edit.save(VOLUNTEERS, volunteer())
    undo(store, last_done(store))
    done = history.recent(store, 5)
    assert [(one.reason, one.undone) for one in done] == [("录入", True), ("建立台账", False)]


def test_the_size_of_an_edit_is_its_changes(store):
    with store.edit("导入") as edit:
        edit.save_new(VOLUNTEERS, [volunteer(f"王{n}号") for n in range(7)])
    assert history.count_changes(store, last_done(store).edit) == 7
