"""Decrypt OpenDocument sheets with a password, in memory (ODF 1.3 part 2 §4, "Encryption").

Each part is deflated, then encrypted under a key of its own: AES-256-CBC, the key by PBKDF2 from
the SHA-256 of the password. Blowfish, of before 2011, and Argon2id, of LibreOffice since 24.8, are
refused in a sentence.
"""

from __future__ import annotations

import zlib
from base64 import b64decode
from binascii import Error as NoBase64
from dataclasses import dataclass
from hashlib import pbkdf2_hmac, sha256
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile

from defusedxml.ElementTree import ParseError, fromstring

from storage.errors import UserError
from storage.intake.read.limits import MIB
from storage.intake.read.raw_book import PasswordNeeded
from storage.intake.read.reader_source import DAMAGED_ZIP, LOCKED, LOCKED_FOR_US, WRONG_PASSWORD

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from storage.intake.read.limits import Limits

MANIFEST, CONTENT = "META-INF/manifest.xml", "content.xml"
NAMES = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
AES, SHA256, CHECKED = (
    "http://www.w3.org/2001/04/xmlenc#aes256-cbc",
    "http://www.w3.org/2000/09/xmldsig#sha256",
    f"{NAMES}#sha256-1k",
)
KEY, BLOCK = 32, 16
MOST_ROUNDS = 10_000_000


@dataclass(frozen=True, slots=True)
class Lock:
    """The encryption of one part."""

    start: bytes
    salt: bytes
    rounds: int
    checksum: bytes


def is_locked(file: BinaryIO) -> bool:
    """Whether the sheets can be read only with a password."""
    return b"encryption-data" in _manifest(file)


def unlock(file: BinaryIO, password: str | None, limits: Limits) -> bytes:
    """Decrypt the sheets; return a document of them alone. Raises `PasswordNeeded`, `UserError`."""
    lock = _lock(_manifest(file))
    if not password:
        raise PasswordNeeded(LOCKED)
    try:
        with ZipFile(file) as archive, archive.open(CONTENT) as part:
            secret = part.read(limits.file_bytes)
        content = _inflated(_decrypted(secret, lock, password), limits)
    except zlib.error:
        raise UserError(DAMAGED_ZIP) from None
    opened = BytesIO()
    with ZipFile(opened, "w", ZIP_DEFLATED) as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        made.writestr(CONTENT, content)
    return opened.getvalue()


def _manifest(file: BinaryIO) -> bytes:
    try:
        with ZipFile(file) as archive, archive.open(MANIFEST) as part:
            return part.read(MIB)
    except KeyError:
        return b""
    finally:
        file.seek(0)


def _lock(manifest: bytes) -> Lock:
    """Parse the encryption of the part with the sheets from the manifest; raises `UserError`."""
    try:
        root = fromstring(manifest, forbid_dtd=True)
        entry = next(one for one in root if _attribute(one, "full-path") == CONTENT)
        data = _child(entry, "encryption-data")
        algorithm, derivation = _child(data, "algorithm"), _child(data, "key-derivation")
        names = (
            _attribute(algorithm, "algorithm-name"),
            _attribute(_child(data, "start-key-generation"), "start-key-generation-name"),
            _attribute(data, "checksum-type"),
            _attribute(derivation, "key-derivation-name"),
        )
        rounds = int(_attribute(derivation, "iteration-count"))
        start, salt, checksum = (
            b64decode(_attribute(element, name), validate=True)
            for element, name in (
                (algorithm, "initialisation-vector"), (derivation, "salt"), (data, "checksum"),
            )
        )  # fmt: skip
    except (ParseError, StopIteration, LookupError, ValueError, NoBase64):
        raise UserError(LOCKED_FOR_US) from None
    known = names == (AES, SHA256, CHECKED, "PBKDF2") and len(start) == BLOCK
    if not known or not 0 < rounds <= MOST_ROUNDS:
        raise UserError(LOCKED_FOR_US)
    return Lock(start, salt, rounds, checksum)


def _child(element: Element, name: str) -> Element:
    found = element.find(f"{{{NAMES}}}{name}")
    if found is None:
        raise LookupError(name)
    return found


def _attribute(element: Element, name: str) -> str:
    return element.get(f"{{{NAMES}}}{name}", "")


def _decrypted(secret: bytes, lock: Lock, password: str) -> bytes:
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    key = pbkdf2_hmac("sha1", sha256(password.encode()).digest(), lock.salt, lock.rounds, KEY)
    if not secret or len(secret) % BLOCK:
        raise UserError(DAMAGED_ZIP)
    decryptor = Cipher(algorithms.AES(key), modes.CBC(lock.start)).decryptor()
    plain = decryptor.update(secret) + decryptor.finalize()
    plain = plain[: -plain[-1]] if 0 < plain[-1] <= BLOCK else b""
    if sha256(plain[:1024]).digest() != lock.checksum:
        raise PasswordNeeded(WRONG_PASSWORD)
    return plain


def _inflated(data: bytes, limits: Limits) -> bytes:
    inflating = zlib.decompressobj(-zlib.MAX_WBITS)
    content = inflating.decompress(data, limits.unpacked_bytes)
    if inflating.unconsumed_tail:
        most = limits.unpacked_bytes // MIB
        raise UserError(f"展开后超过 {most:,} MB 的上限，没有读取。")
    return content
