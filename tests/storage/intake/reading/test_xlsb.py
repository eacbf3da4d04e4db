"""The binary form of xlsx, its records written by hand: errors, merged areas, hidden rows."""

import struct
from datetime import date

import pytest

from storage.intake.reading import CellError, read_book
from storage.intake.reading.readers.records import records
from tests.storage.intake.reading import files

WORKBOOK_RELS = (
    f'<Relationships xmlns="{files.REL}">'
    f'<Relationship Id="rId1" Type="{files.DOC_RELS}/worksheet" Target="worksheets/sheet1.bin"/>'
    f'<Relationship Id="rId2" Type="{files.DOC_RELS}/styles" Target="styles.bin"/>'
    "</Relationships>"
)


def record(kind, data=b""):
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size = bytearray()
    length = len(data)
    while True:
        size.append(length & 0x7F | (0x80 if length > 127 else 0))
        length >>= 7
        if not length:
            return head + bytes(size) + data


def wide(text):
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def row(number, *, hidden=False):
    return record(0, struct.pack("<IIHBBBI", number, 0, 300, 0, 0x10 if hidden else 0, 0, 0))


def cell(kind, column, value, style=0):
    return record(kind, struct.pack("<II", column, style) + value)


@pytest.fixture
def book(tmp_path):
    sheet = (
        record(129)
        + record(148, struct.pack("<4I", 0, 3, 0, 2))
        + record(145)
        + row(0)
        + cell(6, 0, wide("姓名"))
        + cell(3, 1, b"\x2a")
        + row(2, hidden=True)
        + cell(5, 0, struct.pack("<d", 13800000000))
        + cell(11, 2, b"\x17" + struct.pack("<HI", 0, 0))
        + cell(5, 3, struct.pack("<d", 37987), style=1)
        + record(146)
        + record(177, struct.pack("<I", 1))
        + record(176, struct.pack("<4I", 0, 1, 0, 0))
        + record(178)
        + record(130)
    )
    workbook = (
        record(131)
        + record(153, struct.pack("<III", 1, 0, 0))
        + record(143)
        + record(156, struct.pack("<II", 1, 1) + wide("rId1") + wide("名册"))
        + record(144)
        + record(132)
    )
    format_of = [struct.pack("<HHHHHBBH", 0, kind, 0, 0, 0, 0, 0, 0) for kind in (0, 14)]
    styles = (
        record(278)
        + record(617, struct.pack("<I", 2))
        + b"".join(record(47, one + b"\0\0") for one in format_of)
        + record(618)
        + record(279)
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{files.TYPES}"/>',
        "xl/workbook.bin": workbook,
        "xl/_rels/workbook.bin.rels": WORKBOOK_RELS,
        "xl/worksheets/sheet1.bin": sheet,
        "xl/styles.bin": styles,
    }
    return read_book(files.packed(tmp_path / "名册.xlsb", parts))


def test_cells_errors_and_empty_rows(book):
    assert book.kind == "xlsb"
    assert book.sheets[0].rows == [
        ["姓名", CellError("#N/A")],
        [],
        [13800000000, None, CellError("#REF!"), date(2008, 1, 2)],
    ]


def test_merged_areas_hidden_rows_and_sheets(book):
    (sheet,) = book.sheets
    assert sheet.name == "名册"
    assert sheet.hidden
    assert sheet.merged == ((1, 1, 2, 1),)
    assert sheet.hidden_rows == {3}
    assert book.date1904


def test_records_longer_than_a_byte_can_say_are_read_whole():
    long = record(176, b"x" * 70_000)
    assert list(records(long + record(0))) == [(176, b"x" * 70_000), (0, b"")]
