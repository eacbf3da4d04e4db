"""Where a sheet is split into tables, at the bounds of each rule."""

import pytest

from storage.intake.read import Sheet
from storage.intake.tables.header import find_header
from storage.intake.tables.table_split import split_sheet
from storage.model.tables import VOLUNTEERS

HEAD = ["序号", "姓名", "性别"]
OTHER = ["姓名", "民族", "电话"]


def parts(rows, merged=(), first_row=1):
    sheet = Sheet("全校", rows, first_row, merged=tuple(merged))
    return split_sheet(sheet, VOLUNTEERS, find_header(sheet, VOLUNTEERS))


def starts(rows):
    """Return the index of the first row of each further part."""
    return [part.first_row - 1 for part in parts(rows)[1:]]


def test_a_sheet_with_one_table_is_its_only_part():
    sheet = Sheet("全校", [HEAD, [1, "赵一", "男"]])
    assert split_sheet(sheet, VOLUNTEERS, find_header(sheet, VOLUNTEERS)) == [sheet]


def test_each_part_has_its_rows_its_merged_cells_and_a_name_by_its_first_row():
    rows = [HEAD, [1, "赵一", "男"], ["教师"], OTHER, ["王五", "汉族"]]
    areas = [(11, 1, 11, 2), (12, 1, 13, 1), (13, 1, 13, 3), (14, 1, 15, 1)]
    first, second = parts(rows, areas, first_row=11)
    assert (first.name, first.first_row, first.rows) == ("全校", 11, rows[:2])
    assert first.merged == ((11, 1, 11, 2), (12, 1, 13, 1))
    assert (second.name, second.first_row, second.rows) == ("全校 第 13 行起", 13, rows[2:])
    assert second.merged == ((13, 1, 13, 3), (14, 1, 15, 1))


def test_three_tables_below_one_another_are_three_parts():
    rows = [HEAD, [1, "赵一", "男"], OTHER, ["钱二", "汉族"], ["姓名", "班级"], ["孙三", "一班"]]
    assert starts(rows) == [2, 4]


@pytest.mark.parametrize(
    ("header", "begins"),
    [
        (["姓名", "民族", "电话"], True),
        (["姓名", None, "", "民族", "电话"], True),
        (["姓名", "民族", "甲栏"], True),
        (["姓名", "民族", "甲栏", "乙栏"], False),
        (["姓名", "电话", "甲栏", "学历"], True),
        (["姓名", "甲栏"], False),
        (["姓 名", "民族", "电话"], True),
        (["姓名：", "民族", "电话"], True),
        (["民族", "电话", "学历"], False),
        (["学生", "民族", "电话"], False),
        (["姓名", "民族", "栏" * 13], False),
        (["姓名", "民族", 2026], False),
    ],
)
def test_a_row_of_mostly_known_words_with_that_for_names_begins_a_table(header, begins):
    rows = [HEAD, [1, "赵一", "男"], header, ["合计"], []]
    assert starts(rows) == ([2] if begins else [])


def test_a_header_with_one_known_word_begins_a_table_above_a_name():
    rows = [HEAD, [1, "赵一", "男"], ["姓名", "甲栏"], ["钱二", "成都"]]
    assert starts(rows) == [2]
    assert starts([*rows[:3], ["合计"]]) == []


def test_a_header_of_names_in_the_words_of_the_first_one_begins_a_table():
    rows = [["学生", "性别"], ["赵一", "男"], ["学生", "民族", "电话"], ["钱二", "汉族"]]
    assert starts(rows) == [2]


def test_a_header_that_comes_twice_at_once_begins_nothing_and_one_below_it_does():
    rows = [HEAD, OTHER, [1, "赵一", "男"], ["姓名", "学历", "班级"], ["孙三", "高中"]]
    assert starts(rows) == [3]
    assert starts([HEAD, ["教师"], OTHER, ["王五", "汉族"]]) == [1]


@pytest.mark.parametrize(
    ("above", "start"),
    [
        ([], 2),
        ([["教师"]], 2),
        ([[], ["教师"], []], 2),
        ([["甲表"], ["乙表"], ["丙表"], ["教师"]], 2),
        ([["甲表"], ["乙表"], ["丙表"], ["丁表"], ["教师"]], 3),
        ([["合计", 1], ["教师"]], 3),
        ([["填表人：周老师"], []], 3),
        ([["以下为教师"]], 2),
        ([["学校", "教师"]], 2),
        ([["学校", "教师", "名单"]], 3),
        ([["学校：", "教师", "名单"]], 2),
        ([["单位:", "教师", "名单"]], 2),
        ([["教师", "名单", "高一1班"]], 2),
        ([["2"]], 3),
        ([[None, "钱二"]], 3),
        ([["高一2班", "钱二"]], 2),
    ],
)
def test_titles_and_blank_rows_above_a_header_belong_to_its_table(above, start):
    rows = [HEAD, [1, "赵一", "男"], *above, OTHER, ["王五", "汉族"]]
    assert starts(rows) == [start]


@pytest.mark.parametrize(
    ("title", "below", "begins"),
    [
        ("高一1班", "高一2班", True),
        ("高一1班", "高一1班", False),
        ("花名册", "高一1班", True),
        ("花名册", "教师", False),
        ("高一1班", "教师", True),
        ("高一1班", "男生", False),
        ("高一1班", "第二小组", False),
        ("高一1班", "高一1班名册", False),
        ("高一1班名册", "教师（续）", False),
        ("高一1班", "教师：", False),
        ("高一1班", None, False),
    ],
)
def test_the_same_header_again_begins_a_table_below_the_title_of_another_class(
    title, below, begins
):
    rows = [[title], HEAD, [1, "赵一", "男"], [below] if below else [], HEAD, [1, "钱二", "男"]]
    assert starts(rows) == ([3] if begins else [])


def test_a_title_that_comes_again_beside_a_class_begins_no_table():
    titles = ["高一1班"], ["渔门中学"]
    rows = [*titles, HEAD, [1, "赵一", "男"], ["渔门中学"], HEAD, [1, "钱二", "男"]]
    assert starts(rows) == []
    rows[4] = ["渔门 教师"]
    assert starts(rows) == [4]


def test_a_class_is_that_of_the_last_table_and_not_of_the_first():
    def page(title, name):
        return [[title], HEAD, [1, name, "男"]]

    rows = [*page("高一1班", "赵一"), *page("高一2班", "钱二"), *page("高一2班", "孙三")]
    assert starts(rows) == [3]
    assert starts([*rows, *page("高一1班", "李四")]) == [3, 9]


@pytest.mark.parametrize(
    ("again", "begins"),
    [
        (HEAD, False),
        ([None, "姓名", None], False),
        ([None, "姓名", "性别"], False),
        (["序号", "姓名", "民族"], True),
        ([*HEAD, "民族"], True),
    ],
)
def test_a_header_with_another_word_in_some_column_begins_a_table(again, begins):
    rows = [HEAD, [1, "赵一", "男"], again, [1, "钱二", "男"]]
    assert starts(rows) == ([2] if begins else [])


def test_a_header_above_the_best_one_counts_where_people_stand_between_them():
    best = ["姓名", "性别", "民族", "电话"]
    first = ["姓名", "性别", "甲栏"]
    people = ["赵一", "男", "读书"]
    assert starts([first, people, best, ["钱二", "男"]]) == [2]
    assert starts([["花名册"], first, people, best, ["钱二", "男"]]) == [3]
    assert starts([first, ["教师"], best, ["钱二", "男"]]) == []
    assert starts([["姓名", "赵一"], ["性别", "男"], best, ["钱二", "男"]]) == []
