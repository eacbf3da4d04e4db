"""Rows that are no records, at the bounds of each rule."""

import pytest

from storage.intake.choices import SheetChoice
from storage.intake.read import UNCACHED, CellError, Sheet
from storage.intake.rows.import_plan import LEFT_OUT, PlannedRow, SheetPlan
from storage.intake.rows.row_kinds import RowSorter, skip_reason
from storage.intake.tables.header import find_header
from storage.intake.tables.person_evidence import PersonEvidence
from storage.intake.vocabulary.column_match import match_blocks
from storage.intake.vocabulary.row_words import (
    BLANK,
    CLOSING,
    EXAMPLE,
    HEADER,
    HINT,
    NUMBERS,
    TITLE,
    UNCALCULATED,
)
from storage.model.tables import VOLUNTEERS

HEADS = ["序号", "姓名", "性别", "联系电话", "班级"]
MISSING = CellError(UNCACHED)


def layout(heads=HEADS, above=()):
    rows = [*above, heads]
    return find_header(Sheet("名册", rows, 1, 1, False, (), frozenset()), VOLUNTEERS, len(above))


def reason(row, heads=HEADS, above=()):
    return skip_reason(row, layout(heads, above))


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ([], BLANK),
        ([None, "", "  "], BLANK),
        ([MISSING], UNCALCULATED),
        ([MISSING, MISSING, MISSING], UNCALCULATED),
        ([MISSING, "赵一", "男"], ""),
        ([MISSING] * 4, ""),  # too many cells for a row that is nobody's
        ([CellError("#N/A")], ""),
    ],
)
def test_a_row_without_values_is_blank_or_was_never_calculated(row, expected):
    assert reason(row) == expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (["以上", 1, 2], CLOSING),
        (["以上", 1, 2, 3], ""),  # four cells are no note
        (["合计", 1, 2, 3], CLOSING),  # a total is one, whatever stands beside it
        (["总人数", 1, 2, 3], CLOSING),
        (["填表人", 1, 2, 3], CLOSING),
        (["制表日期：", 1, 2, 3], CLOSING),  # so is a word with a colon
        (["制表日期:", 1, 2, 3], CLOSING),
        ([None, "", "合计", 1, 2, 3], CLOSING),  # the first that is filled
        ([1, "合计", 2, 3], ""),
        (["赵一：", 1, 2, 3], ""),
    ],
)
def test_a_note_has_at_most_three_cells_and_a_total_any_number(row, expected):
    assert reason(row) == expected


def test_in_a_wide_table_a_note_may_fill_a_third_of_the_columns():
    heads = [*HEADS, *(f"甲{at}" for at in range(7))]
    assert reason(["以上", 1, 2, 3], heads) == CLOSING
    assert reason(["以上", 1, 2, 3, 4], heads) == ""
    assert reason(["以上", 1, 2, 3], heads[:-1]) == ""


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (["例", "张三", "男", "1", "2"], EXAMPLE),
        ([1, "如：张三", "男", "1", "2"], EXAMPLE),
        ([1, "张三", "例", "1", "2"], ""),  # only in the first two cells
        ([1, "张三", "男", "1", "示例"], EXAMPLE),  # and in the last
        ([1, "张三", "男", "1", "如：此"], EXAMPLE),
        ([1, "张三", "男", "示例", "1"], ""),
        ([1, "例子涵", "男", "1", "2"], ""),
        ([1, "如意", "男", "1", "2"], ""),
        ([1, "张三", "男", "1", 7], ""),
    ],
)
def test_an_example_is_marked_in_its_first_two_cells_or_its_last(row, expected):
    assert reason(row) == expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (HEADS, HEADER),
        (["序 号", "姓名*", "性别：", "x", "y"], HEADER),  # three of five
        (["序号", "姓名", "x", "y", "z"], ""),  # two of five
        (["序号", "姓名", "x", "y"], HEADER),  # two of four
        (["序号", "x", "y", "z"], ""),
        (["序号"], HEADER),  # nothing else stands there
        (["姓名", "序号", "电话", "x"], ""),  # in other columns
        (["x", "y", "z", "w", *HEADS], ""),
    ],
)
def test_a_header_comes_again_where_half_of_a_row_is_its_words(row, expected):
    assert reason(row) == expected


def test_a_title_above_the_header_comes_again_as_well():
    above = [["渔门中学团员花名册表", None, "高一年级"]]
    assert reason(["渔门中学团员花名册表", None, "高一年级"], above=above) == HEADER
    assert reason(["渔门中学团员花名册表", "a", "b", "c", "d"], above=above) == ""


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (["必填", "选填", 1, 2, 3], HINT),
        (["必填", 1, 2, 3, 4], ""),  # one word may be a value
        ([1, "x", 3, 4, "必填", "选填"], ""),  # within the first four
        ([1, 2, "必填", "选填", 5], HINT),
        (["（必填）", "(选填)", 1, 2, 3], HINT),
        ([" 填写说明 ", 1, 2, 3, 4], HINT),
        (["填表要求", 1, 2, 3, 4], HINT),
        (["填写", 1, 2, 3, 4], ""),
        (["填写说明书", 1, 2, 3, 4], ""),
        ([1, "填写说明", 2, 3, 4], ""),
    ],
)
def test_instructions_for_filling_in_are_no_record(row, expected):
    assert reason(row) == expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ([1, 2, 3, 4, 5], NUMBERS),
        (["1", "2", "3", "4", "5"], NUMBERS),
        (["(1)", "(2)", "(3)"], NUMBERS),
        (["（1）", "（2）", "（3）"], NUMBERS),
        ([1, 2, 4], ""),
        ([1, 2], ""),
        ([0, 1, 2], ""),
        ([2, 3, 4], ""),
        ([None, 1, 2, 3], NUMBERS),
    ],
)
def test_the_numbers_of_columns_count_from_one(row, expected):
    assert reason(row) == expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (["高一（1）班"], TITLE),
        ([None, "2026年团员名册"], TITLE),
        (["高一（1）班", 1], ""),
        (["赵一"], ""),
    ],
)
def test_a_title_stands_alone(row, expected):
    assert reason(row) == expected


def sorter(heads=HEADS, above=(), choice=None):
    found = layout(heads, above)
    mapped = list(match_blocks(VOLUNTEERS, found.texts, found.groups, found.blocks))
    plan = SheetPlan("名册", headers=[one for each in mapped for one in each])
    evidence = PersonEvidence(VOLUNTEERS, found, mapped)
    return RowSorter(plan, found, choice or SheetChoice(), evidence), plan


def read(made, rows, first=2):
    return [number for number, _cells in made.records(enumerate(rows, first))]


def test_rows_above_the_header_are_titles_or_held_or_blank():
    above = [["渔门中学"], [None, ""], [1, "赵一", "男"]]
    made, plan = sorter(above=above)
    sheet = Sheet("名册", [*above, HEADS], 5, 1, False, (), frozenset())
    assert list(made.rows_above(sheet)) == [(7, [1, "赵一", "男"])]
    assert plan.skipped == [(5, TITLE)]
    assert list(made.doubts) == [7]


def test_the_clerk_decides_on_rows_above_the_header():
    above = [["渔门中学"], [1, "赵一", "男"]]
    choice = SheetChoice(included=frozenset((1,)), left_out=frozenset((2,)))
    made, plan = sorter(above=above, choice=choice)
    sheet = Sheet("名册", [*above, HEADS], 1, 1, False, (), frozenset())
    assert [number for number, _cells in made.rows_above(sheet)] == [1]
    assert plan.skipped == [(2, LEFT_OUT)]
    assert made.doubts == {}


def test_a_name_alone_is_held_right_below_a_blank_row_only():
    made, _plan = sorter()
    assert read(made, [[1, "赵一", "男"], [], [None, "钱二"], [None, "孙三"]]) == [2, 4, 5]
    assert list(made.doubts) == [4]


def test_a_held_row_that_the_clerk_includes_is_in_doubt_no_more():
    rows = [["负责人", "孙三"], ["负责人", "李四"]]
    made, _plan = sorter(choice=SheetChoice(included=frozenset((2,))))
    assert read(made, rows) == [2, 3]
    assert list(made.doubts) == [3]
    assert made.unclear == {3}


def test_a_row_with_the_number_of_a_record_is_never_skipped_but_when_blank():
    heads = ["台账编号", "姓名", "性别"]
    made, plan = sorter(heads)
    assert read(made, [["V000012", "示例"], ["V00012", "示例"], [None], ["合计"]]) == [2]
    assert plan.skipped == [(3, EXAMPLE), (4, BLANK), (5, CLOSING)]


def test_only_rows_in_doubt_are_held():
    made, _plan = sorter()
    rows = [PlannedRow(2, []), PlannedRow(3, [])]
    made.doubts[3] = "一句话"
    made.hold_doubtful(rows)
    assert [(one.outcome, [p.message for p in one.problems]) for one in rows] == [
        ("", []), ("held", ["一句话"]),
    ]  # fmt: skip
