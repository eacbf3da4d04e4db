from __future__ import annotations

from datetime import date

import pytest

from people import id_number
from storage.intake.apply.batch import apply_plan, undo_batch
from storage.intake.compare.roster_diff import compare_with_last, mark_left
from storage.intake.pipeline import plan_import
from storage.model.tables.volunteer import VOLUNTEERS

UNIT = "盐边县渔门中学"
NUMBERS = [id_number() for _ in range(4)]


@pytest.fixture
def roster(tmp_path):
    def write(name, *rows):
        path = tmp_path / name
        lines = ["姓名,身份证号,联系电话", *(",".join(row) for row in rows)]
        path.write_text("\n".join(lines), "utf-8-sig")
        return path

    return write


@pytest.fixture
def spring(store, roster):
    """The school's first roster, imported."""
    rows = [(f"王{n}", NUMBERS[at], "") for at, n in enumerate("一二三")]
    return apply_plan(store, plan_import(store, [roster("春.csv", *rows)], UNIT))


def names(since):
    return [one.name for one in since.gone]


def test_the_first_roster_of_a_school_has_nothing_to_be_compared_with(store, roster):
    made = plan_import(store, [roster("春.csv", ("王一", NUMBERS[0], ""))], UNIT)
    assert compare_with_last(store, made) is None


def test_who_is_new_changed_and_missing_is_reported(store, roster, spring):
    rows = [("王一", NUMBERS[0], "13800138000"), ("王二", NUMBERS[1], ""), ("李四", NUMBERS[3], "")]
    since = compare_with_last(store, plan_import(store, [roster("秋.csv", *rows)], UNIT))
    assert since.files == ("春.csv",)
    assert (since.arrived, since.changed, names(since)) == (1, 1, ["王三"])


def test_who_stands_in_a_row_that_is_refused_is_not_missing(store, roster, spring):
    rows = [("王一", NUMBERS[0], ""), ("王二", NUMBERS[1][:17], "")]
    since = compare_with_last(store, plan_import(store, [roster("秋.csv", *rows)], UNIT))
    assert names(since) == ["王三"]


def test_an_import_that_was_taken_back_is_no_last_roster(store, roster, spring):
    undo_batch(store, spring.id)
    since = compare_with_last(
        store, plan_import(store, [roster("秋.csv", ("王一", NUMBERS[0], ""))], UNIT)
    )
    assert since is None


def test_people_who_left_are_marked_and_not_proposed_again(store, roster, spring):
    path = roster("秋.csv", ("王一", NUMBERS[0], ""), ("王二", NUMBERS[1], ""))
    gone = compare_with_last(store, plan_import(store, [path], UNIT)).gone
    with store.edit("标为毕业") as edit:
        mark_left(edit, gone, "毕业", date(2026, 7, 1))
    (left,) = store.find(VOLUNTEERS, name="王三")
    assert (left.status, left.left_on) == ("毕业", date(2026, 7, 1))
    assert compare_with_last(store, plan_import(store, [path], UNIT)).gone == ()
