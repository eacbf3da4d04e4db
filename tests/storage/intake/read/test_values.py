"""What stands in a cell comes through as it is: numbers as numbers, errors as errors."""

import zipfile
from datetime import date, datetime, time

import openpyxl
import pytest
import xlsxwriter
import xlwt

from storage.intake.read import UNCACHED, CellError
from storage.intake.read.formats import READERS
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


def test_the_calendar_that_begins_in_1904(tmp_path):
    path = formatted(tmp_path / "x", [(37987, "yyyy-mm-dd")], date_1904=True)
    book = files.read(path)
    assert book.date1904
    assert book.sheets[0].rows == [[date(2008, 1, 2)]]
    assert not files.read(formatted(tmp_path / "y", [(1, "0")])).date1904


def test_the_calendar_that_begins_in_1904_in_an_old_workbook(tmp_path):
    book = xlwt.Workbook()
    book.dates_1904 = True
    book.add_sheet("一").write(0, 0, 37987, xlwt.easyxf(num_format_str="yyyy-mm-dd"))
    book.save(str(tmp_path / "x"))
    assert files.read(tmp_path / "x").date1904
    assert column(tmp_path / "x") == [date(2008, 1, 2)]


ERRORS = ["#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!"]


def test_a_broken_formula_shows_its_error_and_not_a_blank(tmp_path):
    path = tmp_path / "x"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("一")
        for row, text in enumerate(ERRORS):
            sheet.write_formula(row, 0, "=VLOOKUP(B1,C:D,2,0)", None, text)
            sheet.write(row, 1, "张㛃")
    assert column(path) == [CellError(text) for text in ERRORS]


def test_an_error_alone_in_its_row_or_last_in_it_is_seen(tmp_path):
    path = tmp_path / "x"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("一")
        sheet.write("B3", "张㛃")
        sheet.write_formula("C3", "=NA()", None, "#N/A")
        sheet.write_formula("C5", "=NA()", None, "#N/A")
    (sheet,) = files.read(path).sheets
    assert sheet.first_row == 3
    assert sheet.rows == [
        [None, "张㛃", CellError("#N/A")],
        [],
        [None, None, CellError("#N/A")],
    ]


def test_an_error_is_found_wherever_the_xml_is_cut(tmp_path):
    """The XML is searched in blocks; every cell must lie whole in one of them."""
    rows = []
    for number in range(1, 40_001):
        error = f'<c r="B{number}" t="e"><v>#N/A</v></c>' if number % 1000 == 0 else ""
        rows.append(f'<row r="{number}"><c r="A{number}"><v>{number}</v></c>{error}</row>')
    path = files.packed(tmp_path / "x", files.xlsx_parts("".join(rows)))
    with zipfile.ZipFile(path) as archive:
        assert archive.getinfo("xl/worksheets/sheet1.xml").file_size > 1 << 20
    (sheet,) = files.read(path).sheets
    found = [number for number, row in enumerate(sheet.rows, 1) if len(row) > 1]
    assert found == list(range(1000, 40_001, 1000))
    assert {row[1] for row in sheet.rows if len(row) > 1} == {CellError("#N/A")}


def test_an_error_in_an_old_workbook_is_seen(tmp_path):
    book = xlwt.Workbook()
    book.add_sheet("一").row(0).set_cell_error(0, 0x2A)
    book.save(str(tmp_path / "x"))
    assert column(tmp_path / "x") == [CellError("#N/A")]


@pytest.mark.parametrize("reader", ["by_calamine.read_xlsx", "by_openpyxl.read"])
def test_a_formula_whose_result_was_never_saved_is_not_a_blank(tmp_path, monkeypatch, reader):
    """openpyxl and many school systems write formulas that nobody has calculated."""
    monkeypatch.setitem(READERS, "xlsx", (reader,))
    book = openpyxl.Workbook()
    book.active.title = "一"
    book.active.append(["姓名", "=LEN(A1)", "=A1"])
    book.active.append(["张㛃", "=LEN(A2)"])
    book.save(tmp_path / "x")
    read = files.read(tmp_path / "x")
    unknown = CellError(UNCACHED)
    assert read.sheets[0].rows == [["姓名", unknown, unknown], ["张㛃", unknown]]
    assert read.warnings == (
        "工作表「一」有 3 个公式没有保存计算结果：请在 WPS 中打开、保存后再导入。",
    )


def test_a_formula_that_gives_nothing_has_a_result(tmp_path):
    row = (
        '<row r="1"><c r="A1" t="str"><f>""</f><v></v></c><c r="B1" t="str"><f>"x"</f><v>x</v></c>'
        '<c r="C1"><f>1</f><v>1</v></c></row>'
    )
    book = files.read(files.packed(tmp_path / "x", files.xlsx_parts(row)))
    assert book.sheets[0].rows == [[None, "x", 1]]
    assert book.warnings == ()


def test_an_error_whose_place_is_not_written_is_at_least_counted(tmp_path):
    row = '<row><c t="e"><v>#N/A</v></c><c><v>1</v></c></row>'
    book = files.read(files.packed(tmp_path / "x", files.xlsx_parts(row)))
    assert book.warnings == ("工作表「表1」有 1 个出错的单元格只能读作空白。",)


def test_control_characters_come_through_to_those_who_clean(tmp_path):
    path = files.xlsx(tmp_path / "x", [["张\u200b㛃\n𬭎\t_x0041_"]])
    assert column(path) == ["张\u200b㛃\n𬭎\t_x0041_"]


@pytest.mark.parametrize("reader", ["by_calamine.read_xlsx", "by_openpyxl.read"])
def test_characters_written_by_their_code_are_read_as_a_spreadsheet_reads_them(
    tmp_path, monkeypatch, reader
):
    texts = ["甲_x000D_乙", "_x005F_x0041_", "_x005F_x0041_x005F_x000D_", "_xZZ41_", "_x0041"]
    book = openpyxl.Workbook()  # which writes text as it is given
    for text in texts:
        book.active.append([text])
    book.save(tmp_path / "x")
    monkeypatch.setitem(READERS, "xlsx", (reader,))
    wanted = ["甲\r乙", "_x0041_", "_x0041_x000D_", "_xZZ41_", "_x0041"]
    assert column(tmp_path / "x") == wanted
