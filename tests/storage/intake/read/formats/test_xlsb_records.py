"""The binary form of xlsx, its records written by hand: errors, merged areas, hidden rows."""

from datetime import date

import pytest

from storage.intake.read import CellError, read_book
from storage.intake.read.formats.xlsb_records import records
from tests.storage.intake.read import files, xlsb
from tests.storage.intake.read.xlsb import record


@pytest.fixture
def book(tmp_path):
    return read_book(files.packed(tmp_path / "名册.xlsb", xlsb.parts()))


def test_cells_errors_and_empty_rows(book):
    assert book.kind == "xlsb"
    assert book.sheets[0].rows == [
        ["姓名", CellError("#N/A")],
        [],
        [13800000000, None, CellError("#REF!"), date(2008, 1, 2)],
    ]


def test_merged_areas_hidden_rows_and_sheets(book):
    (sheet,) = book.sheets
    assert sheet.name == "名册"
    assert sheet.hidden
    assert sheet.merged == ((1, 1, 2, 1),)
    assert sheet.hidden_rows == {3}
    assert book.date1904


def test_records_with_lengths_of_several_bytes_are_read_whole():
    long = record(176, b"x" * 70_000)
    assert list(records(long + record(0))) == [(176, b"x" * 70_000), (0, b"")]
