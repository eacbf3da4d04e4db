"""Small files that would be enormous: each is refused in a sentence, soon, and in little memory."""

import time
import zipfile

import pytest
import xlsxwriter

from storage.errors import UserError
from storage.intake.read import Limits, read_book
from tests.storage.intake.read import files

SOON = 10.0  # seconds on a busy machine; alone each takes one to three


def refusal(path):
    began = time.monotonic()
    with pytest.raises(UserError) as caught:
        read_book(path)
    assert time.monotonic() - began < SOON
    sentence = str(caught.value)
    assert sentence.startswith(f"《{path.name}》")
    assert sentence.endswith("。")
    return sentence


def sheet(tmp_path, *sheets, **parts):
    return files.packed(tmp_path / "名册.xlsx", files.xlsx_parts(*sheets, **parts))


def two_cells(tmp_path, last):
    row = last.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return sheet(
        tmp_path,
        f'<row r="1">{files.text_cell("A1", "姓名")}</row>'
        f'<row r="{row}">{files.text_cell(last, "x")}</row>',
    )


def test_two_cells_at_opposite_corners(tmp_path):
    """The first reader runs out of memory and is gone; the second says what is wrong."""
    assert "第 1048576 行超过 200 列" in refusal(two_cells(tmp_path, "XFD1048576"))


def test_two_cells_far_apart(tmp_path):
    assert "第 1048576 行" in refusal(two_cells(tmp_path, "CV1048576"))
    assert "第 1048576 行还有内容" in refusal(two_cells(tmp_path, "B1048576"))
    assert "第 9 行超过 200 列" in refusal(two_cells(tmp_path, "XFD9"))


def test_a_row_that_no_sheet_has(tmp_path):
    cell = files.text_cell("A4294967295", "x")
    assert "已损坏或结构异常" in refusal(sheet(tmp_path, f'<row r="4294967295">{cell}</row>'))


def test_a_shared_text_of_two_gigabytes(tmp_path):
    path = tmp_path / "名册.xlsx"
    files.packed(path, files.xlsx_parts('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'))
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/sharedStrings.xml", "w", force_zip64=True) as part,
    ):
        part.write(f'<sst xmlns="{files.MAIN}"><si><t>'.encode())
        for _ in range(128):
            part.write(b"x" * (4 << 20))
        part.write(b"</t></si></sst>")
    assert path.stat().st_size < 2 << 20
    assert "展开后有 512 MB，超过 400 MB 的上限" in refusal(path)


def test_a_part_packed_beyond_belief(tmp_path):
    path = sheet(tmp_path, "")
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", b" " * (40 << 20))
    assert "压缩得极不寻常" in refusal(path)


def test_twenty_million_cells(tmp_path):
    path = sheet(tmp_path, "")
    row = b'<c r="A1"><v>1</v></c>' * 100_000
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/worksheets/sheet2.xml", "w") as part,
    ):
        for _ in range(200):
            part.write(row)
    assert "展开后有 419 MB，超过 400 MB 的上限" in refusal(path)


def test_more_cells_than_memory_holds(tmp_path):
    """Within the size that is allowed, but not within the memory."""
    cells = "".join(f'<c r="{c}{{0}}"><v>1</v></c>' for c in ("A", "GR"))
    rows = "".join(f'<row r="{n}">{cells.format(n)}</row>' for n in range(1, 60_000))
    with pytest.raises(UserError, match="《名册.xlsx》"):
        read_book(sheet(tmp_path, rows), limits=Limits(memory_bytes=200 << 20, seconds=2))


@pytest.mark.parametrize("name", ["xlsx", "ods"])
def test_whole_sheet_merges_are_told_and_not_filled(tmp_path, name):
    merges = '<mergeCell ref="A1:XFD1048576"/>' * 10
    path = sheet(
        tmp_path,
        f'<sheetData><row r="1">{files.text_cell("A1", "姓名")}</row></sheetData>'
        f"<mergeCells>{merges}</mergeCells>",
    )
    if name == "ods":
        files.ods(
            path,
            '<table:table table:name="一"><table:table-row><table:table-cell '
            'table:number-columns-spanned="16384" table:number-rows-spanned="1048576" '
            'office:value-type="string"><text:p>姓名</text:p></table:table-cell>'
            "</table:table-row></table:table>",
        )
    (only,) = read_book(path).sheets
    assert only.rows == [["姓名"]]
    assert set(only.merged) == {(1, 1, 1048576, 16384)}


def test_five_thousand_sheets(tmp_path):
    assert "里面有 5,004 个部件" in refusal(sheet(tmp_path, *[""] * 5_000))


def test_more_sheets_than_a_school_has_classes(tmp_path):
    assert "里工作表超过 120 张" in refusal(sheet(tmp_path, *[""] * 121))
    assert len(read_book(sheet(tmp_path, *[""] * 120)).sheets) == 120


ENTITIES = {
    "external": '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
    "laughs": '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY e "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
    "spelt small": '<!doctype x [<!entity e "x">]>',
}


@pytest.mark.parametrize("declaration", ENTITIES.values(), ids=ENTITIES)
@pytest.mark.parametrize("late", [False, True], ids=["at once", "after a kilobyte"])
def test_entities_are_never_expanded(tmp_path, declaration, late):
    parts = files.xlsx_parts(f'<row r="1">{files.text_cell("A1", "&e;")}</row>')
    gap = f"<!--{' ' * 5000}-->" if late else ""
    name = "xl/worksheets/sheet1.xml"
    parts[name] = f'<?xml version="1.0"?>{gap}{declaration}{parts[name]}'
    sentence = refusal(files.packed(tmp_path / "名册.xlsx", parts))
    assert ("声明（DTD）" in sentence) or late


@pytest.mark.parametrize("declaration", ENTITIES.values(), ids=ENTITIES)
def test_entities_in_a_single_xml_file_are_never_expanded(tmp_path, declaration):
    path = tmp_path / "名册.xls"
    path.write_text(
        f'<?xml version="1.0"?>{declaration}'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="一"><Table>'
        '<Row><Cell><Data ss:Type="String">&e;</Data></Cell></Row></Table></Worksheet></Workbook>',
        "utf-8",
    )
    refusal(path)


@pytest.mark.parametrize(
    ("length", "said"), [(11_000_000, "压缩得极不寻常"), (6_000_000, "有单元格超过 32,767 个字")]
)
def test_a_cell_of_millions_of_characters(tmp_path, length, said):
    row = f'<row r="1">{files.text_cell("A1", "张" * length)}</row>'
    assert said in refusal(sheet(tmp_path, row))


def test_a_text_of_the_longest_cell_there_is_is_read(tmp_path):
    path = tmp_path / "名册.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet().write_string(0, 0, "张" * 32_767)
    assert len(str(read_book(path).sheets[0].rows[0][0])) == 32_767


def test_a_sheet_wider_than_any_roster(tmp_path):
    path = files.xlsx(tmp_path / "名册.xlsx", [["姓名"], ["x"] * 201])
    assert "《名册.xlsx》的工作表「名册」第 2 行超过 200 列" in refusal(path)
    assert len(read_book(files.xlsx(path, [["x"] * 200])).sheets[0].rows[0]) == 200


def test_larger_limits_admit_larger_files(tmp_path):
    path = files.xlsx(tmp_path / "名册.xlsx", [[number] for number in range(3_000)])
    with pytest.raises(UserError, match="超过 2,000 行的上限"):
        read_book(path, limits=Limits(rows=2_000))
    assert len(read_book(path, limits=Limits(rows=3_000)).sheets[0].rows) == 3_000


def test_the_cells_of_all_sheets_are_counted_together(tmp_path):
    row = f'<row r="1">{files.text_cell("A1", "甲")}{files.text_cell("B1", "乙")}</row>'
    path = sheet(tmp_path, row, row, row)
    with pytest.raises(UserError, match="《名册.xlsx》超过 5 格，没有读取：请分成几个文件再导入。"):
        read_book(path, limits=Limits(cells=5))
    assert len(read_book(path, limits=Limits(cells=6)).sheets) == 3


def test_a_large_file_may_cost_more_and_none_more_than_two_gigabytes():
    small, largest = Limits().of(5 << 20), Limits().of(Limits().file_bytes)
    assert (small.memory_bytes, small.unpacked_bytes) == (1 << 30, 400 << 20)
    assert small.seconds == 30
    assert (1 << 30) < largest.memory_bytes < (2 << 30)
    assert largest.seconds == 220
