"""Our own masked lists come back: their people are found, nothing hidden is taken, and it is said."""

from __future__ import annotations

from datetime import date

import openpyxl
import pytest

from exports.package import export_table
from people import id_number, volunteer
from storage.intake.apply.batch import apply_plan
from storage.intake.pipeline import plan_import
from storage.intake.vocabulary.header_words import RECORD_NUMBER
from storage.model.tables import ATTENDANCES, CONSENTS, TALENTS, TRAININGS, VOLUNTEERS
from storage.model.tables.person import Consent
from storage.model.tables.talent import Talent
from storage.model.tables.training import Attendance, Training
from storage.store.listing import Query

ON = date(2026, 9, 30)
NUMBER = id_number("2015-03-02", area="510402")
NOTE = f"父亲 138 1234 5678，{NUMBER[:14]}\n{NUMBER[14:]}，寄宿"


@pytest.fixture
def child(store) -> int:
    with store.edit("一") as edit:
        return edit.save(VOLUNTEERS, volunteer(
            "沙马依洛", "2015-03-02", id_number=NUMBER, phone="13912345678", guardian_name="沙马大山",
            guardian_phone="13812345678", class_name="五（1）班", student_number=f"G{NUMBER}", note=NOTE,
        ))  # fmt: skip


def given_out(store, table, folder):
    path = folder / f"{table.label}.xlsx"
    export_table(store, Query(table, on=ON), path, masked=True)
    return path


def edited(path, changes, *, without=()):
    """The same list with cells of its first row changed by heading, and without some columns."""
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    top = next(row for row in page.iter_rows() if row[0].value == RECORD_NUMBER)
    places = {str(cell.value).replace("\n", ""): cell.column for cell in top}
    for label, text in changes.items():
        page.cell(top[0].row + 1, places[label]).value = text
    for label in without:
        page.delete_cols(places[label])
    book.save(path)
    return path


def planned(store, path, table=VOLUNTEERS, policy="update"):
    made = plan_import(store, [path], table=table, policy=policy)
    (row,) = made.rows()
    return made, row


@pytest.mark.parametrize("policy", ["fill", "update"])
def test_a_returned_masked_list_changes_nothing_and_reports_the_masked_cells(
    store, child, tmp_path, policy
):
    before = store.get(VOLUNTEERS, child)
    made, row = planned(store, given_out(store, VOLUNTEERS, tmp_path), policy=policy)
    assert (row.outcome, row.offered, row.problems) == ("unchanged", (), ())
    assert row.target_id == child
    (told,) = [one for one in made.files[0].warnings if "隐去" in one]
    assert told.startswith("有 8 格是隐去的")
    apply_plan(store, made)
    assert [*store.select(VOLUNTEERS)] == [before]


def test_what_was_changed_in_another_cell_is_taken(store, child, tmp_path):
    before = store.get(VOLUNTEERS, child)
    path = edited(
        given_out(store, VOLUNTEERS, tmp_path), {"班级": "六（1）班", "联系电话": "13700001111"}
    )
    made, row = planned(store, path)
    assert [(one.name, one.new) for one in row.offered] == [
        ("class_name", "六（1）班"), ("phone", "13700001111")
    ]  # fmt: skip
    apply_plan(store, made)
    after = store.get(VOLUNTEERS, child)
    assert (after.name, after.id_number, after.note, after.birth_date, after.guardian_name) == (
        before.name, before.id_number, before.note, before.birth_date, before.guardian_name
    )  # fmt: skip
    assert (after.class_name, after.phone) == ("六（1）班", "13700001111")


@pytest.mark.parametrize(("label", "text"), [
    ("备注", "父亲 138****，******，寄宿，已转学"),
    ("备注", "父亲 138****"),
    ("联系电话", "136****"),
    ("出生日期", "2014-**-**"),
    ("监护人姓名", "王***"),
])  # fmt: skip
def test_a_change_in_a_masked_cell_is_reported_and_not_applied(store, child, tmp_path, label, text):
    path = edited(given_out(store, VOLUNTEERS, tmp_path), {label: text})
    made, row = planned(store, path)
    assert row.outcome == "unchanged"
    assert [one.message for one in row.problems] == [
        f"{label}里有隐去的内容，这一格没有导入，台账里的不变：要改请写全"
    ]
    apply_plan(store, made)
    assert store.get(VOLUNTEERS, child).note == NOTE


def test_a_masked_name_of_another_surname_is_held(store, child, tmp_path):
    path = edited(given_out(store, VOLUNTEERS, tmp_path), {"姓名": "王某某"})
    _made, row = planned(store, path)
    assert (row.outcome, [one.code for one in row.problems]) == ("held", ["number"])


@pytest.mark.parametrize("name", ["沙某某", "沙***"])
def test_a_masked_name_without_a_number_is_skipped_and_reported(store, child, tmp_path, name):
    path = given_out(store, VOLUNTEERS, tmp_path)
    path = edited(path, {"姓名": name}, without=[RECORD_NUMBER])
    made, row = planned(store, path)
    assert row.outcome == "rejected"
    (problem,) = [one for one in row.problems if one.column == "name"]
    assert problem.message == f"姓名“{name}”隐去了字，看不出是谁：请写全，或保留台账编号一列"
    apply_plan(store, made)
    assert store.count(VOLUNTEERS) == 1


def test_a_masked_list_of_earlier_versions_is_recognised_as_well(store, child, tmp_path):
    path = edited(given_out(store, VOLUNTEERS, tmp_path), {
        "姓名": "沙马依洛", "身份证号": f"{NUMBER[:6]}********{NUMBER[14:]}", "联系电话": "139****5678",
        "出生日期": "2015-03-02", "监护人电话": "138****5678",
    })  # fmt: skip
    _made, row = planned(store, path)
    assert (row.outcome, row.offered, row.problems) == ("unchanged", (), ())


def test_somebody_in_a_remark_is_no_hidden_name(store, tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["姓名", "班级", "备注"])
    book.active.append(["王雨欣", "五（1）班", "由某某老师介绍"])
    book.save(tmp_path / "名册.xlsx")
    _made, row = planned(store, tmp_path / "名册.xlsx")
    assert (row.outcome, row.record.note) == ("created", "由某某老师介绍")


def test_records_of_a_child_are_matched_by_the_number_after_the_name(store, child, tmp_path):
    with store.edit("二") as edit:
        edit.save(CONSENTS, Consent(volunteer=child, purpose="注册志愿者", guardian="沙马大山",
                                    given_on=ON, phone="13812345678"))  # fmt: skip
        training = edit.save(TRAININGS, Training(name="急救", category="应急", content="一",
                                                 held_on=ON, hours=60, organiser="团区委"))  # fmt: skip
        edit.save(ATTENDANCES, Attendance(training=training, volunteer=child))
        edit.save(TALENTS, Talent(name="罗晓岚", evidence="职业证书",
                                    certificate="社会工作师", certificate_number="SW1",
                                    phone="13600001111"))  # fmt: skip
    for table in (CONSENTS, ATTENDANCES, TALENTS):
        _made, row = planned(store, given_out(store, table, tmp_path), table)
        assert (row.outcome, row.offered, row.problems) == ("unchanged", (), ())
    other = {"监护人": "沙马小山", "备注": "补签"}
    _made, row = planned(store, edited(given_out(store, CONSENTS, tmp_path), other), CONSENTS)
    assert {one.name: one.new for one in row.offered} == {"guardian": "沙马小山", "note": "补签"}
    stranger = {"未成年人": f"王某某（{VOLUNTEERS.number(child)}）"}
    _made, row = planned(store, edited(given_out(store, CONSENTS, tmp_path), stranger), CONSENTS)
    assert row.outcome == "rejected"
