from __future__ import annotations

from datetime import date

import pytest

from people import id_number
from rosters import person, write
from storage.intake.apply.batch import apply_plan, undo_batch
from storage.intake.compare.roster_diff import compare_with_last, mark_left
from storage.intake.pipeline import plan_import
from storage.intake.report import report, sentences
from storage.model.tables import MOVEMENTS, VOLUNTEERS

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


def test_a_person_in_a_rejected_row_is_not_missing(store, roster, spring):
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


PUPILS = {name: id_number() for name in "甲乙丙丁戊己"}


@pytest.fixture
def bring(store, tmp_path):
    """Plans a roster of these pupils, each in a class, and keeps it unless told otherwise."""

    def bring(classes, unit="渔门中学", kept=True, **more):
        rows = [person(name, PUPILS[name], 班级=where, **more) for name, where in classes.items()]
        path = write(tmp_path / f"{len(list(tmp_path.iterdir()))}.xlsx", rows)
        made = plan_import(store, [path], unit, policy="update")
        found = compare_with_last(store, made)
        return (apply_plan(store, made) if kept else made), found

    return bring


def names_of(rows):
    return [row.parsed.name for row in rows]


def test_who_arrived_who_is_missing_and_who_changed_since_the_schools_last_roster(store, bring):
    first, nothing = bring(dict.fromkeys("甲乙丙丁", "一班"))
    assert nothing is None
    made, found = bring({"甲": "一班", "乙": "二班", "丙": "一班", "戊": "一班"}, kept=False)
    assert (found.batch, names_of(found.rows_arrived), names_of(found.rows_changed)) == (
        first.id,
        ["戊"],
        ["乙"],
    )
    assert [(one.name, found.proposals[one.id]) for one in found.gone] == [("丁", "转出")]
    assert store.find(VOLUNTEERS, name="丁")[0].status == "在册"
    assert "少了 1 人" in "\n".join(sentences(made, None, found))
    plain = report(made, None, found)["since_last"]
    assert plain["changed"][0]["fields"] == {"class_name": ["一班", "二班"]}


def test_a_whole_missing_class_is_proposed_as_graduated(store, bring):
    bring({**dict.fromkeys("甲乙丙", "九年级1班"), **dict.fromkeys("丁戊", "八年级1班")})
    _made, found = bring(dict.fromkeys("丁戊己", "八年级1班"), kept=False)
    assert {one.name: found.proposals[one.id] for one in found.gone} == dict.fromkeys(
        "甲乙丙", "毕业"
    )


def test_another_schools_roster_and_an_undone_one_are_not_compared_with(store, bring):
    batch, _ = bring(dict.fromkeys("甲乙", "一班"))
    _, other = bring(dict.fromkeys("丙丁", "一班"), unit="红格中学")
    assert other is None
    undo_batch(store, batch.id)
    assert bring(dict.fromkeys("甲", "一班"), kept=False)[1] is None


def test_a_class_in_a_file_of_its_own_does_not_make_the_others_missing(store, bring):
    bring(dict.fromkeys("甲乙", "一班"))
    _, found = bring(dict.fromkeys("丙丁", "二班"))
    assert found is None


def test_the_clerk_lets_them_go_and_they_stay_in_the_ledger(store, bring):
    bring(dict.fromkeys("甲乙丙", "一班"))
    _, found = bring(dict.fromkeys("甲乙", "一班"))
    day = date(2026, 7, 1)
    with store.edit("标为转出") as edit:
        mark_left(edit, found.gone, "转出", day)
    (one,) = store.find(VOLUNTEERS, name="丙")
    assert (one.status, one.left_on) == ("转出", day)
    (move,) = store.find(MOVEMENTS)
    assert (move.volunteer, move.kind, move.from_unit) == (one.id, "转学", one.school)
