import dataclasses
import json
from collections import Counter
from pathlib import Path

import pytest
from openpyxl import Workbook

from people import id_number, volunteer
from storage.errors import UserError
from storage.intake.apply.batch import apply_plan, load_batches, undo_batch
from storage.intake.choices import Choices, SheetChoice
from storage.intake.pipeline import plan_import
from storage.model.tables import UNITS, VOLUNTEERS
from storage.store.listing import Query, every
from storage.store.undo import last_done, undo

HEADER = ["姓名", "性别", "出生日期", "身份证号", "班级", "联系电话"]


@pytest.fixture
def roster(tmp_path):
    """Writes rows below a header into a workbook and returns its path."""

    def write(rows, header=HEADER, name="名册.xlsx", title="Sheet1"):
        book = Workbook()
        book.active.title = title
        book.active.append(header)
        for row in rows:
            book.active.append(row)
        book.save(tmp_path / name)
        return tmp_path / name

    return write


def _person(name="王雨欣", number=None, **more):
    cells = {"姓名": name, "身份证号": number or id_number(), "班级": "高一（3）班", **more}
    return [cells.get(word) for word in HEADER]


def _names(store):
    return [row.record.name for row in every(store, Query(VOLUNTEERS))]


def _outcomes(made):
    return [row.outcome for row in made.rows()]


def test_nothing_is_stored_before_it_is_applied(store, roster):
    made = plan_import(store, [roster([_person()])], "盐边县渔门中学")
    assert _outcomes(made) == ["created"]
    assert store.count(VOLUNTEERS) == 0
    assert store.named(UNITS, "盐边县渔门中学") is None


def test_keeping_makes_the_unit_and_the_people_in_one_step_that_undo_takes_back(store, roster):
    apply_plan(
        store, plan_import(store, [roster([_person("甲"), _person("乙")])], "盐边县渔门中学")
    )
    (unit,) = store.find(UNITS, name="盐边县渔门中学")
    assert unit.kind == "中学"
    assert [v.school for v in store.find(VOLUNTEERS)] == [unit.id] * 2
    assert {v.identity_class for v in store.find(VOLUNTEERS)} == {"中小学生"}
    undo(store, last_done(store))
    assert store.count(VOLUNTEERS) == 0
    assert store.named(UNITS, "盐边县渔门中学") is None


def test_the_same_file_twice_changes_nothing_and_is_recognised(store, roster):
    path = roster([_person("甲"), _person("乙")])
    apply_plan(store, plan_import(store, [path], "某校"))
    again = plan_import(store, [path], "某校")
    assert _outcomes(again) == ["unchanged"] * 2
    assert "已导入过" in again.files[0].seen_before


def test_a_blank_cell_never_erases_and_a_value_never_bleeds_from_the_row_above(store, roster):
    number = id_number()
    apply_plan(
        store, plan_import(store, [roster([_person("甲", number, 联系电话="13800000001")])], "某校")
    )
    rows = [_person("乙", 联系电话="13900000002"), _person("甲", number, 班级=None)]
    apply_plan(store, plan_import(store, [roster(rows)], "某校", policy="update"))
    held = {v.name: v for v in store.find(VOLUNTEERS)}
    assert held["甲"].phone == "13800000001"
    assert held["甲"].class_name == "高一（3）班"


def test_filling_adds_what_is_missing_and_changes_nothing_else(store, roster):
    number = id_number()
    apply_plan(
        store, plan_import(store, [roster([_person("甲", number, 班级="高一（1）班")])], "某校")
    )
    made = plan_import(
        store, [roster([_person("甲", number, 班级="高二（1）班", 联系电话="13800000001")])], "某校"
    )
    (row,) = made.rows()
    assert row.outcome == "updated"
    assert row.differences == (("phone", "", "13800000001"),)
    apply_plan(store, made)
    (held,) = store.find(VOLUNTEERS)
    assert (held.class_name, held.phone) == ("高一（1）班", "13800000001")


@pytest.mark.parametrize(
    ("policy", "kept"),
    [("update", "高二（1）班"), ("skip", "高一（1）班"), ("keep", "高一（1）班")],
)
def test_the_policy_decides_how_a_known_person_is_updated(store, roster, policy, kept):
    number = id_number()
    apply_plan(
        store, plan_import(store, [roster([_person("甲", number, 班级="高一（1）班")])], "某校")
    )
    apply_plan(
        store,
        plan_import(
            store, [roster([_person("甲", number, 班级="高二（1）班")])], "某校", policy=policy
        ),
    )
    (held,) = store.find(VOLUNTEERS)
    assert held.class_name == kept


def test_two_people_of_one_name_and_class_with_their_own_numbers_stay_two(store, roster):
    apply_plan(store, plan_import(store, [roster([_person("李静"), _person("李静")])], "某校"))
    assert _names(store) == ["李静", "李静"]


def test_without_a_number_the_same_name_and_birth_date_is_held_for_the_clerk(store, roster):
    with store.edit("录入") as edit:
        edit.save(VOLUNTEERS, volunteer("李静", "2008-05-17"))
    row = ["李静", "男", "2008-05-17", None, "高一（3）班", None]
    made = plan_import(store, [roster([row])], "某校")
    assert _outcomes(made) == ["held"]
    assert _outcomes(plan_import(store, [roster([row])], "某校", policy="keep")) == ["created"]


def test_a_number_that_belongs_to_somebody_of_another_name_is_held(store, roster):
    number = id_number()
    with store.edit("录入") as edit:
        edit.save(VOLUNTEERS, volunteer("李静", id_number=number))
    assert _outcomes(plan_import(store, [roster([_person("李晶", number)])], "某校")) == ["held"]


def test_a_person_listed_twice_is_stored_once_with_what_both_rows_say(store, roster):
    number = id_number()
    made = plan_import(
        store,
        [roster([_person("甲", number), _person("甲", number, 联系电话="13800000001")])],
        "某校",
    )
    assert _outcomes(made) == ["created", "unchanged"]
    assert "第2行" in list(made.rows())[1].problems[0].message
    apply_plan(store, made)
    (held,) = store.find(VOLUNTEERS)
    assert held.phone == "13800000001"


def test_a_number_from_a_numeric_cell_is_refused_even_if_its_check_digit_passes(store, roster):
    number = next(n for n in iter(lambda: id_number(), "") if "X" not in n)
    made = plan_import(store, [roster([_person("甲", int(number))])], "某校")
    (row,) = made.rows()
    assert row.outcome == "rejected"
    assert "数字" in row.problems[0].message


def test_a_bad_value_of_an_optional_field_is_left_blank_and_reported_with_its_cell(store, roster):
    made = plan_import(store, [roster([_person("甲", 性别="3", 联系电话="1381")])], "某校")
    (row,) = made.rows()
    assert row.outcome == "created"
    assert {(row.row, p.header, p.severity) for p in row.problems} == {
        (2, "性别", "warning"),
        (2, "联系电话", "warning"),
    }
    apply_plan(store, made)
    (held,) = store.find(VOLUNTEERS)
    assert held.phone is None
    assert held.sex == "男"  # from the ID number


def test_a_pupil_under_fourteen_is_imported_and_not_registered(store, roster):
    apply_plan(
        store, plan_import(store, [roster([_person("小明", id_number("2014-05-01"))])], "某小学")
    )
    (held,) = store.find(VOLUNTEERS)
    assert held.registration_status == "未注册"
    assert held.consented_on is None


def test_rows_are_counted_as_the_sheet_shows_them(store, roster):
    made = plan_import(
        store, [roster([_person("甲"), [], ["合计", "1人"], _person("乙", "510411200805")])], "某校"
    )
    assert [(row.row, row.outcome) for row in made.rows()] == [(2, "created"), (5, "rejected")]
    assert made.files[0].sheets[0].skipped == [(3, "空行"), (4, "合计、说明或签名")]


def test_a_sheet_without_names_is_not_imported(store, roster):
    made = plan_import(
        store, [roster([["510411200805170015", "一班"]], header=["身份证号", "班级"])], "某校"
    )
    assert "找不到姓名一列" in made.files[0].failure
    assert made.files[0].sheets[0].headers[0].column.name == "id_number"
    assert list(made.rows()) == []


def test_a_file_that_is_no_roster_is_a_sentence_and_stores_nothing(store, tmp_path):
    path = tmp_path / "报告.pdf"
    path.write_bytes(b"%PDF-1.7 nothing")
    made = plan_import(store, [path, tmp_path / "没有.xlsx"], "某校")
    assert all(file.failure for file in made.files)
    with pytest.raises(UserError, match="报告.pdf"):
        apply_plan(store, made)
    assert load_batches(store) == []


def test_the_clerks_own_choice_of_columns_wins(store, roster):
    path = roster([["甲", "13800000001"]], header=["姓名", "编号二"])
    choices = Choices({(str(path), "Sheet1"): SheetChoice(columns={1: "phone"}, header_row=1)})
    (row,) = plan_import(store, [path], "某校", choices=choices).rows()
    assert row.record.phone == "13800000001"


def test_a_plan_is_refused_once_the_ledger_has_changed(store, roster):
    made = plan_import(store, [roster([_person("甲")])], "某校")
    with store.edit("录入") as edit:
        edit.save(VOLUNTEERS, volunteer("乙"))
    with pytest.raises(UserError, match="重新检查"):
        apply_plan(store, made)
    assert _names(store) == ["乙"]


def test_an_undone_import_leaves_what_was_edited_since_and_imports_again(store, roster):
    path = roster([_person(name) for name in "甲乙丙"])
    before = list(store.rows("SELECT * FROM volunteer"))
    batch = apply_plan(store, plan_import(store, [path], "某校"))
    edited = store.find(VOLUNTEERS, name="乙")[0]
    with store.edit("更正") as edit:
        edit.save(VOLUNTEERS, dataclasses.replace(edited, phone="13800000009"))
    result = undo_batch(store, batch.id)
    assert result.removed == 2
    assert [number for table, number, _why in result.skipped if table is VOLUNTEERS] == [edited.id]
    assert [
        row for row in store.rows("SELECT * FROM volunteer") if row["id"] != edited.id
    ] == before
    assert Counter(_outcomes(plan_import(store, [path], "某校"))) == {"created": 2, "unchanged": 1}
    with pytest.raises(UserError, match="已经撤销"):
        undo_batch(store, batch.id)


def test_a_class_to_a_sheet_gives_its_name_to_the_pupils(store, tmp_path):
    book = Workbook()
    book.active.title = "说明"
    book.active.append(["填表说明"])
    for title in ("高一（1）班", "高一（2）班"):
        sheet = book.create_sheet(title)
        sheet.append(["姓名", "身份证号"])
        sheet.append(["王" + title[3], id_number()])
    book.save(tmp_path / "全校.xlsx")
    apply_plan(store, plan_import(store, [tmp_path / "全校.xlsx"], "某校"))
    assert [v.class_name for v in store.find(VOLUNTEERS)] == ["高一（1）班", "高一（2）班"]


def test_a_cancelled_import_stores_nothing(store, roster):
    from storage.errors import Cancelled

    made = plan_import(store, [roster([_person(f"王{c}") for c in "甲乙丙"])], "某校")

    def stop(done, total):
        raise Cancelled

    with pytest.raises(Cancelled):
        apply_plan(store, made, stop)
    assert store.count(VOLUNTEERS) == 0
    assert load_batches(store) == []
    assert store.named(UNITS, "某校") is None


ROSTERS = Path(__file__).parents[2] / "reference" / "rosters"


TRUTH = json.loads((ROSTERS / "truth.json").read_text("utf-8"))


NOT_IN_FILE = {"merged_class.xlsx": {"ethnicity"}}  # the truth knows more than this file holds


@pytest.mark.parametrize("truth", TRUTH, ids=lambda truth: truth["file"])
def test_a_roster_is_stored_as_the_truth_has_it(store, truth):
    path = ROSTERS / truth["file"]
    batch = apply_plan(store, plan_import(store, [path], truth["unit"]))
    kept = {row.record.id_number: row.texts() for row in every(store, Query(VOLUNTEERS))}
    assert set(kept) == {person["id_no"] for person in truth["people"]}
    for person in truth["people"]:
        found = kept[person["id_no"]]
        assert found["school"] == truth["unit"]
        for name, value in person.items():
            if name == "phone":
                assert value in (found["phone"], found["guardian_phone"])
            elif name != "id_no" and name not in NOT_IN_FILE.get(truth["file"], ()):
                assert found[name] == value
    again = plan_import(store, [path], truth["unit"])
    assert not again.counts["created"]
    assert not again.counts["updated"]
    undo_batch(store, batch.id)
    assert store.count(VOLUNTEERS) == 0


@pytest.mark.parametrize("truth", TRUTH, ids=lambda truth: truth["file"])
def test_a_bad_row_is_rejected_with_its_reason(store, truth):
    words = {
        "checksum": "校验码",
        "short": "应为18位",
        "date": "出生日期",
        "noname": "姓名",
        "precision": "数字",
    }
    made = plan_import(store, [ROSTERS / truth["file"]], truth["unit"])
    rejected = [row for row in made.rows() if row.outcome == "rejected"]
    assert len(rejected) == len(truth["bad_rows"])
    for row, bad in zip(rejected, truth["bad_rows"], strict=True):
        errors = [problem.message for problem in row.problems if problem.severity == "error"]
        assert any(words[bad["why"]] in message for message in errors), errors
