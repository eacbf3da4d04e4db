"""The header at its bounds: how deep, how tall, how wide, and what just fails to be one."""

import pytest

from storage.intake.read import Sheet
from storage.intake.tables.header import (
    DEPTH,
    WIDEST,
    block_cells,
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

HEADER = ["序号", "姓名", "性别", "身份证号"]
PERSON = [1, "王雨欣", "女", "x"]


def sheet(rows, merged=(), first_row=1, first_column=1):
    return Sheet("名册", rows, first_row, first_column, False, tuple(merged), frozenset())


def layout(rows, merged=(), header=None, **place):
    return find_header(sheet(rows, merged, **place), VOLUNTEERS, header)


def rows_of_header(rows, merged=(), **place):
    found = layout(rows, merged, **place)
    return (found.top, found.header)


# --- where it is looked for ---------------------------------------------------------------------


def test_a_header_is_looked_for_in_the_first_forty_rows():
    above = [["渔门中学"]] * (DEPTH - 1)
    assert layout([*above, HEADER, PERSON]).header == DEPTH - 1
    assert layout([["渔门中学"], *above, HEADER, PERSON]) is None


def test_two_known_words_make_a_header_one_does_not():
    assert layout([["甲栏", "性别", "电话"], ["x", "男", "1"]]).header == 0
    assert layout([["甲栏", "性别", "乙栏"], ["x", "男", "1"]]) is None


def test_the_same_word_twice_counts_once():
    words = known_words(VOLUNTEERS)
    assert score(["性别", "性 别", "*性别", 7, None], words) == 1
    assert score(["性别", "电话", "无关"], words) == 2
    assert layout([["性别", "性别"], ["男", "男"]]) is None


def test_the_row_with_most_words_is_the_header_and_the_first_of_equals():
    assert layout([["姓名", "性别"], ["x"], HEADER, PERSON]).header == 2
    assert layout([HEADER, PERSON, ["y"], HEADER, PERSON]).header == 0


def test_a_lone_word_for_names_heads_a_list_where_a_name_is_below():
    assert layout([["名单"], ["姓名"], ["王雨欣"]]).header == 1
    assert layout([["姓名"], [], ["王雨欣"]]).header == 0  # one blank row between
    assert layout([["姓名"], [], [], ["王雨欣"]]) is None
    assert layout([["姓名"], ["共12人"]]) is None
    assert layout([["姓名"]]) is None


@pytest.mark.parametrize(
    ("row", "below", "expected"),
    [
        (["姓名", "年" * 12], ["王雨欣"], True),
        (["姓名", "年" * 13], ["王雨欣"], False),  # a sentence beside it: no heading
        (["姓名", 7], ["王雨欣"], False),
        (["姓名", "", None], ["王雨欣"], True),
        ([None, "姓名"], [1, "王雨欣"], True),
        ([None, "姓名"], ["王雨欣"], False),  # a name in another column
        (["姓名"], ["性别"], False),  # a header word below is no person
        (["电话"], ["王雨欣"], False),
    ],
)
def test_a_row_heads_names_where_its_texts_are_short_and_a_name_is_in_its_column(
    row, below, expected
):
    assert heads_names([row, below], 0, VOLUNTEERS) is expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("姓", True), ("一" * 12, True), ("一" * 13, False), (" " + "一" * 12 + " ", True), ("", False), ("  ", False), (12, False), (None, False)],
)  # fmt: skip
def test_a_heading_has_one_to_twelve_characters(cell, expected):
    assert is_short(cell) is expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("* 姓 名 ：", "姓名"), ("★姓名", "姓名"), ("☆姓名:", "姓名"), ("姓\n名*", "姓名"), ("姓*名", "姓*名"), (None, ""), (7, "7")],
)  # fmt: skip
def test_a_cell_is_compared_without_blanks_and_without_signs_at_its_ends(cell, expected):
    assert tight(cell) == expected


# --- how tall it is -----------------------------------------------------------------------------


@pytest.mark.parametrize(("last", "bottom"), [(1, 0), (2, 1), (3, 2), (4, 0), (9, 0)])
def test_a_merged_cell_makes_a_header_of_up_to_three_rows(last, bottom):
    rows = [HEADER, [None, None, "x", "y"], [None, None, "z", "w"], PERSON, PERSON]
    assert rows_of_header(rows, [(1, 1, last, 1)]) == (0, bottom)


def test_a_merged_cell_that_begins_above_the_header_row_reaches_down_from_there():
    rows = [
        ["序号", "基本信息", None, None],
        [None, "姓名", "性别", "电话"],
        [None, None, "x", "y"],
        PERSON,
    ]
    assert rows_of_header(rows, [(1, 1, 3, 1), (1, 2, 1, 4)]) == (0, 2)
    assert rows_of_header(rows, [(1, 1, 2, 1), (1, 2, 1, 4)]) == (0, 1)


def test_the_number_of_the_first_row_counts_in_merged_cells():
    rows = [HEADER, [None, None, "x", "y"], PERSON]
    assert rows_of_header(rows, [(5, 1, 6, 1)], first_row=5) == (0, 1)
    assert rows_of_header(rows, [(1, 1, 2, 1)], first_row=5) == (0, 0)


def test_a_header_never_goes_past_the_last_row():
    assert rows_of_header([HEADER, [None, None, "x"]], [(1, 1, 3, 1)]) == (0, 1)


@pytest.mark.parametrize(
    ("below", "bottom"),
    [
        ([None, None, "姓名", "电话"], 1),  # below 序号 and 姓名 nothing: they go on to the right
        ([None, "x", "姓名", "电话"], 0),  # below one of two something: no more than half is blank
        (["", None, "姓名", "电话"], 1),
        ([None, None, "甲栏", "乙栏"], 0),  # no word of the table
        ([None, None, "姓名", "一" * 13], 0),  # a note
        ([None, None, "姓名", 7], 0),
    ],
)
def test_a_header_goes_on_to_the_row_that_subdivides_it(below, bottom):
    assert rows_of_header([["序号", "姓名", "家长情况", None], below, PERSON])[1] == bottom


@pytest.mark.parametrize(
    ("line", "top"),
    [
        (["基本信息", None, "联系方式", None], 0),
        (["基本信息", None, None, None], 1),  # one text is a title
        (["基本信息", None, "一" * 13, None], 1),
        (["基本信息", 7, None, None], 1),
        (["编制:团委", None, "联系方式", None], 1),
        (["编制：团委", None, "联系方式", None], 1),
        (["基本信息", None, "2026", None], 1),
        (["基本信息", None, "本单位", None], 1),
        (["基本信息", None, "日期", None], 1),
        (["填报人", None, "联系方式", None], 1),
        (["制表人", None, "联系方式", None], 1),
    ],
)
def test_a_row_of_several_short_texts_above_is_part_of_the_header(line, top):
    assert rows_of_header([line, HEADER, PERSON])[0] == top


def test_a_header_has_at_most_three_rows_upward():
    lines = [["甲类", None, "乙类"], ["丙类", None, "丁类"], ["戊类", None, "己类"]]
    assert rows_of_header([*lines, HEADER, PERSON]) == (1, 3)


QUESTIONS = ("学校", "班级", "年级", "班主任", "辅导员", "联系人", "人数", "团员数", "班长")


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_about_the_sheet_with_its_answer_is_no_heading(question):
    assert rows_of_header([[question, "李老师"], HEADER, PERSON])[0] == 1
    assert rows_of_header([[None, question, "某某某"], HEADER, PERSON])[0] == 1


@pytest.mark.parametrize("line", [["班级", "电话"], ["班级", None, "信息"], ["班级组", "李老师"]])  # fmt: skip
def test_a_question_without_an_answer_is_a_heading(line):
    assert rows_of_header([line, HEADER, PERSON])[0] == 0


@pytest.mark.parametrize(
    ("above", "top"),
    [
        (["1", "李思雨", "女", "甲"], 1),  # a choice of the table
        (["1", "李思雨", "高一1班", "甲"], 1),
        (["1", "李思雨", "甲乙", "甲"], 0),
        (["1", "12", "女", "甲"], 0),  # no name in the column of names
    ],
)
def test_a_person_above_the_header_is_no_part_of_it(above, top):
    assert rows_of_header([above, HEADER, PERSON])[0] == top


# --- how wide its cells are ---------------------------------------------------------------------


def groups_of(rows, merged=(), **place):
    found = layout(rows, merged, **place)
    return list(zip(found.texts, found.groups, strict=True))


def test_a_merged_heading_stands_over_every_column_it_spans():
    rows = [["序号", "学生", None, "家长", None], [None, "姓名", "电话", "姓名", "电话"], PERSON]
    merged = [(3, 3, 4, 3), (3, 4, 3, 5), (3, 6, 3, 7)]
    assert groups_of(rows, merged, first_row=3, first_column=3) == [
        ("序号", ""), ("姓名", "学生"), ("电话", "学生"), ("姓名", "家长"), ("电话", "家长"),
    ]  # fmt: skip


def test_a_merge_beyond_the_filled_columns_adds_none():
    rows = [["学生", None, "其他"], ["姓名", "电话", "性别", "班级"], PERSON]
    found = groups_of(rows, [(1, 3, 1, 16_384)])
    assert found == [("姓名", "学生"), ("电话", "学生"), ("性别", "其他"), ("班级", "其他")]


def test_a_merge_that_begins_left_of_the_sheet_is_ignored():
    rows = [["甲类", None, "乙类", None], ["姓名", "电话", "性别", "班级"], PERSON]
    assert groups_of(rows, [(1, 1, 1, 4)], first_column=2) == groups_of(rows, first_column=2)


def test_a_heading_ends_where_a_column_has_no_header():
    rows = [["学生", None, None, None], ["姓名", "电话", None, "性别"], PERSON]
    assert [group for _text, group in groups_of([["学生", None, None, "其他"], *rows[1:]])] == [
        "学生", "学生", "", "其他",
    ]  # fmt: skip


def test_a_heading_equal_to_the_header_below_is_not_repeated_to_its_right():
    rows = [["姓名", None, "家长", None], ["姓名", "性别", "电话", "民族"], PERSON]
    assert groups_of(rows) == [("姓名", ""), ("性别", ""), ("电话", "家长"), ("民族", "家长")]


def test_a_short_upper_row_is_as_wide_as_the_lower_one():
    assert groups_of([["学生", "家长"], ["姓名", "电话", "民族"], PERSON]) == [
        ("姓名", "学生"), ("电话", "家长"), ("民族", "家长"),
    ]  # fmt: skip


def test_the_words_of_a_layout_are_the_texts_down_to_its_header():
    found = layout([["渔门中学名册"], ["序号", "姓 名", "性别", 7], PERSON])
    assert {"渔门中学名册", "序号", "姓 名", "7", "性别", "姓名（必填）"} <= found.words
    assert "王雨欣" not in found.words
    assert found.rows == (
        ("序号", "姓名", "性别", "7"), ("渔门中学名册",), ("序号", "姓名", "性别", "7"),
    )  # fmt: skip


def test_titles_are_the_texts_between_the_start_of_a_table_and_its_header():
    rows = [["上一张表"], ["渔门中学", 7, None], ["高一1班"], HEADER, PERSON]
    one = sheet(rows)
    found = find_header(sheet(rows[1:]), VOLUNTEERS)
    assert titles_of(one, 1, found) == ["渔门中学", "高一1班"]


# --- side by side -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "blocks"),
    [
        (["姓名", "姓名"], ()),  # one column each is no table
        (["姓名", "性别", "姓名", "性别"], ((0, 2), (2, 4))),
        (["姓名", "性别", "姓名", "电话"], ()),  # one of two repeats
        (["序号", "姓名", "性别", "序号", "姓名", "性别"], ((0, 3), (3, 6))),
        (["姓名", "性别", None, "姓名", "性别"], ((0, 3), (3, 6))),
        (["姓名", "性别", "电话", "班级", "民族", "姓名", "性别", "电话", "年级", "备注"], ((0, 5), (5, 10))),  # 3 of 5
        (["姓名", "性别", "电话", "班级", "姓名", "性别", "备注", "年级"], ()),  # 2 of 4
        (["姓名", "性别", "家长姓名", "性别"], ()),  # another word for a name
    ],
)  # fmt: skip
def test_headers_that_repeat_make_tables_side_by_side(header, blocks):
    assert layout([header, ["王雨欣"] * len(header)]).blocks == blocks


def test_the_name_of_a_relative_starts_no_table():
    rows = [["学生", None, "父亲", None], ["姓名", "电话", "姓名", "电话"], ["王雨欣"]]
    assert layout(rows).blocks == ()


def test_the_cells_of_a_block_stay_in_their_columns():
    cells = ["甲", "乙", "丙", "丁", "戊"]
    assert block_cells(cells, (0, 2)) == ["甲", "乙"]
    assert block_cells(cells, (2, 4)) == [None, None, "丙", "丁"]
    assert block_cells(cells, (4, 6)) == [None] * 4 + ["戊"]


# --- merged cells below it ----------------------------------------------------------------------


def column(rows, at):
    return [row[at] if at < len(row) else "-" for row in rows]


BODY = [HEADER, ["一班", "甲"], [None, "乙"], [], [None, "丙"], ["二班", "丁"]]


@pytest.mark.parametrize(
    ("area", "expected"),
    [
        ((2, 1, 5, 1), ["一班", "一班", "-", "一班", "二班"]),  # an empty row stays empty
        ((2, 1, 5, 3), ["一班", "一班", "-", "一班", "二班"]),  # up to three columns
        ((2, 1, 5, 4), ["一班", None, "-", None, "二班"]),
        ((2, 1, 2, 1), ["一班", None, "-", None, "二班"]),
        ((1, 1, 5, 1), ["一班", None, "-", None, "二班"]),  # begins in the header
        ((2, 1, 3, 1), ["一班", "一班", "-", None, "二班"]),
        ((3, 1, 5, 1), [("一班"), None, "-", None, "二班"]),
    ],
)
def test_a_merged_area_gives_its_value_to_its_rows(area, expected):
    assert column(body_rows(sheet(BODY, [area]), 0), 0) == expected
    assert BODY[2] == [None, "乙"]


def test_a_short_row_becomes_just_wide_enough_for_its_merged_cell():
    rows = [HEADER, ["一班", "甲", "女", "x"], ["一班"]]
    found = body_rows(sheet(rows, [(2, 3, 3, 3)]), 0)
    assert found[1] == ["一班", None, "女"]


def test_an_area_below_a_sheet_that_begins_lower_and_further_right_is_filled():
    rows = [HEADER, ["一班", "甲"], [None, "乙"]]
    found = body_rows(sheet(rows, [(12, 6, 13, 6)], first_row=11, first_column=6), 0)
    assert column(found, 0) == ["一班", "一班"]


def test_an_area_that_reaches_beyond_the_last_row_is_filled_to_it():
    rows = [HEADER, ["一班", "甲"], [None, "乙"]]
    assert column(body_rows(sheet(rows, [(2, 1, 60_000, 1)]), 0), 0) == ["一班", "一班"]


def test_areas_over_each_other_are_filled_only_as_far_as_a_column_has_rows():
    rows = [HEADER, ["一班", "甲"], [None, "乙"], ["二班", "丙"], [None, "丁"]]
    found = body_rows(sheet(rows, [(2, 1, 3, 1), (4, 1, 5, 1)]), 0)
    assert column(found, 0) == ["一班", "一班", "二班", "二班"]
    piled = [(2, 1, 5, 1), (2, 1, 5, 1)]
    assert column(body_rows(sheet(rows, piled), 0), 0) == ["一班"] * 4


def test_a_subdivided_header_needs_no_row_below_it():
    assert rows_of_header([["序号", "姓名", "家长情况", None], [None, None, "姓名", "电话"]]) == (
        0,
        1,
    )


@pytest.mark.parametrize(("left", "filled"), [(WIDEST, True), (WIDEST + 1, False)])
def test_areas_in_columns_far_to_the_right_are_left_as_they_are(left, filled):
    wide = [None] * (left - 1)
    rows = [HEADER, [*wide, "一班"], [*wide, None]]
    found = body_rows(sheet(rows, [(2, left, 3, left)]), 0)
    assert (found[1][left - 1] == "一班") is filled
