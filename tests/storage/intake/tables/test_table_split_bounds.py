"""Where one table of a sheet ends and the next begins, at the bounds of each rule."""

import pytest

from storage.intake.read import Sheet
from storage.intake.tables.header import find_header
from storage.intake.tables.table_split import split_sheet
from storage.model.tables import VOLUNTEERS

FIRST = ["序号", "姓名", "性别", "班级"]
OTHER = ["姓名", "性别", "联系电话"]
ONE, TWO = [1, "王雨欣", "女", "一班"], ["李思雨", "男", "13800000001"]


def sheet(rows, merged=(), first_row=1):
    return Sheet("名册", rows, first_row, 1, False, tuple(merged), frozenset())


def parts(rows, merged=(), first_row=1):
    one = sheet(rows, merged, first_row)
    return split_sheet(one, VOLUNTEERS, find_header(one, VOLUNTEERS))


def starts(rows):
    """The index of the first row of every part."""
    found, at = [], 0
    for part in parts(rows):
        assert part.rows == rows[at : at + len(part.rows)]
        found.append(at)
        at += len(part.rows)
    assert at == len(rows)
    return found


def test_a_second_header_splits_the_sheet_and_names_its_first_row():
    first, second = parts([FIRST, ONE, OTHER, TWO], [(2, 1, 2, 2), (3, 1, 3, 3), (4, 1, 5, 1)], 1)
    assert (first.name, first.first_row, first.rows) == ("名册", 1, [FIRST, ONE])
    assert (second.name, second.first_row, second.rows) == ("名册 第 3 行起", 3, [OTHER, TWO])
    assert first.merged == ((2, 1, 2, 2),)
    assert second.merged == ((3, 1, 3, 3), (4, 1, 5, 1))


def test_rows_are_numbered_from_the_first_one_of_the_sheet():
    _first, second = parts([FIRST, ONE, OTHER, TWO], first_row=11)
    assert (second.name, second.first_row) == ("名册 第 13 行起", 13)


def test_a_sheet_of_one_table_is_returned_as_it_is():
    one = sheet([FIRST, ONE])
    assert split_sheet(one, VOLUNTEERS, find_header(one, VOLUNTEERS)) == [one]


def test_the_same_words_right_below_a_header_begin_no_table():
    assert starts([FIRST, OTHER, TWO]) == [0]
    assert starts([FIRST, ONE, OTHER, TWO]) == [0, 2]


def test_a_table_after_a_repeated_header_is_still_found():
    assert starts([FIRST, FIRST, ONE, OTHER, TWO]) == [0, 3]
    assert starts([FIRST, ONE, FIRST, ONE, OTHER, TWO]) == [0, 4]


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        (OTHER, [0, 2]),
        (["姓名", "性别"], [0, 2]),
        (["姓名", "性别", "一" * 13], [0]),  # a note beside it
        (["姓名", "性别", 7], [0]),
        (["姓名", "性别", "", None], [0, 2]),
        (["性别", "联系电话"], [0]),  # without names
        (["姓名"], [0, 2]),  # a name is below it
    ],
)
def test_a_row_is_another_header_where_most_of_its_texts_are_known(second, expected):
    assert starts([FIRST, ONE, second, TWO]) == expected


@pytest.mark.parametrize(
    ("second", "expected"),
    [(["姓名", "甲栏", "乙栏", "性别"], [0]), (["姓名", "甲栏", "性别"], [0, 2])],
)
def test_more_than_half_of_the_texts_are_known_where_no_name_is_below(second, expected):
    assert starts([FIRST, ONE, second, ["共12人"]]) == expected


def test_a_lone_word_for_names_without_a_name_below_is_no_header():
    assert starts([FIRST, ONE, ["姓名"], ["共12人"]]) == [0]


@pytest.mark.parametrize(
    ("between", "expected"),
    [
        ([["高一（2）班"]], 2),
        ([[]], 2),
        ([["合计", 1]], 3),  # closes the table above
        ([["以下为教师"]], 2),  # but this opens the one below
        ([["渔门中学", "高一年级"]], 2),  # two texts
        ([["渔门中学", "高一年级", "名册"]], 3),  # three are a record
        ([["渔门中学", "高一年级", "填表：李"]], 2),  # a colon is about the table
        ([["渔门中学", "高一年级", "填表:李"]], 2),
        ([["渔门中学", "高一年级", "高一（2）班"]], 2),
        ([["渔门中学", 7]], 3),  # a number counts a row
        ([[2, "李思雨"]], 3),  # a person
    ],
)
def test_titles_and_blanks_above_a_header_go_with_it(between, expected):
    assert starts([FIRST, ONE, *between, OTHER, TWO]) == [0, expected]


def test_at_most_four_rows_above_a_header_go_with_it():
    four = [["渔门中学"]] * 4
    assert starts([FIRST, ONE, *four, OTHER, TWO]) == [0, 2]
    assert starts([FIRST, ONE, *four, ["渔门中学"], OTHER, TWO]) == [0, 3]


def test_the_rows_above_never_reach_into_the_header_before():
    assert starts([FIRST, ["渔门中学"], OTHER, TWO]) == [0, 1]


def again(*titles, above="高一（1）班"):
    return starts([[above], FIRST, ONE, *([title] for title in titles), FIRST, ONE])


@pytest.mark.parametrize(
    ("title", "splits"),
    [
        ("高一（2）班", True),
        ("高一（1）班", False),
        ("男生", False),
        ("女", False),
        ("住校生", False),
        ("走读生", False),
        ("寄宿生", False),
        ("第一组", False),
        ("第2页", False),
        ("续表", False),
        ("以下空白", False),
        ("本页无内容", False),
        ("填表：团委", False),
        ("填表:团委", False),
        ("教师", True),
    ],
)
def test_the_same_header_below_another_title_begins_a_table(title, splits):
    assert again(title) == ([0, 3] if splits else [0])


def test_a_class_below_a_title_without_one_begins_a_table():
    assert again("高一（2）班", above="渔门中学名册") == [0, 3]
    assert again("教师", above="渔门中学名册") == [0]


def test_half_of_a_header_that_comes_again_begins_no_table():
    assert starts([FIRST, ONE, FIRST[:3], ONE[:3]]) == [0]
    assert starts([FIRST[:3], ONE[:3], FIRST, ONE]) == [0, 2]


def test_a_shorter_header_above_the_best_one_counts_where_people_are_below_it():
    best = ["姓名", "性别", "班级", "民族", "联系电话"]
    assert starts([["姓名", "性别"], ["李思雨", "男"], best, TWO]) == [0, 2]
    assert starts([["姓名", "性别"], ["高一（2）班"], best, TWO]) == [0]
