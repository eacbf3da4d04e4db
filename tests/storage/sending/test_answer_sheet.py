"""Rows that carry a record's number, compared with the record as it is now."""

from datetime import date

import pytest

from people import volunteer
from storage.intake.read import Sheet
from storage.intake.vocabulary.header_words import RECORD_NUMBER
from storage.model.tables import VOLUNTEERS
from storage.sending.answer_sheet import find_differences, layout_of

DAY = date(2026, 10, 12)
HEADS = [RECORD_NUMBER, "姓名", "身份证号", "班级"]


@pytest.fixture
def number(store):
    person = volunteer("王雨欣", class_name="高一（1）班", id_number="510411200805170019")
    with store.edit("录入") as edit:
        return edit.save(VOLUNTEERS, person)


def _sheet(*rows, heads=HEADS, **facts):
    return Sheet("名册", [["志愿者名册"], heads, *map(list, rows)], **facts)


def _differences(store, sheet):
    return list(find_differences(store, sheet, layout_of(sheet), DAY))


def test_the_header_is_the_row_with_the_record_number():
    layout = layout_of(_sheet())
    assert (layout.table, layout.header, layout.number) == (VOLUNTEERS, 1, 0)
    assert [one.column.name if one.column else None for one in layout.columns][1:] == [
        "name", "id_number", "class_name",
    ]  # fmt: skip


def test_a_sheet_without_record_numbers_has_no_layout():
    assert layout_of(_sheet(heads=["姓名", "电话"])) is None
    assert layout_of(Sheet("空", [])) is None


def test_a_row_as_it_went_out_has_no_difference(store, number):
    own = VOLUNTEERS.number(number)
    assert _differences(store, _sheet([own, "王雨欣", "510411200805170019", "高一（1）班"])) == []


def test_hidden_and_blank_cells_are_no_difference(store, number):
    own = VOLUNTEERS.number(number)
    assert _differences(store, _sheet([own, "王*欣", "510411********0019", None])) == []
    assert _differences(store, _sheet([own, "王某某", "", " "])) == []


def test_a_changed_field_names_its_cell_and_its_record(store, number):
    row = [VOLUNTEERS.number(number), "王雨欣", None, "高三（9）班"]
    (item,) = _differences(store, _sheet(row, first_row=3, first_column=2))
    assert (item.cell, item.row, item.heading) == ("E5", "王雨欣", "班级")
    assert (item.ours, item.theirs) == ("高一（1）班", "高三（9）班")
    assert (item.record, item.column) == (number, "class_name")
    assert item.can_be_applied


def test_a_row_of_no_record_is_reported_whole_and_cannot_be_applied(store, number):
    rows = (["V999999", "李芳", None, "高二"], ["X000001", "张伟"], [None, "无号"])
    first, second = _differences(store, _sheet(*rows))
    assert (first.cell, first.row, first.theirs) == ("第3行", "V999999", "V999999　李芳　高二")
    assert second.row == "X000001"
    assert not first.can_be_applied
