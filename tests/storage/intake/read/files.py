"""Files made on the spot: workbooks by the libraries that write them, oddities by hand."""

from __future__ import annotations

import io
import struct
import time
import zipfile
from hashlib import md5
from typing import TYPE_CHECKING, Any

import pytest
import xlsxwriter
import xlwt
from msoffcrypto import OfficeFile
from msoffcrypto.format.ooxml import OOXMLFile
from msoffcrypto.method.rc4 import DocumentRC4
from xlwt import CompoundDoc

from storage.errors import UserError
from storage.intake.read import LIMITS, open_file, read_book, wire
from storage.intake.read.assembly import Assembly

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from storage.intake.read import Book

ROSTER = [["姓名", "身份证号", "班级"], ["张㛃", "510421200801021234", "高一（1）班"]]

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DOC_RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
REL = "http://schemas.openxmlformats.org/package/2006/relationships"
BOUND_SHEET = 0x85
SOON = 10.0  # seconds on a busy machine; alone each takes one to three
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"


def xlsx(path: Path, rows: Iterable[Iterable[Any]] = ROSTER, **options: Any) -> Path:
    """Write one sheet."""
    with xlsxwriter.Workbook(path, options) as book:
        sheet = book.add_worksheet("名册")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return path


def xls(path: Path, rows: Iterable[Iterable[Any]] = ROSTER) -> Path:
    """Write one sheet in the old form."""
    path.write_bytes(compound(_old(rows)))
    return path


def packed(path: Path, parts: Mapping[str, str | bytes]) -> Path:
    """Zip parts that were written by hand."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def xlsx_parts(*sheets: str, workbook: str = "", strings: str = "") -> dict[str, str | bytes]:
    """Give the parts of an xlsx whose sheets' XML is written by hand, from <sheetData> on."""
    numbers = range(1, len(sheets) + 1)
    listed = "".join(f'<sheet name="表{n}" sheetId="{n}" r:id="rId{n}"/>' for n in numbers)
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{DOC_RELS}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in numbers
    )
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.'
        'spreadsheetml.worksheet+xml"/>'
        for n in numbers
    )
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": (
            f'<Types xmlns="{TYPES}"><Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Override PartName="/xl/workbook.xml" ContentType="application/'
            'vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
            f"{overrides}</Types>"
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{REL}"><Relationship Id="rId1" '
            f'Type="{DOC_RELS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
        ),
        "xl/workbook.xml": (
            f'<workbook xmlns="{MAIN}" xmlns:r="{DOC_RELS}">{workbook}'
            f"<sheets>{listed}</sheets></workbook>"
        ),
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{REL}">{links}'
            + (
                f'<Relationship Id="rIdS" Type="{DOC_RELS}/sharedStrings" '
                'Target="sharedStrings.xml"/>'
                if strings
                else ""
            )
            + "</Relationships>"
        ),
    }
    for number, sheet in zip(numbers, sheets, strict=True):
        body = sheet if "<sheetData" in sheet else f"<sheetData>{sheet}</sheetData>"
        parts[f"xl/worksheets/sheet{number}.xml"] = f'<worksheet xmlns="{MAIN}">{body}</worksheet>'
    if strings:
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{strings}</sst>'
    return parts


def text_cell(place: str, text: str) -> str:
    """Write a cell that holds its text itself."""
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def changed(path: Path, member: str, old: bytes, new: bytes) -> Path:
    """Replace bytes inside one member of a zip form; the zip stays valid."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert old in parts[member]
    parts[member] = parts[member].replace(old, new)
    return packed(path, parts)


ODS_NAMES = " ".join(
    f'xmlns:{one}="urn:oasis:names:tc:opendocument:xmlns:{one}:1.0"'
    for one in ("office", "table", "text", "style")
)


def ods(path: Path, tables: str, styles: str = "") -> Path:
    """Write an ODS whose tables are written by hand."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {ODS_NAMES} '
        'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    mimetype = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{mimetype}"/>'
        "</manifest:manifest>"
    )
    parts = {"mimetype": mimetype, "content.xml": content, "META-INF/manifest.xml": manifest}
    return packed(path, parts)


def spreadsheetml(path: Path, rows: Iterable[Iterable[str]] = ROSTER) -> Path:
    """Write one sheet as the one XML file of 2003."""
    body = "".join(
        "<Row>"
        + "".join(f'<Cell><Data ss:Type="String">{text}</Data></Cell>' for text in row)
        + "</Row>"
        for row in rows
    )
    name = "urn:schemas-microsoft-com:office:spreadsheet"
    path.write_text(
        f'<?xml version="1.0"?><Workbook xmlns="{name}" xmlns:ss="{name}">'
        f'<Worksheet ss:Name="名册"><Table>{body}</Table></Worksheet></Workbook>',
        "utf-8",
    )
    return path


def biff(book: xlwt.Workbook) -> bytes:
    """Give an old workbook's records without the compound file around them, as WPS 97 wrote."""
    return bytes(book.get_biff_data())


def compound(stream: bytes) -> bytes:
    """Put records into a compound file."""
    document = CompoundDoc.XlsDoc()
    target = io.BytesIO()
    document.save(target, stream)
    return target.getvalue()


def renamed(document: bytes, stream: str) -> bytes:
    """Give the one stream of a compound file another name."""
    old, new = "Workbook\0".encode("utf-16-le"), (stream + "\0").encode("utf-16-le")
    entry = document.rindex(old)
    name = new.ljust(64, b"\0") + struct.pack("<H", len(new))
    return document[:entry] + name + document[entry + 66 :]


def locked(path: Path, password: str) -> Path:
    """Encrypt a new workbook as WPS and Excel do."""
    opened = io.BytesIO()
    with path.open("rb") as file:
        OOXMLFile(file).encrypt(password, opened)
    path.write_bytes(opened.getvalue())
    return path


def locked_old(path: Path, password: str, rows: Iterable[Iterable[Any]] = ROSTER) -> Path:
    """Encrypt an old workbook with RC4, whose decryption is its encryption."""
    salt, verifier = b"0123456789abcdef", b"fedcba9876543210"
    secret = io.BytesIO(verifier + md5(verifier, usedforsecurity=False).digest())
    sealed = DocumentRC4.decrypt(password, salt, secret).read()
    records = _old(rows)
    more = -(len(records) + 58) % 4  # the library counts the zeros after the end in fours
    filepass = struct.pack("<HHHHH", 0x2F, 54 + more, 1, 1, 1) + salt + sealed + bytes(more)
    plain = bytearray(compound(with_record(records, filepass)))
    at = plain.index(filepass)
    office = OfficeFile(io.BytesIO(plain))
    office.load_key(password=password)
    opened = io.BytesIO()
    office.decrypt(opened)
    crypt = bytearray(opened.getvalue())
    crypt[at : at + len(filepass)] = filepass
    path.write_bytes(crypt)
    return path


def with_record(records: bytes, record: bytes) -> bytes:
    """Insert a record after the first, and move what is told of the sheets' places."""
    (length,) = struct.unpack_from("<H", records, 2)
    made = bytearray(records[: 4 + length] + record + records[4 + length :])
    at = 0
    while at < len(made):
        kind, size = struct.unpack_from("<HH", made, at)
        if kind == BOUND_SHEET:
            (place,) = struct.unpack_from("<I", made, at + 4)
            struct.pack_into("<I", made, at + 4, place + len(record))
        at += 4 + size
    return bytes(made)


def _old(rows: Iterable[Iterable[Any]]) -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("名册")
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            sheet.write(number, column, value)
    return biff(book)


def read(path: Path, encoding: str | None = None) -> Book:
    """Read without a worker, for the many tests of what a cell becomes: the same, only sooner."""
    assembly = Assembly()
    try:
        with path.open("rb") as file:
            for record in open_file.of_file(file, encoding, None, LIMITS, 0):
                assembly.take(wire.load(wire.dump(record)))
    except UserError as error:
        raise type(error)(f"《{path.name}》{error}") from None
    assert assembly.book is not None
    return assembly.book


ENTITIES = {
    "external": '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
    "laughs": '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY e "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
    "spelt small": '<!doctype x [<!entity e "x">]>',
}


def refusal(path: Path) -> str:
    """Read a file that is refused; return the sentence, which names the file and comes soon."""
    began = time.monotonic()
    with pytest.raises(UserError) as caught:
        read_book(path)
    assert time.monotonic() - began < SOON
    sentence = str(caught.value)
    assert sentence.startswith(f"《{path.name}》")
    assert sentence.endswith("。")
    return sentence
