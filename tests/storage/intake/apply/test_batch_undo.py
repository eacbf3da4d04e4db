import dataclasses

from people import id_number
from rosters import write
from storage.intake.apply.batch import apply_plan
from storage.intake.apply.batch_undo import NAMED, summarize_undo, undo_import
from storage.intake.pipeline import plan_import
from storage.model.tables import UNITS, VOLUNTEERS


def kept(store, tmp_path, size=4):
    rows = [[f"王{n}", id_number()] for n in range(size)]
    return apply_plan(store, plan_import(store, [write(tmp_path / "表.xlsx", rows)], "某某中学"))


def test_what_is_left_is_named_with_the_reason_before_and_after(store, tmp_path):
    batch = kept(store, tmp_path)
    first, second, *_ = store.select(VOLUNTEERS)
    with store.edit("改") as edit:
        edit.save(VOLUNTEERS, dataclasses.replace(first, class_name="高二"))
        edit.remove(VOLUNTEERS, second.id)
    before = summarize_undo(store, batch.id)
    assert store.count(VOLUNTEERS) == 3
    assert dict(before.removed) == {"volunteer": 2}
    told = [(one.table.name, one.title, one.since) for one in before.retained]
    assert sorted(told) == [
        ("unit", "某某中学", False), ("volunteer", "", True), ("volunteer", first.name, True),
    ]  # fmt: skip
    assert undo_import(store, batch.id) == before
    assert store.count(VOLUNTEERS) == 1
    assert store.named(UNITS, "某某中学") is not None


def test_of_very_many_that_stay_only_the_first_are_named(store, tmp_path):
    batch = kept(store, tmp_path, NAMED + 2)
    with store.edit("改") as edit:
        for one in list(store.select(VOLUNTEERS)):
            edit.save(VOLUNTEERS, dataclasses.replace(one, class_name="高二"))
    found = summarize_undo(store, batch.id)
    assert (len(found.retained), found.unlisted, found.staying) == (NAMED, 3, NAMED + 3)
