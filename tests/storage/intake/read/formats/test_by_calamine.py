"""What stands in a cell comes through as it is: numbers as numbers, errors as errors."""

from datetime import date, datetime, time

import pytest
import xlsxwriter

from storage.intake.read import book_reader, read_book
from tests.storage.intake.read import files

IDENTITY = 510422200801021234


def column(path):
    return [row[0] if row else None for row in files.read(path).sheets[0].rows]


def formatted(path, values, **options):
    """Write a column of values, each with a number format."""
    with xlsxwriter.Workbook(path, options) as book:
        sheet = book.add_worksheet("一")
        for row, (value, shape) in enumerate(values):
            sheet.write(row, 0, value, book.add_format({"num_format": shape}))
    return path


@pytest.mark.parametrize("make", [files.xlsx, files.xls])
def test_an_identity_number_in_a_numeric_cell_stays_a_number(tmp_path, make):
    """It has lost its last digits; as text it would look whole."""
    (cell,) = column(make(tmp_path / "x", [[float(IDENTITY)]]))
    assert type(cell) is float
    assert cell == pytest.approx(IDENTITY)


def test_an_identity_number_as_text_stays_text(tmp_path):
    assert column(files.xlsx(tmp_path / "x", [[str(IDENTITY)], ["0012"]])) == [
        str(IDENTITY),
        "0012",
    ]


@pytest.mark.parametrize("make", [files.xlsx, files.xls])
def test_whole_numbers_are_whole_and_others_are_not(tmp_path, make):
    cells = column(make(tmp_path / "x", [[13800000000], [-3], [0], [1.5], [2**53]]))
    assert cells == [13800000000, -3, 0, 1.5, 2.0**53]
    assert [type(cell) for cell in cells] == [int, int, int, float, float]


@pytest.mark.parametrize("make", [files.xlsx, files.xls])
def test_yes_and_no_are_not_one_and_nought(tmp_path, make):
    cells = column(make(tmp_path / "x", [[True], [False]]))
    assert cells == [True, False]
    assert {type(cell) for cell in cells} == {bool}


DATES = [
    (39449, "yyyy-mm-dd"),
    (39449, 'yyyy"年"m"月"d"日"'),
    (39449.5, "yyyy-mm-dd hh:mm"),
    (0.25, "hh:mm"),
    (1.5, "[h]:mm"),
    (39449, "0"),
]


def test_dates_hours_and_lengths_of_time(tmp_path):
    assert column(formatted(tmp_path / "x", DATES)) == [
        date(2008, 1, 2), date(2008, 1, 2), datetime(2008, 1, 2, 12), time(6), "36:00", 39449
    ]  # fmt: skip


def test_the_calendar_that_begins_in_1904(tmp_path):
    path = formatted(tmp_path / "x", [(37987, "yyyy-mm-dd")], date_1904=True)
    book = files.read(path)
    assert book.date1904
    assert book.sheets[0].rows == [[date(2008, 1, 2)]]
    assert not files.read(formatted(tmp_path / "y", [(1, "0")])).date1904


def test_control_characters_are_passed_on_to_the_cleaner(tmp_path):
    path = files.xlsx(tmp_path / "x", [["张\u200b㛃\n𬭎\t_x0041_"]])
    assert column(path) == ["张\u200b㛃\n𬭎\t_x0041_"]


def only(path, **options):
    (sheet,) = read_book(path, **options).sheets
    return sheet


def test_a_chart_sheet_is_no_sheet(tmp_path):
    path = tmp_path / "名册.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_chartsheet("图").set_chart(book.add_chart({"type": "line"}))
        book.add_worksheet("名册").write(0, 0, "姓名")
        book.charts[0].add_series({"values": "=名册!$A$1:$A$2"})
    assert [sheet.name for sheet in read_book(path).sheets] == ["名册"]


def test_merged_areas_are_reported_and_not_filled(tmp_path):
    path = tmp_path / "名册.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.merge_range("B1:D1", "标题")
        sheet.merge_range("A2:A3", "高一")
    sheet = only(path)
    assert set(sheet.merged) == {(1, 2, 1, 4), (2, 1, 3, 1)}
    assert sheet.rows == [[None, "标题"], ["高一"]]


def test_hidden_sheets_and_rows_are_flagged(tmp_path):
    path = tmp_path / "名册.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name in ("看得见", "藏起来", "藏得深"):
            book.add_worksheet(name).write_column("A1", [1, 2, 3])
        book.worksheets()[0].set_row(1, options={"hidden": True})
        book.worksheets()[1].hide()
        book.worksheets()[2].very_hidden()
    sheets = read_book(path).sheets
    assert [sheet.hidden for sheet in sheets] == [False, True, True]
    assert [set(sheet.hidden_rows) for sheet in sheets] == [{2}, set(), set()]


@pytest.mark.parametrize("reader", [0, 1], ids=["calamine", "openpyxl"])
@pytest.mark.parametrize("dimension", ["A1", "A1:A1", "C7:D9", "A1:XFD1048576"])
def test_the_declared_size_of_a_sheet_is_not_trusted(tmp_path, monkeypatch, dimension, reader):
    monkeypatch.setattr(book_reader, "count", lambda: iter([reader]))
    path = files.xlsx(tmp_path / "名册.xlsx")
    files.changed(
        path, "xl/worksheets/sheet1.xml", b'<dimension ref="A1:C2"/>',
        f'<dimension ref="{dimension}"/>'.encode(),
    )  # fmt: skip
    assert only(path).rows == files.ROSTER
