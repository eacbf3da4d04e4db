"""Errors and formulas without a result, found in the XML of a sheet."""

import zipfile

import xlsxwriter

from storage.intake.read import CellError
from tests.storage.intake.read import files


def column(path):
    return [row[0] if row else None for row in files.read(path).sheets[0].rows]


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
