"""Tables of a book by name, and whether one that is not read may hold people, at the bounds."""

import pytest

from people import id_number
from storage.intake.read import Book, Sheet
from storage.intake.tables.found_table import (
    LOOKED_AT,
    SHORT,
    FoundTable,
    find_part,
    find_tables,
    may_hold_people,
)
from storage.intake.tables.header import find_header
from storage.model.tables import VOLUNTEERS

HEADER = ["序号", "姓名", "性别"]
PERSON = [1, "王雨欣", "女"]


def sheet(name, rows, *, hidden=False):
    return Sheet(name, rows, 1, 1, hidden, (), frozenset())


def book(*sheets):
    return Book("xlsx", tuple(sheets))


TWO_TABLES = [HEADER, PERSON, ["姓名", "联系电话"], ["李思雨", "1"]]


def test_every_sheet_has_its_tables_in_the_order_of_the_book():
    made = book(
        sheet("说明", [["请如实填写"]]), sheet("一班", TWO_TABLES),
        sheet("二班", [HEADER, PERSON], hidden=True),
    )  # fmt: skip
    found = find_tables(made, VOLUNTEERS)
    assert [(one.sheet.name, one.within, one.shown) for one in found] == [
        ("说明", "", "说明"), ("一班", "", "一班"), ("一班 第 3 行起", "一班", "一班"), ("二班", "", "二班"),
    ]  # fmt: skip
    assert [one.layout and one.layout.texts for one in found] == [
        None, tuple(HEADER), ("姓名", "联系电话"), tuple(HEADER),
    ]  # fmt: skip


def test_a_table_is_found_by_the_name_of_its_sheet_or_its_part():
    made = book(sheet("一班", TWO_TABLES), sheet("二班", [HEADER, PERSON]))
    assert find_part(made, VOLUNTEERS, "二班").rows == [HEADER, PERSON]
    assert find_part(made, VOLUNTEERS, "一班").rows == TWO_TABLES[:2]
    assert find_part(made, VOLUNTEERS, "一班 第 3 行起").rows == TWO_TABLES[2:]
    assert find_part(made, VOLUNTEERS, "一班 第 4 行起") is None
    assert find_part(made, VOLUNTEERS, "三班") is None


def may(rows, *, hidden=False, layout=None):
    return may_hold_people(FoundTable(sheet("名册", rows, hidden=hidden), layout), VOLUNTEERS)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([], False),
        ([["王雨欣", "女"]], True),  # a name and a choice
        ([["王雨欣", "备注"]], True),  # a name and anything
        ([["王雨欣"]], False),  # one name alone may be a title
        ([["王雨欣"], ["李思雨"]], True),  # two below each other
        ([["王雨欣"], [None, "李思雨"]], False),  # in two columns
        ([["王雨欣"], [], ["李思雨"]], False),
        ([["女", "男"]], False),  # choices are no names
        ([["姓名", "性别"]], False),  # nor are headers
        ([["姓名", "王雨欣"]], True),
        ([[id_number()]], True),
        ([[" 13800000001 "]], True),
        ([["13800000001班"]], False),  # not the whole cell
        ([["12800000001"]], False),
        ([["51041120080517003X"]], True),
        ([["51041120080517003"]], False),
    ],
)
def test_a_table_without_a_header_may_hold_people_where_a_row_looks_like_one(rows, expected):
    assert may(rows) is expected


def test_a_row_with_a_sentence_is_no_record_and_ends_a_list():
    long = "一" * (SHORT + 1)
    assert may([["王雨欣", long]]) is False
    assert may([["王雨欣", long[:-1]]]) is True
    assert may([["王雨欣"], [long], ["李思雨"]]) is False
    assert may([["王雨欣", long], ["李思雨"]]) is False


def test_a_number_counts_even_beside_a_sentence():
    assert may([["一" * (SHORT + 1), "13800000001"]]) is True


def test_people_are_looked_for_in_the_first_five_hundred_rows():
    blank = [[None]] * (LOOKED_AT - 1)
    assert may([*blank, ["王雨欣", "女"]]) is True
    assert may([*blank, [None], ["王雨欣", "女"]]) is False


def test_a_hidden_sheet_may_hold_people_where_it_has_a_header_or_numbers():
    layout = find_header(sheet("名册", [HEADER, PERSON]), VOLUNTEERS)
    assert may([HEADER], hidden=True, layout=layout) is True
    assert may([HEADER], layout=layout) is False
    assert may([["王雨欣", "女"]], hidden=True) is False  # often a list of choices
    assert may([["13800000001"]], hidden=True) is True
