"""Turn an open file into records: recognise, decrypt, check, read and cut into blocks."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO

from storage.errors import UserError
from storage.intake.read import opendocument_lock
from storage.intake.read.formats import FORMATS, open_with
from storage.intake.read.limits import MIB
from storage.intake.read.password import unlock
from storage.intake.read.reader_source import DAMAGED_ZIP, LOCKED_FOR_US, Opened, Source
from storage.intake.read.row_blocks import blocks
from storage.intake.read.sniff import sniff

if TYPE_CHECKING:
    from collections.abc import Iterator

    from storage.intake.read.limits import Limits
    from storage.intake.read.wire import Record

RATIO_MATTERS = 20 * MIB  # a small part may well be almost nothing but repetition
ENCRYPTED = 0x1
DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")


def check(file: BinaryIO, limits: Limits) -> None:
    """Raise `UserError` for a zip file that no office program writes: bombs, locks, DTDs."""
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
            _check_sizes(members, limits)
            for member in members:
                _check_part(archive, member)
    except (zipfile.BadZipFile, EOFError):
        raise UserError(DAMAGED_ZIP) from None
    finally:
        file.seek(0)


def _check_sizes(members: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(members) > limits.members:
        raise UserError(f"里面有 {len(members):,} 个部件，不像正常的表格，没有读取。")
    total = sum(member.file_size for member in members)
    if total > limits.unpacked_bytes:
        most = limits.unpacked_bytes // MIB
        raise UserError(f"展开后有 {total // MIB:,} MB，超过 {most:,} MB 的上限，没有读取。")
    for member in members:
        allowed = limits.ratio * max(member.compress_size, 1)
        if member.file_size > max(RATIO_MATTERS, allowed):
            raise UserError("里面有压缩得极不寻常的内容，不像正常的表格，没有读取。")


def _check_part(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    if member.flag_bits & ENCRYPTED:
        raise UserError(LOCKED_FOR_US)
    name = member.filename.lower()
    if not name.endswith((".xml", ".rels")):
        return
    with archive.open(member) as part:
        start = part.read(1024).replace(b"\0", b"")
        if any(word in start.upper() for word in DECLARATIONS):
            raise UserError("里面有表格不该有的声明（DTD），为安全起见没有读取。")


def of_file(
    file: BinaryIO, encoding: str | None, password: str | None, limits: Limits, attempt: int
) -> Iterator[Record]:
    """Read a file with the reader of this attempt (from 0) and yield its records."""
    kind = sniff(file, documents=limits.documents)
    if kind == "encrypted":
        file = BytesIO(unlock(file, password))
        kind = sniff(file, documents=limits.documents)
    if kind == "ods" and opendocument_lock.is_locked(file):
        file = BytesIO(opendocument_lock.unlock(file, password, limits))
    if FORMATS[kind].zipped:
        check(file, limits)
    more = attempt + 1 < len(FORMATS[kind].readers)
    yield {"book": {"kind": kind, "more": more}}
    source = Source(file, kind, encoding, limits, password)
    yield from of_book(open_with(source, attempt), limits)


def of_book(opened: Opened, limits: Limits) -> Iterator[Record]:
    """Yield the records of what a reader has opened, sheet by sheet."""
    yield {"opened": {"encoding": opened.encoding, "date1904": opened.date1904}}
    count = cells = 0
    for sheet in opened.sheets:
        count += 1
        if count > limits.sheets:
            raise UserError(f"里工作表超过 {limits.sheets} 张，没有读取：请拆成几个文件再导入。")
        yield {"sheet": {"name": sheet.name, "expected": sheet.expected}}
        for at, rows in blocks(sheet, limits, opened.warnings):
            cells += sum(map(len, rows))
            if cells > limits.cells:
                raise UserError(f"超过 {limits.cells:,} 格，没有读取：请分成几个文件再导入。")
            yield {"at": at, "rows": rows}
        yield {
            "end": {
                "hidden": sheet.hidden,
                "merged": sheet.merged,
                "hidden_rows": sorted(sheet.hidden_rows),
            }
        }
    yield {"done": {"sheets": count, "warnings": opened.warnings}}
