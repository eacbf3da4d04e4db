"""An xlsb, its records written by hand."""

from __future__ import annotations

import struct

from tests.storage.intake.read import files

WORKBOOK_RELS = (
    f'<Relationships xmlns="{files.REL}">'
    f'<Relationship Id="rId1" Type="{files.DOC_RELS}/worksheet" Target="worksheets/sheet1.bin"/>'
    f'<Relationship Id="rId2" Type="{files.DOC_RELS}/styles" Target="styles.bin"/>'
    "</Relationships>"
)


def record(kind: int, data: bytes = b"") -> bytes:
    """Write one record."""
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size = bytearray()
    length = len(data)
    while True:
        size.append(length & 0x7F | (0x80 if length > 127 else 0))
        length >>= 7
        if not length:
            return head + bytes(size) + data


def wide(text: str) -> bytes:
    """Write a text as records hold it."""
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def row(number: int, *, hidden: bool = False) -> bytes:
    """Begin a row."""
    return record(0, struct.pack("<IIHBBBI", number, 0, 300, 0, 0x10 if hidden else 0, 0, 0))


def cell(kind: int, column: int, value: bytes, style: int = 0) -> bytes:
    """Write a cell."""
    return record(kind, struct.pack("<II", column, style) + value)


def parts() -> dict[str, str | bytes]:
    """Give the parts of a workbook with an error, a merged area and a hidden row."""
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
    return {
        "[Content_Types].xml": f'<Types xmlns="{files.TYPES}"/>',
        "xl/workbook.bin": workbook,
        "xl/_rels/workbook.bin.rels": WORKBOOK_RELS,
        "xl/worksheets/sheet1.bin": sheet,
        "xl/styles.bin": styles,
    }
