"""A package in one file, a .zip or a mail, unpacked only where nothing is hidden in it.

A zip can show different files to different programs: by a second entry of the same name, an
extra field with another name, or data before, between and after the entries. The city may open
the package with any of them, so whatever is ambiguous is refused before anything is unpacked.
"""

from __future__ import annotations

import hashlib
import re
import stat
import struct
import zipfile
from collections import Counter
from contextlib import contextmanager, suppress
from email import message_from_bytes, policy
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, BinaryIO
from zipfile import ZipFile

from exports.files import MEGABYTE, safe_name, sha256_of
from exports.package.checksums import folded_name
from exports.package.finding import Finding
from storage.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from email.message import EmailMessage
    from zipfile import ZipInfo

MOST_FILES, LARGEST = 100, 400 * MEGABYTE
ENCRYPTED, SIZES_FOLLOW, UTF8 = (
    0x1,
    0x8,
    0x800,
)  # flags: encrypted, sizes behind the file, name in UTF-8
DOS_FOLDER, DOS_LINK = 0x10, 0x400
OTHER_NAME = 0x7075  # the extra field with a name in Unicode
_HEAD = struct.Struct("<4s5H3I2H")
_END = struct.Struct("<4s4H2IH")


def zip_problems(path: Path) -> list[Finding]:
    """Return the faults of the zip itself; raises one of `NO_ZIP` where it cannot be read.

    Raises `UserError` for more files or bytes than any package has.
    """
    with ZipFile(path) as packed, path.open("rb") as file:
        entries = packed.infolist()
        if len(entries) > MOST_FILES or sum(one.file_size for one in entries) > LARGEST:
            raise UserError(f"《{path.name}》里的文件太多或太大，不像报送包，没有打开。")
        found = [
            Finding("packing", entry_name(one), why)
            for one in entries
            if (why := _entry_problem(one))
        ]
        found += _duplicate_names(entries)
        if not _is_contiguous(file, entries, packed.start_dir):
            text = "压缩包的前面、中间或末尾另有内容，或带着注释，不是原来的压缩包"
            found.append(Finding("packing", path.name, text))
        return found


def unpack(path: Path, folder: Path) -> None:
    """Extract the files into the folder; only for a zip without `zip_problems`."""
    with ZipFile(path) as packed:
        for one in packed.infolist():
            with packed.open(one) as source, (folder / entry_name(one)).open("xb") as target:
                left = one.file_size  # the declared size; a zip bomb declares less than it holds
                while left > 0 and (block := source.read(min(left, MEGABYTE))):
                    target.write(block)
                    left -= len(block)


def entry_name(one: ZipInfo) -> str:
    """Decode an entry's name; older Windows writes GB 18030 without declaring it."""
    name = one.orig_filename
    if not one.flag_bits & UTF8 and not name.isascii():
        raw = name.encode("cp437")
        for code in ("utf-8", "gb18030"):
            with suppress(UnicodeDecodeError):
                return raw.decode(code)
    return name


def _entry_problem(one: ZipInfo) -> str:
    """Return why the entry is no plain file with a plain name, "" where it is one."""
    name, kind = entry_name(one), stat.S_IFMT(one.external_attr >> 16)
    if name.endswith(("/", "\\")) or one.external_attr & DOS_FOLDER or kind == stat.S_IFDIR:
        return "是文件夹：报送包里只有文件，请解压后核对里面的文件夹，或向报送人要原来的压缩包"
    if "/" in name or "\\" in name:
        return "放在文件夹里：报送包里的文件都放在最外层，请向报送人要原来的压缩包"
    if kind not in (0, stat.S_IFREG) or one.external_attr & DOS_LINK:
        return "是链接或特殊的文件"
    if one.flag_bits & ENCRYPTED:
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


def _duplicate_names(entries: Sequence[ZipInfo]) -> Iterator[Finding]:
    """Yield each name that two entries share, or that some system takes for the same."""
    times = Counter(folded_name(entry_name(one)) for one in entries)
    for one in entries:
        if times[folded_name(entry_name(one))] > 1:
            yield Finding("packing", entry_name(one), "压缩包里有两个同名的文件，不知哪个是报的")
            times[folded_name(entry_name(one))] = 0


def _is_contiguous(file: BinaryIO, entries: Sequence[ZipInfo], list_at: int) -> bool:
    """Whether entries, directory and end record fill the file without a gap or a comment."""
    at = 0
    for one in sorted(entries, key=lambda one: one.header_offset):
        size = _entry_size(file, at, one) if one.header_offset == at else 0
        if not size:
            return False
        at += size
    file.seek(0, 2)
    end = file.tell() - _END.size
    file.seek(end)
    sign, _disk, _first, here, many, size, _at, comment = _END.unpack(file.read(_END.size))
    ended = sign == b"PK\x05\x06" and here == many == len(entries) and not comment
    return ended and at == list_at and list_at + size == end


def _entry_size(file: BinaryIO, at: int, one: ZipInfo) -> int:
    """Return the bytes that an entry takes with its header; 0 where header and directory differ."""
    file.seek(at)
    head: tuple[Any, ...] = _HEAD.unpack(file.read(_HEAD.size))
    sign, _version, flags, method, _time, _day, crc, packed, size, named, more = head
    name, extra = file.read(named), file.read(more)
    same = sign == b"PK\x03\x04" and flags == one.flag_bits and method == one.compress_type
    if not same or _renamed(extra, entry_name(one)) or name != _raw(one):
        return 0
    taken = _HEAD.size + len(name) + len(extra) + one.compress_size
    if not flags & SIZES_FOLLOW:
        expected = (one.CRC, one.compress_size, one.file_size)
        return taken if (crc, packed, size) == expected else 0
    file.seek(one.compress_size, 1)
    return taken + (16 if file.read(4) == b"PK\x07\x08" else 12)


def _raw(one: ZipInfo) -> bytes:
    return one.orig_filename.encode("utf-8" if one.flag_bits & UTF8 else "cp437")


_COUNT = re.compile(r"共 (\d+) 个文件")
UNREADABLE = (
    zipfile.BadZipFile,
    RuntimeError,
    NotImplementedError,
    EOFError,
    struct.error,
    OSError,
)


@contextmanager
def open_archive(path: Path) -> Iterator[tuple[Path, list[Finding]]]:
    """Unpack a .zip into a temporary folder; yields the folder and the faults of the packing.

    With any fault the folder is empty. Raises `UserError` where the file is no readable zip.
    """
    with TemporaryDirectory(prefix="核对-") as folder:
        try:
            found = zip_problems(path)
            if not found:
                unpack(path, Path(folder))
        except UNREADABLE as error:
            raise UserError(f"《{path.name}》打不开：不是 zip，或已损坏。") from error
        yield Path(folder), found


@contextmanager
def open_mail(path: Path) -> Iterator[tuple[Path, list[Finding]]]:
    """As `open_archive`, for the attachments of a mail saved as .eml."""
    parts = attachments(path)
    with TemporaryDirectory(prefix="核对-") as folder:
        found = [
            Finding("packing", name, "附件的文件名不正常，或有两个同名的附件")
            for at, (name, _data) in enumerate(parts)
            if name != safe_name(name)
            or folded_name(name) in {folded_name(one) for one, _ in parts[:at]}
        ]
        for name, data in parts if not found else ():
            (Path(folder) / name).write_bytes(data)
        yield Path(folder), found


def attachments(path: Path) -> list[tuple[str, bytes]]:
    """Return the attachments of a mail as (name, content)."""
    return [
        (part.get_filename() or "", bytes(part.get_payload(decode=True) or b""))
        for part in _mail(path).iter_attachments()
    ]


def _mail(path: Path) -> EmailMessage:
    return message_from_bytes(path.read_bytes(), policy=policy.default)


def archive_findings(archive: Path, hashes: Mapping[str, str]) -> list[Finding]:
    """Compare the .zip in a package's folder with the files; `hashes` includes the list."""
    try:
        with open_archive(archive) as (folder, found):
            inside = {file.name: sha256_of(file) for file in folder.iterdir()}
    except UserError as error:
        return [Finding("packing", archive.name, str(error))]
    return found or [_content_finding(archive.name, inside == hashes, "压缩包")]


def mail_findings(mail: Path, hashes: Mapping[str, str]) -> list[Finding]:
    """Compare the attachments of a drafted mail with the files, and the count in its text."""
    parts = attachments(mail)
    inside = {name: hashlib.sha256(data).hexdigest() for name, data in parts}
    body = _mail(mail).get_body(("plain",))
    count = _COUNT.search(str(body.get_content())) if body else None
    counted = count is None or int(count[1]) == len(parts)
    return [
        _content_finding(
            mail.name, inside == hashes and len(parts) == len(inside) and counted, "邮件"
        )
    ]


def _content_finding(name: str, same: bool, what: str) -> Finding:
    if same:
        return Finding("good", name, f"{what}里的文件与清单一致")
    return Finding("changed", name, f"{what}里的文件与清单不符，可能是以前做的：请重新导出")
