import pytest

from people import id_number, volunteer
from rosters import HEADER, write
from storage.intake import memory
from storage.intake.apply.batch import apply_plan
from storage.intake.choices import Choices, RowDecision, SheetChoice
from storage.intake.pipeline import plan_import
from storage.model.tables import VOLUNTEERS


@pytest.fixture
def roster(tmp_path):
    return lambda rows, header=HEADER, name="一.xlsx": write(tmp_path / name, rows, header=header)


def planned(store, path, sheet=None, unit="某校", **choices):
    made = Choices({(str(path), "Sheet1"): sheet or SheetChoice()}, **choices)
    return plan_import(store, [path], unit, choices=made)


def fields(made):
    headers = made.files[0].sheets[0].headers
    return {one.header: (one.column.name if one.column else "", one.why) for one in headers}


def test_a_column_is_remembered_by_its_header_at_any_index(store, roster):
    path = roster([["甲", id_number(), "13800000001", "A"]], ["姓名", "身份证号", "寻呼", "学号"])
    sheet = SheetChoice(columns={2: "phone", 3: ""})
    apply_plan(store, planned(store, path, sheet))
    path = roster([["A", "13800000002", "乙", id_number()]], ["学号", "寻 呼", "姓名", "身份证号"])
    found = fields(planned(store, path))
    assert found["寻 呼"] == ("phone", "按上次")
    assert found["学号"] == ("", "按上次，不导入")
    assert fields(planned(store, path, unit="别的学校")) == found


def test_what_one_school_means_wins_for_that_school(store, roster):
    path = roster([["甲", id_number(), "x"]], ["姓名", "身份证号", "代号"])
    apply_plan(store, planned(store, path, SheetChoice(columns={2: "student_number"}), unit="甲校"))
    apply_plan(store, planned(store, path, SheetChoice(columns={2: "class_name"}), unit="乙校"))
    assert fields(planned(store, path, unit="甲校"))["代号"][0] == "student_number"
    assert fields(planned(store, path, unit="乙校"))["代号"][0] == "class_name"
    assert fields(planned(store, path, unit="丙校"))["代号"][0] == "class_name"


def test_a_meaning_is_remembered_listed_changed_and_forgotten(store, roster):
    path = roster([["甲", "乾", None, id_number(), None, None]])
    apply_plan(store, planned(store, path, values={("sex", "乾"): "男"}))
    (row,) = planned(store, path).rows()
    assert not row.problems
    (one,) = memory.load_all(store)
    assert memory.describe(store, one) == "性别写“乾”，意思是“男”"
    memory.change(store, one, "女")
    (row,) = planned(store, path).rows()
    assert row.parsed.sex == "女"
    memory.forget(store, [one.id])
    (row,) = planned(store, path).rows()
    assert [problem.code for problem in row.problems] == ["unreadable"]


def test_a_person_decided_as_different_is_not_proposed_again(store, roster):
    with store.edit("录入") as edit:
        first = edit.save(VOLUNTEERS, volunteer("李静", "2008-05-17"))
    path = roster([["李静", None, "2008-05-17", None, "一班", None]])
    decision = SheetChoice(decisions={2: RowDecision(different=True)})
    apply_plan(store, planned(store, path, decision))
    assert store.count(VOLUNTEERS) == 2
    (row,) = planned(store, path).rows()
    assert (row.outcome, row.target_id) == ("unchanged", first + 1)
    told = [memory.describe(store, one) for one in memory.load_all(store)]
    assert any("不是" in one and VOLUNTEERS.number(first) in one for one in told)


def test_somebody_who_is_the_same_is_recognised_the_next_time(store, roster):
    with store.edit("录入") as edit:
        first = edit.save(VOLUNTEERS, volunteer("李静", "2008-05-17"))
    path = roster([["李静", None, "2008-05-17", None, "一班", None]])
    apply_plan(store, planned(store, path, SheetChoice(decisions={2: RowDecision(same_as=first)})))
    (row,) = planned(store, path).rows()
    assert (row.outcome, row.target_id) == ("unchanged", first)


def test_the_same_row_without_a_number_is_recognised_without_asking(store, roster):
    rows = [["李静", None, "2008-05-17", None, "一班", "13800000001"], ["王强"] + [None] * 5]
    path = roster(rows)
    apply_plan(store, planned(store, path))
    again = planned(store, path)
    assert [row.outcome for row in again.rows()] == ["unchanged", "unchanged"]
    assert memory.load_all(store) == []  # nobody decided anything
    (row,) = planned(store, roster([[*rows[0][:4], "二班", None]])).rows()
    assert row.outcome == "held"
