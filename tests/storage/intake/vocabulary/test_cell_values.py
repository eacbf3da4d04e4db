import time
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.intake.read import UNCACHED, CellError
from storage.intake.vocabulary.cell_values import Cleaner, Fault, cell_text
from storage.model.tables import TABLES, VOLUNTEERS

COLUMNS = [column for table in TABLES for column in table.columns if not column.kind.target]
CELLS = st.one_of(
    st.none(), st.text(max_size=60), st.integers(), st.floats(), st.booleans(), st.dates(), st.datetimes(),
    st.times(), st.builds(CellError, st.sampled_from(("#N/A", "#REF!", UNCACHED))),
)  # fmt: skip


def clean(name, cell, **about):
    return Cleaner(VOLUNTEERS.by_name[name], **about)[cell]


@settings(max_examples=300)
@given(st.sampled_from(COLUMNS), CELLS)
def test_any_cell_is_a_value_or_a_fault_in_words_and_clean_again_it_is_the_same(column, cell):
    cleaner = Cleaner(column)
    value = cleaner[cell]
    if isinstance(value, Fault):
        assert value.text
        value = value.value
    if value is None:
        return
    again = cleaner[column.kind.show(value)]
    assert (again.value if isinstance(again, Fault) else again) == value
    assert isinstance(cell_text(cell), str)


@pytest.mark.parametrize("sign", "=+-@")
def test_a_cell_that_begins_like_a_formula_is_text_and_nothing_runs(sign):
    assert clean("class_name", f"{sign}1+1") == f"{sign}1+1"
    assert clean("note", f'{sign}HYPERLINK("http://x")') == f'{sign}HYPERLINK("http://x")'


@pytest.mark.parametrize(
    "written",
    [
        "\t510411200805170015",
        "'510411200805170015",
        "‘510411200805170015’",
        " 5104 1120 0805 1700 15　",
    ],
)
def test_marks_that_keep_a_spreadsheet_from_counting_are_taken_off(written):
    assert clean("id_number", written) == "510411200805170015"


def test_a_broken_formula_and_one_without_a_result_are_reported_and_not_taken_for_blanks():
    assert "错误值 #N/A" in clean("id_number", CellError("#N/A")).text
    assert "没有保存计算结果" in clean("id_number", CellError(UNCACHED)).text


def test_a_number_of_a_day_is_counted_from_where_the_workbook_counts():
    assert clean("birth_date", 39692) == "2008-09-01"
    assert clean("birth_date", 39692 - 1462, date1904=True) == "2008-09-01"
    assert clean("birth_date", 39692.5 - 1462, date1904=True) == "2008-09-01"
    assert clean("birth_date", 200809, date1904=True).text  # no day of that calendar, and no guess
    assert clean("birth_date", date(2008, 9, 1), date1904=True) == "2008-09-01"
    assert clean("birth_date", datetime(2008, 9, 1, 8), date1904=True) == "2008-09-01"


def test_what_is_taken_with_a_doubt_is_both():
    found = clean("name", "李\ue863")
    assert (found.value, found.text) == ("李䶮", "里的自造字已换成标准字，请核对")


@pytest.mark.parametrize("nothing", ["/", "无", " — ", "暂无", "138****5678", "'", "NULL", "——"])
def test_what_people_write_for_nothing_is_nothing(nothing):
    assert clean("phone", nothing) is None
    assert clean("guardian_name", nothing) is None


@pytest.mark.parametrize(
    "character", ["T", "(", "（", "1", "-", "十", "T ", "·", "*", "\u3000", "5104", "a(", "\ue863"]
)
def test_a_cell_as_long_as_cells_can_be_costs_no_time(character):
    endless = character * (32_767 // len(character))
    columns = {id(column.kind): column for column in COLUMNS}.values()
    began = time.process_time()
    for column in columns:
        Cleaner(column)[endless]
        Cleaner(column)[endless[:2000]]
    assert time.process_time() - began < 5
