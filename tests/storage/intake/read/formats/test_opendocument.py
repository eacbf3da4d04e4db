"""ODS, as LibreOffice and WPS write it."""

import zipfile
from datetime import date, datetime, time

import pytest

from storage.errors import UserError
from storage.intake.read import CellError, Limits, read_book
from tests.storage.intake.read import files


def cell(content="", **attributes):
    attribute_text = "".join(
        f' {name.replace("__", ":").replace("_", "-")}="{value}"'
        for name, value in attributes.items()
    )
    return f"<table:table-cell{attribute_text}>{content}</table:table-cell>"


def text(value, **attributes):
    return cell(f"<text:p>{value}</text:p>", office__value_type="string", **attributes)


def table(*rows, name="一", **attributes):
    attribute_text = "".join(
        f' {key.replace("__", ":").replace("_", "-")}="{v}"' for key, v in attributes.items()
    )
    body = "".join(
        row if row.startswith("<table:table-row") else f"<table:table-row>{row}</table:table-row>"
        for row in rows
    )
    return f'<table:table table:name="{name}"{attribute_text}>{body}</table:table>'


def only(tmp_path, *rows):
    (sheet,) = files.read(files.ods(tmp_path / "名册.ods", table(*rows))).sheets
    return sheet


def test_every_type_of_cell(tmp_path):
    sheet = only(
        tmp_path,
        text("张㛃")
        + cell(office__value_type="float", office__value="13800000000")
        + cell(office__value_type="float", office__value="5.10422200801021E+17")
        + cell(office__value_type="percentage", office__value="0.5")
        + cell(office__value_type="boolean", office__boolean_value="true")
        + cell("<text:p>#N/A</text:p>", office__value_type="string", calcext__value_type="error")
        + cell(office__value_type="date", office__date_value="2008-01-02")
        + cell(office__value_type="date", office__date_value="2008-01-02T12:30:00")
        + cell(office__value_type="time", office__time_value="PT06H00M00S")
        + cell(office__value_type="time", office__time_value="PT36H30M00S"),
    )
    assert sheet.rows == [
        [
            "张㛃", 13800000000, 5.10422200801021e17, 0.5, True, CellError("#N/A"),
            date(2008, 1, 2), datetime(2008, 1, 2, 12, 30), time(6), "36:30",
        ]
    ]  # fmt: skip
    assert type(sheet.rows[0][2]) is float


def test_spaces_lines_and_notes_in_a_cell(tmp_path):
    sheet = only(
        tmp_path,
        text('甲<text:s text:c="2"/>乙<text:tab/>丙<text:span>丁</text:span><text:line-break/>戊')
        + cell(
            "<office:annotation><text:p>批注</text:p></office:annotation>"
            "<text:p>一</text:p><text:p>二</text:p>",
            office__value_type="string",
        ),
    )
    assert sheet.rows == [["甲  乙\t丙丁\n戊", "一\n二"]]


def test_merged_areas_repeats_and_hidden_rows(tmp_path):
    covered = '<table:covered-table-cell table:number-columns-repeated="2"/>'
    sheet = only(
        tmp_path,
        text("标题", table__number_columns_spanned=3, table__number_rows_spanned=1)
        + covered
        + text("右"),
        '<table:table-row table:number-rows-repeated="2" table:visibility="collapse">'
        + text("同", table__number_columns_repeated=2)
        + "</table:table-row>",
    )
    assert sheet.rows == [["标题", None, None, "右"], ["同", "同"], ["同", "同"]]
    assert sheet.merged == ((1, 1, 1, 3),)
    assert sheet.hidden_rows == {2, 3}


def test_a_hidden_sheet_is_flagged(tmp_path):
    style = '<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>'
    tables = table(text("x"), name="看得见") + table(text("y"), name="藏", table__style_name="ta2")
    book = files.read(files.ods(tmp_path / "名册.ods", tables, style))
    assert [(sheet.name, sheet.hidden) for sheet in book.sheets] == [
        ("看得见", False),
        ("藏", True),
    ]


def test_four_thousand_million_repeats_are_refused(tmp_path):
    many = 'table:number-rows-repeated="4000000000"'
    cells = text("x", table__number_columns_repeated=4_000_000_000)
    with pytest.raises(UserError, match="《名册.ods》的工作表「一」第 1 行超过 200 列"):
        only(tmp_path, f"<table:table-row {many}>{cells}</table:table-row>")
    with pytest.raises(UserError, match="《名册.ods》的工作表「一」第 601000 行还有内容"):
        only(tmp_path, f"<table:table-row {many}>{text('x')}</table:table-row>")


def test_a_date_outside_the_calendar_is_what_it_shows(tmp_path):
    odd = cell(
        "<text:p>-44年</text:p>", office__value_type="date", office__date_value="-0044-03-15"
    )
    assert only(tmp_path, odd).rows == [["-44年"]]


def test_half_a_content_part_is_damage_at_once(tmp_path):
    """calamine would wait for its end for ever."""
    path = files.ods(tmp_path / "名册.ods", table(*[text("张㛃")] * 50))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["content.xml"] = parts["content.xml"][:2000]
    with pytest.raises(UserError, match="《名册.ods》读不出来：文件已损坏"):
        read_book(files.packed(path, parts), limits=Limits(seconds=5))
