"""A package inside one file, a .zip or a mail: the files of the list, and no others."""

from __future__ import annotations

import hashlib
import re
import struct
import zipfile
from contextlib import contextmanager
from email import message_from_bytes, policy
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from exports.files import safe_name, sha256_of
from exports.package.checksums import alike
from exports.package.finding import Finding
from exports.package.unpacking import looked_through, unpack
from storage.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from email.message import EmailMessage

_COUNT = re.compile(r"共 (\d+) 个文件")
NO_ZIP = (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, struct.error, OSError)


@contextmanager
def opened(path: Path) -> Iterator[tuple[Path, list[Finding]]]:
    """The files of a package taken out, and what is wrong with its packing.

    Where anything is, nothing is taken out. Raises `UserError` where it is no zip and no mail.
    """
    with TemporaryDirectory(prefix="核对-") as folder:
        try:
            found = looked_through(path)
            if not found:
                unpack(path, Path(folder))
        except NO_ZIP as error:
            raise UserError(f"《{path.name}》打不开：不是 zip，或已损坏。") from error
        yield Path(folder), found


@contextmanager
def opened_mail(path: Path) -> Iterator[tuple[Path, list[Finding]]]:
    """As `opened`, for a mail that was kept as .eml: its attachments."""
    parts = attachments(path)
    with TemporaryDirectory(prefix="核对-") as folder:
        found = [
            Finding("packing", name, "附件的文件名不正常，或有两个同名的附件")
            for at, (name, _data) in enumerate(parts)
            if name != safe_name(name) or alike(name) in {alike(one) for one, _ in parts[:at]}
        ]
        for name, data in parts if not found else ():
            (Path(folder) / name).write_bytes(data)
        yield Path(folder), found


def attachments(path: Path) -> list[tuple[str, bytes]]:
    """The attachments of a mail, by name."""
    return [
        (part.get_filename() or "", bytes(part.get_payload(decode=True) or b""))
        for part in _mail(path).iter_attachments()
    ]


def _mail(path: Path) -> EmailMessage:
    return message_from_bytes(path.read_bytes(), policy=policy.default)


def archive_findings(archive: Path, hashes: Mapping[str, str]) -> list[Finding]:
    """Compare the .zip that lies beside the files with them; `hashes` has the list too."""
    try:
        with opened(archive) as (folder, found):
            inside = {file.name: sha256_of(file) for file in folder.iterdir()}
    except UserError as error:
        return [Finding("packing", archive.name, str(error))]
    return found or [_same(archive.name, inside == hashes, "压缩包")]


def mail_findings(mail: Path, hashes: Mapping[str, str]) -> list[Finding]:
    """Compare the attachments of a drafted mail, and how many it says there are."""
    parts = attachments(mail)
    inside = {name: hashlib.sha256(data).hexdigest() for name, data in parts}
    body = _mail(mail).get_body(("plain",))
    count = _COUNT.search(str(body.get_content())) if body else None
    counted = count is None or int(count[1]) == len(parts)
    return [_same(mail.name, inside == hashes and len(parts) == len(inside) and counted, "邮件")]


def _same(name: str, same: bool, what: str) -> Finding:
    if same:
        return Finding("good", name, f"{what}里的文件与清单一致")
    return Finding("changed", name, f"{what}里的文件与清单不符，可能是以前做的：请重新导出")
