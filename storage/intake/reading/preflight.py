"""A look into a zip form before any reader trusts it: bombs, entities and passwords stop here."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, BinaryIO

from storage.errors import UserError
from storage.intake.reading.limits import MIB
from storage.intake.reading.sentences import DAMAGED_ZIP, LOCKED_FOR_US

if TYPE_CHECKING:
    from storage.intake.reading.limits import Limits

RATIO_MATTERS = 20 * MIB  # a small part may well be almost nothing but repetition
ENCRYPTED = 0x1
DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")


def check(file: BinaryIO, limits: Limits) -> None:
    """Refuse a zip form that no school program writes."""
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
