"""Sheets as schools lay them out, from the file to what would be kept."""

import zipfile

import pytest
import xlsxwriter
from openpyxl import Workbook

from people import id_number
from storage.intake.apply.batch import apply_plan
from storage.intake.choices import Choices, SheetChoice
from storage.intake.pipeline import plan_import
from storage.model.tables import VOLUNTEERS


@pytest.fixture
def book(tmp_path):
    """Writes sheets of rows into a workbook and returns its path."""

    def write(name="名册.xlsx", merged=(), hidden=(), **sheets):
        made = Workbook()
        made.remove(made.active)
        for title, rows in sheets.items():
            sheet = made.create_sheet(title)
            for row in rows:
                sheet.append(row)
            for area in merged:
                sheet.merge_cells(area)
            if title in hidden:
                sheet.sheet_state = "hidden"
        made.save(tmp_path / name)
        return tmp_path / name

    return write


def planned(store, path, **choices):
    made = plan_import(store, [path], "盐边县渔门中学", choices=Choices(**choices))
    assert made.files[0].failure is None
    return made


def people(made):
    return [row.record for row in made.rows() if row.outcome == "created"]


def told(made):
    return [
        (row.row, problem.column, problem.message)
        for row in made.rows()
        for problem in row.problems
    ]


def test_two_tables_side_by_side_give_two_people_a_row_each_with_its_own_cells(store, book):
    numbers = [id_number() for _ in range(3)]
    header = ["序号", "姓名", "身份证号", None]
    path = book(
        表=[
            ["渔门中学团员名册"],
            header + header[:3],
            [1, "甲", numbers[0], None, 3, "丙", numbers[2]],
            [2, "乙", numbers[1]],
            ["合计", 3],
        ]
    )
    made = planned(store, path)
    assert [(row.row, row.record.name, row.record.id_number) for row in made.rows()] == [
        (3, "甲", numbers[0]),
        (3, "丙", numbers[2]),
        (4, "乙", numbers[1]),
    ]
    assert [row.raw[:3] for row in made.rows()][1] == [None, None, None]
    assert [row.raw[4:] for row in made.rows()][1] == [3, "丙", numbers[2]]
    assert made.files[0].sheets[0].skipped == [(1, "标题行"), (5, "合计、说明或签名")]
    assert apply_plan(store, made).counts["created"] == 3


def test_a_correction_in_tables_side_by_side_applies_to_its_own_table(store, book):
    header = ["姓名", "身份证号"]
    path = book(表=[header * 2, ["甲", id_number(), "丙", "510411"]])
    right = id_number()
    choice = SheetChoice(cells={(2, 3): right})
    first, second = planned(store, path, sheets={(str(path), "表"): choice}).rows()
    assert (first.corrected, first.outcome) == (None, "created")
    assert (second.corrected, second.record.id_number) == ({3: right}, right)


def test_a_header_repeated_on_every_page_and_all_that_is_no_person_is_passed_over(store, book):
    header = ["序号", "姓名", "身份证号", "班级"]
    path = book(
        表=[
            ["渔门中学花名册"], ["制表：李老师", None, "2026年9月"], header, [1, "例：张三", "5104", "高一"],
            [1, "甲", id_number(), "一班"], ["第1页", "共2页"], ["渔门中学花名册"], header,
            [2, "乙", id_number(), "二班"], [], ["合计", 2], ["填表人：李老师", None, "审核人：王老师"],
        ]
    )  # fmt: skip
    made = planned(store, path)
    assert [one.name for one in people(made)] == ["甲", "乙"]
    assert made.files[0].sheets[0].skipped == [
        (1, "标题行"), (2, "标题行"), (4, "示例行"), (6, "合计、说明或签名"), (7, "重复的表头"), (8, "重复的表头"),
        (10, "空行"), (11, "合计、说明或签名"), (12, "合计、说明或签名"),
    ]  # fmt: skip


def test_a_row_passed_over_by_mistake_is_switched_on(store, book):
    path = book(表=[["姓名", "身份证号", "班级", "性别"], ["合计", id_number(), None, None]])
    assert list(planned(store, path).rows()) == []
    choice = SheetChoice(included=frozenset({2}))
    (row,) = planned(store, path, sheets={(str(path), "表"): choice}).rows()
    assert row.record.name == "合计"


def test_a_hidden_sheet_is_shown_and_off_until_it_is_chosen(store, book):
    rows = [["姓名", "身份证号"], ["甲", id_number()]]
    path = book(一班=rows, 去年=[rows[0], ["乙", id_number()]], hidden=["去年"])
    made = planned(store, path)
    shown, hidden = made.files[0].sheets
    assert (shown.used, hidden.hidden, hidden.used, hidden.note) == (
        True,
        True,
        False,
        "隐藏的工作表，没有导入",
    )
    assert [one.name for one in people(made)] == ["甲"]
    made = planned(store, path, sheets={(str(path), "去年"): SheetChoice(used=True)})
    assert [one.name for one in people(made)] == ["甲", "乙"]


def test_a_header_of_three_rows_finds_the_guardian_of_each_pupil(store, book):
    numbers = [id_number() for _ in range(2)]
    path = book(
        merged=["A1:B1", "C1:F1", "A2:A3", "B2:B3", "C2:D2", "E2:F2"],
        表=[
            ["学生信息", None, "家庭成员", None, None, None], ["姓名", "身份证号", "父亲", None, "母亲", None],
            [None, None, "姓名", "电话", "姓名", "电话"], ["甲", numbers[0], "父甲", "13800000001", "母甲", "13800000002"],
            ["乙", numbers[1], None, None, "母乙", "13800000003"],
        ],
    )  # fmt: skip
    found = [
        (one.guardian_name, one.guardian_relation, one.guardian_phone)
        for one in people(planned(store, path))
    ]
    assert found == [("父甲", "父亲", "13800000001"), ("母乙", "母亲", "13800000003")]
    assert all(one.phone is None for one in people(planned(store, path)))


def test_the_national_register_is_read_with_its_codes(store, book):
    header = (
        "学校标识码 姓名 性别 出生日期 民族 身份证件类型 身份证件号 政治面貌 学籍辅号 班内学号 年级 班级 入学年月 联系电话 成员1姓名 "
        "成员1关系 成员1是否监护人 成员1联系电话 成员1身份证件号 成员2姓名 成员2关系 成员2是否监护人 成员2联系电话"
    ).split()
    number = id_number("2010-03-04", sex="女")
    row = [
        "3151000001", "沙马阿果", "2-女", "20100304", "07-彝族", "1-居民身份证", number, "13-群众", "20250101", "07", "2025级", "1班",
        "202509", None, "沙马父", "51-父亲", "0-否", "13800000001", id_number("1980-01-01"), "沙马母", "52-母亲", "1-是", "13800000002",
    ]  # fmt: skip
    (one,) = people(planned(store, book(表=[header, row])))
    assert (one.name, one.sex, one.birth_date, one.ethnicity) == (
        "沙马阿果",
        "女",
        "2010-03-04",
        "彝族",
    )
    assert (one.id_type, one.id_number, one.political_status) == ("居民身份证", number, "群众")
    assert (one.student_number, one.grade, one.class_name) == ("20250101", "2025级", "1班")
    assert (one.guardian_name, one.guardian_relation, one.guardian_phone) == (
        "沙马母",
        "母亲",
        "13800000002",
    )
    assert (one.phone, one.consented_on) == (None, None)


def test_a_vocational_schools_temporary_number_is_its_own_key_and_no_id_number(store, book):
    temporary = "999" + "3151000001" + "00017"
    made = planned(
        store, book(表=[["姓名", "身份证号", "出生日期"], ["甲", temporary, "20090102"]])
    )
    (one,) = people(made)
    assert (one.id_number, one.student_number, one.birth_date) == (None, temporary, "2009-01-02")
    assert told(made) == [(2, "id_number", "没有身份证号：999开头的是学校的临时编号，已记作学号")]


@pytest.mark.parametrize("area", ["810000", "820000", "830000"])
def test_a_residence_permit_is_known_by_its_number(store, book, area):
    number = id_number("2009-08-23", area=area)
    (one,) = people(planned(store, book(表=[["姓名", "证件号码"], ["甲", number]])))
    assert (one.id_type, one.id_number, one.birth_date) == (
        "港澳台居民居住证",
        number,
        "2009-08-23",
    )


def test_bare_digits_of_sexes_are_read_by_the_id_numbers_and_a_contradiction_is_shown(store, book):
    men, women = [id_number(sex="男") for _ in range(12)], [id_number(sex="女") for _ in range(12)]
    rows = [[f"甲{at}", 0, number] for at, number in enumerate(men)]
    rows += [[f"乙{at}", 1, number] for at, number in enumerate(women)]
    rows += [["丙", 1, id_number(sex="男")], ["丁", 1, None]]
    made = planned(store, book(表=[["姓名", "性别", "身份证号"], *rows]))
    sexes = {one.name: one.sex for one in people(made)}
    assert (sexes["甲0"], sexes["乙0"], sexes["丁"]) == ("男", "女", "女")
    assert sexes["丙"] == "女"  # as the sheet says, and not overwritten
    assert told(made) == [(26, "sex", "性别与身份证号不符（证号上是男）")]


def test_a_bare_digit_that_nothing_explains_is_left_out_and_reported(store, book):
    made = planned(store, book(表=[["姓名", "性别"], ["甲", 0], ["乙", 1]]))
    assert [one.sex for one in people(made)] == [None, None]
    assert [message for _row, _column, message in told(made)] == [
        f"性别只写了“{digit}”，分不清是男是女，请写成男或女，这一格没有导入" for digit in (0, 1)
    ]


def test_an_old_id_number_is_written_out_and_reported(store, book):
    made = planned(store, book(表=[["姓名", "身份证号"], ["甲", "510411620517001"]]))
    (one,) = people(made)
    assert (one.id_number[:17], one.birth_date) == ("51041119620517001", "1962-05-17")
    assert told(made) == [(2, "id_number", "身份证号是15位的旧号，已换算成18位，请核对")]


def test_a_name_with_a_private_character_is_repaired_and_reported_or_refused_and_reported(
    store, book
):
    made = planned(
        store, book(表=[["姓名", "身份证号"], ["李\ue863", id_number()], ["李\ue000", id_number()]])
    )
    assert [row.outcome for row in made.rows()] == ["created", "rejected"]
    (one,) = people(made)
    assert one.name == "李䶮"
    assert ["已换成标准字" in told(made)[0][2], "请向学校核对" in told(made)[1][2]] == [True, True]


def test_days_are_counted_from_where_the_workbook_counts(store, tmp_path):
    path = tmp_path / "名册.xlsx"
    with xlsxwriter.Workbook(path, {"date_1904": True}) as made:
        sheet = made.add_worksheet("表")
        for number, row in enumerate([["姓名", "出生日期"], ["甲", 39692 - 1462]]):
            sheet.write_row(number, 0, row)
    (one,) = people(planned(store, path))
    assert one.birth_date == "2008-09-01"


def test_a_formula_without_a_result_is_a_fault_of_its_cell(store, book):
    header, last = ["姓名", "身份证号", "班级"], ["乙", id_number(), "一班"]
    made = planned(store, book(表=[header, ["甲", "=Sheet9!A1", "一班"], [None, "=B2"], last]))
    assert [(row.row, row.outcome) for row in made.rows()] == [(2, "rejected"), (4, "created")]
    said = "身份证号是没有保存计算结果的公式，请在 WPS 中打开、保存后再导入"
    assert told(made) == [(2, "id_number", said)]
    assert made.files[0].sheets[0].skipped == [(3, "公式没有结果")]


@pytest.mark.parametrize("sign", "=+-@")
def test_a_text_that_begins_like_a_formula_is_stored_as_text(store, tmp_path, sign):
    path = tmp_path / "名册.xlsx"
    text = f"{sign}cmd|' /C calc'!A0"
    with xlsxwriter.Workbook(path) as made:
        sheet = made.add_worksheet("表")
        for number, row in enumerate([["姓名", "备注"], ["甲", text]]):
            for column, cell in enumerate(row):
                sheet.write_string(number, column, cell)
    apply_plan(store, planned(store, path))
    (held,) = store.find(VOLUNTEERS)
    assert held.note == text


def test_a_header_row_chosen_by_hand_is_obeyed(store, book):
    path = book(表=[["姓名", "性别", "班级"], ["学生姓名", "性别", "班级"], ["甲", "男", "一班"]])
    choice = SheetChoice(header_row=2)
    made = planned(store, path, sheets={(str(path), "表"): choice})
    assert made.files[0].sheets[0].header_row == 2
    assert [one.name for one in people(made)] == ["甲"]


def test_rows_that_a_filter_hides_are_read_and_the_clerk_is_reported(store, tmp_path):
    path = tmp_path / "名册.xlsx"
    with xlsxwriter.Workbook(path) as made:
        sheet = made.add_worksheet("表")
        for number, row in enumerate([["姓名", "班级"], ["甲", "一班"], ["乙", "一班"]]):
            sheet.write_row(number, 0, row)
        sheet.set_row(2, options={"hidden": True})
        sheet.set_row(9, options={"hidden": True})
    made = planned(store, path)
    assert [one.name for one in people(made)] == ["甲", "乙"]
    assert made.files[0].warnings == ("工作表「表」有 1 行是隐藏或筛选掉的，也读入了，请核对。",)


def test_a_birth_date_that_contradicts_the_number_is_shown_and_never_overwritten(store, book):
    number = id_number("2008-05-17")
    made = planned(store, book(表=[["姓名", "身份证号", "出生年月"], ["甲", number, "2008.6"]]))
    (one,) = people(made)
    assert (one.id_number, one.birth_date) == (number, "2008-06")
    assert told(made) == [(2, "birth_date", "出生日期与身份证号不符（证号上是 2008-05-17）")]


def test_a_workbook_with_macros_is_read_and_nothing_of_it_runs(store, book):
    path = book(表=[["姓名", "身份证号"], ["甲", id_number()]])
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0" + b"Auto_Open" * 100)
        archive.writestr("xl/macrosheets/sheet9.xml", "<x/>")
    assert [one.name for one in people(planned(store, path))] == ["甲"]
