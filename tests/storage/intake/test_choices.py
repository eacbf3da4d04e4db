import pytest

from people import id_number, volunteer
from rosters import person, write
from storage.errors import UserError
from storage.intake.apply.batch import apply_plan
from storage.intake.choices import Choices, RowDecision, SheetChoice
from storage.intake.pipeline import plan_import
from storage.intake.rows.import_plan import group_problems
from storage.model.tables import UNITS, VOLUNTEERS


@pytest.fixture
def roster(tmp_path):
    return lambda rows, **more: write(tmp_path / "名册.xlsx", rows, **more)


def planned(store, path, sheet=None, *, policy="fill", **choices):
    made = Choices({(str(path), "Sheet1"): sheet or SheetChoice()}, **choices)
    return plan_import(store, [path], "某校", policy=policy, choices=made)


def held(store, **fields):
    record = volunteer(**fields)
    with store.edit("录入") as edit:
        return edit.save(VOLUNTEERS, record), record


def test_a_corrected_cell_is_read_in_place_of_the_one_in_the_file(store, roster):
    path = roster([person("甲", "510411200805")])
    number = id_number()
    (row,) = planned(store, path, SheetChoice(cells={(2, 3): number})).rows()
    assert (row.outcome, row.record.id_number) == ("created", number)
    assert row.raw[3] == "510411200805"


def test_a_row_left_out_is_not_imported_and_reported_so(store, roster):
    made = planned(
        store, roster([person("甲"), person("乙")]), SheetChoice(left_out=frozenset({2}))
    )
    assert [row.record.name for row in made.rows()] == ["乙"]
    assert made.files[0].sheets[0].skipped == [(2, "您选择不导入")]


def test_a_row_skipped_as_an_example_is_imported_where_the_clerk_includes_it(store, roster):
    path = roster([person("示例"), person("乙")])
    assert [row.record.name for row in planned(store, path).rows()] == ["乙"]
    made = planned(store, path, SheetChoice(included=frozenset({2})))
    assert [row.record.name for row in made.rows()] == ["示例", "乙"]


def test_a_text_is_read_with_the_meaning_the_clerk_decided(store, roster):
    path = roster([["甲", "乾", None, None, None, None], ["乙", 1, None, None, None, None]])
    (first, second) = planned(store, path, values={("sex", "乾"): "男", ("sex", "1"): "女"}).rows()
    assert (first.record.sex, second.record.sex) == ("男", "女")
    assert not first.problems


def test_a_constant_fills_every_row_that_is_blank_in_the_sheet(store, roster):
    path = roster([person("甲", 班级=None), person("乙", 班级="高一（9）班")])
    made = planned(store, path, SheetChoice(constants={"class_name": "高一（1）班"}))
    assert [row.record.class_name for row in made.rows()] == ["高一（1）班", "高一（9）班"]


def test_a_constant_that_cannot_be_is_refused_in_words(store, roster):
    made = planned(store, roster([person("甲")]), constants={"sex": "不知"})
    assert "性别" in made.files[0].failure


def test_a_tick_takes_one_field_and_leaves_another(store, roster):
    number = id_number()
    held(store, name="甲", id_number=number, class_name="高一（1）班", phone="13800000001")
    path = roster([person("甲", number, 班级="高二（1）班", 联系电话="13900000002")])
    decision = RowDecision(take={"class_name": True})
    made = planned(store, path, SheetChoice(decisions={2: decision}))
    (row,) = made.rows()
    assert {one.name: one.taken for one in row.offered} == {
        "school": True, "class_name": True, "phone": False,
    }  # fmt: skip
    apply_plan(store, made)
    (found,) = store.find(VOLUNTEERS)
    assert (found.class_name, found.phone) == ("高二（1）班", "13800000001")


def test_a_policy_for_one_field_holds_in_every_row_and_one_for_a_row_holds_above_it(store, roster):
    numbers = [id_number(), id_number()]
    for name, number in zip("甲乙", numbers, strict=True):
        held(store, name=name, id_number=number, class_name="旧", phone="13800000001")
    rows = [
        person(name, number, 班级="新", 联系电话="13900000002")
        for name, number in zip("甲乙", numbers, strict=True)
    ]
    sheet = SheetChoice(decisions={3: RowDecision(policy="skip")})
    first, second = planned(store, roster(rows), sheet, fields={"class_name": "update"}).rows()
    assert (first.record.class_name, first.record.phone) == ("新", "13800000001")
    assert second.outcome == "unchanged"


def test_somebody_alike_is_shown_with_the_reason_and_decided_by_the_clerk(store, roster):
    number, _ = held(store, name="李静", born="2008-05-17")
    path = roster([["李静", "男", "2008-05-17", None, "高一（3）班", "13800000001"]])
    (row,) = planned(store, path).rows()
    assert row.outcome == "held"
    assert [(one.record.id, one.reasons) for one in row.candidates] == [
        (number, ("姓名、出生日期相同",))
    ]
    (same,) = planned(store, path, SheetChoice(decisions={2: RowDecision(same_as=number)})).rows()
    assert (same.outcome, same.target_id, same.record.phone) == ("updated", number, "13800000001")
    (other,) = planned(store, path, SheetChoice(decisions={2: RowDecision(different=True)})).rows()
    assert (other.outcome, other.target_id) == ("created", None)


def test_the_same_fault_in_many_rows_is_one_group_with_the_likely_fix(store, roster):
    header = ["姓名", "政治面貌", "身份证号"]
    rows = [[name, "共青团员生", id_number()] for name in "甲乙丙"] + [["丁", "群众", "5104112008"]]
    first, second = group_problems(planned(store, roster(rows, header=header)))
    assert (first.severity, first.column, first.count) == ("error", "id_number", 1)
    assert (second.column, second.count, second.fix) == ("political_status", 3, "共青团员")
    assert [place.row for place in second.places] == [2, 3, 4]


def test_what_was_corrected_is_understood_and_marked(store, roster):
    made = planned(store, roster([person("甲 乙", 联系电话="１３８００００００１１")]))
    (row,) = made.rows()
    assert (row.parsed.name, row.parsed.phone) == ("甲乙", "13800000011")
    assert row.altered


def test_no_policy_of_another_name(store, roster):
    with pytest.raises(UserError):
        planned(store, roster([person()]), fields={"phone": "always"})


def test_a_unit_new_with_the_import_has_its_name_in_the_differences(store, roster):
    number = id_number()
    held(store, name="甲", id_number=number)
    (row,) = planned(store, roster([person("甲", number)])).rows()
    assert ("school", "", "某校") in row.differences
    assert store.named(UNITS, "某校") is None
