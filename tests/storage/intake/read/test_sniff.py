"""What is no roster is refused in a sentence that says what it is and what to do."""

import os

import pytest
import xlwt

from storage.errors import UserError
from storage.intake.read import LIMITS, Limits, read_book
from tests.storage.intake.read import files

REFUSED = {
    "名册.pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "是PDF 文件，不是表格"),
    "名册.png": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "是图片，不是表格"),
    "名册.jpg": (b"\xff\xd8\xff\xe0\0\x10JFIF", "是图片，不是表格"),
    "名册.bmp": (b"BM6\0\0\0\0\0", "是图片，不是表格"),
    "名册.rar": (b"Rar!\x1a\x07\x01\0", "是压缩包，不是表格：请先解压"),
    "名册.7z": (b"7z\xbc\xaf\x27\x1c", "是压缩包，不是表格：请先解压"),
    "名册.gz": (b"\x1f\x8b\x08\0", "是压缩包，不是表格：请先解压"),
    "名册.exe": (b"MZ\x90\0\x03\0\0\0", "是程序，不是表格"),
    "名册.db": (b"SQLite format 3\0\x10\0", "是数据库，不是表格"),
    "名册.lnk": (b"L\0\0\0\x01\x14\x02\0\0", "是快捷方式，不是表格：请选它所指的那个文件"),
    "名册.rtf": (b"{\\rtf1\\ansi", "是文字文档，不是表格"),
    "名册.mht": (b"MIME-Version: 1.0\r\n", "是单个文件网页（mht），不是表格"),
    "名册.json": (b'[ {"name": 1}]', "是数据文件（JSON），不是表格"),
    "名册.xml": (b'<?xml version="1.0"?><a/>', "是XML 或网页文件，不是表格"),
    "名册.svg": (b"<svg/>", "是XML 或网页文件，不是表格"),
    "名册.dat": (bytes(range(256)) * 40, "是某个程序自用的文件，不是表格"),
    "名册.xls": (b"", "是空文件"),
}  # fmt: skip


def refusal(path, limits=LIMITS):
    with pytest.raises(UserError) as caught:
        read_book(path, limits=limits)
    sentence = str(caught.value)
    assert sentence.startswith(f"《{path.name}》")
    assert sentence.endswith("。")
    return sentence


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_without_a_table_is_refused_by_its_kind(tmp_path, name):
    content, reason = REFUSED[name]
    path = tmp_path / name
    path.write_bytes(content)
    assert reason in refusal(path)


@pytest.mark.parametrize("text", ["BM,名册\n张三,男\n", "MZ,ZZMM\n汉,团员\n", "PK,名册\n1,2\n"])
def test_a_text_that_begins_like_something_else_is_a_table(tmp_path, text):
    path = tmp_path / "名册.csv"
    path.write_text(text, "utf-8")
    assert len(read_book(path).sheets[0].rows) == 2


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ({"word/document.xml": "<a/>", "[Content_Types].xml": "<a/>"}, "是文字文档，不是表格"),
        ({"ppt/presentation.xml": "<a/>"}, "是演示文稿，不是表格"),
        ({"OFD.xml": "<a/>"}, "是OFD 文件，不是表格"),
        ({"高一.xlsx": b"PK", "高二.xlsx": b"PK"}, "是压缩包，不是表格：请先解压"),
        (
            {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"},
            "是文字文档或演示文稿，不是表格",
        ),
    ],
)
def test_other_zip_files_are_refused_by_their_kind(tmp_path, parts, reason):
    assert reason in refusal(files.packed(tmp_path / "名册.xlsx", parts))


@pytest.mark.parametrize(
    ("stream", "reason"),
    [("WordDocument", "是文字文档"), ("PowerPoint Document", "是演示文稿")],
)
def test_other_compound_files_are_refused_by_their_kind(tmp_path, stream, reason):
    path = tmp_path / "名册.xls"
    path.write_bytes(files.renamed(files.compound(b"\0" * 5000), stream))
    assert reason in refusal(path)


def test_half_a_zip_file_is_refused_as_incomplete(tmp_path):
    whole = files.xlsx(tmp_path / "x").read_bytes()
    path = tmp_path / "名册.xlsx"
    for size in (30, len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[:size])
        assert "不完整或已损坏" in refusal(path)


def test_a_file_that_is_not_there_or_no_file(tmp_path):
    assert "找不到了" in refusal(tmp_path / "没有.xlsx")
    (tmp_path / "文件夹.xlsx").mkdir()
    assert "是文件夹" in refusal(tmp_path / "文件夹.xlsx")
    os.mkfifo(tmp_path / "管道.xlsx")
    assert "不是普通文件" in refusal(tmp_path / "管道.xlsx")


def test_the_lock_file_of_an_open_workbook_is_refused_as_such(tmp_path):
    path = tmp_path / "~$名册.xlsx"
    path.write_bytes(b"\x05Admin" + b" " * 159)
    assert "前面没有“~$”的那一个" in refusal(path)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads everything")
def test_a_file_without_permission_cannot_be_opened(tmp_path):
    path = files.xlsx(tmp_path / "名册.xlsx")
    path.chmod(0)
    assert "打不开" in refusal(path)


def test_a_file_larger_than_allowed_is_not_even_opened(tmp_path):
    path = tmp_path / "名册.csv"
    path.write_bytes(b"a,b\n" * 600_000)
    assert "有 2 MB，超过 1 MB 的上限" in refusal(path, Limits(file_bytes=1 << 20))


def test_words_of_other_programs_in_a_cell_do_not_make_another_file(tmp_path):
    book = xlwt.Workbook()
    book.add_sheet("一").write(0, 0, "张EncryptedPackage\0WordDocument\0")
    book.save(str(tmp_path / "名册.xls"))
    assert "EncryptedPackage".encode("utf-16-le") in (tmp_path / "名册.xls").read_bytes()
    assert read_book(tmp_path / "名册.xls").kind == "xls"
