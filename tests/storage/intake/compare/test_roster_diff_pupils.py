from datetime import date

import pytest

from people import id_number
from rosters import person, write
from storage.intake.apply.batch import apply_plan, undo_batch
from storage.intake.compare.roster_diff import compare_with_last, mark_left
from storage.intake.pipeline import plan_import
from storage.intake.report import report, sentences
from storage.model.tables import MOVEMENTS, VOLUNTEERS

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


def names(rows):
    return [row.parsed.name for row in rows]


def test_who_arrived_who_is_missing_and_who_changed_since_the_schools_last_roster(store, bring):
    first, nothing = bring(dict.fromkeys("甲乙丙丁", "一班"))
    assert nothing is None
    made, found = bring({"甲": "一班", "乙": "二班", "丙": "一班", "戊": "一班"}, kept=False)
    assert (found.batch, names(found.rows_arrived), names(found.rows_changed)) == (
        first.id,
        ["戊"],
        ["乙"],
    )
    assert [(one.name, found.proposals[one.id]) for one in found.gone] == [("丁", "转出")]
    assert store.find(VOLUNTEERS, name="丁")[0].status == "在册"
    assert "少了 1 人" in "\n".join(sentences(made, None, found))
    plain = report(made, None, found)["since_last"]
    assert plain["changed"][0]["fields"] == {"class_name": ["一班", "二班"]}


def test_a_class_missing_together_has_most_likely_finished_school(store, bring):
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
