"""The tables of a book, found by name, and whether people may stand in those without a header."""

import pytest

from people import id_number
from storage.intake.read import Book, Sheet
from storage.intake.tables.found_table import (
    LOOKED_AT,
    FoundTable,
    find_part,
    find_tables,
    may_hold_people,
)
from storage.intake.tables.header import find_header
from storage.model.tables import VOLUNTEERS

ROSTER = [["姓名", "性别"], ["赵一", "男"]]
BELOW = [["教师"], ["姓名", "民族"], ["王五", "汉族"]]


def book(**sheets):
    return Book("xlsx", tuple(Sheet(name, rows) for name, rows in sheets.items()))


def test_each_sheet_is_a_table_and_a_split_one_several():
    found = find_tables(book(说明=[["请勿改动"]], 一班=ROSTER, 全校=ROSTER + BELOW), VOLUNTEERS)
    assert [(one.sheet.name, one.within, one.shown) for one in found] == [
        ("说明", "", "说明"), ("一班", "", "一班"), ("全校", "", "全校"), ("全校 第 3 行起", "全校", "全校"),
    ]  # fmt: skip
    assert [one.layout and one.layout.header for one in found] == [None, 0, 0, 1]
    assert [one.layout and one.layout.texts for one in found][2:] == [
        ("姓名", "性别"),
        ("姓名", "民族"),
    ]
    assert find_tables(book(), VOLUNTEERS) == ()


def test_a_sheet_or_a_part_of_one_is_found_by_its_name():
    made = book(一班=ROSTER, 全校=ROSTER + BELOW, 全=[["姓名", "电话"]])
    assert find_part(made, VOLUNTEERS, "一班").rows == ROSTER
    assert find_part(made, VOLUNTEERS, "全").rows == [["姓名", "电话"]]
    assert find_part(made, VOLUNTEERS, "全校").rows == ROSTER
    assert find_part(made, VOLUNTEERS, "全校 第 3 行起").rows == BELOW
    for name in ("全校 第 4 行起", "二班", "班", "一班 第 3 行起"):
        assert find_part(made, VOLUNTEERS, name) is None, name


def test_a_sheet_named_like_a_part_of_another_is_itself():
    made = book(**{"全校": ROSTER + BELOW, "全校 第 3 行起": [["姓名", "电话"]]})
    assert find_part(made, VOLUNTEERS, "全校 第 3 行起").rows == [["姓名", "电话"]]


def may(rows, *, hidden=False):
    sheet = Sheet("二班", rows, hidden=hidden)
    return may_hold_people(FoundTable(sheet, None), VOLUNTEERS)


@pytest.mark.parametrize(
    ("rows", "people"),
    [
        ([], False),
        ([["钱二"]], False),
        ([["钱二"], ["孙三"]], True),
        ([["钱二"], ["合计"], ["孙三"]], False),
        ([["钱二"], [None, "孙三"]], False),
        ([["钱二", "成都"]], True),
        ([["钱二", " ", None]], False),
        ([["渔门", "成都"]], False),
        ([["渔门", "女"]], True),
        ([["渔门"], ["成都"]], False),
        ([["男", "汉族"], ["女", "彝族"]], False),
        ([["电话", "年龄岁"]], False),
        ([["毕业", "在读"], ["毕业", "休学"]], False),
        ([["钱二", "字" * 20]], True),
        ([["钱二", "字" * 21]], False),
        ([["钱二"], ["字" * 21], ["孙三"]], False),
        ([["字" * 21], ["钱二"], ["孙三"]], True),
        ([["字" * 21, "13800000001"]], True),
        ([["13800000001"]], True),
        ([[13800000001.0]], True),
        ([["12800000001"]], False),
        ([["138000000012"]], False),
        ([["1380000000"]], False),
        ([[" " + id_number() + " "]], True),
        ([["51041120080517003x"]], True),
        ([["510411200805170"]], False),
    ],
)
def test_people_may_stand_where_names_or_their_numbers_do(rows, people):
    assert may(rows) is people


def test_a_hidden_sheet_without_a_header_may_hold_people_only_by_their_numbers():
    assert may([["钱二", "男"], ["孙三", "女"]], hidden=True) is False
    assert may([["钱二", "13800000001"]], hidden=True) is True
    assert may([["甲乙", "丙"], ["钱二", "13800000001"]], hidden=True) is True


def test_a_hidden_sheet_with_a_header_may_hold_people_and_a_shown_one_by_its_rows():
    rows = [["性别", "民族"], ["男", "汉族"]]
    for hidden in (True, False):
        sheet = Sheet("二班", rows, hidden=hidden)
        found = FoundTable(sheet, find_header(sheet, VOLUNTEERS))
        assert may_hold_people(found, VOLUNTEERS) is hidden


@pytest.mark.parametrize(("blanks", "people"), [(LOOKED_AT - 1, True), (LOOKED_AT, False)])
def test_people_are_looked_for_in_the_first_five_hundred_rows(blanks, people):
    assert LOOKED_AT == 500
    assert may([*([] for _ in range(blanks)), ["钱二", "男"]]) is people
