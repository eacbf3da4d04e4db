"""Zip forms that no school program writes are refused before they are read."""

import zipfile

import pytest

from storage.errors import UserError
from storage.intake.read import Limits, read_book
from tests.storage.intake.read import files


def sheet(tmp_path, *sheets, **parts):
    return files.packed(tmp_path / "名册.xlsx", files.xlsx_parts(*sheets, **parts))


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
    assert "展开后有 512 MB，超过 400 MB 的上限" in files.refusal(path)


def test_a_part_packed_beyond_belief(tmp_path):
    path = sheet(tmp_path, "")
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", b" " * (40 << 20))
    assert "压缩得极不寻常" in files.refusal(path)


def test_twenty_million_cells(tmp_path):
    path = sheet(tmp_path, "")
    row = b'<c r="A1"><v>1</v></c>' * 100_000
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/worksheets/sheet2.xml", "w") as part,
    ):
        for _ in range(200):
            part.write(row)
    assert "展开后有 419 MB，超过 400 MB 的上限" in files.refusal(path)


def test_five_thousand_sheets(tmp_path):
    assert "里面有 5,004 个部件" in files.refusal(sheet(tmp_path, *[""] * 5_000))


def test_more_sheets_than_a_school_has_classes(tmp_path):
    assert "里工作表超过 120 张" in files.refusal(sheet(tmp_path, *[""] * 121))
    assert len(read_book(sheet(tmp_path, *[""] * 120)).sheets) == 120


@pytest.mark.parametrize("declaration", files.ENTITIES.values(), ids=files.ENTITIES)
@pytest.mark.parametrize("late", [False, True], ids=["at once", "after a kilobyte"])
def test_entities_are_never_expanded(tmp_path, declaration, late):
    parts = files.xlsx_parts(f'<row r="1">{files.text_cell("A1", "&e;")}</row>')
    gap = f"<!--{' ' * 5000}-->" if late else ""
    name = "xl/worksheets/sheet1.xml"
    parts[name] = f'<?xml version="1.0"?>{gap}{declaration}{parts[name]}'
    sentence = files.refusal(files.packed(tmp_path / "名册.xlsx", parts))
    assert ("声明（DTD）" in sentence) or late


def test_the_cells_of_all_sheets_are_counted_together(tmp_path):
    row = f'<row r="1">{files.text_cell("A1", "甲")}{files.text_cell("B1", "乙")}</row>'
    path = sheet(tmp_path, row, row, row)
    with pytest.raises(UserError, match="《名册.xlsx》超过 5 格，没有读取：请分成几个文件再导入。"):
        read_book(path, limits=Limits(cells=5))
    assert len(read_book(path, limits=Limits(cells=6)).sheets) == 3
