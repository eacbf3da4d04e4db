"""Where things stand in a sheet: row numbers, merged areas, hidden rows and sheets, blank ends."""

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.intake.read import Limits, read_book
from storage.intake.read.reader_source import RawSheet
from storage.intake.read.row_blocks import BLOCK, blocks
from tests.storage.intake.read import files


def only(path, **options):
    (sheet,) = read_book(path, **options).sheets
    return sheet


@pytest.fixture(params=["xlsx", "xls", "ods", "html", "csv", "spreadsheetml"])
def spaced(request, tmp_path):
    """The same sheet in every form: two empty rows, a title, an empty row, a name in column C."""
    path = tmp_path / "名册"
    rows = [[], [], ["名册"], [], [None, None, "张㛃"]]
    if request.param in {"xlsx", "xls"}:
        return getattr(files, request.param)(path, rows)
    if request.param == "csv":
        path.write_text("\n\n名册,,\n,,\n,,张㛃\n", "utf-8")
    elif request.param == "html":
        cell = "<td></td>"
        path.write_text(
            f"<table><tr>{cell}</tr><tr></tr><tr><td>名册</td></tr><tr></tr>"
            f"<tr>{cell * 2}<td>张㛃</td>{cell}</tr></table>",
            "utf-8",
        )
    elif request.param == "ods":
        cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
        empty = '<table:table-cell table:number-columns-repeated="2"/>'
        files.ods(
            path,
            '<table:table><table:table-row table:number-rows-repeated="2"><table:table-cell/>'
            f"</table:table-row><table:table-row>{cell.format('名册')}</table:table-row>"
            f"<table:table-row>{empty}</table:table-row>"
            f"<table:table-row>{empty}{cell.format('张㛃')}{empty}</table:table-row>"
            '<table:table-row table:number-rows-repeated="1048571">'
            '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
            "</table:table>",
        )
    else:
        path.write_text(
            '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
            'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="名册">'
            '<Table><Row ss:Index="3"><Cell><Data ss:Type="String">名册</Data></Cell></Row>'
            '<Row ss:Index="5"><Cell ss:Index="3"><Data ss:Type="String">张㛃</Data></Cell></Row>'
            "</Table></Worksheet></Workbook>",
            "utf-8",
        )
    return path


def test_rows_and_columns_are_numbered_as_on_screen(spaced):
    sheet = only(spaced)
    assert (sheet.first_row, sheet.first_column) == (3, 1)
    assert sheet.rows == [["名册"], [], [None, None, "张㛃"]]


@pytest.mark.parametrize("make", [files.xlsx, files.xls])
def test_empty_columns_on_the_left_keep_their_letters(tmp_path, make):
    sheet = only(make(tmp_path / "名册", [[], [None, None, "姓名"], [None, None, "张㛃"]]))
    assert (sheet.first_row, sheet.first_column) == (2, 1)
    assert sheet.rows == [[None, None, "姓名"], [None, None, "张㛃"]]


def test_a_sheet_with_nothing_in_it_is_a_sheet_without_rows(tmp_path):
    sheet = only(files.xlsx(tmp_path / "空.xlsx", []))
    assert (sheet.rows, sheet.first_row, sheet.name) == ([], 1, "名册")


def test_blank_ends_are_cut_off_and_blanks_inside_stay(tmp_path):
    rows = [["姓名", " ", "班级", "　", ""], ["　"], ["张㛃"], [" ", ""]]
    assert only(files.xlsx(tmp_path / "名册.xlsx", rows)).rows == [
        ["姓名", " ", "班级"],
        [],
        ["张㛃"],
    ]


def test_a_space_in_the_last_row_of_all_does_not_matter(tmp_path):
    path = tmp_path / "名册.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write("A1", "姓名")
        sheet.write("A1048576", " ")
    assert only(path).rows == [["姓名"]]


def test_a_million_empty_rows_with_a_format_are_read_past(tmp_path):
    rows = "".join(f'<row r="{n}" s="1" customFormat="1"/>' for n in range(2, 1_000_001))
    parts = files.xlsx_parts(f'<row r="1">{files.text_cell("A1", "姓名")}</row>{rows}')
    path = files.packed(tmp_path / "名册.xlsx", parts)
    assert only(path).rows == [["姓名"]]


def test_many_empty_columns_with_a_format_are_cut_off(tmp_path):
    path = tmp_path / "名册.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("一")
        sheet.write_row(0, 0, ["姓名", *[" "] * 300])
    book = read_book(path)
    assert book.sheets[0].rows == [["姓名"]]
    assert book.warnings == ("工作表「一」第 200 列以后没有内容，没有读入。",)


cells = st.sampled_from([None, "", " ", "　", "张", 1.0, False])


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(st.integers(1, 2600), st.lists(cells, max_size=4), max_size=12))
def test_blocks_hold_every_row_at_its_number(rows):
    """Whatever the gaps: nothing is lost, moved or left standing at the ends."""
    given_rows = {number: list(row) for number, row in rows.items()}
    sheet = RawSheet("一", [(number, list(row)) for number, row in sorted(rows.items())])
    made = [block for _, block in blocks(sheet, Limits(), [])]
    starts = [start for start, _ in blocks(
        RawSheet("一", [(n, list(row)) for n, row in sorted(rows.items())]), Limits(), []
    )]  # fmt: skip
    found = {}
    for start, block in zip(starts, made, strict=True):
        assert start not in found
        found |= dict(enumerate(block, start))
    assert list(found) == list(range(min(found), max(found) + 1)) if found else True
    for number, row in given_rows.items():
        kept = found.get(number, [])
        assert row[: len(kept)] == kept
        assert all(cell is None or str(cell).strip() == "" for cell in row[len(kept) :])
    if found:
        assert found[min(found)]
        assert found[max(found)]
    assert all(len(block) <= 2600 + BLOCK for block in made)
