"""The second reader of xlsx."""

from dataclasses import replace

import openpyxl
import pytest
import xlsxwriter

from storage.intake.read import book_reader, read_book
from storage.intake.read.formats import FORMATS
from tests.storage.intake.read import files


def test_when_the_first_reader_fails_the_second_reads(tmp_path):
    """calamine knows no workbook part under another name; openpyxl asks the relationships."""
    parts = files.xlsx_parts(f'<row r="2">{files.text_cell("B2", "张㛃")}</row>')
    parts["xl/book.xml"] = parts.pop("xl/workbook.xml")
    parts["xl/_rels/book.xml.rels"] = parts.pop("xl/_rels/workbook.xml.rels")
    for name in ("[Content_Types].xml", "_rels/.rels"):
        parts[name] = str(parts[name]).replace("workbook.xml", "book.xml")
    (sheet,) = read_book(files.packed(tmp_path / "名册.xlsx", parts)).sheets
    assert (sheet.first_row, sheet.rows) == (2, [[None, "张㛃"]])


def test_the_second_reader_of_xlsx_sees_what_the_first_sees(tmp_path, monkeypatch):
    """Merged areas, hidden rows, errors, dates: the same whichever reader it was."""
    path = tmp_path / "名册.xlsx"
    with xlsxwriter.Workbook(path) as made:
        sheet = made.add_worksheet("一")
        sheet.merge_range("B2:C3", "标题")
        sheet.set_row(4, options={"hidden": True})
        sheet.write_formula("A5", "=NA()", None, "#N/A")
        sheet.write("B5", 39449, made.add_format({"num_format": "yyyy-mm-dd"}))
        sheet.write("C5", True)
        sheet.write("D5", 13800000000)
        sheet.write("E5", 1.5, made.add_format({"num_format": "[h]:mm"}))
        made.add_worksheet("二").hide()
    first = read_book(path)
    monkeypatch.setattr(book_reader, "count", lambda: iter([1]))
    assert read_book(path) == first


def column(path):
    return [row[0] if row else None for row in files.read(path).sheets[0].rows]


@pytest.mark.parametrize("reader", ["by_calamine.read_xlsx", "by_openpyxl.read"])
def test_characters_written_by_their_code_are_read_as_a_spreadsheet_reads_them(
    tmp_path, monkeypatch, reader
):
    texts = ["甲_x000D_乙", "_x005F_x0041_", "_x005F_x0041_x005F_x000D_", "_xZZ41_", "_x0041"]
    book = openpyxl.Workbook()  # which writes text as it is given
    for text in texts:
        book.active.append([text])
    book.save(tmp_path / "x")
    monkeypatch.setitem(FORMATS, "xlsx", replace(FORMATS["xlsx"], readers=(reader,)))
    wanted = ["甲\r乙", "_x0041_", "_x0041_x000D_", "_xZZ41_", "_x0041"]
    assert column(tmp_path / "x") == wanted
