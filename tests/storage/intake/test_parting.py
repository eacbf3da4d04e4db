"""Tables below one another, and classes that only titles tell."""

import pytest
from openpyxl import Workbook, load_workbook

from exports.returned.writing import Opening, write_marked
from people import id_number
from storage.intake.batch import keep
from storage.intake.choices import Choices, SheetChoice
from storage.intake.origin import source_of
from storage.intake.parting import part_called
from storage.intake.plan import plan
from storage.intake.reading import read_book
from storage.intake.report import report, sentences
from storage.tables import VOLUNTEERS

FIRST = ["序号", "姓名", "性别", "身份证号"]
OTHER = ["姓名", "身份证号", "性别", "联系电话"]


@pytest.fixture
def book(tmp_path):
    """Writes rows into one sheet and returns its path."""

    def write(rows, name="名册.xlsx", title="全校"):
        made = Workbook()
        made.active.title = title
        for row in rows:
            made.active.append(row)
        made.save(tmp_path / name)
        return tmp_path / name

    return write


def planned(store, path, **choices):
    return plan(store, [path], "盐边县渔门中学", choices=Choices(**choices))


def two_tables(number="510411"):
    return [
        ["高一（1）班团员名册"], FIRST, [1, "甲", "男", id_number()], ["合计", 1], [],
        ["高一（2）班团员名册"], OTHER, ["乙", id_number(), "男", "13800000001"], ["丙", number, "男"],
    ]  # fmt: skip


def test_a_table_below_another_is_read_by_its_own_header_and_its_own_title(store, book):
    made = planned(store, book(two_tables()))
    found = [(row.row, row.record.name, row.record.class_name) for row in made.rows()]
    assert found == [(3, "甲", "高一（1）班"), (8, "乙", "高一（2）班"), (9, "丙", "高一（2）班")]
    assert [row.record.phone for row in made.rows()] == [None, "13800000001", None]
    first, second = made.files[0].sheets
    assert (first.name, second.name, second.shown) == ("全校", "全校 第 5 行起", "全校")
    assert second.skipped == [(6, "标题行")]
    assert "  全校 没有班级一栏，都记作“高一（2）班”。" in list(sentences(made, None))


def test_its_rows_are_told_by_sheet_and_row_as_wps_shows_them(store, book):
    path = book(two_tables())
    made = planned(store, path)
    (problem,) = report(made, None)["files"][0]["problems"]
    assert (problem["sheet"], problem["row"]) == ("全校", 9)
    keep(store, made)
    (kept,) = store.find(VOLUNTEERS, name="乙")
    where = source_of(store, VOLUNTEERS, kept.id, "phone")
    assert (where.sheet, where.row, where.header) == ("全校", 8, "联系电话")
    part = part_called(read_book(path), VOLUNTEERS, "全校 第 5 行起")
    assert (part.first_row, part.rows[2]) == (5, OTHER)


def test_a_decision_on_the_lower_table_is_its_own(store, book):
    path = book(two_tables())
    choice = SheetChoice(cells={(9, 1): (right := id_number())}, columns={3: ""})
    made = planned(store, path, sheets={(str(path), "全校 第 5 行起"): choice})
    _first, second, third = made.rows()
    assert (second.record.phone, third.record.id_number) == (None, right)


@pytest.mark.parametrize("only_faulty", [False, True])
def test_both_tables_go_back_on_one_sheet_and_are_read_again(store, book, tmp_path, only_faulty):
    made = planned(store, book(two_tables()))
    back = write_marked(
        made.files[0], tmp_path / "退回", only_faulty=only_faulty, opening=Opening()
    ).path
    sheet = load_workbook(back).active
    assert sum("应为18位" in str(cell.value) for cell in sheet["E"]) == 1
    again = planned(store, back)
    rejected = [row for row in again.rows() if row.outcome == "rejected"]
    assert [(row.said.name, row.said.class_name) for row in rejected] == [("丙", "高一（2）班")]
    assert sum(row.outcome == "created" for row in again.rows()) == (0 if only_faulty else 2)


def test_a_table_whose_header_says_less_than_the_one_below_is_read_as_well(store, book):
    rows = two_tables()
    rows[6] = [*OTHER, "政治面貌", "民族"]
    rows.insert(0, ["姓名", "李老师", "职务", "团委书记"])  # a form, no table
    made = planned(store, book(rows))
    found = [(row.row, row.record.name, row.record.class_name) for row in made.rows()]
    assert found == [(4, "甲", "高一（1）班"), (9, "乙", "高一（2）班"), (10, "丙", "高一（2）班")]


def test_the_same_header_on_every_page_begins_no_table(store, book):
    page = ["渔门中学高一（1）班名册"]
    rows = [page, FIRST, [1, "甲", "男", id_number()], page, FIRST, [2, "乙", "男", id_number()]]
    made = planned(store, book(rows))
    (only,) = made.files[0].sheets
    assert len(only.rows) == 2
    assert only.class_name == "高一（1）班"
    assert [reason for _row, reason in only.skipped] == ["标题行", "重复的表头", "重复的表头"]


def test_a_class_above_each_of_the_tables_side_by_side_is_that_tables(store, book):
    rows = [["高一（1）班", None, None, None, "高一（2）班"], [*FIRST, *FIRST],
            [1, "甲", "男", id_number(), 1, "乙", "男", id_number()]]  # fmt: skip
    made = planned(store, book(rows))
    assert [row.record.class_name for row in made.rows()] == ["高一（1）班", "高一（2）班"]


def test_a_class_column_and_the_clerk_win_over_the_title(store, book):
    rows = [["高一（1）班名册"], [*FIRST, "班级"], [1, "甲", "男", id_number(), "高一2班"]]
    made = planned(store, book(rows))
    assert [row.record.class_name for row in made.rows()] == ["高一2班"]
    assert made.files[0].sheets[0].class_name == ""
    path = book([["高一（1）班名册"], FIRST, [1, "甲", "男", id_number()]], "乙.xlsx")
    said = planned(store, path, constants={"class_name": "高一9班"})
    assert [row.record.class_name for row in said.rows()] == ["高一9班"]
