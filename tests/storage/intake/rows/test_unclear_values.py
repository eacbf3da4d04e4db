"""Texts that no value is known for, each once, with how many rows have it."""

from pathlib import Path

import pytest

from people import id_number
from rosters import write
from storage.intake.choices import Choices
from storage.intake.pipeline import plan_import
from storage.intake.rows.import_plan import FilePlan, Plan, PlannedRow, RowProblem, SheetPlan
from storage.intake.rows.unclear_values import (
    choices_of,
    decided_values,
    has_choices,
    unclear_values,
)
from storage.intake.vocabulary.column_match import MappedColumn
from storage.model.tables import PROJECTS, UNITS, VOLUNTEERS
from storage.model.tables.unit import Unit

POLITICAL = VOLUNTEERS.by_name["political_status"]


def planned(store, tmp_path, *texts, **choices):
    rows = [
        [f"赵{sign}", id_number(), text] for sign, text in zip("一二三四五", texts, strict=False)
    ]
    header = ["姓名", "身份证号", "政治面貌"]
    path = write(tmp_path / "名册.xlsx", rows, header=header)
    return plan_import(store, [path], "某校", choices=Choices(**choices))


def test_a_text_is_listed_once_with_its_count_and_the_most_frequent_first(store, tmp_path):
    made = planned(store, tmp_path, "青年", "先锋", "先锋", "群众")
    found = [(one.column.name, one.text, one.count) for one in unclear_values(made)]
    assert found == [("political_status", "先锋", 2), ("political_status", "青年", 1)]


def test_what_the_clerk_decided_is_no_longer_unclear(store, tmp_path):
    made = planned(store, tmp_path, "先锋", values={("political_status", "先锋"): "共青团员"})
    assert unclear_values(made) == ()
    (one,) = decided_values(made)
    assert (one.column, one.text, one.meant) == (POLITICAL, "先锋", "共青团员")


def test_the_values_of_a_field_are_its_choices_or_the_names_of_records(store):
    with store.edit("登记") as edit:
        edit.save(UNITS, Unit(name="甲校", kind="中学"))
    assert has_choices(POLITICAL)
    assert not has_choices(VOLUNTEERS.by_name["name"])
    assert choices_of(store, POLITICAL) == POLITICAL.kind.choices
    assert "甲校" in choices_of(store, VOLUNTEERS.by_name["school"])


NAME, SEX, SCHOOL = (VOLUNTEERS.by_name[name] for name in ("name", "sex", "school"))
PLACES = {0: NAME, 1: SEX, 2: SCHOOL, 3: POLITICAL}


def row(*cells, problems=("political_status",), code="unreadable", fix="", corrected=None):
    found = tuple(RowProblem(name, "", "warning", "不认识", code, fix) for name in problems)
    return PlannedRow(2, cells, problems=found, corrected=corrected)


def sheet(*rows, places=PLACES):
    headers = tuple(MappedColumn(at, one.label, one, 100, "") for at, one in places.items())
    return SheetPlan("表", headers=headers, rows=list(rows))


def plan(*sheets, **choices):
    files = tuple(
        FilePlan(Path(f"{at}.xlsx"), f"{at}.xlsx", sheets=(one,)) for at, one in enumerate(sheets)
    )
    return Plan(VOLUNTEERS, "fill", files, 0, Choices(**choices))


def found(*sheets):
    return [
        (one.column.name, one.text, one.count, one.fix) for one in unclear_values(plan(*sheets))
    ]


@pytest.mark.parametrize(
    ("problems", "code", "listed"),
    [
        (("political_status",), "unreadable", True),
        (("political_status",), "unknown_link", True),
        (("political_status",), "missing", False),
        (("name",), "unreadable", False),
        (("",), "unreadable", False),
        ((), "unreadable", False),
    ],
)
def test_texts_of_fields_with_a_list_of_values_are_listed(problems, code, listed):
    one = row("甲", "男", None, "先锋", problems=problems, code=code)
    assert found(sheet(one)) == ([("political_status", "先锋", 1, "")] if listed else [])


def test_what_is_not_listed_does_not_hide_what_follows_in_the_row():
    one = row("甲", "男", None, "先锋", problems=("name", "political_status"))
    assert found(sheet(one)) == [("political_status", "先锋", 1, "")]


def test_the_same_text_is_counted_over_all_sheets_and_files():
    one, other = row(None, None, None, "先锋", fix="甲"), row(None, None, None, "先锋", fix="乙")
    assert found(sheet(one, one), sheet(other)) == [("political_status", "先锋", 3, "乙")]


def test_texts_stand_in_the_order_of_the_fields_and_then_by_their_number():
    texts = (("甲", "先锋"), ("乙", "青年"), ("乙", "青年"))
    rows = [row(None, sex, None, text, problems=("political_status", "sex")) for sex, text in texts]
    assert [(name, text, count) for name, text, count, _fix in found(sheet(*rows))] == [
        ("sex", "乙", 2), ("sex", "甲", 1), ("political_status", "青年", 2), ("political_status", "先锋", 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "corrected", "text"),
    [
        ((None, None, None, "先 锋"), None, "先 锋"),
        ((None, None, None, "先锋"), {3: "先进"}, "先进"),
        ((None, None, None, "先锋"), {1: "男"}, "先锋"),
        ((None, None, None, 13.0), None, "13"),
        ((None, None, None), None, ""),
        ((None, None, None), {3: "先进"}, "先进"),
    ],
)
def test_the_text_is_the_corrected_one_or_that_of_the_cell(cells, corrected, text):
    assert found(sheet(row(*cells, corrected=corrected))) == [("political_status", text, 1, "")]


def test_the_name_of_a_record_is_compared_without_blanks_around_and_doubled():
    one = row(None, None, " 渔门 \n 中学", None, problems=("school",), code="unknown_link")
    assert found(sheet(one)) == [("school", "渔门 中学", 1, "")]


def test_a_value_of_no_column_has_no_text():
    one = row("甲", "先锋")
    assert found(sheet(one, places={0: NAME, 1: SEX})) == [("political_status", "", 1, "")]


def test_decided_texts_of_unknown_fields_are_left_out():
    values = {("former_field", "甲"): "乙", ("sex", "雄"): "男", ("political_status", "先锋"): ""}
    decided = list(decided_values(plan(values=values)))
    assert [(one.column, one.text, one.meant) for one in decided] == [
        (SEX, "雄", "男"), (POLITICAL, "先锋", "")
    ]  # fmt: skip
    assert {(one.count, one.fix) for one in decided} == {(0, "")}


def test_whether_a_field_has_a_list_of_values():
    assert [has_choices(one) for one in (NAME, SEX, SCHOOL)] == [False, True, True]


def test_of_the_names_of_records_so_many_are_listed_in_the_order_of_entry(store):
    brand = PROJECTS.by_name["brand"]
    seeded = choices_of(store, brand)
    names = [f"品牌{number}" for number in range(2_001)]
    store.executemany("INSERT INTO brand (name) VALUES (?)", [(name,) for name in names[:1]])
    assert choices_of(store, brand) == (*seeded, "品牌0")
    store.executemany("INSERT INTO brand (name) VALUES (?)", [(name,) for name in names[1:]])
    assert choices_of(store, brand) == (*seeded, *names)[:2_000]
