"""A password for the annex: AES-256 as Excel and WPS open it; never kept, never mailed."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from exports.files import replacing
from storage.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another on paper or by voice
GROUPS, GROUP = 4, 4  # 79 bits
SHORTEST = 8


def readable_password() -> str:
    """A password that can be read out over the telephone: k7mq-x3ab-…"""
    groups = ("".join(secrets.choice(LETTERS) for _ in range(GROUP)) for _ in range(GROUPS))
    return "-".join(groups)


def refuse_weak(password: str) -> None:
    """Raise a `UserError` where the password protects nothing."""
    if len(password) < SHORTEST:
        raise UserError(
            f"含完整证件号码的附册必须加密：请给出至少 {SHORTEST} 位的打开密码，或由程序生成一个。"
        )


def lock(path: Path, password: str) -> None:
    """Encrypt a workbook where it lies; the same bytes for the same one and password."""
    from exports.package.encrypting import encrypted  # here, as few annexes are given out whole

    with replacing(path, needs=2 * path.stat().st_size) as partial:
        partial.write_bytes(encrypted(path.read_bytes(), password))


def is_locked(path: Path) -> bool:
    """Whether a workbook opens only with a password."""
    from msoffcrypto import OfficeFile

    with path.open("rb") as file:
        if file.read(8) != b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":  # no container of Office's
            return False
        return bool(OfficeFile(file).is_encrypted())
