"""Old workbooks: values, dates, errors, merged areas and hidden rows."""

from datetime import date, datetime, time

import xlwt

from storage.intake.read import CellError, book_reader, read_book
from tests.storage.intake.read import files


def test_later_readers_of_an_old_workbook_warn_of_what_they_miss(tmp_path, monkeypatch):
    path = tmp_path / "名册.xls"
    made = xlwt.Workbook()
    made.add_sheet("一").write_merge(0, 1, 0, 1, "标题")
    made.get_sheet(0).write(2, 0, "张㛃")
    made.save(str(path))
    first = read_book(path)
    expected = {1: "合并的单元格和隐藏的行没有认出来", 2: "如有出错的单元格，只能读作空白"}
    for attempt, warning in expected.items():
        monkeypatch.setattr(book_reader, "count", lambda attempt=attempt: iter([attempt]))
        later = read_book(path)
        assert later.sheets[0].rows == first.sheets[0].rows
        assert [warning in one for one in later.warnings] == [True]


DATES = [
    (39449, "yyyy-mm-dd"),
    (39449, 'yyyy"年"m"月"d"日"'),
    (39449.5, "yyyy-mm-dd hh:mm"),
    (0.25, "hh:mm"),
    (1.5, "[h]:mm"),
    (39449, "0"),
]


def column(path):
    return [row[0] if row else None for row in files.read(path).sheets[0].rows]


def test_dates_of_an_old_workbook(tmp_path):
    book = xlwt.Workbook()
    sheet = book.add_sheet("一")
    for row, (value, shape) in enumerate(DATES):
        sheet.write(row, 0, value, xlwt.easyxf(num_format_str=shape))
    book.save(str(tmp_path / "x"))
    assert column(tmp_path / "x") == [
        date(2008, 1, 2), date(2008, 1, 2), datetime(2008, 1, 2, 12), time(6), "36:00", 39449
    ]  # fmt: skip


def test_a_number_outside_the_calendar_stays_a_number(tmp_path):
    book = xlwt.Workbook()
    sheet = book.add_sheet("一")
    for row, value in enumerate([-5, 3_000_000]):
        sheet.write(row, 0, value, xlwt.easyxf(num_format_str="yyyy-mm-dd"))
    book.save(str(tmp_path / "x"))
    assert column(tmp_path / "x") == [-5, 3_000_000]


def test_the_calendar_that_begins_in_1904_in_an_old_workbook(tmp_path):
    book = xlwt.Workbook()
    book.dates_1904 = True
    book.add_sheet("一").write(0, 0, 37987, xlwt.easyxf(num_format_str="yyyy-mm-dd"))
    book.save(str(tmp_path / "x"))
    assert files.read(tmp_path / "x").date1904
    assert column(tmp_path / "x") == [date(2008, 1, 2)]


def test_an_error_in_an_old_workbook_is_seen(tmp_path):
    book = xlwt.Workbook()
    book.add_sheet("一").row(0).set_cell_error(0, 0x2A)
    book.save(str(tmp_path / "x"))
    assert column(tmp_path / "x") == [CellError("#N/A")]


def only(path, **options):
    (sheet,) = read_book(path, **options).sheets
    return sheet


def test_merged_areas_of_an_old_workbook_are_reported(tmp_path):
    book = xlwt.Workbook()
    sheet = book.add_sheet("一")
    sheet.write_merge(0, 0, 1, 3, "标题")
    sheet.write_merge(1, 2, 0, 0, "高一")
    book.save(str(tmp_path / "名册.xls"))
    assert set(only(tmp_path / "名册.xls").merged) == {(1, 2, 1, 4), (2, 1, 3, 1)}


def test_hidden_sheets_and_rows_of_an_old_workbook_are_flagged(tmp_path):
    book = xlwt.Workbook()
    for name in ("看得见", "藏起来"):
        book.add_sheet(name).write(1, 0, name)
    book.get_sheet(0).row(1).hidden = True
    book.get_sheet(1).visibility = 1
    book.save(str(tmp_path / "名册.xls"))
    seen, hidden = read_book(tmp_path / "名册.xls").sheets
    assert (seen.hidden, hidden.hidden) == (False, True)
    assert (seen.hidden_rows, hidden.hidden_rows) == ({2}, set())
