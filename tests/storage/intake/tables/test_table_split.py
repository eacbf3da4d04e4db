"""Tables below one another, and classes that only titles tell."""

import pytest
from openpyxl import Workbook, load_workbook

from exports.annotate.marked_workbook import OpeningOptions, write_marked
from people import id_number
from storage.intake.apply.batch import apply_plan
from storage.intake.apply.provenance import source_of
from storage.intake.choices import Choices, SheetChoice
from storage.intake.pipeline import plan_import
from storage.intake.read import read_book
from storage.intake.report import report, sentences
from storage.intake.tables.found_table import find_part
from storage.model.tables import VOLUNTEERS

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
    return plan_import(store, [path], "盐边县渔门中学", choices=Choices(**choices))


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


def test_its_rows_are_reported_by_sheet_and_row_as_wps_shows_them(store, book):
    path = book(two_tables())
    made = planned(store, path)
    (problem,) = report(made, None)["files"][0]["problems"]
    assert (problem["sheet"], problem["row"]) == ("全校", 9)
    apply_plan(store, made)
    (kept,) = store.find(VOLUNTEERS, name="乙")
    where = source_of(store, VOLUNTEERS, kept.id, "phone")
    assert (where.sheet, where.row, where.header) == ("全校", 8, "联系电话")
    part = find_part(read_book(path), VOLUNTEERS, "全校 第 5 行起")
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
        made.files[0], tmp_path / "退回", only_faulty=only_faulty, opening=OpeningOptions()
    ).path
    sheet = load_workbook(back).active
    assert sum("应为18位" in str(cell.value) for cell in sheet["E"]) == 1
    again = planned(store, back)
    rejected = [row for row in again.rows() if row.outcome == "rejected"]
    assert [(row.parsed.name, row.parsed.class_name) for row in rejected] == [("丙", "高一（2）班")]
    assert sum(row.outcome == "created" for row in again.rows()) == (0 if only_faulty else 2)


def test_a_table_with_a_shorter_header_than_the_one_below_is_read_as_well(store, book):
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


def people_of(made):
    return [(row.row, row.parsed.name, row.parsed.class_name, row.outcome) for row in made.rows()]


@pytest.mark.parametrize(
    "columns", [["姓名"], ["姓名", "性别"], ["序号", "姓名"], ["学生姓名", "性别"]]
)
@pytest.mark.parametrize("below", [["高一（2）班志愿者"], ["高一（2）班"], ["以下为高一（2）班"]])
def test_the_last_people_above_a_further_table_stay_in_theirs(store, book, columns, below):
    def row(number, name):
        return [{"序号": number, "性别": "男"}.get(column, name) for column in columns]

    rows = [
        ["高一（1）班"],
        columns,
        row(1, "赵一"),
        row(2, "钱二"),
        below,
        columns,
        row(1, "孙三"),
    ]
    assert people_of(planned(store, book(rows))) == [
        (3, "赵一", "高一（1）班", "created"), (4, "钱二", "高一（1）班", "created"), (7, "孙三", "高一（2）班", "created"),
    ]  # fmt: skip


def test_people_with_few_cells_stay_above_a_table_with_another_header(store, book):
    rows = [["姓名", "性别", "电话"], ["赵一", "男", "13800000001"], ["钱二"], ["孙三", "男"], [],
            ["指导教师"], ["姓名", "任教学科"], ["王老", "语文"]]  # fmt: skip
    made = planned(store, book(rows))
    assert [name for _row, name, *_more in people_of(made)] == ["赵一", "钱二", "孙三", "王老"]
    first, second = made.files[0].sheets
    assert (first.skipped, second.skipped) == ([], [(6, "标题行")])


def test_a_further_table_of_other_people_is_not_in_the_class_above(store, book):
    rows = [["高一（1）班"], FIRST, [1, "赵一", "男", id_number()], ["教师志愿者"], FIRST, [1, "王老", "女", id_number()],
            ["男生"], FIRST, [2, "钱二", "男", id_number()]]  # fmt: skip
    made = planned(store, book(rows))
    assert [row.parsed.class_name for row in made.rows()] == ["高一（1）班", None, None]
    rows[3] = ["第二小组"]
    assert {row.parsed.class_name for row in planned(store, book(rows)).rows()} == {"高一（1）班"}


def test_a_header_that_repeats_half_its_words_begins_nothing(store, book):
    rows = [
        FIRST,
        [1, "赵一", "男", id_number()],
        [None, "姓名", None, "身份证号"],
        [2, "钱二", "女", id_number()],
    ]
    made = planned(store, book(rows))
    assert len(made.files[0].sheets) == 1
    assert [row.record.sex for row in made.rows()] == ["男", "女"]
    assert made.files[0].sheets[0].skipped == [(3, "重复的表头")]


def test_a_table_with_one_word_that_is_known_is_found_above_another_and_alone(store, book):
    rows = [
        ["姓名", "任教学科"],
        ["王老", "语文"],
        ["李丽", "数学"],
        ["学生"],
        ["姓名", "性别", "电话"],
        ["赵一", "男", "13800000001"],
    ]
    assert [name for _row, name, *_more in people_of(planned(store, book(rows)))] == [
        "王老",
        "李丽",
        "赵一",
    ]
    alone = planned(store, book([["志愿者"], ["姓名"], ["赵一"], ["钱二"]], "名单.xlsx"))
    assert [name for _row, name, *_more in people_of(alone)] == ["赵一", "钱二"]


def test_a_class_and_its_teacher_above_a_further_table_are_held_and_give_the_class(store, book):
    rows = [
        ["高一（1）班"],
        ["序号", "姓名"],
        [1, "赵一"],
        ["高一（2）班", "周倩"],
        ["序号", "姓名"],
        [1, "孙三"],
    ]
    assert people_of(planned(store, book(rows))) == [
        (3, "赵一", "高一（1）班", "created"), (4, "周倩", "高一（2）班", "held"), (6, "孙三", "高一（2）班", "created"),
    ]  # fmt: skip


def test_two_tables_side_by_side_and_two_below_are_of_four_classes(store, book):
    columns = ["学号", "姓名", "性别"] * 2
    rows = [["七年级1班"], columns, ["01", "赵一", "男", "03", "孙三", "男"],
            ["七年级2班"], columns, ["01", "周五", "男", "03", "郑七", "男"]]  # fmt: skip
    made = planned(store, book(rows))
    assert [row.parsed.class_name for row in made.rows()] == ["七年级1班"] * 2 + ["七年级2班"] * 2
