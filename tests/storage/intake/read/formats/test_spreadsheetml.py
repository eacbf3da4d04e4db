"""SpreadsheetML 2003: one XML file that calls itself .xls."""

from datetime import date, datetime, time

import pytest

from storage.errors import UserError
from storage.intake.read import CellError, read_book
from tests.storage.intake.read import files

HEAD = (
    '<?xml version="1.0"{encoding}?><?mso-application progid="Excel.Sheet"?>'
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel" '
    'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
)


def book_of(tmp_path, body, encoding="utf-8", declared=""):
    path = tmp_path / "名册.xls"
    attribute_text = f' encoding="{declared}"' if declared else ""
    path.write_bytes((HEAD.format(encoding=attribute_text) + body + "</Workbook>").encode(encoding))
    return read_book(path)


def sheet_of(tmp_path, rows):
    body = f'<Worksheet ss:Name="高一"><Table>{rows}</Table></Worksheet>'
    (sheet,) = book_of(tmp_path, body).sheets
    return sheet


def cell(kind, value, **attributes):
    attribute_text = "".join(f' ss:{name}="{number}"' for name, number in attributes.items())
    return f'<Cell{attribute_text}><Data ss:Type="{kind}">{value}</Data></Cell>'


def test_every_type_of_cell(tmp_path):
    sheet = sheet_of(
        tmp_path,
        "<Row>"
        + cell("String", "张㛃")
        + cell("Number", "13800000000")
        + cell("Number", "5.10422200801021E+17")
        + cell("Boolean", 1)
        + cell("Error", "#N/A")
        + cell("DateTime", "2008-01-02T00:00:00.000")
        + cell("DateTime", "2008-01-02T12:30:00.000")
        + cell("DateTime", "1899-12-31T06:00:00.000")
        + "<Cell/>"
        + '<Cell><Data ss:Type="String"><B>粗</B>细</Data></Cell>'
        + "</Row>",
    )
    assert sheet.rows == [
        [
            "张㛃",
            13800000000,
            5.10422200801021e17,
            True,
            CellError("#N/A"),
            date(2008, 1, 2),
            datetime(2008, 1, 2, 12, 30),
            time(6),
            None,
            "粗细",
        ]
    ]
    assert type(sheet.rows[0][2]) is float
    assert sheet.rows[0][3] is True


def test_places_merges_and_hidden_rows(tmp_path):
    sheet = sheet_of(
        tmp_path,
        f"<Row>{cell('String', '标题', MergeAcross=2)}{cell('String', '右')}</Row>"
        f'<Row ss:Index="4" ss:Hidden="1">{cell("String", "班", Index=2, MergeDown=1)}</Row>'
        f'<Row ss:Index="6">{cell("String", "末")}</Row>',
    )
    assert sheet.rows == [["标题", None, None, "右"], [], [], [None, "班"], [], ["末"]]
    assert set(sheet.merged) == {(1, 1, 1, 3), (4, 2, 5, 2)}
    assert sheet.hidden_rows == {4}


def test_hidden_sheets_and_the_calendar_of_1904(tmp_path):
    options = (
        '<WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel">'
        "<Visible>SheetHidden</Visible></WorksheetOptions>"
    )
    book = book_of(
        tmp_path,
        '<ExcelWorkbook xmlns="urn:schemas-microsoft-com:office:excel"><Date1904/></ExcelWorkbook>'
        f'<Worksheet ss:Name="一"><Table/>{options}</Worksheet>'
        '<Worksheet ss:Name="二"><Table/></Worksheet>',
    )
    assert book.kind == "spreadsheetml"
    assert book.date1904
    assert [(sheet.name, sheet.hidden) for sheet in book.sheets] == [("一", True), ("二", False)]


@pytest.mark.parametrize("declared", ["gb2312", "GBK", "utf-8", ""])
def test_a_chinese_encoding_is_read_although_expat_knows_none(tmp_path, declared):
    body = f'<Worksheet ss:Name="一"><Table><Row>{cell("String", "张㛃𬭎盐边县")}</Row></Table></Worksheet>'
    encoding = "gb18030" if declared.startswith(("g", "G")) else "utf-8"
    book = book_of(tmp_path, body, encoding, declared)
    assert book.sheets[0].rows == [["张㛃𬭎盐边县"]]
    assert book.encoding == encoding


@pytest.mark.parametrize("place", ["4294967295", "-1", "0", "x"])
def test_a_place_outside_the_sheet_is_damage(tmp_path, place):
    with pytest.raises(UserError, match="《名册.xls》"):
        sheet_of(tmp_path, f'<Row ss:Index="{place}">{cell("String", "x")}</Row>')
    with pytest.raises(UserError, match="《名册.xls》"):
        sheet_of(tmp_path, f"<Row>{cell('String', 'x', Index=place)}</Row>")


@pytest.mark.parametrize("declaration", files.ENTITIES.values(), ids=files.ENTITIES)
def test_entities_in_a_single_xml_file_are_never_expanded(tmp_path, declaration):
    path = tmp_path / "名册.xls"
    path.write_text(
        f'<?xml version="1.0"?>{declaration}'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="一"><Table>'
        '<Row><Cell><Data ss:Type="String">&e;</Data></Cell></Row></Table></Worksheet></Workbook>',
        "utf-8",
    )
    files.refusal(path)
