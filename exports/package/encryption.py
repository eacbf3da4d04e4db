"""A password for the annex: AES-256 as Excel and WPS open it (ECMA-376 agile encryption).

Keys and salts are derived from content and password instead of drawn at random, so that the same
roster and password give the same bytes on any day. The password is neither stored nor mailed.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from io import BytesIO
from struct import pack
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from msoffcrypto.method.container.ecma376_encrypted import ECMA376Encrypted
from msoffcrypto.method.ecma376_agile import ECMA376AgileEncryptionInfo

from exports.files import write_file
from storage.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

ROUNDS = 100_000
BLOCK, SALT, KEY, HASH = 16, 16, 32, 64
SEGMENT = 4096
# Block keys: what each derived key is for ([MS-OFFCRYPTO] 2.3.4.11 to 2.3.4.14)
_VERIFIER, _VERIFIED = bytes.fromhex("fea7d2763b4b9e79"), bytes.fromhex("d7aa0f6d3061344e")
_SECRET = bytes.fromhex("146e0be7abacd0d6")
_HMAC_KEY, _HMAC = bytes.fromhex("5fb2ad010cb9e1f6"), bytes.fromhex("a0677f02b22c8433")


def encrypt(plain: bytes, password: str) -> bytes:
    """Encrypt a workbook's bytes into a container that opens only with the password."""
    drawn = _key_source(plain, password)
    info = ECMA376AgileEncryptionInfo()
    info.spinCount = ROUNDS
    secret = drawn("key", KEY)
    _wrap_key(info, secret, password, drawn)
    info.keyData.saltValue = drawn("salt of the content", SALT)
    package = _package(plain, secret, info.keyData.saltValue)
    _guard(info, secret, package, drawn("key of the guard", HASH))
    described = info.getEncryptionDescriptorHeader() + info.toEncryptionDescriptor().encode()
    out = BytesIO()
    _Container(package, described).write_to(out)
    return out.getvalue()


class _Container(ECMA376Encrypted):  # type: ignore[misc]
    """The container without timestamps; its content must have 4,096 bytes at least."""

    def _get_directory_entries(self) -> list[Any]:
        entries: list[Any] = super()._get_directory_entries()
        for one in entries:
            one.CreationTime = one.ModificationTime = 0
        return entries


def _key_source(plain: bytes, password: str) -> Callable[[str, int], bytes]:
    """Return a function of (name, size) that derives key material from content and password."""
    content = hashlib.sha256(plain).digest()
    root = hashlib.pbkdf2_hmac("sha512", password.encode("utf-16-le"), content, ROUNDS)
    return lambda name, size: hmac.digest(root, name.encode(), "sha512")[:size]


def _wrap_key(info: Any, secret: bytes, password: str, drawn: Callable[[str, int], bytes]) -> None:
    """Store the file's key encrypted by the password, with a verifier for a typed password."""
    salt, verifier = drawn("salt of the password", SALT), drawn("verifier", SALT)
    stretched = hashlib.sha512(salt + password.encode("utf-16-le")).digest()
    for turn in range(ROUNDS):
        stretched = hashlib.sha512(pack("<I", turn) + stretched).digest()

    def encrypt_value(purpose: bytes, value: bytes) -> bytes:
        return _aes(value, hashlib.sha512(stretched + purpose).digest()[:KEY], salt)

    info.encryptedKey.saltValue = salt
    info.encryptedVerifierHashInput = encrypt_value(_VERIFIER, verifier)
    info.encryptedVerifierHashValue = encrypt_value(_VERIFIED, hashlib.sha512(verifier).digest())
    info.encryptedKeyValue = encrypt_value(_SECRET, secret)


def _package(plain: bytes, secret: bytes, salt: bytes) -> bytes:
    """Encrypt the content segment by segment, each with its own initialization vector."""
    segments = [pack("<Q", len(plain))]
    for number, at in enumerate(range(0, len(plain), SEGMENT)):
        segment = plain[at : at + SEGMENT]
        padded = segment + bytes(-len(segment) % BLOCK)
        segments.append(_aes(padded, secret, _vector(salt, pack("<I", number))))
    return b"".join(segments)


def _guard(info: Any, secret: bytes, package: bytes, key: bytes) -> None:
    """Store an HMAC of the encrypted content, which reveals a change in it."""
    salt = info.keyData.saltValue
    info.encryptedHmacKey = _aes(key, secret, _vector(salt, _HMAC_KEY))
    value = hmac.digest(key, package, "sha512")
    info.encryptedHmacValue = _aes(value, secret, _vector(salt, _HMAC))


def _vector(salt: bytes, purpose: bytes) -> bytes:
    return hashlib.sha512(salt + purpose).digest()[:BLOCK]


def _aes(value: bytes, key: bytes, vector: bytes) -> bytes:
    made = Cipher(algorithms.AES(key), modes.CBC(vector)).encryptor()
    return made.update(value) + made.finalize()


LETTERS = (
    "abcdefghjkmnpqrstuvwxyz23456789"  # none that is confused with another on paper or by voice
)
GROUPS, GROUP = 4, 4  # 79 bits
SHORTEST = 8


def readable_password() -> str:
    """Generate a password that can be read out over the telephone: k7mq-x3ab-…"""
    groups = ("".join(secrets.choice(LETTERS) for _ in range(GROUP)) for _ in range(GROUPS))
    return "-".join(groups)


def refuse_weak(password: str) -> None:
    """Raise `UserError` for a password that is too short to protect anything."""
    if len(password) < SHORTEST:
        raise UserError(
            f"含完整证件号码的附册必须加密：请给出至少 {SHORTEST} 位的打开密码，或由程序生成一个。"
        )


def lock(path: Path, password: str) -> None:
    """Encrypt a workbook in place; the same content and password give the same bytes."""
    write_file(path, encrypt(path.read_bytes(), password))


def is_locked(path: Path) -> bool:
    """Whether a workbook opens only with a password."""
    from msoffcrypto import OfficeFile

    with path.open("rb") as file:
        if file.read(8) != b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":  # no container of Office's
            return False
        return bool(OfficeFile(file).is_encrypted())
