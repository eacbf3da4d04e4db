"""A package in one .zip, looked through before anything is taken out of it.

A zip lists its files at the end, and programs differ in what they believe: that list, the heads
before the files, a second name in an extra field. Only one that says the same everywhere, and
holds nothing beside its files, shows everybody the same package.
"""

from __future__ import annotations

import stat
import struct
from collections import Counter
from contextlib import suppress
from typing import TYPE_CHECKING, Any, BinaryIO
from zipfile import ZipFile

from exports.files import MEGABYTE, safe_name
from exports.package.checksums import alike
from exports.package.finding import Finding
from storage.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from zipfile import ZipInfo

MOST_FILES, LARGEST = 100, 400 * MEGABYTE
LOCKED, LATER, UTF8 = 0x1, 0x8, 0x800  # flags: encrypted, sizes behind the file, name in UTF-8
DOS_FOLDER, DOS_LINK = 0x10, 0x400
OTHER_NAME = 0x7075  # the extra field with a name in Unicode
_HEAD = struct.Struct("<4s5H3I2H")
_END = struct.Struct("<4s4H2IH")


def looked_through(path: Path) -> list[Finding]:
    """What is wrong with the zip itself; raises what `zipfile` does where it is none at all."""
    with ZipFile(path) as packed, path.open("rb") as file:
        entries = packed.infolist()
        if len(entries) > MOST_FILES or sum(one.file_size for one in entries) > LARGEST:
            raise UserError(f"《{path.name}》里的文件太多或太大，不像报送包，没有打开。")
        found = [Finding("packing", name_of(one), why) for one in entries if (why := _odd(one))]
        found += _doubled(entries)
        if not _whole(file, entries, packed.start_dir):
            text = "压缩包的前面、中间或末尾另有内容，或带着注释，不是原来的压缩包"
            found.append(Finding("packing", path.name, text))
        return found


def unpack(path: Path, folder: Path) -> None:
    """Take the files out under their own names, once nothing is wrong with those."""
    with ZipFile(path) as packed:
        for one in packed.infolist():
            with packed.open(one) as source, (folder / name_of(one)).open("xb") as target:
                left = one.file_size  # what it says; a bomb says less than it holds
                while left > 0 and (block := source.read(min(left, MEGABYTE))):
                    target.write(block)
                    left -= len(block)


def name_of(one: ZipInfo) -> str:
    """A file's name; older Windows writes it in its own code, which the zip does not say."""
    name = one.orig_filename
    if not one.flag_bits & UTF8 and not name.isascii():
        raw = name.encode("cp437")
        for code in ("utf-8", "gb18030"):
            with suppress(UnicodeDecodeError):
                return raw.decode(code)
    return name


def _odd(one: ZipInfo) -> str:
    """Why this is no plain file with a plain name, "" where it is one."""
    name, kind = name_of(one), stat.S_IFMT(one.external_attr >> 16)
    if name.endswith(("/", "\\")) or one.external_attr & DOS_FOLDER or kind == stat.S_IFDIR:
        return "是文件夹：报送包里只有文件，请解压后核对里面的文件夹，或向报送人要原来的压缩包"
    if "/" in name or "\\" in name:
        return "放在文件夹里：报送包里的文件都放在最外层，请向报送人要原来的压缩包"
    if kind not in (0, stat.S_IFREG) or one.external_attr & DOS_LINK:
        return "是链接或特殊的文件"
    if one.flag_bits & LOCKED:
        return "加了密码：报送包本身不加密，加密的只是附册"
    if name != safe_name(name):
        return "文件名不正常"
    return "另有一个名字，不同的解压软件会看到不同的文件" if _renamed(one.extra, name) else ""


def _renamed(extra: bytes, name: str) -> bool:
    """Whether an extra field gives the file another name."""
    while len(extra) >= 4:
        kind, size = struct.unpack_from("<HH", extra)
        if kind == OTHER_NAME and extra[9 : 4 + size] != name.encode():
            return True
        extra = extra[4 + size :]
    return False


def _doubled(entries: Sequence[ZipInfo]) -> Iterator[Finding]:
    """The names that two files bear, or that some computer takes for the same."""
    times = Counter(alike(name_of(one)) for one in entries)
    for one in entries:
        if times[alike(name_of(one))] > 1:
            yield Finding("packing", name_of(one), "压缩包里有两个同名的文件，不知哪个是报的")
            times[alike(name_of(one))] = 0


def _whole(file: BinaryIO, entries: Sequence[ZipInfo], list_at: int) -> bool:
    """Whether files, list and end follow each other from the first byte to the last."""
    at = 0
    for one in sorted(entries, key=lambda one: one.header_offset):
        size = _size_at(file, at, one) if one.header_offset == at else 0
        if not size:
            return False
        at += size
    file.seek(0, 2)
    end = file.tell() - _END.size
    file.seek(end)
    sign, _disk, _first, here, many, size, _at, comment = _END.unpack(file.read(_END.size))
    ended = sign == b"PK\x05\x06" and here == many == len(entries) and not comment
    return ended and at == list_at and list_at + size == end


def _size_at(file: BinaryIO, at: int, one: ZipInfo) -> int:
    """How many bytes the file takes there, its head too; 0 where the head says something else."""
    file.seek(at)
    head: tuple[Any, ...] = _HEAD.unpack(file.read(_HEAD.size))
    sign, _version, flags, method, _time, _day, crc, packed, size, named, more = head
    name, extra = file.read(named), file.read(more)
    same = sign == b"PK\x03\x04" and flags == one.flag_bits and method == one.compress_type
    if not same or _renamed(extra, name_of(one)) or name != _raw(one):
        return 0
    taken = _HEAD.size + len(name) + len(extra) + one.compress_size
    if not flags & LATER:
        told = (one.CRC, one.compress_size, one.file_size)
        return taken if (crc, packed, size) == told else 0
    file.seek(one.compress_size, 1)
    return taken + (16 if file.read(4) == b"PK\x07\x08" else 12)


def _raw(one: ZipInfo) -> bytes:
    return one.orig_filename.encode("utf-8" if one.flag_bits & UTF8 else "cp437")
