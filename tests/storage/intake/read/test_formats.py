"""Every form a roster arrives in, under its own name and under wrong ones."""

import shutil
from importlib import import_module
from pathlib import Path

import pytest
import xlwt

from storage.intake.read import formats, read_book
from storage.intake.read.formats import FORMATS
from tests.storage.intake.read import files

ROSTERS = Path(__file__).parents[3] / "reference" / "rosters"
KINDS = {
    "html_xls.xls": "html",
    "old_xls.xls": "xls",
    "pinyin_headers.xls": "xls",
    "wps_et.et": "xls",
    "ods.ods": "ods",
    "gbk_csv.csv": "csv",
    "utf8_bom_csv.csv": "csv",
}
ENCODINGS = {"gbk_csv.csv": "gb18030", "utf8_bom_csv.csv": "utf-8-sig", "html_xls.xls": "utf-8"}
SHEETS = [one for one in sorted(ROSTERS.iterdir()) if one.suffix not in {".json", ".md"}]

READ = {name: one for name, one in FORMATS.items() if one.readers}


@pytest.mark.parametrize("name", READ)
def test_every_reader_of_a_format_is_a_function_of_its_module(name):
    for reader in READ[name].readers:
        module, function = reader.split(".")
        assert callable(getattr(import_module(f"{formats.__name__}.{module}"), function))


def test_only_pasted_text_needs_no_reader():
    assert [name for name in FORMATS if name not in READ] == ["text"]


def test_zips_are_the_formats_of_packed_parts():
    zipped = {name for name, one in FORMATS.items() if one.zipped}
    assert zipped == {"xlsx", "xlsb", "ods", "docx"}


def test_all_fifteen_rosters_are_there():
    assert len(SHEETS) == 15


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_a_roster_from_the_field_is_read(path):
    book = read_book(path)
    assert book.kind == KINDS.get(path.name, "xlsx")
    assert book.encoding == ENCODINGS.get(path.name)
    assert book.warnings == ()
    cells = [cell for sheet in book.sheets for row in sheet.rows for cell in row]
    texts = {str(cell).replace(" ", "") for cell in cells}
    assert texts & {"姓名", "学生姓名", "XM"}
    assert len(cells) > 300


@pytest.mark.parametrize("name", ["名册.xls", "名册.csv", "名册.et", "名册", "名册.pdf"])
@pytest.mark.parametrize("make", [files.xlsx, files.xls])
def test_the_name_does_not_matter(tmp_path, make, name):
    path = make(tmp_path / "x").rename(tmp_path / name)
    book = read_book(path)
    assert book.kind == make.__name__
    assert book.sheets[0].rows == files.ROSTER


@pytest.mark.parametrize("name", ["html_xls.xls", "ods.ods", "gbk_csv.csv"])
def test_a_misnamed_roster_reads_the_same(tmp_path, name):
    copy = shutil.copy(ROSTERS / name, tmp_path / "名册.xlsx")
    assert read_book(Path(copy)) == read_book(ROSTERS / name)


def test_a_zip_form_et_is_an_xlsx(tmp_path):
    assert read_book(files.xlsx(tmp_path / "名册.et")).sheets[0].rows == files.ROSTER


def test_an_old_workbook_without_a_compound_file_is_read(tmp_path):
    book = xlwt.Workbook()
    book.add_sheet("一").write(0, 0, "姓名")
    path = tmp_path / "名册.xls"
    path.write_bytes(files.biff(book))
    assert read_book(path).sheets[0].rows == [["姓名"]]


def test_a_path_with_odd_characters_is_read(tmp_path):
    folder = tmp_path / "盐边 县 100%" / "𠮷"
    folder.mkdir(parents=True)
    assert read_book(files.xlsx(folder / "附件2（终）　𬭎.xlsx")).sheets[0].rows == files.ROSTER


def test_a_relative_path_is_read(tmp_path, monkeypatch):
    files.xlsx(tmp_path / "名册.xlsx")
    monkeypatch.chdir(tmp_path)
    assert read_book(Path("名册.xlsx")).sheets[0].rows == files.ROSTER
