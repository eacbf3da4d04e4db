"""Recognise the kind of a file from its bytes; names and extensions are often wrong."""

from __future__ import annotations

import re
import zipfile
from typing import BinaryIO

from storage.errors import UserError
from storage.intake.read.reader_source import ASK_FOR_A_SHEET, DAMAGED_ZIP, EMPTY, OLD_DOCUMENT

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OLE_STREAMS = (("EncryptedPackage", "encrypted"), ("Workbook", "xls"), ("Book", "xls"))
BARE_BIFF = (
    b"\t\x00\x04\x00",
    b"\t\x02\x06\x00",
    b"\t\x04\x06\x00",
    b"\t\x08\x08\x00",
    b"\t\x08\x10\x00",
)

NOT_A_SHEET: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "PDF 文件"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
    (b"BM", "图片"),
    (b"II*\0", "图片"),
    (b"MM\0*", "图片"),
    (b"RIFF", "图片或音视频"),
    (b"Rar!", "压缩包"),
    (b"7z\xbc\xaf", "压缩包"),
    (b"\x1f\x8b", "压缩包"),
    (b"MZ", "程序"),
    (b"\x7fELF", "程序"),
    (b"SQLite format 3\0", "数据库"),
    (b"L\0\0\0\x01\x14\x02\0", "快捷方式"),
    (b"{\\rtf", "文字文档"),
)
UNPACK = {"压缩包": "请先解压，再选里面的表格。", "快捷方式": "请选它所指的那个文件。"}

SPREADSHEET = re.compile(rb"spreadsheetml\.(sheet|template)|ms-excel\.(sheet|template)")


def sniff(file: BinaryIO, *, documents: bool = False) -> str:
    """Return the kind of a file; raises `UserError` for others. `documents` admits Word files."""
    head = file.read(8192)
    file.seek(0)
    if not head:
        raise UserError(EMPTY)
    if head.startswith(b"PK\x03\x04"):
        return _zip_kind(file, documents)
    if head.startswith(OLE):
        return _ole_kind(file, documents)
    if head.startswith(BARE_BIFF):
        return "xls"
    for magic, what in NOT_A_SHEET:
        if head.startswith(magic) and not (magic in {b"BM", b"MZ"} and b"\0" not in head):
            raise not_a_sheet(what)
    return _text_kind(head)


def not_a_sheet(what: str) -> UserError:
    """Return the refusal of a file that is no sheet, with what to do about it."""
    return UserError(f"是{what}，不是表格：{UNPACK.get(what, ASK_FOR_A_SHEET)}")


def _zip_kind(file: BinaryIO, documents: bool) -> str:
    try:
        with zipfile.ZipFile(file) as archive:
            return _package_kind(archive, documents)
    except zipfile.BadZipFile:
        raise UserError(DAMAGED_ZIP) from None
    finally:
        file.seek(0)


def _package_kind(archive: zipfile.ZipFile, documents: bool) -> str:
    names = {name.lower().replace("\\", "/") for name in archive.namelist()}
    if "mimetype" in names and "content.xml" in names:
        with archive.open("mimetype") as part:
            if b"spreadsheet" not in part.read(200):
                raise not_a_sheet("文字文档或演示文稿")
        return "ods"
    if "xl/workbook.bin" in names:
        return "xlsb"
    if "xl/workbook.xml" in names:
        return "xlsx"
    if documents and "word/document.xml" in names:
        return "docx"
    for folder, what in (("word/", "文字文档"), ("ppt/", "演示文稿"), ("ofd.xml", "OFD 文件")):
        if any(name.startswith(folder) for name in names):
            raise not_a_sheet(what)
    return _by_content_types(archive)


def _by_content_types(archive: zipfile.ZipFile) -> str:
    """Recognise a workbook by its content types, where its parts have unusual names."""
    if "[Content_Types].xml" in archive.namelist():
        with archive.open("[Content_Types].xml") as part:
            if SPREADSHEET.search(part.read(1 << 20)):
                return "xlsx"
    raise not_a_sheet("压缩包")


def _ole_kind(file: BinaryIO, documents: bool) -> str:
    data = file.read()
    file.seek(0)
    for stream, kind in OLE_STREAMS:
        if _holds(data, stream):
            return kind
    for stream, what in (("WordDocument", "文字文档"), ("PowerPoint Document", "演示文稿")):
        if _holds(data, stream):
            raise UserError(OLD_DOCUMENT) if documents else not_a_sheet(what)
    return "xls"  # the directory may be damaged; the readers will say


def _holds(data: bytes, stream: str) -> bool:
    """Whether the directory has an entry: a name in 64 bytes, then the length of the name.

    Following the directory's own chain would mean trusting a file that nobody has looked at yet.
    """
    name = (stream + "\0").encode("utf-16-le")
    length = len(name).to_bytes(2, "little")
    at = data.find(name)
    while at >= 0 and data[at + 64 : at + 66] != length:
        at = data.find(name, at + 1)
    return at >= 0


def _text_kind(head: bytes) -> str:
    start = _as_ascii(head).lstrip().lower()
    if not start.startswith(b"<"):
        _refuse_other_texts(start)
        return "csv"
    if b"urn:schemas-microsoft-com:office:spreadsheet" in start:
        return "spreadsheetml"
    if re.match(rb"<(!doctype html|!--|html|head|body|meta|style|table|div|tr\b|center)", start):
        return "html"
    if start.startswith(b"<?xml") and b"<html" in start:
        return "html"
    raise not_a_sheet("XML 或网页文件")


def _refuse_other_texts(start: bytes) -> None:
    if start.startswith(b"mime-version:"):
        raise not_a_sheet("单个文件网页（mht）")
    if re.match(rb'\{\s*"|\[\s*\{\s*"', start):
        raise not_a_sheet("数据文件（JSON）")


def _as_ascii(head: bytes) -> bytes:
    """Remove byte order marks and the zero bytes of UTF-16, so that ASCII tags can be compared."""
    return head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe").replace(b"\0", b"")
