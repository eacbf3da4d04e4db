"""Which rows and columns the header of a table covers, at the bounds of each rule."""

import pytest

from storage.intake.read import Sheet
from storage.intake.tables.header import (
    DEPTH,
    body_rows,
    find_header,
    heads_names,
    is_short,
    score,
    tight,
    titles_of,
)
from storage.intake.vocabulary.header_words import known_words
from storage.model.tables import VOLUNTEERS

WORDS = known_words(VOLUNTEERS)


def layout_of(rows, merged=(), header=None, **place):
    return find_header(Sheet("名册", rows, merged=tuple(merged), **place), VOLUNTEERS, header)


def extent(rows, merged=(), header=None, **place):
    layout = layout_of(rows, merged, header, **place)
    return layout.top, layout.header


# cells


@pytest.mark.parametrize(
    ("cell", "text"),
    [(" * 姓 名：", "姓名"), ("★性别☆:", "性别"), (2.0, "2"), (None, ""), ("姓*名", "姓*名")],
)
def test_a_cell_is_compared_without_blanks_and_signs_at_its_ends(cell, text):
    assert tight(cell) == text


@pytest.mark.parametrize(
    ("cell", "short"),
    [("", False), ("  ", False), ("栏", True), (" " + "栏" * 12 + " ", True), ("栏" * 13, False),
     (1, False), (None, False)],
)  # fmt: skip
def test_a_heading_has_one_to_twelve_characters(cell, short):
    assert is_short(cell) is short


@pytest.mark.parametrize(
    ("row", "number"),
    [([], 0), (["甲栏", None, 1], 0), (["姓名", "姓 名", "姓名（必填）"], 1), (["姓名", "性别", "甲栏", 2], 2)],
)  # fmt: skip
def test_each_known_word_of_a_row_counts_once(row, number):
    assert score(row, WORDS) == number


# the row that is the header


@pytest.mark.parametrize(
    ("rows", "heads"),
    [
        ([["姓名", "爱好"], ["赵一", "读书"]], True),
        ([["爱好", "姓名"], ["读书", "赵一"]], True),
        ([["姓名", "", None], ["赵一"]], True),
        ([["姓名"], [], ["赵一"]], True),
        ([["姓名"], [], [], ["赵一"]], False),
        ([["姓名"], ["合计"], ["赵一"]], False),
        ([["姓名"], ["电话"]], False),
        ([["姓名"]], False),
        ([["爱好"], ["赵一"]], False),
        ([["爱好", "姓名"], ["赵一"]], False),
        ([["爱好", "姓名"], ["赵一", "12"]], False),
        ([["姓名", "栏" * 12], ["赵一"]], True),
        ([["姓名", "栏" * 13], ["赵一"]], False),
        ([["姓名", 2026], ["赵一"]], False),
    ],
)
def test_a_row_of_short_texts_with_the_word_for_names_heads_the_name_below_it(rows, heads):
    assert heads_names(rows, 0, VOLUNTEERS) is heads


@pytest.mark.parametrize("header", [["姓名", "性别"], ["姓名", "爱好"]])
@pytest.mark.parametrize(("blanks", "found"), [(DEPTH - 1, True), (DEPTH, False)])
def test_a_header_is_looked_for_in_the_first_forty_rows(header, blanks, found):
    rows = [*([] for _ in range(blanks)), header, ["赵一", "男"]]
    layout = layout_of(rows)
    assert (layout.header if layout else None) == (blanks if found else None)


def test_the_first_of_the_rows_with_most_known_words_is_the_header():
    rows = [["姓名"], ["姓名", "性别"], ["赵一", "男"], ["姓名", "性别"], ["钱二", "男"]]
    assert extent(rows) == (1, 1)
    assert extent([["姓名", "性别"], ["赵一", "男"], ["姓名", "性别", "民族"]]) == (2, 2)


def test_one_known_word_makes_a_header_only_above_a_name():
    assert extent([["志愿者名单"], ["姓名", "爱好"], ["赵一", "读书"]]) == (1, 1)
    assert layout_of([["姓名", "爱好"], ["合计", "3"]]) is None
    assert layout_of([["爱好"], ["赵一"]]) is None


def test_the_first_row_is_the_header_where_it_is_chosen():
    rows = [["称呼", "去向"], ["赵一", "成都"], ["姓名", "性别", "民族"]]
    assert extent(rows, header=0) == (0, 0)


# its rows


@pytest.mark.parametrize(
    ("low", "bottom"), [(1, 0), (2, 1), (3, 2), (4, 0)], ids=["one", "two", "three", "four"]
)
@pytest.mark.parametrize("first_row", [1, 7])
def test_merged_cells_of_two_or_three_rows_stretch_a_header(low, bottom, first_row):
    rows = [["姓名", "性别", "民族"], ["赵一"], ["钱二"], ["孙三"], ["李四"]]
    merged = [(first_row, 1, first_row + low - 1, 1)]
    assert extent(rows, merged, first_row=first_row) == (0, bottom)


def test_the_longest_merged_cell_of_a_header_decides_within_the_sheet():
    rows = [["姓名", "性别", "民族"], ["赵一"], ["钱二"]]
    assert extent(rows, [(1, 1, 2, 1), (1, 2, 3, 2)]) == (0, 2)
    assert extent(rows, [(1, 2, 3, 2), (1, 1, 2, 1)]) == (0, 2)
    assert extent(rows[:2], [(1, 2, 3, 2)]) == (0, 1)
    assert extent(rows[:1], [(1, 2, 3, 2)]) == (0, 0)


def test_merged_cells_that_begin_above_the_chosen_row_stretch_it_and_those_below_do_not():
    rows = [["花名册"], ["姓名", "性别", "民族"], ["赵一"], ["钱二"], ["孙三"]]
    assert extent(rows, [(1, 1, 3, 1)], header=1) == (1, 2)
    assert extent(rows, [(1, 1, 2, 1)], header=1) == (1, 1)
    assert extent(rows, [(3, 1, 4, 1)], header=1) == (1, 1)


@pytest.mark.parametrize(
    ("header", "below", "goes_on"),
    [
        (["姓名", "性别", "联系方式"], [None, "", "电话"], True),
        (["姓名", "联系方式"], [None, "电话"], False),
        (["姓名", "性别", "民族", "联系方式"], [None, None, "族别", "电话"], False),
        (["姓名", "性别", "联系方式"], [None, None, "甲栏"], False),
        (["姓名", "性别", "联系方式"], [None, None, "电话", "栏" * 12], True),
        (["姓名", "性别", "联系方式"], [None, None, "电话", "栏" * 13], False),
        (["姓名", "性别", "联系方式"], [None, None, "电话", 1], False),
        (["姓名", "性别", "甲栏"], [None, "电话"], False),
        (["甲栏", "姓名", "性别", "乙栏"], ["电话"], True),
    ],
)
def test_a_row_that_leaves_most_known_columns_blank_and_names_others_belongs_to_the_header(
    header, below, goes_on
):
    assert extent([header, below, ["赵一"]], header=0) == (0, int(goes_on))


def test_a_header_that_merged_cells_stretch_does_not_go_on_below_them():
    rows = [["姓名", "性别", "监护人", None], [None, None, "电话"], ["赵一"]]
    assert extent(rows, [(1, 1, 2, 1)]) == (0, 1)
    assert extent([["姓名", "性别"]]) == (0, 0)


@pytest.mark.parametrize(
    ("line", "is_heading"),
    [
        (["上栏", "下栏"], True),
        (["上栏", None, ""], False),
        (["上栏"], False),
        (["上栏", "", "下栏"], True),
        (["上栏", "栏" * 12], True),
        (["上栏", "栏" * 13], False),
        (["上栏", 1], False),
        (["上栏", "第202届"], True),
        (["上栏", "第2026届"], False),
        (["班主任", "李老师"], False),
        (["上栏", "班长", "赵一"], False),
        (["班主任", "电话"], True),
        (["班主任", None, "下栏"], True),
        (["班主任", "", "下栏"], True),
        (["某班主任", "李老师"], True),
    ],
)
def test_a_row_of_several_short_texts_above_a_header_is_its_heading(line, is_heading):
    header = ["姓名", "性别", "民族"]
    assert extent([line, header, ["赵一"]]) == (int(not is_heading), 1)


@pytest.mark.parametrize(
    ("line", "top"),
    [
        (["赵一", "男", None], 1),
        (["赵一", None, "高一1班"], 1),
        (["赵一", "住校", None], 0),
        (["上栏一栏栏栏的", "男"], 0),
        (["男", "赵一"], 0),
        ([None, "赵一", "汉族"], 0),
    ],
)
def test_a_person_above_a_header_is_no_heading(line, top):
    assert extent([line, ["姓名", "性别", "民族"], ["钱二"]]) == (top, 1)


def test_a_header_has_three_rows_at_most():
    lines = [["甲栏", "乙栏"], ["丙栏", "丁栏"], ["戊栏", "己栏"]]
    rows = [*lines, ["姓名", "性别"], ["赵一", "男"]]
    assert extent(rows) == (1, 3)
    assert extent(rows[1:]) == (0, 2)
    header = [["姓名", "性别", "民族"], ["赵一"]]
    assert extent([*lines, *header], [(4, 1, 5, 1)]) == (2, 4)


# its words


def test_a_layout_has_every_text_of_its_header_and_above_it_in_each_spelling():
    rows = [["花 名\n册", None, 2026], ["姓\n名", "性别"], ["赵一", "男"]]
    layout = layout_of(rows)
    assert {
        "花 名 册",
        "花 名\n册",
        "2026",
        "姓\n名",
        "姓 名",
        "性别",
        "★姓名",
        "学生姓名*",
    } <= layout.words
    assert layout.words.isdisjoint(["", "赵一", "男", 2026, None])
    assert layout.rows == (("姓名", "性别"), ("花名册", "", "2026"), ("姓名", "性别"))


def test_the_texts_above_a_header_are_those_of_its_table():
    rows = [["甲表"], ["上面", 1, None], ["花名册"], ["姓名", "性别"], ["赵一"]]
    layout = layout_of(rows)
    sheet = Sheet("名册", rows)
    assert titles_of(sheet, 0, layout) == ["甲表", "上面", "花名册"]
    part = layout_of(rows[1:])
    assert titles_of(sheet, 1, part) == ["上面", "花名册"]
    assert titles_of(sheet, 0, layout_of(rows[3:])) == []


# its columns


def columns(rows, merged=(), **place):
    layout = layout_of(rows, merged, **place)
    return list(zip(layout.groups, layout.texts, strict=True))


def test_a_heading_reaches_over_the_named_columns_behind_it_up_to_a_blank_one():
    rows = [["学生", None, None, "", "联系人"], ["姓名", "性别", "", "民族", "电话"], ["赵一"]]
    assert columns(rows) == [
        ("学生", "姓名"),
        ("学生", "性别"),
        ("", ""),
        ("", "民族"),
        ("联系人", "电话"),
    ]
    rows = [["学生", "家长"], ["姓名", "电话", "性别"], ["赵一"]]
    assert columns(rows) == [("学生", "姓名"), ("家长", "电话"), ("家长", "性别")]


def test_a_heading_that_is_the_same_as_its_column_reaches_over_no_other():
    rows = [["姓名", None, "上栏"], ["姓名", "性别", "民族"], ["赵一"]]
    assert columns(rows) == [("", "姓名"), ("", "性别"), ("上栏", "民族")]


def test_headings_longer_than_the_row_below_stay_columns():
    rows = [["上栏", "下栏", "民族"], ["姓名", "性别"], ["赵一"]]
    assert columns(rows) == [("上栏", "姓名"), ("下栏", "性别"), ("", "民族")]


def test_a_merged_heading_reaches_as_far_as_the_rows_around_the_header():
    rows = [["姓名", "电话"], ["赵一", 1, 2, 3], [None] * 5 + [6]]
    assert columns(rows, [(1, 2, 1, 16384)]) == [("", "姓名"), *[("", "电话")] * 3]
    assert columns(rows, [(1, 2, 1, 3)]) == [("", "姓名"), *[("", "电话")] * 2]
    rows = [["学生", "其他"], ["姓名", "性别", "民族"], ["赵一", 1, 2, 3, 4]]
    reached = [("学生", "姓名"), ("其他", "性别"), ("其他", "民族")]
    assert columns(rows, [(1, 2, 1, 16384)]) == reached


def test_a_merged_cell_stands_in_its_own_column_of_a_shorter_row():
    rows = [["学生", "性别", "电话"], ["姓名"], ["赵一", "男", "1"]]
    assert columns(rows, [(1, 3, 2, 3)]) == [("学生", "姓名"), ("", "性别"), ("", "电话")]


def test_merged_cells_outside_the_header_give_it_nothing():
    rows = [["花名册"], ["姓名", None, "民族"], ["赵一", "男", "汉族"]]
    plain = [("", "姓名"), ("", ""), ("", "民族")]
    assert columns(rows, [(1, 1, 1, 2), (3, 1, 4, 2)]) == plain
    assert columns(rows[1:], [(1, 1, 2, 3)], first_row=2) == plain
    assert columns(rows, [(2, 1, 2, 2)], first_column=2) == plain
    assert columns(rows, [(2, 2, 2, 3)], first_column=2) == [
        ("", "姓名"),
        ("", "姓名"),
        ("", "民族"),
    ]
    assert columns(rows[1:], [(2, 1, 2, 2)], first_row=2)[1] == ("", "姓名")


# tables side by side


@pytest.mark.parametrize(
    ("texts", "blocks"),
    [
        (["姓名", "性别"] * 2, ((0, 2), (2, 4))),
        (["姓名", "姓名"], ()),
        (["姓名", "学生姓名", "性别"], ()),
        (["序号", "姓名", "性别"] * 2, ((0, 3), (3, 6))),
        ([None, "姓名", "性别"] * 2, ((1, 4), (4, 7))),
        (["序号", "姓名", "性别", "编号", "姓名", "性别"], ((1, 4), (4, 7))),
        (["姓名", "性别", "民族", "姓名", "性别", "电话"], ((0, 3), (3, 6))),
        (["姓名", "性别", "民族", "年级", "姓名", "性别", "电话", "学校"], ()),
        (["姓名", "性别", "民族", "年级", "学校", "姓名", "性别", "民族", "电话", "备注"],
         ((0, 5), (5, 10))),
        (["姓名", "性别", "姓名", "电话"], ()),
        (["姓名", "性别", "姓名", "性别", "姓名", "电话"], ()),
        (["姓名", "性别", "姓 名", "性 别"], ((0, 2), (2, 4))),
        (["性别", "民族"] * 2, ()),
        (["姓名", "性别"], ()),
    ],
)  # fmt: skip
def test_tables_stand_side_by_side_where_most_headers_repeat(texts, blocks):
    assert layout_of([texts, ["赵一"]]).blocks == blocks


def test_a_name_below_the_heading_of_another_person_begins_no_table():
    rows = [["家长", None, "学生", None], ["姓名", "电话", "姓名", "电话"], ["赵一"]]
    assert layout_of(rows).blocks == ()
    rows = [["甲组", None, "乙组", None], ["姓名", "电话", "姓名", "电话"], ["赵一"]]
    assert layout_of(rows).blocks == ((0, 2), (2, 4))


# rows below it


def body(rows, merged, **place):
    return body_rows(Sheet("名册", [["姓名", "班级"], *rows], merged=tuple(merged), **place), 0)


def test_a_merged_area_fills_its_first_column_down_to_its_last_row():
    rows = [["赵一", "一班"], ["钱二"], [], ["孙三"], ["李四"]]
    filled = [["赵一", "一班"], ["钱二", "一班"], [], ["孙三", "一班"], ["李四"]]
    assert body(rows, [(2, 2, 5, 2)]) == filled
    assert body(rows, [(10, 2, 13, 2)], first_row=9) == filled
    assert body(rows, [(2, 3, 5, 3)], first_column=2) == filled
    assert rows[1] == ["钱二"]


@pytest.mark.parametrize(("right", "fills"), [(1, True), (2, True), (3, True), (4, False)])
def test_an_area_of_more_than_three_columns_is_a_line_of_its_own(right, fills):
    assert body([["赵一"], ["钱二"]], [(2, 1, 3, right)])[1] == ["赵一" if fills else "钱二"]


def test_areas_in_one_row_in_the_header_or_below_the_last_row_fill_nothing():
    rows = [["赵一"], ["钱二"]]
    for area in ((2, 1, 2, 2), (1, 1, 3, 1), (4, 1, 5, 1), (3, 2, 4, 2)):
        assert body(rows, [area])[0] == ["赵一"], area
    assert body(rows, [(1, 1, 3, 1)]) == rows
    assert body(rows, [(4, 1, 5, 1)]) == rows
    assert body(rows, [(3, 2, 4, 2)]) == [["赵一"], ["钱二", None]]
    assert body(rows, [(3, 4, 4, 4)])[1] == ["钱二", None, None, None]


def test_areas_that_lie_over_each_other_in_one_column_fill_no_more_rows_than_there_are():
    rows = [["赵一", "一"], ["钱二", "二"], ["孙三", "三"]]
    end = 1048576
    assert body(rows, [(2, 1, end, 1)]) == [["赵一", "一"], ["赵一", "二"], ["赵一", "三"]]
    over = [(3, 1, end, 1), (2, 1, end, 1), (2, 2, end, 2)]
    assert body(rows, over) == [["赵一", "一"], ["钱二", "一"], ["钱二", "一"]]
    assert body(rows, [(3, 1, 4, 1), (2, 1, 3, 1)]) == [
        ["赵一", "一"],
        ["赵一", "二"],
        ["钱二", "三"],
    ]


@pytest.mark.parametrize(("column", "fills"), [(200, True), (201, False)])
def test_areas_are_filled_in_the_first_two_hundred_columns(column, fills):
    wide = [None] * (column - 1) + ["一班"]
    assert (body([wide, ["赵一"]], [(2, column, 3, column)])[1][-1] == "一班") is fills
